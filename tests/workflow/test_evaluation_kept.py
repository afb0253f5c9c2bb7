"""What is kept of an evaluation, and who reads what belongs to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from models import Evaluation, LoginTrace
from models.queries.evaluations import (
    paper_forms,
)
from models.queries.traces import forget_traces
from tests.journeys.judging import OFFICE_PC, trace
from tests.stories import ONCE, Story
from workflow.deadlines import local_date
from workflow.engine import Refused
from workflow.sealing import readable_files


@pytest.mark.parametrize("statement", ["UPDATE evaluation SET result = 'basic'",
                                       "DELETE FROM evaluation"])  # fmt: skip
def test_an_evaluation_is_not_edited_even_in_the_database(story: Story, statement: str) -> None:
    story.reach("proposal", "closed")
    story.session.commit()
    with pytest.raises(DatabaseError):
        story.session.execute(text(statement))


@ONCE
def test_old_traces_are_forgotten_and_one_place_is_kept_once(story: Story) -> None:
    for days in (100, 40, 3):
        trace(story, "unit_a", OFFICE_PC, days)
    assert [one.seen_at for one in story.session.query(LoginTrace)] == [
        story.now - timedelta(days=3)
    ]
    forget_traces(story.session, story.now)
    assert story.session.query(LoginTrace).count() == 0


def test_a_scan_is_read_by_its_writer_and_the_office_only(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "paper_waiting")
    (form,) = paper_forms(story.session, case.id)
    day = local_date(story.now)
    readers = {
        name
        for name, user in story.county.users.items()
        if readable_files(story.engine, story.session, user, form.scans, day)
    }
    assert readers == {"author", "office", "clerk", "head", "auditor"}


@ONCE
def test_a_unit_rates_the_proposal_once_a_round(story: Story) -> None:
    case = story.reach("proposal", "replied")
    story.do(case, "rate_proposal")
    with pytest.raises(Refused):
        story.do(case, "rate_proposal", by="unit_a")


@ONCE
def test_each_suggestion_is_judged_by_the_member_himself(story: Story) -> None:
    case = story.reach("proposal", "replied")
    for bad in ([{"no": 3, "view": "adopted"}], [{"no": 1, "view": "planned"}], ["x"],
                [{"no": 1, "view": "not"}, {"no": 1, "view": "not"}]):  # fmt: skip
        with pytest.raises(Refused):
            story.do(case, "evaluate", adoption=bad)
    given = [{"no": 1, "view": "adopted"}, {"no": 2, "view": ""}]
    story.do(case, "evaluate", adoption=given, promises_clear="unclear")
    found = story.session.query(Evaluation).one()
    assert (found.adoption, found.promises_clear) == ({"1": "adopted"}, "unclear")
