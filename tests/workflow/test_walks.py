"""Random walks: 4,000 steps, legal and illegal, and what holds after each of them.

`script/soak walks` goes on as long as one likes.
"""

from __future__ import annotations

from random import Random

import pytest

from tests.stories import ONCE, Story
from tests.walks import Walker

#: SQLite counts the rows a step has written; what the databases decide is tested elsewhere
pytestmark = [ONCE, pytest.mark.slow]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_anybody_tries_the_record_and_the_cases_stay_whole(
    story: Story, seed: int
) -> None:
    walker = Walker(story, Random(seed))
    walker.take(1000)
    walker.settle()
    assert sum(walker.taken.values()) > 150
    assert sum(walker.refused.values()) > 150
