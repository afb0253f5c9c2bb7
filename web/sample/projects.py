"""One livelihood project from application to appraisal, as steps in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from models import HandlingUnit, LivelihoodProject, User
from web.sample.data import read_all
from web.sample.plans import ProjectPlan
from web.sample.supervising import urged
from web.sample.texts import say
from web.sample.timeline import Deed, Step
from web.sample.walk import Walk
from workflow.deadlines import local_date

#: satisfied, basic and dissatisfied votes of ten who should vote
VOTES = {"satisfied": (8, 1, 0), "basic": (4, 4, 1), "dissatisfied": (2, 2, 5)}


class ProjectStory:
    """A project, its people and its words."""

    def __init__(self, walk: Walk, plan: ProjectPlan, author: User, rng: Random) -> None:
        self.walk, self.plan, self.author, self.rng = walk, plan, author, rng
        self.words: dict[str, Any] = read_all("projects", "project")[plan.text]
        self.unit: HandlingUnit = walk.county.units[self.words["lead"]]
        self.officer = rng.choice(walk.county.office)
        self.reviewer = walk.county.reviewer(author)
        self._case: LivelihoodProject | None = None

    @property
    def case(self) -> LivelihoodProject:
        """The case, once it is opened."""
        if self._case is None:
            raise LookupError("not opened yet")
        return self._case

    def steps(self) -> Iterator[Step]:
        """Everything that happens to the project."""
        yield Step("open", 0, self._open, office_hours=False)
        if self.plan.until == "discard":
            yield Step("discard", 6, self._by(self.author, "discard"), office_hours=False)
            return
        yield from self._submission()
        choice = self.plan.choice
        if choice == "turn_down":
            deed = self._office("turn_down", reason=say("turn_down", self.rng))
            yield Step("turn_down", 9, deed)
            return
        if choice in ("send_back", "withdraw"):
            yield Step("send_back", 4, self._office("send_back", reason=say("unclear", self.rng)))
            if choice == "withdraw":
                deed = self._by(self.author, "withdraw", reason=say("withdraw", self.rng))
                yield Step("withdraw", 5, deed, office_hours=False)
                return
            yield Step("write", 3, self._write, office_hours=False)
            yield Step("submit", 1, self._by(self.author, "submit"), office_hours=False)
        opinion = say("shortlist", self.rng)
        yield Step("shortlist", self._days(6, 12), self._office("shortlist", opinion=opinion))
        if choice == "vote_down":
            reason = say("vote_down", self.rng)
            deed = self._office(
                "vote_down", ballot="应到 203 人，实到 187 人，赞成 71 票", reason=reason
            )
            yield Step("vote_down", 12, deed)
            return
        yield Step("adopt", self._days(10, 18), self._adopt)
        yield from self._works()

    # ── application and choice ──────────────────────────────────────────────

    def _open(self, now: datetime) -> None:
        opened = self.walk.open("livelihood_project", self.author, now, **self._text())
        if not isinstance(opened, LivelihoodProject):
            raise TypeError("a project was asked for")
        self._case = opened

    def _text(self) -> dict[str, Any]:
        names = ("place", "need", "goal", "beneficiaries", "budget", "fund_source")
        return {"project_name": self.words["name"]} | {
            name: self.words[name].strip()
            if isinstance(self.words[name], str)
            else self.words[name]
            for name in names
        }

    def _write(self, now: datetime) -> None:
        text = self._text()
        text["goal"] += "\n" + say("made_clear", self.rng)
        self.walk.do(self.case, "write", self.author, now, **text)

    def _submission(self) -> Iterator[Step]:
        route = self.plan.route
        if route == "direct" or self.reviewer is None:
            yield Step("submit", 2, self._by(self.author, "submit"), office_hours=False)
            return
        send = self._by(self.author, "send_to_group")
        yield Step("send", 2, send, office_hours=False)
        if route == "changes":
            deed = self._by(self.reviewer, "suggest_changes", opinion=say("unclear", self.rng))
            yield Step("changes", 3, deed)
            yield Step("write", 2, self._write, office_hours=False)
            yield Step("send_again", 1, send, office_hours=False)
        if route == "silent":  # the clock passes it on
            yield Step("submit", 20, lambda _now: None)
            return
        opinion = say("recommend", self.rng)
        yield Step("submit", 3, self._by(self.reviewer, "endorse", opinion=opinion))

    def _adopt(self, now: datetime) -> None:
        start = local_date(now) + timedelta(days=12)
        units = self.walk.county.units
        self.walk.do(
            self.case,
            "adopt",
            self.officer,
            now,
            ballot=f"应到 203 人，实到 {self._days(182, 195)} 人，赞成 {self._days(150, 180)} 票",
            lead_unit=self.unit.id,
            partner_units=[units[name].id for name in self.words["partners"]],
            start_plan=start,
            finish_plan=start + timedelta(days=self.words["days"]),
        )

    # ── the works ───────────────────────────────────────────────────────────

    def _works(self) -> Iterator[Step]:
        accept = self._lead(
            "accept", contact_person=self.unit.contact, contact_phone=self.unit.phone
        )
        yield Step("accept", self._days(1, 2), accept)
        gap = max(self.words["days"] // 5, 12)
        for number, percent in enumerate(self.plan.reports):
            yield Step("report", gap, self._report(percent))
            if number == 0 and self.plan.reminded:
                form = urged(say("hurry", self.rng))
                yield Step("remind", 6, self._office("remind", **form))
            if number == 1 and self.plan.extended:
                yield Step("extend", 5, self._extend)
        if self.plan.reports[-1] < 100:
            return
        yield from self._finish()
        if self.plan.rectified:
            yield Step("fail", 8, self._fail)
            yield Step("report", 15, self._report(100))
            yield from self._finish()
        yield Step("pass", self._days(6, 12), self._pass)
        yield Step("appraise", self._days(12, 20), self._appraise)

    def _report(self, percent: int) -> Deed:
        spent = round(float(self.words["budget"]) * percent / 104, 1)
        problem = say("problem", self.rng) if self.rng.random() < 0.3 else None
        note = say("progress_done" if percent == 100 else "progress", self.rng, percent=percent)
        return self._lead(
            "report_progress", progress=percent, note=note, spent=str(spent), problem=problem
        )

    def _extend(self, now: datetime) -> None:
        finish = self.case.finish_plan or local_date(now)
        due = max(finish, local_date(now)) + timedelta(days=45)
        reason = say("extend", self.rng)
        self.walk.do(self.case, "extend", self.officer, now, new_due=due, reason=reason)

    def _finish(self) -> Iterator[Step]:
        note = say("finished", self.rng)
        deed = self._lead("finish", note=note, signer=self.unit.leader)
        yield Step("finish", self._days(2, 5), deed)

    def _fail(self, now: datetime) -> None:
        self._inspect(
            now,
            "fail_inspection",
            reason=say("defect", self.rng),
            new_due=local_date(now) + timedelta(days=30),
        )

    def _pass(self, now: datetime) -> None:
        self._inspect(now, "pass_inspection", opinion=say("accepted", self.rng))

    def _inspect(self, now: datetime, action: str, **data: Any) -> None:
        inspectors = f"{self.officer.name}、{self.author.name}、{self.unit.contact}"
        self.walk.do(
            self.case,
            action,
            self.officer,
            now,
            inspectors=inspectors,
            inspected_on=local_date(now),
            **data,
        )

    def _appraise(self, now: datetime) -> None:
        tens = self._days(6, 20)
        satisfied, basic, not_ = (votes * tens for votes in VOTES[self.plan.verdict])
        self.walk.do(
            self.case,
            "record_appraisal",
            self.officer,
            now,
            turnout=tens * 10,
            votes_satisfied=satisfied,
            votes_basic=basic,
            votes_not=not_,
            comment=say("appraised", self.rng),
        )

    # ── who does it ─────────────────────────────────────────────────────────

    def _by(self, user: User, action: str, **data: Any) -> Deed:
        return lambda now: self.walk.do(self.case, action, user, now, **data)

    def _office(self, action: str, **data: Any) -> Deed:
        return self._by(self.officer, action, **data)

    def _lead(self, action: str, **data: Any) -> Deed:
        return self._by(self.walk.county.clerks[self.unit.id], action, **data)

    def _days(self, least: int, most: int) -> int:
        return self.rng.randint(least, most)
