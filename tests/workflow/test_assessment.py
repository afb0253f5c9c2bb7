"""年度考核: opened, reported, examined, objected to, decided, and then it stays as it is."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from models import Subject
from tests.assessment_samples import YEAR, assess, lay_down_schemes
from tests.stories import ONCE, Story
from workflow.assessing import ledger_now
from workflow.engine import Impossible, Refused
from workflow.replay import replay
from workflow.scoring import kept, shown

pytestmark = ONCE


def open_with(story: Story, **data: object) -> Subject:
    return story.engine.open(
        story.session, "assessment", by=story.county["office"], data=data, now=story.now
    )


def refusals(story: Story, **data: object) -> set[tuple[str | None, str]]:
    with pytest.raises(Refused) as refused:
        open_with(story, **data)
    return {(one.field, one.sentence) for one in refused.value.reasons}


def test_how_an_assessment_begins_and_does_not(story: Story) -> None:
    seat = story.county.seat("author")
    no_scheme = ("assessed_year", "这一年还没有相应的积分办法，请先在“积分办法”里录入")
    assert refusals(story, assessed_year=YEAR, assessed_member=seat) == {no_scheme}
    lay_down_schemes(story)
    one_of = ("assessed_member", "委员、联络组、承办单位三项里只填一项")
    assert refusals(story, assessed_year=YEAR) == {one_of}
    group = story.county.group.id
    assert one_of in refusals(story, assessed_year=YEAR, assessed_member=seat, assessed_group=group)
    when = ("assessed_year", "只能考核今年和以前五年")
    assert when in refusals(story, assessed_year=YEAR + 1, assessed_member=seat)
    one = open_with(story, assessed_year=YEAR, assessed_member=seat)
    assert (one.title, one.author_id) == ("2026年度考核：段环莺", story.county["author"].person_id)
    twice = ("assessed_year", "这一年已经开始考核")
    assert refusals(story, assessed_year=YEAR, assessed_member=seat) == {twice}


def filed_by_author(story: Story) -> None:
    story.reach("proposal", "filed")


def test_later_events_do_not_change_what_is_frozen(story: Story) -> None:
    filed_by_author(story)
    one = assess(story)
    story.do(one, "report_item", score_item="poor_family")
    story.do(one, "hand_in_assessment")
    story.do(one, "check_item")
    assert shown(ledger_now(story.session, one).total) == "50"  # 20 + 20 + attendance 10
    story.do(one, "examine_assessment")
    story.do(one, "accept_assessment")
    story.do(one, "decide_assessment")
    frozen = (one.score, one.grade, one.ledger)
    assert frozen[0] == Decimal("50.00")
    filed_by_author(story)
    assert shown(ledger_now(story.session, one).total) == "70", "the record goes on"
    story.pass_days(60)
    for action in ("report_item", "check_item", "examine_assessment", "decide_assessment"):
        with pytest.raises(Impossible):
            story.do(one, action, by="office")
    story.session.refresh(one)
    assert (one.score, one.grade, one.ledger) == frozen
    rules = {line["rule"]: line for line in one.ledger["entries"]}
    assert set(rules) == {"filed", "poor_family"}
    assert all(line["evidence"][0]["event"] for line in rules.values())


def test_a_correction_needs_a_reason_and_a_second_person_and_shows_both(story: Story) -> None:
    one = story.reach("assessment", "frozen")
    before, ledger = one.score, one.ledger
    with pytest.raises(Refused):
        story.do(one, "ask_correction", reason=None)
    story.do(one, "ask_correction", corrected_score="61", reason="漏计了一次学习")
    assert one.score == before, "asked for is not agreed to"
    with pytest.raises(Refused):
        story.do(one, "agree_correction", by="office")
    story.do(one, "refuse_correction")
    assert (one.score, one.corrections[0].agreed) == (before, False)
    story.do(one, "ask_correction", corrected_score="61", reason="漏计了一次学习，补有签到表")
    story.do(one, "agree_correction")
    last = one.corrections[-1]
    assert (last.before_score, last.score, one.score) == (before, Decimal(61), Decimal(61))
    assert (last.asked_by, last.decided_by) == ("薛晓燕", "陶文远")
    assert one.ledger == ledger, "the decided ledger stays; the correction stands beside it"


def test_a_row_changed_by_hand_shows(story: Story) -> None:
    one = story.reach("assessment", "frozen")
    assert [found for found in replay(story.session) if found] == []
    one.score = Decimal(99)
    story.session.flush()
    (found,) = [found for found in replay(story.session) if found]
    assert (found.subject_id, found.name) == (one.id, "score")


def test_an_objection_is_examined_anew_and_silence_goes_on(story: Story) -> None:
    one = story.reach("assessment", "objecting")
    announced = one.score
    filed_by_author(story)
    story.do(one, "object_assessment")
    assert one.state == "examining"
    story.do(one, "examine_assessment")
    assert one.score == announced + 20
    story.pass_days(30)
    assert one.state == "deciding"
    story.do(one, "send_back_assessment")
    story.do(one, "examine_assessment")
    story.now += timedelta(days=1)
    assert one.state == "objecting"
    silent = assess(story, "group")
    story.pass_days(40)
    assert silent.state == "examining"


def test_the_same_events_give_the_same_ledger(story: Story) -> None:
    filed_by_author(story)
    one = assess(story)
    assert kept(ledger_now(story.session, one)) == kept(ledger_now(story.session, one))
