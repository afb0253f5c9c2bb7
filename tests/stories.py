"""Stories: drive a subject to any state, by the shortest path, with valid data for every action.

    story = Story(session, door, county)
    subject = story.reach("proposal", "mediation")      # a new subject each time
    story.do(subject, "record_mediation")               # by whoever may, with a sample form
    story.do(subject, "evaluate", by="ally", result="basic")

Each act is half an hour after the one before; `story.pass_days(20)` lets time go by and the
clock tick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Base,
    Event,
    HandlingTask,
    LivelihoodProject,
    Proposal,
    Subject,
    User,
)
from tests import (
    turns,
)
from tests.beginnings import BEGINNINGS, COMPOUNDS
from tests.databases import on_sqlite
from tests.memory import Memory
from tests.people import START, County
from tests.project_samples import APPLICATION
from tests.samples import TEXT, sample
from tests.samples_of_assignment import assignment
from tests.ways import CAME_FROM
from workflow.builtin import BUILT_IN
from workflow.clock import tick
from workflow.deadlines import local_date
from workflow.engine import Engine
from workflow.evaluators import proposers_of
from workflow.judgement import separated
from workflow.parties import AUTOMATIC, current_tasks, parties_among

#: for tests whose outcome no database decides: they run on SQLite alone
ONCE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@dataclass
class Story:
    """One teller: a session, an engine, a county and a clock of its own."""

    session: Session
    engine: Engine
    county: County
    now: datetime = START
    pace: timedelta = timedelta(minutes=30)
    #: whether every proposal begins with 阿依古丽 as cosigner and an invitation that lapsed
    joint: bool = False
    #: how cases are assigned: unit a alone, a with b's opinion, or a and b each
    mode: str = "sole"
    told: list[str] = field(default_factory=list)
    #: what this process has walked before; None walks everything
    memory: Memory | None = None

    # ── beginning ───────────────────────────────────────────────────────────

    def propose(self, by: str = "author", **changed: Any) -> Proposal:
        """A complete proposal, still being drafted."""
        proposal: Proposal = self._open("proposal", by, TEXT | changed, Proposal)
        if self.joint:
            seats = [self.county.seat("ally"), self.county.seat("former")]
            self.do(proposal, "invite", cosigners=seats)
            self.do(proposal, "sign", by="ally")
            self.do(proposal, "end_invitations")
        return proposal

    def apply(self, by: str = "author", **changed: Any) -> LivelihoodProject:
        """A complete application for a project, still being drafted."""
        return self._open("livelihood_project", by, APPLICATION | changed, LivelihoodProject)

    def _open(self, kind: str, by: str, data: dict[str, Any], expected: type[Any]) -> Any:
        self.now += self.pace
        user = self.county[by]
        subject = self.engine.open(self.session, kind, by=user, data=data, now=self.now)
        assert isinstance(subject, expected)
        return subject

    # ── acting ──────────────────────────────────────────────────────────────

    def do(
        self, subject: Subject, action: str, by: str | User | None = None, **changed: Any
    ) -> Event:
        """Perform an action with its sample form, changed as told, by the first who may."""
        self.now += self.pace
        user = self.county[by] if isinstance(by, str) else by or self.actor(subject, action)
        data = sample(self, subject, action, user) | changed
        event = self.engine.perform(
            self.session,
            subject,
            action,
            by=user,
            data={name: value for name, value in data.items() if value is not None},
            now=self.now,
            version=subject.version,
        )
        self.told.append(action)
        return event

    def actor(self, subject: Subject, action: str) -> User | None:
        """Somebody of the cast whose part the action is; None for the automatic parties."""
        rules = self.engine.rules_of(self.session, subject)
        found = rules.workflow(subject.kind).state(subject.state).action(action)
        wanted = found.by if found else ()
        for user in self.county.users.values():
            if not any(parties_among(wanted, user, subject, local_date(self.now))):
                continue
            act = self.engine.act(self.session, subject, action, user, self.now)
            if not separated(act):
                return user
        assert not found or set(wanted) & set(AUTOMATIC), f"nobody of the cast may {action}"
        return None

    def pass_days(self, days: int) -> list[Event]:
        """Let days go by; what the procedure then does by itself, reminders apart."""
        self.now += timedelta(days=days)
        events = tick(self.session, self.engine, self.now)
        return [event for event in events if event.action not in BUILT_IN]

    def answer(self, task: HandlingTask, **changed: Any) -> None:
        """Carry one unit's task from the assignment to its answer."""
        self.do(task, "accept")
        if not task.answers_proposer:
            self.do(task, "give_opinion")
            return
        self.talk(task)
        self.show_and_hear(task)
        self.send_reply(task, **changed)
        self.do(task, "approve_reply")

    def talk(self, task: HandlingTask) -> None:
        """Talk with the proposers as often as a reply needs."""
        self.do(task, "record_contact")
        self.do(task, "record_contact", contact_stage="during", contact_mode="phone")

    def show_and_hear(self, task: HandlingTask) -> None:
        """The draft is shown, and every proposer says something about it."""
        turns.show_and_hear(self, task)

    def send_reply(self, task: HandlingTask, **changed: Any) -> None:
        """Drafted, countersigned, checked and signed: the reply lies before the supervisors."""
        turns.send_reply(self, task, **changed)

    def answer_every_task(self, proposal: Proposal) -> None:
        """All units of the present round answer, those that only give an opinion first."""
        for task in sorted(current_tasks(proposal), key=lambda task: task.answers_proposer):
            self.answer(task)
        self.session.refresh(proposal)

    def evaluate(self, proposal: Proposal, **changed: Any) -> None:
        """Every proposer gives his own evaluation."""
        asked = {one.person_id for one in proposers_of(proposal)}
        for user in list(self.county.users.values()):
            if user.person_id in asked:
                self.do(proposal, "evaluate", by=user, **changed)

    # ── reaching ────────────────────────────────────────────────────────────

    def reach(self, kind: str, state: str) -> Any:
        """A new subject of that kind in that state."""
        return self._once(f"{kind} {state}", lambda: self._walk(kind, state))

    def _once(self, way: str, walk: Callable[[], Any]) -> Any:
        """What is at the end of this way, walked unless this process knows it."""
        return self.memory.reach(self, way, walk) if self.memory else walk()

    def _walk(self, kind: str, state: str) -> Any:
        if state not in CAME_FROM[kind]:
            return BEGINNINGS[kind](self, state)
        before, act = CAME_FROM[kind][state]
        subject = self.reach(kind, before)
        self.go_on(subject, act)
        return subject

    def go_on(self, subject: Any, act: str) -> None:
        """One step of a way: an action, or what takes several."""
        compound = COMPOUNDS.get(act)
        if compound:
            compound(self, subject)
        else:
            self.do(subject, act)

    def task(self, duty: str) -> HandlingTask:
        """A new task of that duty in a new case."""
        task: HandlingTask = self._once(f"task {duty}", lambda: self._assigned(duty))
        return task

    def _assigned(self, duty: str) -> HandlingTask:
        modes = {"sole": "sole", "lead": "lead_co", "co": "lead_co", "separate": "separate"}
        proposal = self.reach("proposal", "filed")
        self.do(proposal, "assign", **assignment(self.county, modes[duty]))
        self.session.refresh(proposal)
        return next(task for task in proposal.tasks if task.duty == duty)


def contents(session: Session) -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        table.name: sorted(map(repr, session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
    }


@pytest.fixture(scope="session")
def _memory() -> Iterator[Memory]:
    memory = Memory()
    yield memory
    memory.close()


@pytest.fixture
def story(session: Session, door: Engine, county: County, _memory: Memory) -> Story:
    """A teller in the test's own session."""
    return Story(session, door, county, memory=_memory if on_sqlite(session) else None)
