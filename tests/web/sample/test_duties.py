"""A whole year of the sample county's duties, counted twice."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import LiaisonGroup
from tests.recounting import counted_by_board, counted_by_sql
from web.sample.timeline import TODAY

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("year", [TODAY.year - 1, TODAY.year])
def test_the_boards_of_all_groups_equal_a_count_of_the_events(yunling: Session, year: int) -> None:
    groups = list(yunling.scalars(select(LiaisonGroup.id)))
    counted = counted_by_board(yunling, groups, year)
    assert len(groups) == 38
    assert counted == counted_by_sql(yunling, year)
    done = [sum(n for (one, _name), n in counted.items() if one == group) for group in groups]
    # Nothing would be shown by a county in which nobody has done anything, or everybody all.
    assert max(done) > 5
    assert min(done) < 27
