"""Links between cases: made by an event, told from both ends, once."""

from __future__ import annotations

from typing import Any

import pytest

from models.queries.links import linked_from, linked_to, links_of
from tests.stories import ONCE, Story
from web.links import SAID
from workflow import history
from workflow.acts import Act
from workflow.builtin import REMINDER
from workflow.linking import RELATIONS, in_the_name_of, link, open_linked


def act_on(story: Story, subject: Any) -> Act:
    story.now += story.pace
    return story.engine.own_act(story.session, subject, REMINDER, story.now)


@ONCE
def test_a_link_names_its_event_and_the_event_names_both_ends(story: Story) -> None:
    first, second = story.reach("proposal", "submitted"), story.reach("proposal", "submitted")
    for _ in range(2):  # the same link twice is one
        act = act_on(story, first)
        link(act, first, second, "turned_into")
        event = story.engine.record(act)
    (row,) = links_of(story.session, [second.id])
    told = {"from": first.id, "to": second.id, "relation": "turned_into"}
    assert history.body(event)["noted"] == {"links": [told]}
    assert (row.from_id, row.to_id, row.event.subject_id) == (first.id, second.id, first.id)
    assert row.event_id < event.id


@ONCE
def test_a_case_that_is_opened_from_another_keeps_where_it_came_from(story: Story) -> None:
    source = story.reach("proposal", "submitted")
    act = act_on(story, source)
    act.user = story.county["author"]
    columns = in_the_name_of(act) | {"title": "另一件"}
    open_linked(act, "proposal", way="open_bundle", columns=columns, relation="turned_into")
    story.engine.record(act)
    (row,) = linked_from(story.session, source.id, "turned_into")
    assert linked_to(story.session, row.to_id, "turned_into") == [row]
    assert history.body(row.event)["noted"] == {
        "linked_from": source.id, "relation": "turned_into",
    }  # fmt: skip
    assert row.event.subject_id == row.to_id
    assert row.target.author_id == story.county["author"].person_id
    assert row.target.group_name == source.group_name


@ONCE
def test_a_relation_nobody_knows_is_refused(story: Story) -> None:
    source = story.reach("proposal", "submitted")
    with pytest.raises(KeyError):
        link(act_on(story, source), source, source, "cousin")


def test_every_relation_has_its_words_from_both_ends() -> None:
    assert set(SAID) == RELATIONS
