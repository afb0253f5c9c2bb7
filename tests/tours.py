"""Tours: every position of a kind, each way gone once.

    for position, subject in tour(story, "proposal"):
        ...

Where ways fork, what was done behind the fork is undone. So a tour costs as many acts as there
are positions, not the sum of all ways; nothing of it may be committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.merging_samples import give_a_main
from tests.stories import BEGINNINGS, CAME_FROM, Story, positions


def tour(story: Story, kind: str) -> Iterator[tuple[str, Any]]:
    """Every position that `reach` knows of a kind, with a subject standing there."""
    wanted = positions(kind, story.engine.rules)
    ways = CAME_FROM[kind]
    sources = [before for before, _act in ways.values()]
    for start in dict.fromkeys([*wanted, *sources]):
        if start not in ways:
            yield from _behind(story, kind, start, None, "", set(wanted))


def _behind(
    story: Story, kind: str, position: str, subject: Any, act: str, wanted: set[str]
) -> Iterator[tuple[str, Any]]:
    known = set(story.session)
    savepoint, now = story.session.begin_nested(), story.now
    try:
        if subject is None:
            subject = BEGINNINGS[kind](story, position)
        else:
            story.go_on(subject, act)
        if position in wanted:
            give_a_main(story, subject)
            yield position, subject
        for following, (before, way) in CAME_FROM[kind].items():
            if before == position:
                yield from _behind(story, kind, following, subject, way, wanted)
    finally:
        savepoint.rollback()
        story.now = now
        # What was read behind the fork is not there any more, and its numbers are given anew.
        story.session.expire_all()
        for one in set(story.session) - known:
            story.session.expunge(one)
