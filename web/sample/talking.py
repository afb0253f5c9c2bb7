"""The consultation in the sample county: what a unit records, and what the member says to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any, Protocol

from models import HandlingTask, HandlingUnit, User
from models.queries.contacts import contacts_of
from web.sample.proposals import ProposalStory
from web.sample.texts import say
from web.sample.timeline import Deed, Step
from workflow.contacts import FACE_TO_FACE
from workflow.deadlines import local_date

MODES = ("visit", "meeting", "site", "phone", "video")


class Handler(Protocol):
    """What is needed of whoever tells the rest of the case."""

    story: ProposalStory
    lead: HandlingUnit
    rng: Random

    def task(self, unit: HandlingUnit) -> HandlingTask:
        """The unit's task of the present round."""

    def clerk(self, unit: HandlingUnit) -> User:
        """Who writes for the unit."""


class Talking:
    """How units and proposers of one case talk with each other."""

    def __init__(self, handler: Handler) -> None:
        self.handler, self.story, self.rng = handler, handler.story, handler.rng
        self.way = self.story.plan.talk
        self._told = False

    def first(self, unit: HandlingUnit, gap: int, again: str = "") -> Iterator[Step]:
        """办前, and the member's word on it."""
        waived = self.way == "waive" and not again
        if waived and not self._told:
            self._told = True
            yield Step("waive", gap, self._member("waive_meeting"), office_hours=False)
        mode = "phone" if waived else self.rng.choice(sorted(FACE_TO_FACE))
        yield Step(f"contact{again}", gap, self._record(unit, "before", mode))
        if self.way in ("confirm", "dispute", "correct"):
            yield Step(f"answer{again}", 0, self._answer, office_hours=False)
        if self.way == "correct":
            yield Step(f"correct{again}", 1, self._correct(unit, mode))

    def midway(self, unit: HandlingUnit, again: str = "") -> Iterator[Step]:
        """办中."""
        mode = "phone" if self.way == "waive" else self.rng.choice(MODES)
        yield Step(f"contact_midway{again}", 1, self._record(unit, "during", mode))

    def later(self, unit: HandlingUnit) -> Iterator[Step]:
        """办后."""
        if self.way == "later":
            yield Step("contact_later", 1, self._record(unit, "after", "visit"))
            yield Step("answer_later", 0, self._answer, office_hours=False)

    def _record(self, unit: HandlingUnit, stage: str, mode: str) -> Deed:
        def deed(now: datetime) -> None:
            task = self.handler.task(unit)
            subject = self.story.case if stage == "after" else task
            data = self._words(unit, stage, mode, now)
            self.story.walk.do(subject, "record_contact", self.handler.clerk(unit), now, **data)

        return deed

    def _words(self, unit: HandlingUnit, stage: str, mode: str, now: datetime) -> dict[str, Any]:
        author = self.story.author
        there = [author, *self.story.agreed[:1]]
        return {
            "contact_stage": stage,
            "contact_mode": mode,
            "contact_on": local_date(now),
            "contact_place": say("place", self.rng) if mode in ("meeting", "site") else None,
            "contact_persons": f"{unit.short_name}{unit.contact}",
            "contact_leader": self.rng.choice(("deputy", "section", "clerk")),
            "contact_members": [user.person_id for user in there],
            "contact_summary": say("contact", self.rng, who=author.name),
        }

    def _answer(self, now: datetime) -> None:
        data: dict[str, Any] = {"contact": self._last()}
        action = "confirm_contact"
        if self.way != "confirm":
            action = "dispute_contact"
            data |= {"dispute_kind": "differs", "member_words": say("differs", self.rng)}
        self.story.walk.do(self.story.case, action, self.story.author, now, **data)

    def _correct(self, unit: HandlingUnit, mode: str) -> Deed:
        def deed(now: datetime) -> None:
            data = self._words(unit, "before", mode, now)
            data |= {"contact": self._last(), "reason": say("correct", self.rng)}
            clerk = self.handler.clerk(unit)
            self.story.walk.do(self.story.case, "correct_contact", clerk, now, **data)

        return deed

    def _last(self) -> int:
        return contacts_of(self.story.walk.session, self.story.case.id)[-1].id

    def _member(self, action: str) -> Deed:
        return lambda now: self.story.walk.do(self.story.case, action, self.story.author, now)
