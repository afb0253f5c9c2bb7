"""What units do beside handling: suggest another unit, return a task, ask for more time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from models import HandlingUnit
from web.sample.texts import say
from web.sample.timeline import Deed, Step
from workflow.deadlines import local_date

if TYPE_CHECKING:
    from web.sample.handling import Handling


class UnitSide:
    """The side acts of one case's units, on top of its handling."""

    def __init__(self, handling: Handling) -> None:
        self.handling, self.rng = handling, handling.rng

    # ── returning ───────────────────────────────────────────────────────────

    def returns(self) -> Iterator[Step]:
        """What comes before signing: a return, or three of them and a ruling."""
        how = self.handling.plan.returned
        if how in ("agreed", "refused"):
            yield from self._return(how, "")
        elif how == "dispute":
            yield from self._return("agreed", "_first")
            yield from self._return("agreed", "_second")
            wrong = self.handling.lead
            yield Step("dispute", self._days(1, 2), self._ask(wrong, self._right()))
            ruling = say("ruling", self.rng, unit=wrong.name)
            yield Step("settle", self._days(2, 4), self._by(
                wrong, "settle_return", "county-leader", ruling="keep", reason=ruling,
            ))  # fmt: skip

    def _return(self, how: str, name: str) -> Iterator[Step]:
        wrong, right = self.handling.lead, self._right()
        yield Step(f"ask_return{name}", self._days(1, 2), self._ask(wrong, right))
        if how == "refused":
            reason = say("refuse_return", self.rng, unit=wrong.name)
            deed = self._by(wrong, "refuse_return", "office", reason=reason)
        else:
            reason = say("agree_return", self.rng, right=right.name)
            deed = self._by(wrong, "agree_return", "office", new_unit=right.id, reason=reason)
            self.handling.lead = right  # from here on the story is the right unit's
        yield Step(f"decide_return{name}", self._days(1, 3), deed)
        self.handling.gone.append(wrong)

    def _ask(self, wrong: HandlingUnit, right: HandlingUnit) -> Deed:
        return self._unit(
            wrong,
            "ask_return",
            reason=say("return", self.rng, right=right.name),
            suggested_unit=right.id,
            duty_basis=say("duty_basis", self.rng, right=right.name),
        )

    def _right(self) -> HandlingUnit:
        handling = self.handling
        taken = {unit.id for unit in (handling.lead, *handling.others, *handling.gone)}
        units = handling.walk.county.units
        named = (*handling.topic.co, "县政府办", "县发改委", "县农业农村局", "县财政局")
        return next(units[name] for name in named if units[name].id not in taken)

    # ── another unit ────────────────────────────────────────────────────────

    def suggests(self) -> Iterator[Step]:
        """The unit signs and suggests another; the office adds it, and it signs too."""
        lead, joined = self.handling.lead, self._right()
        wanted = say("wanted", self.rng, unit=joined.name)
        yield Step("accept", self._days(0, 2), self._unit(
            lead, "accept_and_suggest", contact_person=lead.contact, contact_phone=lead.phone,
            wanted_units=[joined.id], reason=wanted,
        ))  # fmt: skip
        deed = self._case("add_unit", added_unit=joined.id, added_duty="co", reason=wanted)
        yield Step("add_unit", self._days(1, 2), deed)
        self.handling.others.append(joined)
        yield Step("name_handler", 1, self._unit(
            lead, "name_handler", handler=lead.contact, section=say("section", self.rng),
            plan_leader=lead.leader, plan_text=say("plan", self.rng),
        ))  # fmt: skip
        yield Step("change_contact", 1, self._unit(
            lead, "change_contact", contact_person=lead.leader, contact_phone=lead.phone
        ))  # fmt: skip

    # ── more time ───────────────────────────────────────────────────────────

    def extends(self) -> Iterator[Step]:
        """The unit asks for more time; the supervision section decides."""
        how = self.handling.plan.extension
        if not how:
            return
        lead = self.handling.lead
        yield Step("ask_extension", 20, self._dated(lead, "ask_extension", 40,
            reason=say("extension", self.rng), work_so_far=say("work_so_far", self.rng),
            told_proposer=say("told_proposer", self.rng, who=self.handling.story.author.name),
        ))  # fmt: skip
        if how == "granted":
            deed = self._dated(lead, "grant_extension", 30, opinion=say("granted", self.rng))
        else:
            deed = self._by(
                lead, "refuse_extension", "supervisor", reason=say("refuse_extension", self.rng)
            )
        yield Step("decide_extension", self._days(1, 3), deed)

    def pauses(self) -> Iterator[Step]:
        """The clock stands still: the unit asks for it, or the supervision section decides."""
        how, lead = self.handling.plan.pause, self.handling.lead
        if not how:
            return
        if how == "decided":
            yield Step("pause", 12, self._still("supervisor", None, "pause_clock", 21))
            yield Step("resume", 9, self._case("resume_clock"))
            return
        yield Step("ask_pause", 15, self._still("", lead, "ask_pause", 25))
        if how == "granted":
            deed = self._still("supervisor", lead, "grant_pause", 20)
        else:
            deed = self._by(
                lead, "refuse_pause", "supervisor", reason=say("refuse_extension", self.rng)
            )
        yield Step("decide_pause", self._days(1, 2), deed)

    def _still(self, who: str, unit: HandlingUnit | None, action: str, days: int) -> Deed:
        def deed(now: datetime) -> None:
            handling = self.handling
            data: dict[str, Any] = {"pause_until": local_date(now) + timedelta(days=days)}
            if action != "grant_pause":
                data |= {"pause_ground": "policy", "reason": say("extension", self.rng)}
            subject = handling.task(unit) if unit else handling.story.case
            user = self._main(who) if who or unit is None else handling.clerk(unit)
            handling.walk.do(subject, action, user, now, **data)

        return deed

    def _dated(self, unit: HandlingUnit, action: str, later: int, **data: Any) -> Deed:
        def deed(now: datetime) -> None:
            task = self.handling.task(unit)
            due = task.proposal.due_on
            if due is None:
                raise ValueError("a case in handling has a date")
            grants = action == "grant_extension"
            who = self._main("supervisor") if grants else self.handling.clerk(unit)
            data["new_due"] = due + timedelta(days=later)
            self.handling.walk.do(task, action, who, now, **data)

        return deed

    # ── who does it ─────────────────────────────────────────────────────────

    def _main(self, name: str) -> Any:
        return self.handling.walk.county.main[name]

    def _unit(self, unit: HandlingUnit, action: str, **data: Any) -> Deed:
        handling = self.handling
        return lambda now: handling.walk.do(
            handling.task(unit), action, handling.clerk(unit), now, **data
        )

    def _by(self, unit: HandlingUnit, action: str, who: str, **data: Any) -> Deed:
        handling = self.handling
        user = handling.story.officer if who == "office" else self._main(who)
        return lambda now: handling.walk.do(handling.task(unit), action, user, now, **data)

    def _case(self, action: str, **data: Any) -> Deed:
        handling = self.handling
        return lambda now: handling.walk.do(
            handling.story.case, action, handling.story.officer, now, **data
        )

    def _days(self, least: int, most: int) -> int:
        return self.rng.randint(least, most)
