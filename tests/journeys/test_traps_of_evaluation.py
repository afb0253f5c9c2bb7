"""Traps of the judgement: 被满意 (T1), pressure (T2), the member's own account (T3), T18."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import Contact, EvaluationAlert, Event, Grant, LoginTrace, Proposal
from models.database import read_session
from models.queries import evaluation_figures as queries
from models.queries.contacts import contacts_of
from models.queries.evaluations import alerts_of, all_evaluations, round_evaluations
from tests.journeys.judging import OFFICE_PC, figures_now, trace
from tests.pages import Visit
from tests.samples import DISSATISFIED, SATISFIED
from tests.stories import ONCE, Story, contents
from workflow.contacts import standing_of
from workflow.deadlines import local_date
from workflow.engine import Refused
from workflow.origins import Origin
from workflow.sealing import visible_evaluations, visible_events

pytestmark = ONCE
CANARY = "金丝雀局长来过电话"
READERS = {"office", "clerk", "head", "auditor"}
#: everybody who has a part in the case or sees all
OTHERS = (
    "author", "ally", "former", "stranger", "leader", "unit_a", "checker_a", "boss_a", "unit_b",
    "supervisor", "county_leader", "admin",
)  # fmt: skip


def standings(story: Story, proposal: Proposal) -> list[str]:
    everything = contacts_of(story.session, proposal.id)
    return [standing_of(one, everything) for one in everything]


def test_t01_what_a_unit_says_of_the_member_is_only_its_word_until_he_confirms(
    story: Story,
) -> None:
    story.joint = True
    task = story.reach("handling_task", "working")
    case = task.proposal
    county = story.county
    both = [county["author"].person_id, county["ally"].person_id]
    said = {"contact_summary": "提案人充分肯定，表示非常满意"}
    story.do(task, "record_contact", contact_members=both, **said)
    story.do(task, "record_contact")
    assert standings(story, case) == ["unilateral", "unilateral"]
    first, second = contacts_of(story.session, case.id)
    with pytest.raises(Refused):
        story.do(case, "confirm_contact", by="unit_a", contact=first.id)
    with pytest.raises(Refused):
        story.do(case, "confirm_contact", by="ally", contact=second.id)  # was not there
    told = {"dispute_kind": "differs", "member_words": "我没有说满意"}
    story.do(case, "dispute_contact", by="ally", contact=first.id, **told)
    story.do(case, "confirm_contact", by="author", contact=second.id)
    assert standings(story, case) == ["disputed", "confirmed"]
    ally = first.voices[1]
    assert (first.summary, ally.words) == (said["contact_summary"], "我没有说满意")
    # Nobody takes his word back, and nobody edits the record.
    with pytest.raises(Refused):
        story.do(case, "confirm_contact", by="ally", contact=first.id)
    story.do(case, "correct_contact", contact=first.id, contact_summary="提案人没有表态")
    assert standings(story, case) == ["corrected", "confirmed", "unilateral"]
    story.session.expire_all()
    kept = story.session.get_one(Contact, first.id)
    assert kept.summary == said["contact_summary"]
    third = contacts_of(story.session, case.id)[2]
    assert (third.no, third.corrects_id, third.correction_reason) == (3, first.id, "日期写错了")


def test_t02_a_changed_evaluation_keeps_both_and_says_who_asked_for_it(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.do(case, "evaluate", by="author", **DISSATISFIED)
    with pytest.raises(Refused):
        story.do(case, "change_evaluation", by="author", reason=None)
    with pytest.raises(Refused):
        story.do(case, "change_evaluation", by="author", urged=None)
    story.do(case, "change_evaluation", by="author", urged="employer", **SATISFIED)
    first, last = all_evaluations(story.session, case.id)
    assert (first.version, first.result, first.comment) == (1, "dissatisfied", "问题还在")
    assert (last.version, last.result, last.urged) == (2, "satisfied", "employer")
    assert last.change_reason == "看错了一条"
    assert round_evaluations(story.session, case) == [last]
    # Still sealed from the unit, both of them and the events.
    unit, day = story.county["unit_a"], local_date(story.now)
    assert visible_evaluations(story.engine, story.session, unit, case, day) == []
    seen = visible_events(story.engine, story.session, unit, case, day)
    assert not {event.action for event in seen} & {"evaluate", "change_evaluation"}
    story.do(case, "evaluate", by="ally")
    assert case.state == "closed", "the last version counts"
    found = figures_now(story)
    assert found.first.result == {"dissatisfied": 1, "satisfied": 1}
    assert found.final.result == {"satisfied": 2}
    assert [(one.first.id, one.last.id) for one in found.changed] == [(first.id, last.id)]


def reading(visit: Visit, name: str, number: int) -> str:
    """Everything one can read that is one click away from the case, the home and the notices."""
    browser = visit[name]
    read: dict[str, str] = {}
    waiting = [f"/cases/{number}", "/notices", "/", f"/?q={CANARY[:3]}"]
    for address in waiting[:]:
        page = browser.client.get(address, follow_redirects=True)
        read[address] = page.get_data(as_text=True)
    links = {
        link.partition("#")[0]
        for body in read.values()
        for link in body.replace("'", '"').split('href="')[1:]
        for link in [link.partition('"')[0].replace("&amp;", "&")]
        if link.startswith("/") and "static" not in link and "logout" not in link
    }
    for address in sorted(links - set(read)):
        if "/documents/" in address:
            continue  # laid out at some cost, and its words are not read here
        answer = browser.client.get(address, follow_redirects=True)
        if answer.mimetype == "text/html":
            read[address] = answer.get_data(as_text=True)
    assert len(read) > 5, name
    return "\n".join(read.values())


def test_t02_nobody_else_ever_reads_who_pressed_a_member(visit: Visit, story: Story) -> None:
    story.joint, story.mode = True, "lead_co"
    case = story.reach("proposal", "handling")
    story.do(case, "withdraw", persuaded="yes_", persuaded_by=CANARY)
    number = case.id
    story.session.commit()
    for name in OTHERS:
        body = reading(visit, name, number)
        assert CANARY not in body, name
        assert "是否受到劝说" not in body, name
    for name in READERS:
        body = reading(visit, name, number)
        assert CANARY in body, name
        assert "是否受到劝说" in body, name
    kept = {table for table, rows in contents(story.session).items() if CANARY in "".join(rows)}
    assert kept == {"event_body"}, "the answer is in the record alone: no notice, no index, no row"


def evaluate_from(story: Story, case: Proposal, origin: Origin) -> Event:
    story.now += story.pace
    return story.engine.perform(
        story.session, case, "evaluate", by=story.county["author"], data=SATISFIED,
        now=story.now, origin=origin,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("origin", "kinds"),
    [
        (OFFICE_PC, ["device"]),
        (Origin("a" * 32, "b" * 32, "other"), ["browser"]),
        (Origin("a" * 32, "other", "other"), ["address"]),
        (Origin("other", "b" * 32, "c" * 32), ["device"]),
        (Origin("other", "other", "other"), []),
        (Origin(), []),
    ],
)
def test_t03_an_evaluation_from_where_the_unit_signs_in_is_noticed_and_counts(
    story: Story, origin: Origin, kinds: list[str]
) -> None:
    case = story.reach("proposal", "replied")
    trace(story, "unit_a", OFFICE_PC)
    trace(story, "unit_d", OFFICE_PC)  # has nothing to do with the case
    evaluate_from(story, case, origin)
    assert case.state == "closed", "never blocked"
    found = alerts_of(story.session, case.id)
    assert [(one.kind, one.unit_user_name) for one in found] == [(k, "经办a") for k in kinds]


def test_t03_nobody_of_a_unit_evaluates(story: Story) -> None:
    case = story.reach("proposal", "replied")
    for name in ("unit_a", "checker_a", "boss_a"):
        with pytest.raises(Refused):
            story.do(case, "evaluate", by=name)
    # Nor the proposer himself, where he works for a unit of the case.
    story.county["author"].grants.append(
        Grant(role="handling_unit", unit_id=story.county.units[0].id)
    )
    story.session.flush()
    with pytest.raises(Refused):
        story.do(case, "evaluate", by="author")
    with pytest.raises(Refused):
        story.do(case, "enter_paper_evaluation")
    assert all_evaluations(story.session, case.id) == []


def test_t03_an_evaluation_from_the_unit_s_device_is_listed_for_office_and_auditor(
    visit: Visit, story: Story
) -> None:
    case = story.reach("proposal", "replied")
    story.session.commit()
    visit["author"].get(f"/cases/{case.id}")
    with visit.app.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        from web.origins import origin

        address = origin().address
    user = story.county["unit_a"]
    story.session.add(
        LoginTrace(user_id=user.id, address=address, browser="x", device="y", seen_at=story.now)
    )
    story.session.commit()
    visit["author"].send(f"/cases/{case.id}/evaluate", SATISFIED)
    with read_session(visit.database) as session:
        assert session.scalars(select(EvaluationAlert)).one().kind == "address"
    for name in ("office", "head", "auditor"):
        assert "与承办单位账号来自同一网络" in visit[name].get("/evaluations/alerts").text
        assert "与承办单位账号来自同一网络" in visit[name].get(f"/cases/{case.id}").text
    for name in ("author", "unit_a", "supervisor"):
        assert "来自同一网络" not in visit[name].get(f"/cases/{case.id}").text
    visit["unit_a"].get("/evaluations/alerts", 403)


def test_t18_the_silent_are_a_figure_of_their_own_and_no_figure_stands_alone(
    story: Story,
) -> None:
    story.joint = True
    quiet = story.reach("proposal", "replied")
    story.do(quiet, "evaluate", by="author", adoption=[{"no": 1, "view": "not"}])
    story.pass_days(60)
    twice = story.reach("proposal", "mediation")
    waiting = story.reach("proposal", "evaluated_once")
    found = figures_now(story)
    assert (found.final.asked, found.final.answered) == (6, 4)
    assert (found.final.silent, found.final.waiting) == (1, 1)
    assert found.rounds[1].result == {"satisfied": 2, "dissatisfied": 2}
    assert found.rounds[2].result == {"dissatisfied": 2}
    assert [(one.proposal.id, one.name) for one in found.silent] == [(quiet.id, "阿依古丽·艾力")]
    # What the unit says it adopted stands beside what the member sees.
    assert found.adoption == {"not": 1}
    assert queries.verdicts_of_units(story.session, None)["adopted"] == 8
    assert found.contacts["unilateral"] == 8
    assert {twice.state, waiting.state} == {"mediation", "replied"}


def test_t18_the_page_says_so_many_of_so_many_and_no_percentage(visit: Visit, story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.do(case, "evaluate", by="author", **DISSATISFIED)
    story.do(case, "change_evaluation", by="author", urged="unit")
    story.pass_days(60)
    story.session.commit()
    page = visit["office"].get("/evaluations")
    assert "未反馈" in page.text
    assert "%" not in page.one("main").get_text()
    assert {"阿依古丽·艾力", "不满意", "承办单位的人"} <= set(
        page.text.replace("：", " ").replace("（", " ").replace("　", " ").split()
    )
    assert "承办单位的人" not in visit["auditor"].get("/evaluations").text
    assert "承办单位的人" not in visit["author"].get(f"/cases/{case.id}").text
    other = visit["office"].get("/evaluations?session=999")
    assert "阿依古丽" not in other.text
