"""One livelihood project from application to listing, as steps in time; then its works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from models import HandlingUnit, LivelihoodProject, Subject, User
from web.sample.data import read_all
from web.sample.plans import ProjectPlan
from web.sample.texts import say
from web.sample.timeline import Deed, Step
from web.sample.walk import Walk
from web.sample.works import Works
from workflow.deadlines import local_date

EXAMINED = {
    "universality": "yes_", "public_benefit": "yes_", "feasibility": "yes_",
    "money_secured": "partly",
}  # fmt: skip
#: name, place in the time of the works, weight
MILESTONES = (
    ("开工", 0.05, 10), ("基础和主体", 0.45, 40), ("安装和配套", 0.75, 30), ("完工", 0.97, 20),
)  # fmt: skip


class ProjectStory:
    """A project, its people and its words."""

    def __init__(self, walk: Walk, plan: ProjectPlan, author: User, rng: Random) -> None:
        self.walk, self.plan, self.author, self.rng = walk, plan, author, rng
        self.words: dict[str, Any] = read_all("projects", "project")[plan.text]
        self.unit: HandlingUnit = walk.county.units[self.words["lead"]]
        self.officer = rng.choice(walk.county.office)
        self.reviewer = None if plan.route == "office" else walk.county.reviewer(author)
        self._case: LivelihoodProject | None = None

    @property
    def case(self) -> LivelihoodProject:
        """The case, once it is opened."""
        if self._case is None:
            raise LookupError("not opened yet")
        return self._case

    def steps(self) -> Iterator[Step]:
        """Everything that happens to the project."""
        for step in self._all():
            yield step
            if step.name == self.plan.until:
                return

    def _all(self) -> Iterator[Step]:
        yield from self._submission()
        until, own = self.plan.until, self.plan.kind == "own"
        if until == "turn_down":
            yield Step("turn_down", 9, self.office("turn_down", reason=say("turn_down", self.rng)))
        if self.plan.sent_back or until in ("send_back", "withdraw"):
            yield Step("send_back", 4, self.office("send_back", reason=say("unclear", self.rng)))
            if until == "withdraw":
                deed = self.by(self.author, "withdraw", reason=say("withdraw", self.rng))
                yield Step("withdraw", 5, deed, office_hours=False)
            yield Step("write", 3, self.write, office_hours=False)
            yield Step("submit", 1, self.by(self.author, "submit"), office_hours=False)
        if own:
            yield Step("register", 4, self.office("register_project", opinion="同意备案。"))
        else:
            yield from self._choice()
        if until == "give_up":
            yield Step("give_up", 18, self.office("give_up_listing", reason="资金没有落实。"))
        yield Step("list", 6 if own else 18, self.enlist)
        accept = self.lead(
            "accept", contact_person=self.unit.contact, contact_phone=self.unit.phone
        )
        yield Step("accept", self.days(1, 2), accept)
        yield from Works(self).steps()

    def _choice(self) -> Iterator[Step]:
        opinion = say("shortlist", self.rng)
        yield Step("examine", 5, self.office("examine_need", opinion=opinion, **EXAMINED))
        yield Step("shortlist", 3, self.office("shortlist", opinion=opinion))
        if self.plan.until == "take_off":
            yield Step("take_off", 4, self.office("take_off_list", reason="群众另有更急的事。"))
        if self.plan.until == "lose":  # what the ballot says is told by the ballot
            yield Step("lose", 18, lambda _now: None)

    # ── application ─────────────────────────────────────────────────────────

    def _open(self, now: datetime) -> None:
        form = self._text()
        if self.plan.route == "office":
            form["need_source"] = "县信访局转来的群众来信"
            opened: Subject = self.walk.open(
                "livelihood_project", self.officer, now, way="enter_need", **form
            )
        else:
            form["project_kind"] = self.plan.kind
            opened = self.walk.open("livelihood_project", self.author, now, **form)
        self.begin(opened)

    def begin(self, opened: Subject) -> None:
        """The case is there: opened by the author, or started from another."""
        if not isinstance(opened, LivelihoodProject):
            raise TypeError("a project was asked for")
        self._case = opened

    def _text(self) -> dict[str, Any]:
        names = ("place", "need", "goal", "beneficiaries", "budget", "fund_source")
        form = {"project_name": self.words["name"]} | {
            name: self.words[name].strip()
            if isinstance(self.words[name], str)
            else self.words[name]
            for name in names
        }
        town = self.words["place"][:3]
        group = self.walk.county.groups.get(f"{town}联络组")
        return form | ({"town": group.id} if group and group.kind == "township" else {})

    def write(self, now: datetime) -> None:
        """修改申报."""
        text = self._text() | {"project_kind": self.plan.kind}
        text["goal"] += "\n" + say("made_clear", self.rng)
        self.walk.do(self.case, "write", self.author, now, **text)

    def _submission(self) -> Iterator[Step]:
        route = self.plan.route
        if route == "office":
            yield Step("submit", 0, self._open)
            return
        yield Step("open", 0, self._open, office_hours=False)
        if self.plan.until == "discard":
            yield Step("discard", 6, self.by(self.author, "discard"), office_hours=False)
        if route == "direct" or self.reviewer is None:
            yield Step("submit", 2, self.by(self.author, "submit"), office_hours=False)
            return
        send = self.by(self.author, "send_to_group")
        yield Step("send", 2, send, office_hours=False)
        if route == "changes":
            deed = self.by(self.reviewer, "suggest_changes", opinion=say("unclear", self.rng))
            yield Step("changes", 3, deed)
            yield Step("write", 2, self.write, office_hours=False)
            yield Step("send_again", 1, send, office_hours=False)
        if route == "silent":  # the clock passes it on
            yield Step("submit", 20, lambda _now: None)
            return
        opinion = say("recommend", self.rng)
        yield Step("submit", 3, self.by(self.reviewer, "endorse", opinion=opinion))

    def enlist(self, now: datetime) -> None:
        """立项."""
        start = local_date(now) + timedelta(days=self.plan.starts_after)
        days, units = self.words["days"], self.walk.county.units
        budget = round(float(self.words["budget"]), 2)
        first = round(budget * 0.7, 2)
        self.walk.do(
            self.case,
            "list_project",
            self.officer,
            now,
            responsible_leader=self.walk.county.main["county-leader"].person_id,
            lead_unit=self.unit.id,
            partner_units=[units[name].id for name in self.words["partners"]],
            budget=f"{budget:.2f}",
            budget_year=f"{budget:.2f}",
            funds=[
                {"source": "县级财政", "amount": f"{first:.2f}"},
                {"source": "上级补助和其他", "amount": f"{budget - first:.2f}"},
            ],
            start_plan=start,
            finish_plan=start + timedelta(days=days),
            milestones=[
                {
                    "name": name,
                    "planned_on": (start + timedelta(days=round(days * part))).isoformat(),
                    "weight": weight,
                }
                for name, part, weight in MILESTONES
            ],
        )

    # ── who does it ─────────────────────────────────────────────────────────

    def by(self, user: User, action: str, **data: Any) -> Deed:
        """An act of that person."""
        return lambda now: self.walk.do(self.case, action, user, now, **data)

    def office(self, action: str, **data: Any) -> Deed:
        """An act of the office."""
        return self.by(self.officer, action, **data)

    def lead(self, action: str, **data: Any) -> Deed:
        """An act of the responsible unit."""
        return self.by(self.walk.county.clerks[self.unit.id], action, **data)

    def days(self, least: int, most: int) -> int:
        """So many days, by chance."""
        return self.rng.randint(least, most)
