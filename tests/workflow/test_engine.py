"""The one door: versions, keys and refusals."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import func, inspect, select

from models import (
    Attachment,
    Delegation,
    Event,
    FormKey,
    Grant,
    Proposal,
    RefusedAttempt,
    Subject,
)
from models.database import write_session
from tests.samples import TEXT
from tests.stories import Story, contents
from workflow import history
from workflow.deadlines import local_date
from workflow.engine import Engine, Impossible, Refused, Stale


def test_a_form_made_from_an_older_row_is_a_conflict(story: Story, door: Engine) -> None:
    case = story.reach("proposal", "examining")
    old, by = case.version, story.county["head"]
    story.do(case, "send_back")
    story.do(case, "submit")
    story.do(case, "pass_first_examination")
    data = {"category": "social"}
    with pytest.raises(Stale):
        door.perform(story.session, case, "file", by=by, data=data, now=story.now, version=old)
    assert case.state == "examining"
    door.perform(story.session, case, "file", by=by, data=data, now=story.now, version=case.version)
    assert case.state == "filed"


def test_what_changes_nothing_a_form_was_made_from_makes_it_no_conflict(story: Story) -> None:
    story.joint = True
    for state, action, stale in (
        ("handling", "remind", False),
        ("replied", "evaluate", False),
        ("drafting", "write", True),
        ("filed", "assign", True),
    ):
        case = story.reach("proposal", state)
        old = case.version
        story.do(case, action, **{"background": "改过了"} if action == "write" else {})
        assert (case.version > old) is stale, action


def test_a_form_sent_twice_is_one_action(story: Story, door: Engine) -> None:
    case = story.reach("proposal", "examining")
    form = {
        "by": story.county["head"],
        "data": {"category": "social"},
        "now": story.now,
        "version": case.version,
        "key": "one-time",
    }
    first = door.perform(story.session, case, "file", **form)
    again = door.perform(story.session, case, "file", **form)
    assert again is first
    assert story.session.scalar(select(func.count()).where(Event.action == "file")) == 1
    assert case.number == "12-3-001"


def test_a_key_is_good_for_its_own_form_only(story: Story, door: Engine) -> None:
    one, two = (story.reach("proposal", "examining") for _ in range(2))
    office = story.county["head"]
    form: dict[str, Any] = {"data": {"category": "social"}, "now": story.now, "key": "one-time"}
    door.perform(story.session, one, "file", by=office, **form)
    for subject, action, by in (
        (two, "file", office),
        (one, "file", story.county["clerk"]),
        (one, "assign", office),
    ):
        with pytest.raises(Stale):
            door.perform(story.session, subject, action, by=by, **form)
    with pytest.raises(Stale):
        door.open(story.session, "proposal", by=office, **form)
    assert two.state == "examining"


def test_opening_twice_with_one_key_opens_one(story: Story, door: Engine) -> None:
    form = {"by": story.county["author"], "data": TEXT, "now": story.now, "key": "new"}
    first = door.open(story.session, "proposal", **form)
    assert door.open(story.session, "proposal", **form) is first
    with pytest.raises(Stale):
        door.open(story.session, "livelihood_project", **form)
    assert story.session.scalar(select(func.count()).select_from(Subject)) == 1


def test_a_refused_attempt_is_remembered_and_changes_nothing(story: Story, door: Engine) -> None:
    case = story.reach("proposal", "filed")
    before = contents(story.session)
    unit = story.county["unit_a"]
    with pytest.raises(Refused) as refused:
        door.perform(story.session, case, "assign", by=unit, data={}, now=story.now)
    assert str(refused.value) == "这一步由提案委办公室、督查室来做"
    assert contents(story.session) == before
    history.record_refusal(
        story.session,
        subject=case,
        user=unit,
        action="assign",
        reason=str(refused.value),
        request_id="r-1",
        now=story.now,
    )
    story.session.flush()
    (row,) = story.session.scalars(select(RefusedAttempt))
    assert (row.subject_id, row.user_id, row.action) == (case.id, unit.id, "assign")
    assert (row.reason, row.request_id, row.at) == (str(refused.value), "r-1", story.now)
    after = contents(story.session)
    assert after.pop("refused_attempt") != before.pop("refused_attempt")
    assert after == before


def test_all_reasons_are_told_at_once(story: Story) -> None:
    task = story.task("lead")
    story.do(task, "accept")
    story.session.refresh(task.proposal)
    with pytest.raises(Refused) as refused:
        story.do(task, "draft_reply", doc_no="第1号", publicity=None, reply_body="字" * 20_001)
    told = {reason.field: reason.sentence for reason in refused.value.reasons}
    assert told["doc_no"].startswith("发文字号写成")
    assert told["publicity"] == "请填写“公开属性”"
    assert told["reply_body"] == "最多 20000 字，现在是 20001 字"
    sentences = [reason.sentence for reason in refused.value.reasons if reason.field is None]
    assert sentences == [
        "尚有会办单位没有提交会办意见：云岭县财政局",
        "与提案人沟通的次数还不够（已记录 / 要求）：0 / 2",
        "答复之前至少要与提案人当面沟通一次（上门、座谈或者现场），提案人提出不需要的除外",
        "答复之前要先把草稿送提案人听取意见",
    ]


def test_somebody_without_the_role_opens_nothing(story: Story, door: Engine) -> None:
    for name in ("office", "unit_a", "auditor", "admin", "leader", "retired"):
        with pytest.raises(Refused) as refused:
            door.open(story.session, "proposal", by=story.county[name], data=TEXT, now=story.now)
        assert [r.sentence for r in refused.value.reasons] == ["您的账号不能办这件事"]
    with pytest.raises(Refused):
        door.open(story.session, "handling_task", by=story.county["office"], data={}, now=story.now)
    story.session.flush()
    assert story.session.scalar(select(func.count()).select_from(Subject)) == 0


def test_a_title_is_asked_before_a_draft_is_opened(story: Story, door: Engine) -> None:
    with pytest.raises(Refused) as refused:
        door.open(
            story.session,
            "proposal",
            by=story.county["author"],
            data={"background": "x", "number": "12-3-001"},
            now=story.now,
        )
    told = [(reason.field, reason.sentence) for reason in refused.value.reasons]
    assert told == [(None, "表单里有不认识的内容，请刷新后重填"), ("title", "请填写“案由”")]
    story.session.flush()
    assert story.session.scalar(select(func.count()).select_from(Subject)) == 0


def test_an_event_says_who_did_what_and_for_whom(story: Story, door: Engine) -> None:
    case = story.reach("proposal", "examining")
    second = story.county.join("second", "副主任", Grant(role="office_head"))
    head, day = story.county["head"], local_date(story.now)
    story.session.add(
        Delegation(
            from_user=head, to_user=second, roles=["office_head"], starts_on=day, ends_on=day,
            reason="外出学习", given_at=story.now,
        )
    )  # fmt: skip
    story.session.flush()
    event = door.perform(
        story.session,
        case,
        "file",
        by=second,
        on_behalf_of=story.county["head"],
        data={"category": "social"},
        now=story.now,
        request_id="r-7",
    )
    assert (event.party, event.actor_name, event.request_id) == ("office_head", "副主任", "r-7")
    assert event.on_behalf_of_id == story.county["head"].id
    assert (event.from_state, event.to_state, event.seq) == ("examining", "filed", 4)
    body = history.body(event)
    assert body["data"] == {"category": "social"}
    assert body["changes"]["number"] == [None, "12-3-001"]
    assert body["changes"]["state"] == ["examining", "filed"]


def test_files_belong_to_the_case_once_the_form_is_performed(story: Story) -> None:
    draft, author = story.propose(), story.county["author"]
    files = [
        Attachment(
            name=f"{name}.pdf",
            mime="application/pdf",
            size=1,
            sha256=name,
            uploaded_by_id=story.county[name].id,
            uploaded_at=story.now,
        )
        for name in ("author", "ally")
    ]
    story.session.add_all(files)
    story.session.flush()
    own, foreign = files
    with pytest.raises(Refused) as refused:
        story.do(draft, "write", attachments=[own.id, foreign.id])
    assert refused.value.reasons[0].field == "attachments"
    event = story.do(draft, "write", attachments=[own.id])
    assert (own.subject_id, own.event_id) == (draft.id, event.id)
    assert (foreign.subject_id, foreign.event_id) == (None, None)
    with pytest.raises(Refused):  # what belongs to a case is not handed in again
        story.do(draft, "write", by=author, attachments=[own.id])


def test_what_is_refused_leaves_the_open_page_clean(story: Story) -> None:
    case = story.reach("proposal", "filed")
    story.session.commit()
    with pytest.raises(Refused):
        story.do(case, "assign", handling_mode="separate")
    assert not story.session.dirty
    assert not inspect(case).modified
    with pytest.raises(Impossible):
        story.do(case, "evaluate", by="author")
    assert not story.session.dirty


def test_another_transaction_sees_nothing_before_the_commit(story: Story, engine: Database) -> None:
    case = story.reach("proposal", "examining")
    story.session.commit()
    number = case.id
    story.do(case, "file")
    with engine.connect() as other:
        states = other.execute(select(Subject.state).where(Subject.id == number)).scalars().all()
        assert states == ["examining"]
        assert other.execute(select(func.count()).select_from(FormKey)).scalar() == 0
    story.session.rollback()
    with write_session(engine) as fresh:
        found = fresh.get_one(Proposal, number)
        assert (found.state, found.number) == ("examining", None)
