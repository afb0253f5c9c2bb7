"""From rows to sheets: who gets a letter, what stands in it, and what is not shown yet."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from models import (
    Appraisal,
    Event,
    HandlingTask,
    HandlingUnit,
    Inspection,
    LiaisonGroup,
    LivelihoodProject,
    Person,
    PlenarySession,
    ProgressReport,
    Proposal,
    Reply,
    ReplyAnswer,
    Signature,
    Suggestion,
    Term,
)
from web.documents import render
from web.documents.gather import Order, gather

NOON = datetime(2026, 6, 18, 4, 0, tzinfo=UTC)
EVENT = Event(hash="9f3c2a71b0de" + "0" * 52, happened_at=NOON)


def a_proposal(**changes):
    values = {
        "title": "关于加强农村公路养护的提案",
        "number": "12-3-023",
        "author_id": 1,
        "author": Person(id=1, name="阿卜杜拉·买买提"),
        "author_name": "阿卜杜拉·买买提",
        "session": PlenarySession(no=3, term=Term(no=12)),
        "collective_body": "",
        "waits_for": "proposer",
        "due_on": date(2026, 7, 9),
        "suggestions": [Suggestion(no=1, text="建立路长制。"), Suggestion(no=2, text="列入预算。")],
        "signatures": [
            Signature(person_id=2, name="李喆", decision="agreed"),
            Signature(person_id=3, name="王明", decision="declined"),
        ],
    }
    return Proposal(**{**values, **changes})


def a_task(proposal, duty="lead", round_no=1, unit="云岭县交通运输局", replies=()):
    return HandlingTask(
        proposal=proposal,
        duty=duty,
        round=round_no,
        released=False,
        unit_name=unit,
        replies=list(replies),
    )


def a_reply(status="issued", **changes):
    values = {
        "doc_no": "云交函〔2026〕12号",
        "reply_class": "B",
        "body": "已经办理。",
        "signer": "李明",
        "contact_person": "张三",
        "contact_phone": "0998-8512345",
        "publicity": "full",
        "status": status,
        "drafted_at": NOON,
        "issued_on": date(2026, 6, 18) if status == "issued" else None,
        "answers": [
            ReplyAnswer(no=1, verdict="adopted", measure="已印发方案。"),
            ReplyAnswer(no=2, verdict="planned", measure="测算中。", due_on=date(2026, 12, 31)),
        ],
    }
    return Reply(**{**values, **changes})


def test_each_proposer_who_signed_gets_a_letter_of_the_same_number():
    task = a_task(a_proposal(), replies=[a_reply()])
    letters = gather("reply_letter", Order(task, EVENT))
    assert [letter.salutation for letter in letters] == ["阿卜杜拉·买买提委员", "李喆委员"]
    assert {letter.doc_no for letter in letters} == {"云交函〔2026〕12号"}
    assert {letter.record_mark for letter in letters} == {"9f3c2a71b0de"}
    assert letters[0].title == "关于县政协第十二届第三次会议第023号提案的答复"
    assert [answer.suggestion for answer in letters[0].answers] == ["建立路长制。", "列入预算。"]
    assert [answer.verdict for answer in letters[0].answers] == ["采纳", "列入计划"]


def test_a_proposer_prints_his_own_copy_only():
    task = a_task(a_proposal(), replies=[a_reply()])
    (letter,) = gather("reply_letter", Order(task, EVENT, person_id=2))
    assert letter.salutation == "李喆委员"
    assert gather("reply_letter", Order(task, EVENT, person_id=3)) == []


def test_a_collective_proposal_is_answered_to_its_body():
    task = a_task(a_proposal(collective_body="民盟云岭县总支"), replies=[a_reply()])
    (letter,) = gather("reply_letter", Order(task, EVENT))
    assert letter.salutation == "民盟云岭县总支"
    assert letter.opening.startswith("贵单位提出的《关于加强农村公路养护的提案》（第023号）收悉")


def test_an_inter_session_proposal_keeps_its_mark_in_the_title():
    task = a_task(a_proposal(number="12-3-平006"), replies=[a_reply()])
    letter = gather("reply_letter", Order(task, EVENT))[0]
    assert letter.title == "关于县政协第十二届第三次会议第平006号提案的答复"
    assert letter.case_number == "十二届三次第平006号"


def test_co_handling_units_get_a_copy_and_stand_on_the_form():
    proposal = a_proposal()
    task = a_task(proposal, replies=[a_reply()])
    a_task(proposal, duty="co", unit="云岭县财政局")
    letter = gather("reply_letter", Order(task, EVENT))[0]
    assert letter.copies == ("县政协提案委员会", "县人民政府督查室", "云岭县财政局")
    form = gather("feedback_form", Order(task, EVENT))[0]
    assert form.lead_units == ("云岭县交通运输局",)
    assert form.co_units == ("云岭县财政局",)
    assert (form.return_by, form.suggestions) == (date(2026, 7, 9), 2)


def test_a_reply_in_the_office_is_seen_as_a_draft_and_by_those_who_may():
    task = a_task(a_proposal(), replies=[a_reply(status="sent")])
    assert gather("reply_letter", Order(task, EVENT)) == []
    assert gather("feedback_form", Order(task, EVENT)) == []
    assert {letter.draft for letter in gather("reply_draft", Order(task, EVENT))} == {"送审稿"}


def test_the_draft_for_comment_is_printed_until_the_letter_is_out():
    shown = a_reply(status="shown", round=1, doc_no="", signer="", publicity="")
    task = a_task(a_proposal(), replies=[shown])
    assert {one.draft for one in gather("comment_draft", Order(task, EVENT))} == {"征求意见稿"}
    assert gather("reply_draft", Order(task, EVENT)) == []
    task.replies.append(a_reply())
    assert gather("comment_draft", Order(task, EVENT)) == []


def test_the_letter_bears_the_class_as_it_was_corrected():
    task = a_task(a_proposal(), replies=[a_reply(confirmed_class="C")])
    assert {letter.reply_class for letter in gather("reply_letter", Order(task, EVENT))} == {"C"}


def test_a_returned_draft_is_never_printed():
    task = a_task(a_proposal(), replies=[a_reply(status="returned")])
    assert gather("reply_draft", Order(task, EVENT)) == []


def test_the_second_round_says_so():
    task = a_task(a_proposal(), round_no=2, replies=[a_reply()])
    letter = gather("reply_letter", Order(task, EVENT))[0]
    assert letter.title.endswith("提案的再次答复")
    assert gather("feedback_form", Order(task, EVENT))[0].round_no == 2


@pytest.fixture
def project():
    return LivelihoodProject(
        number="2026-07",
        title="饮水管网改造",
        author=Person(id=1, name="古丽娜尔·艾山"),
        author_name="古丽娜尔·艾山",
        group=LiaisonGroup(name="恰热克镇联络组"),
        group_name="恰热克镇联络组",
        group_outcome="endorsed",
        group_opinion="情况属实。",
        place="恰热克镇11村",
        need="冬季断水。",
        goal="更换主管网6.2公里。",
        beneficiaries=2154,
        budget=Decimal("386.50"),
        fund_source="县财政",
        lead_unit=HandlingUnit(name="云岭县水利局"),
        lead_unit_name="云岭县水利局",
        partner_units=[HandlingUnit(name="云岭县财政局")],
        partner_unit_names=["云岭县财政局"],
        ballot="",
        finish_plan=date(2026, 10, 31),
    )


def test_an_application_says_what_was_applied_for(project):
    (sheet,) = gather("project_application", Order(project, EVENT))
    assert (sheet.beneficiaries, sheet.budget, sheet.year) == ("2,154", "386.50", 2026)
    assert (sheet.source, sheet.applicant) == ("恰热克镇联络组", "古丽娜尔·艾山")
    assert sheet.group_opinion == "情况属实。"
    assert sheet.issued_on == date(2026, 6, 18)


def test_an_acceptance_is_of_the_inspection_its_event_recorded(project):
    later = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
    common = {"inspectors": "李明", "remaining": ""}
    project.reports = [
        ProgressReport(percent=100, spent=Decimal("371.2"), text="完工", reported_at=NOON)
    ]
    project.inspections = [
        Inspection(
            held_on=date(2026, 6, 17), passed=False, opinion="水压不足", recorded_at=NOON,
            rectify_by=date(2026, 8, 1), **common,
        ),
        Inspection(
            held_on=date(2026, 8, 30), passed=True, opinion="通过", recorded_at=later, **common
        ),
    ]  # fmt: skip
    project.appraisals = [
        Appraisal(turnout=120, satisfied=96, basic=15, dissatisfied=4, outcome="satisfied")
    ]
    (first,) = gather("project_acceptance", Order(project, EVENT))
    assert (first.passed, first.rectify_by, first.appraisal) == (False, date(2026, 8, 1), "")
    after = Event(hash="ab" * 32, happened_at=later)
    (second,) = gather("project_acceptance", Order(project, after))
    assert second.passed
    assert second.appraisal == "应参加120人，满意96票，基本满意15票，不满意4票"
    assert second.lines[2].found == "累计完成371.20万元"


def test_what_was_gathered_can_be_printed(project, instance):
    task = a_task(a_proposal(), replies=[a_reply()])
    for name, subject in (
        ("reply_letter", task),
        ("feedback_form", task),
        ("project_application", project),
    ):
        assert render(name, gather(name, Order(subject, EVENT)), instance).startswith(b"%PDF")


def test_a_project_without_an_inspection_has_no_acceptance_sheet(project):
    assert gather("project_acceptance", Order(project, EVENT)) == []
