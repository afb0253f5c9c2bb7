"""What becomes of the publications: most are public, some are being prepared, a few were not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from models import Publication, User
from web.sample.texts import say
from web.sample.timeline import Deed
from web.sample.walk import Walk
from workflow.judgement import unmet
from workflow.publicity import proposed

#: what was begun before this has come to its end
_OLD = datetime(2026, 10, 12, tzinfo=UTC)
_WHOLE = (("draft_public", 4), ("agree_public", 7), ("approve_public", 26), ("approve_public", 40))
_ENDED = (
    _WHOLE,
    _WHOLE,
    (*_WHOLE, ("ask_take_down", 55), ("take_down_to_revise", 56)),
    _WHOLE,
    (("draft_public", 3), ("object_public", 6), ("draft_public", 8), *_WHOLE[1:]),
    (("propose_not_public", 5), ("agree_not_public", 7)),
    (("draft_public", 4), ("agree_public", 7), ("send_back_public", 9), ("draft_public", 10),
     ("agree_public", 13), *_WHOLE[2:]),
    (*_WHOLE, ("ask_take_down", 48), ("refuse_take_down", 49)),
    (*_WHOLE, ("ask_take_down", 60), ("agree_take_down", 61)),
    (("draft_public", 4), ("withdraw_consent", 6)),
    (("propose_not_public", 5), ("refuse_not_public", 7), ("draft_public", 9), *_WHOLE[1:]),
    (*_WHOLE, ("ask_take_down", 58)),
    _WHOLE,
)  # fmt: skip
_GOING = (
    (("draft_public", 3),),
    (),
    (("draft_public", 3), ("agree_public", 5)),
    (("draft_public", 3), ("agree_public", 5), ("approve_public", 26)),
    (("draft_public", 2), ("object_public", 4)),
    (("propose_not_public", 4),),
)
_BY_HEAD = frozenset({
    "approve_public", "send_back_public", "agree_not_public", "refuse_not_public",
    "agree_take_down", "take_down_to_revise", "refuse_take_down",
})  # fmt: skip
_BY_AUTHOR = frozenset({"agree_public", "object_public", "withdraw_consent"})


class PublicationStory:
    """One publication, from the day its last reply was out."""

    def __init__(self, walk: Walk, publication: Publication, made: datetime) -> None:
        self.walk, self.publication, self.made = walk, publication, made
        self.rng = Random(f"云岭县/publication/{publication.number}")

    @property
    def old(self) -> bool:
        """Whether it was begun so long ago that it has come to its end."""
        return self.made < _OLD

    def deeds(self, place: int) -> Iterator[tuple[datetime, Deed]]:
        """What happens to the publication that is the so-manieth of its age, and when."""
        scripts = _ENDED if self.old else _GOING
        # What was taken down to be corrected is public again soon.
        script = _WHOLE if self.publication.public_title else scripts[place % len(scripts)]
        for action, days in script:
            moment = (self.made + timedelta(days=days)).replace(
                hour=3, minute=self.rng.randrange(60)
            )
            yield moment, self._deed(action)

    def _deed(self, action: str) -> Deed:
        def deed(now: datetime) -> None:
            one, walk = self.publication, self.walk
            rules = walk.engine.rules_of(walk.session, one)
            if not (found := rules.workflow("publication").state(one.state).action(action)):
                return  # handled again meanwhile, or the time for it is over
            by = self._who(action)
            act = walk.engine.act(walk.session, one, action, by, now)
            if not unmet(act, found.only_if):
                walk.do(one, action, by, now, **self._form(action))

        return deed

    def _who(self, action: str) -> User:
        county = self.walk.county
        if action in _BY_AUTHOR:
            return next(
                one for one in county.members if one.person_id == self.publication.author_id
            )
        return county.main["head" if action in _BY_HEAD else "office"]

    def _form(self, action: str) -> dict[str, Any]:
        one = self.publication
        if action == "draft_public":
            text = proposed(self.walk.session, one)
            return {
                "public_title": one.public_title or text.title,
                "public_text": one.public_text or text.text,
                "public_reply": one.public_reply or text.reply,
            }
        if action == "approve_public":
            return {"note": say(action, self.rng)}
        return {} if action == "agree_public" else {"reason": say(action, self.rng)}
