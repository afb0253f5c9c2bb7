"""并案: two cases on one matter are handled as one, and nobody loses anything by it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import Event, Notice, Proposal
from models.queries.desk import Wish, find_cases
from models.queries.merging import merges_of
from models.queries.visibility import find_visible
from tests.merging_samples import OTHER_TEXT, another, merge
from tests.people import todays_rules
from tests.stories import ONCE, Story
from workflow import history
from workflow.deadlines import local_date
from workflow.engine import Refused
from workflow.evaluators import proposers_of
from workflow.merging import asked_suggestions
from workflow.parties import parties_of

SEES = {role.name: role.sees for role in todays_rules().roles}


def pair(story: Story) -> tuple[Proposal, Proposal]:
    """𠮷田玉's case, and the author's joint one merged into it."""
    main = another(story)
    story.joint = True
    merged = story.reach("proposal", "filed")
    merge(story, merged, main)
    return main, merged


def sees(story: Story, who: str, case: Proposal) -> bool:
    story.session.flush()
    user, today = story.county[who], local_date(story.now)
    return find_visible(story.session, user, case.id, today, SEES) is not None


def events(story: Story, case: Proposal) -> list[str]:
    query = select(Event.action).where(Event.subject_id == case.id).order_by(Event.seq)
    return list(story.session.scalars(query))


def told(story: Story, event: Event) -> set[str]:
    names = {user.id: name for name, user in story.county.users.items()}
    query = select(Notice.user_id).where(Notice.event_id == event.id)
    return {names[number] for number in story.session.scalars(query)}


def last(story: Story, case: Proposal, action: str) -> Event:
    query = select(Event).where(Event.subject_id == case.id, Event.action == action)
    return story.session.scalars(query.order_by(Event.id.desc())).first() or pytest.fail(action)


def test_a_merged_case_is_answered_with_the_main_one_and_each_proposer_is_asked(
    story: Story,
) -> None:
    story.session.flush()
    main, merged = pair(story)
    before = [(one.sha256, one.content) for one in merged.versions]
    number, text = merged.number, (merged.title, [one.text for one in merged.suggestions])
    assert (merged.state, merged.due_on, merged.main) == ("merged", None, main)
    assert [one.name for one in proposers_of(main)] == ["𠮷田玉", "段环莺", "阿依古丽·艾力"]

    story.do(main, "assign")
    task = main.tasks[0]
    story.do(task, "accept")
    story.talk(task)
    story.do(task, "show_draft")
    heard = {one.person_id for one in task.replies[-1].comments}
    assert heard == {one.person_id for one in proposers_of(main)}
    for who in ("stranger", "author", "ally"):
        today = local_date(story.now)
        wish = Wish(group="waiting", today=today, limit=50)
        waiting = find_cases(story.session, story.county[who], SEES, wish)
        assert task in waiting, who
        story.do(task, "comment_on_draft", by=who)
    story.send_reply(task)
    story.do(task, "approve_reply")
    reply = task.replies[-1]
    # Every suggestion of either text has its answer, and every proposer a letter.
    asked = asked_suggestions(main)
    assert [one.no for one in reply.answers] == [one.no for one in asked] == [1, 2, 3, 4, 5]
    assert [(one.case, one.own_no) for one in asked[3:]] == [(merged, 1), (merged, 2)]
    assert {one.person_id for one in reply.deliveries} == heard

    story.session.refresh(main)
    for who in ("stranger", "ally"):
        story.do(main, "evaluate", by=who)
    assert main.state == "replied"
    # One of the merged case's proposers is not satisfied: it is handled again.
    story.do(main, "evaluate", by="author", result="dissatisfied", comment="还没有装上")
    assert (main.state, merged.state) == ("rehandling", "merged")
    story.answer_every_task(main)
    story.evaluate(main)
    assert (main.state, merged.state) == ("closed", "merged_closed")
    assert merged.closed_at is not None
    assert events(story, merged)[-1] == "close_with_main"
    assert {"author", "ally"} <= told(story, last(story, merged, "close_with_main"))
    # The original is what it was, word for word.
    assert [(one.sha256, one.content) for one in merged.versions] == before
    assert (merged.title, [one.text for one in merged.suggestions]) == text
    assert merged.number == number
    assert history.verify_all(story.session) == []


@ONCE
def test_both_cases_and_every_proposer_are_told(story: Story) -> None:
    main, merged = pair(story)
    assert events(story, merged)[-1] == "merge"
    assert events(story, main)[-1] == "take_in"
    assert {"author", "ally", "leader"} <= told(story, last(story, merged, "merge"))
    taken = last(story, main, "take_in")
    assert {"stranger", "author", "ally"} <= told(story, taken)
    noted = history.body(taken)["noted"]
    assert [one["title"] for one in noted["together"]] == [OTHER_TEXT["title"], merged.title]
    assert noted["together"][1]["proposers"] == ["段环莺", "阿依古丽·艾力"]
    assert noted["cases"] == [f"第{merged.number.rsplit('-')[-1]}号《{merged.title}》"]


@ONCE
def test_who_belongs_to_a_merged_case_sees_the_main_one_and_units_read_the_original(
    story: Story,
) -> None:
    main = another(story)
    merged = story.reach("proposal", "filed")
    assert not any(sees(story, who, main) for who in ("author", "leader", "unit_a"))
    merge(story, merged, main)
    assert all(sees(story, who, main) for who in ("author", "leader"))
    assert not sees(story, "stranger", merged)
    story.do(main, "assign")
    story.session.refresh(main)
    assert sees(story, "author", main.tasks[0])
    assert all(sees(story, "unit_a", case) for case in (main, merged))
    assert not sees(story, "unit_b", merged)
    today = local_date(story.now)
    assert "proposer" not in parties_of(story.county["stranger"], merged, today)
    story.do(merged, "undo_merge")
    assert not any(sees(story, who, main) for who in ("author", "leader"))
    assert not sees(story, "unit_a", merged)


@ONCE
def test_a_merge_is_undone_until_a_reply_is_drafted(story: Story) -> None:
    main, merged = pair(story)
    story.do(merged, "undo_merge", by="office", reason="地点不同")
    assert (merged.state, merged.main, main.merged) == ("filed", None, [])
    assert merged.due_on is not None
    assert events(story, main)[-1] == "let_go"
    assert {"author", "ally"} <= told(story, last(story, merged, "undo_merge"))
    (line,) = merges_of(story.session, merged.id)
    assert (line.reason, line.undone_reason) == ("反映的是同一件事", "地点不同")
    assert line.undone_at == story.now
    # It can be merged again, and the draft on which the first proposers were heard no longer does.
    story.do(main, "assign")
    task = main.tasks[0]
    story.do(task, "accept")
    story.talk(task)
    story.show_and_hear(task)
    merge(story, merged, main)
    with pytest.raises(Refused, match="先把草稿送提案人听取意见"):
        story.do(task, "draft_reply")
    story.show_and_hear(task)
    story.do(task, "draft_reply")
    for action in ("undo_merge", "withdraw"):
        with pytest.raises(Refused, match=r"主案的答复已经拟出.*退回重拟以后可以"):
            story.do(merged, action)
    story.do(task, "return_draft")
    story.do(merged, "undo_merge")
    assert merged.state == "filed"


@ONCE
def test_when_the_main_case_is_withdrawn_the_merged_one_comes_back(story: Story) -> None:
    main = another(story)
    filed = story.reach("proposal", "filed")
    examined = story.reach("proposal", "examining")
    for case in (filed, examined):
        merge(story, case, main)
    story.do(main, "withdraw")
    assert (filed.state, examined.state) == ("filed", "examining")
    for case in (filed, examined):
        assert (case.main, case.due_on is None, case.waits_for is None) == (None, False, False)
        assert events(story, case)[-1] == "come_back"
        assert "author" in told(story, last(story, case, "come_back"))


@ONCE
def test_a_member_still_withdraws_his_own_and_the_others_go_on(story: Story) -> None:
    main, merged = pair(story)
    story.do(merged, "withdraw", by="author")
    assert (merged.state, main.state, main.merged) == ("withdrawn", "filed", [])
    assert [one.name for one in proposers_of(main)] == ["𠮷田玉"]


@ONCE
def test_a_case_is_not_merged_into_itself_nor_into_one_that_cannot_take_it(story: Story) -> None:
    main, merged = pair(story)
    third = another(story, by="leader_member")
    answered = story.reach("proposal", "replied")
    closed = story.reach("proposal", "closed")
    withdrawn = story.reach("proposal", "withdrawn")
    examining = story.reach("proposal", "examining")
    for wrong in (third, merged, answered, closed, withdrawn, examining):
        with pytest.raises(Refused, match="主案须是另一件已经立案") as refused:
            story.do(third, "merge", merge_into=wrong.id)
        assert refused.value.reasons[0].field == "merge_into"
        assert third.state == "filed"
    with pytest.raises(Refused, match="已经有别的提案并入本件"):
        story.do(main, "merge", merge_into=third.id)
    # Who examined it first does not decide that it is merged.
    with pytest.raises(Refused, match=r"须由另一个人来做|这一步由"):
        story.do(examining, "merge", by="office", merge_into=third.id)


@ONCE
def test_a_meeting_is_waived_by_each_for_himself(story: Story) -> None:
    main, merged = pair(story)
    story.do(main, "assign")
    task = main.tasks[0]
    story.do(task, "accept")
    for stage in ("before", "during"):
        story.do(task, "record_contact", contact_mode="phone", contact_stage=stage)
    story.show_and_hear(task)
    story.do(main, "waive_meeting", by="stranger")
    with pytest.raises(Refused, match="当面沟通一次"):
        story.do(task, "draft_reply")
    story.do(merged, "waive_meeting", by="author")
    assert story.do(task, "draft_reply").action == "draft_reply"
