"""One proposal from assignment to its end, as steps in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models import HandlingTask, HandlingUnit, User
from web.sample.assignment import before_assignment, handed_over_at, under_supervision
from web.sample.judging import Judging
from web.sample.proposals import ProposalStory
from web.sample.replying import Replying, speaker
from web.sample.supervising import urged
from web.sample.talking import Talking
from web.sample.texts import say
from web.sample.timeline import Deed, Step
from web.sample.unitside import UnitSide
from workflow.assigning import suggested_authority
from workflow.deadlines import local_date
from workflow.parties import current_tasks


class Handling:
    """The second half of a proposal's life, on top of its story."""

    def __init__(self, story: ProposalStory) -> None:
        self.story, self.walk, self.rng = story, story.walk, story.rng
        self.plan, self.topic = story.plan, story.topic
        units = self.walk.county.units
        #: who answers; not who was asked first, when the task is given to another
        self.lead = self.asked = units[self.plan.lead or self.topic.lead]
        others = [units[name] for name in self.topic.co if name != self.lead.short_name]
        if self.plan.co and self.plan.co != self.lead.short_name:
            others = [units[self.plan.co], *(o for o in others if o.short_name != self.plan.co)]
        self.others = others[:2] if self.plan.mode == "lead_co" else others[:1]
        if self.plan.mode == "sole":
            self.others = []
        #: who assists from the assignment on; others may join later
        self.assisting = tuple(self.others)
        self.talking = Talking(self)
        self.judging = Judging(self)
        #: who has given the task back
        self.gone: list[HandlingUnit] = []
        self.side = UnitSide(self)

    def steps(self) -> Iterator[Step]:
        """Everything from assignment on."""
        yield from before_assignment(self)
        yield Step("assign", self._days(2, 6), self._assign)
        yield from under_supervision(self)
        yield from self._receipt()
        if self.plan.examination == "withdraw_handling":
            yield self.story.withdrawal(4, 9)
            return
        if self.plan.mode == "lead_co":
            yield from self._opinions()
        yield from self._replies(first_round=True)
        if self.plan.chain in ("paper", "delivered"):
            yield Step("deliver", 1, self._deliver)
            yield Step("acknowledge", 1, self._acknowledge, office_hours=False)
        yield from self.talking.later(self.lead)
        yield from self.judging.steps("evaluate", self.plan.judgement)
        if self.plan.judgement != "dissatisfied":
            return
        for unit in self._answering():
            yield Step("accept_again", self._days(1, 2), self._accept(unit))
        yield from self._replies(first_round=False)
        yield from self.judging.steps("evaluate_again", self.plan.second)
        if self.plan.second == "dissatisfied":
            yield from self.judging.mediation(self.lead.name)

    def _assign(self, now: datetime) -> None:
        leads, co = [self.asked.id], [unit.id for unit in self.assisting]
        if self.plan.mode == "separate":
            leads, co = [*leads, *co], []
        self.walk.do(
            self.story.case,
            "assign",
            self.story.officer,
            now,
            handling_mode=self.plan.mode,
            lead_units=leads,
            co_units=co,
            requirements=say("requirements", self.rng),
            authority=suggested_authority([self.asked.kind]),
            handover=handed_over_at(self, now),
        )

    # ── signing and returning ───────────────────────────────────────────────

    def _receipt(self) -> Iterator[Step]:
        yield from self.side.returns()
        signing = [self.lead, *self.others]
        if self.plan.joined:
            yield from self.side.suggests()
            signing = self.others
        for unit in signing:
            name = "accept" if unit is self.lead else "accept_other"
            yield Step(name, self._days(0, 2), self._accept(unit))

    def _accept(self, unit: HandlingUnit) -> Deed:
        return self._unit(unit, "accept", contact_person=unit.contact, contact_phone=unit.phone)

    # ── contacts, opinions, replies ─────────────────────────────────────────

    def _opinions(self) -> Iterator[Step]:
        yield from self.talking.first(self.lead, self._days(3, 6))
        for number, unit in enumerate(self.others):
            opinion = say("opinion", self.rng, us=speaker(unit), topic=self._matter())
            deed = self._unit(
                unit,
                "give_opinion",
                opinion=opinion,
                contact_person=unit.contact,
                contact_phone=unit.phone,
            )
            yield Step("opine" if number == 0 else "opine_other", self._days(6, 9), deed)

    def _replies(self, *, first_round: bool) -> Iterator[Step]:
        again = "" if first_round else "_again"
        spent = 24 if self.plan.mode == "lead_co" and first_round else 6
        for number, unit in enumerate(self._answering()):
            if self.plan.mode != "lead_co" or not first_round:
                gap = self._days(3, 6) if number == 0 else 1
                yield from self.talking.first(unit, gap, again)
            yield from self.talking.midway(unit, again)
            if number == 0 and self.plan.reminded and first_round:
                form = urged(say("remind", self.rng))
                deed = self._office("remind", **form)
                yield Step("remind", max(self.plan.pace - spent - 8, 4), deed)
                spent = self.plan.pace - 8
            if number == 0 and first_round:
                yield from self.side.extends()
                yield from self.side.pauses()
            wait = max(self.plan.pace - spent, 3) if first_round else self._days(8, 14)
            name = f"reply{again}" if number == 0 else f"reply_other{again}"
            days = wait if number == 0 else self._days(8, 10)
            replying = Replying(self, unit, first_round=first_round)
            yield from replying.steps(name, days)
            if number == 0 and self.plan.redrafted and first_round:
                reason = say("send_back_reply", self.rng)
                deed = self._unit_office(unit, "send_back_reply", reason=reason)
                yield Step("send_back_reply", self._days(1, 3), deed)
                yield from replying.redrafted()
            name = f"approve{again}" if number == 0 else f"approve_other{again}"
            yield Step(name, self._days(1, 4), self._approve(unit, first_round=first_round))

    def _approve(self, unit: HandlingUnit, *, first_round: bool) -> Deed:
        """The supervisors let the letter out, or the office does; some correct the class."""
        corrected = first_round and self.plan.chain == "corrected"
        officer = self.rng.choice((self.story.officer, self.walk.county.main["supervisor"]))

        def deed(now: datetime) -> None:
            form = {}
            if corrected and (own := self.task(unit).replies[-1].reply_class):
                form = {"confirmed_class": "C" if own == "B" else "B",
                        "class_reason": say("class_reason", self.rng)}  # fmt: skip
            self.walk.do(self.task(unit), "approve_reply", officer, now, **form)

        return deed

    def _deliver(self, now: datetime) -> None:
        clerk, author = self.clerk(self.lead), self.story.author
        form = {"delivered_to": [author.person_id], "delivery_mode": "in_person"}
        day = local_date(now)
        self.walk.do(self.story.case, "record_delivery", clerk, now, **form, delivered_on=day)

    def _acknowledge(self, now: datetime) -> None:
        self.walk.do(self.story.case, "acknowledge_letter", self.story.author, now)

    # ── who does it ─────────────────────────────────────────────────────────

    def _answering(self) -> list[HandlingUnit]:
        return [self.lead, *(self.others if self.plan.mode == "separate" else ())]

    def task(self, unit: HandlingUnit) -> HandlingTask:
        """The unit's task of the present round."""
        return next(task for task in current_tasks(self.story.case) if task.unit_id == unit.id)

    def clerk(self, unit: HandlingUnit) -> User:
        """Who writes for the unit."""
        return self.walk.county.clerks[unit.id]

    def _unit(self, unit: HandlingUnit, action: str, **data: Any) -> Deed:
        return lambda now: self.walk.do(self.task(unit), action, self.clerk(unit), now, **data)

    def _unit_office(self, unit: HandlingUnit, action: str, **data: Any) -> Deed:
        officer = self.story.officer
        return lambda now: self.walk.do(self.task(unit), action, officer, now, **data)

    def _office(self, action: str, **data: Any) -> Deed:
        return lambda now: self.walk.do(self.story.case, action, self.story.officer, now, **data)

    def _matter(self) -> str:
        return self.topic.title.removeprefix("关于").removesuffix("的提案")

    def _days(self, least: int, most: int) -> int:
        return self.rng.randint(least, most)
