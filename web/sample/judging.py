"""How the sample's cases are judged: online or on paper, changed, objected to, talked over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from models import User
from models.queries.evaluations import paper_forms
from web.sample.scans import scan
from web.sample.talking import Handler
from web.sample.texts import say
from web.sample.timeline import Deed, Step
from workflow.deadlines import local_date


class Judging:
    """What the proposers of one case say of its replies, and the office does with it."""

    def __init__(self, handler: Handler) -> None:
        self.handler, self.story, self.rng = handler, handler.story, handler.rng
        self.walk, self.way = self.story.walk, self.story.plan.judging
        alone = not self.story.cosigners
        if alone == (self.way == "changed") or (not alone and self.way.startswith("paper")):
            self.way = ""

    def steps(self, name: str, result: str) -> Iterator[Step]:
        """The evaluations of one round."""
        first_round = name == "evaluate"
        if first_round and self.story.plan.rates:
            yield Step("rate", 1, self._rate)
        if first_round and self.way.startswith("paper") and result != "silent":
            yield from self._on_paper(name, result)
            return
        # Who agreed is known only when it has happened: one step per invited member.
        everybody = [self.story.author, *self.story.cosigners]
        for place, user in enumerate(everybody):
            if result == "silent" and place > 0:
                break
            judged = result if place == 0 else self.rng.choice(("satisfied", "basic"))
            if result == "silent":
                if len(everybody) == 1:
                    break
                judged = "satisfied"
            days = self.rng.randint(2, 5) if place == 0 else self.rng.randint(0, 2)
            last = place == len(everybody) - 1
            deed = self._evaluate(user, judged)
            yield Step(name if last else f"{name}_first", days, deed, office_hours=False)
            if place == 0 and first_round and self.way == "changed" and result != "silent":
                yield Step("change", 1, self._change, office_hours=False)

    def mediation(self, unit: str) -> Iterator[Step]:
        """Convened first, held some days later."""
        yield Step("convene", self.rng.randint(2, 4), self._convene)
        record = say("mediation", self.rng, unit=unit, who=self.story.author.name)
        yield Step("mediate", self.rng.randint(6, 9), self._mediate(record))

    # ── online ──────────────────────────────────────────────────────────────

    def _evaluate(self, user: User, result: str) -> Deed:
        def deed(now: datetime) -> None:
            if user is self.story.author or user in self.story.agreed:
                self._do("evaluate", user, now, **self._answers(result))

        return deed

    def _change(self, now: datetime) -> None:
        if self.story.agreed:
            reason = say("change_evaluation", self.rng)
            urged = self.rng.choice(("no_", "no_", "unit"))
            answers = self._answers("basic")
            self._do(
                "change_evaluation", self.story.author, now, **answers, reason=reason, urged=urged
            )

    def _answers(self, result: str) -> dict[str, Any]:
        views = {"satisfied": ("adopted", "adopted", "partly"), "basic": ("adopted", "partly"),
                 "dissatisfied": ("partly", "not", "not")}[result]  # fmt: skip
        numbers = [one.no for one in self.story.case.suggestions]
        return {
            "met_how": self.rng.choice(("visit", "meeting", "site", "phone")),
            "attitude": "satisfied" if result == "satisfied" else "basic",
            "result": result,
            "targeted": "partly" if result == "dissatisfied" else "yes_",
            "adoption": [{"no": no, "view": self.rng.choice(views)} for no in numbers],
            "promises_clear": "unclear" if result == "dissatisfied" else "clear",
            "comment": say(result, self.rng),
        }

    def _rate(self, now: datetime) -> None:
        clerk = self.handler.clerk(self.handler.lead)
        quality = self.rng.choice(("good", "good", "fair"))
        self._do("rate_proposal", clerk, now, quality=quality,
                 quality_comment=say(f"rate_{quality}", self.rng))  # fmt: skip

    # ── on paper ────────────────────────────────────────────────────────────

    def _on_paper(self, name: str, result: str) -> Iterator[Step]:
        enter, confirm = (
            self._enter(result),
            self._decide("confirm_paper_evaluation", note="逐项核对，与扫描件一致。"),
        )
        last = name if self.way == "paper" else f"{name}_paper"
        if self.way == "paper_wrong":
            yield Step("enter_wrongly", 4, enter)
            reason = say("reject_paper", self.rng)
            yield Step("reject", 1, self._decide("reject_paper_evaluation", reason=reason))
            last = name
        yield Step("enter", 1, enter)
        yield Step(last, 1, confirm)
        if self.way == "paper_objected":
            # Only while the case is open, that is unless the form itself reopened it.
            yield Step("object", 1, self._object, office_hours=False)
            yield Step(name, 1, self._evaluate_again(result), office_hours=False)

    def _enter(self, result: str) -> Deed:
        def deed(now: datetime) -> None:
            officer = self.story.officer
            file = scan(self.walk.session, officer, "征询意见表扫描件.png", now)
            self._do(
                "enter_paper_evaluation", officer, now, **self._answers(result),
                evaluator=self.story.author.person_id, received_on=local_date(now), scan=[file],
            )  # fmt: skip

        return deed

    def _decide(self, action: str, **data: Any) -> Deed:
        def deed(now: datetime) -> None:
            forms = paper_forms(self.walk.session, self.story.case.id)
            head = self.walk.county.main["head"]
            self._do(action, head, now, paper_form=forms[-1].id, **data)

        return deed

    def _object(self, now: datetime) -> None:
        reason = say("object_paper", self.rng)
        self._do("dispute_paper_evaluation", self.story.author, now, reason=reason)

    def _evaluate_again(self, result: str) -> Deed:
        def deed(now: datetime) -> None:
            if self.story.case.state == "replied":
                self._do("evaluate", self.story.author, now, **self._answers(result))

        return deed

    # ── mediation ───────────────────────────────────────────────────────────

    def _convene(self, now: datetime) -> None:
        self._do(
            "convene_mediation", self.story.officer, now,
            mediation_on=local_date(now) + timedelta(days=6),
            mediation_place="县政协委员之家",
            mediation_persons=f"{self.story.author.name}委员、{self.handler.lead.name}负责人、督查室",
        )  # fmt: skip

    def _mediate(self, record: str) -> Deed:
        def deed(now: datetime) -> None:
            self._do(
                "record_mediation", self.story.officer, now,
                mediation_held_on=local_date(now),
                mediation_attended=f"{self.story.author.name}、{self.handler.lead.leader}",
                mediation_record=record,
            )  # fmt: skip

        return deed

    def _do(self, action: str, user: User, now: datetime, **data: Any) -> None:
        self.walk.do(self.story.case, action, user, now, **data)
