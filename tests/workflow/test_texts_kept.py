"""Texts through the door and back from the database."""

from __future__ import annotations

from models import Proposal
from tests.samples import TEXT
from tests.stories import Story
from tests.workflow.test_fields import RARE, TABLE


def test_long_rare_and_tabled_text_comes_back_as_it_went_in(story: Story) -> None:
    long = (RARE + "。") * (20_000 // (len(RARE) + 1))
    texts = {"background": TABLE, "analysis": long, "suggestions": [RARE, TABLE]}
    draft = story.propose(title=RARE, **texts)
    story.session.commit()
    story.session.expire_all()
    found = story.session.get_one(Proposal, draft.id)
    assert (found.title, found.background, found.analysis) == (RARE, TABLE, long)
    assert [s.text for s in found.suggestions] == [RARE, TABLE]
    story.do(found, "submit")
    assert found.versions[0].content["background"] == TABLE
    assert TEXT["title"] != found.title
