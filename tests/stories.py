"""Stories: drive a subject to any state, by the shortest path, with valid data for every action.

    story = Story(session, door, county)
    subject = story.reach("proposal", "mediation")      # a new subject each time
    story.do(subject, "record_mediation")               # by whoever may, with a sample form
    story.do(subject, "evaluate", by="ally", result="basic")

Each act is half an hour after the one before; `story.pass_days(20)` lets time go by and the
clock tick.
"""

from __future__ import annotations

from collections.abc import Callable
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
from models.queries.meetings import cases_to_examine
from tests import (
    activity_samples,
    bundling,
    merging_samples,
    opinion_samples,
    project_ways,
    proposing,
    publishing,
    turns,
)
from tests import assessment_samples as assessing
from tests.archive_samples import begin_volume, count_pages
from tests.databases import KINDS
from tests.meeting_samples import MEETING
from tests.people import START, County
from tests.project_samples import APPLICATION
from tests.promise_samples import begin_promise
from tests.samples import DISSATISFIED, TEXT, sample
from tests.samples_of_assignment import assignment
from tests.supervision_samples import supervise
from tests.ways import CAME_FROM
from workflow.builtin import BUILT_IN
from workflow.clock import tick
from workflow.deadlines import local_date
from workflow.engine import Engine
from workflow.evaluators import proposers_of
from workflow.judgement import separated
from workflow.parties import AUTOMATIC, current_tasks, parties_among
from workflow.rules import Rules

#: for tests whose outcome no database decides: they run on SQLite alone
ONCE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
#: for what another test sees on SQLite
ON_POSTGRESQL = pytest.mark.parametrize(
    "database_url", [kind for kind in KINDS if kind == "postgresql"], indirect=True
)


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
        modes = {"sole": "sole", "lead": "lead_co", "co": "lead_co", "separate": "separate"}
        proposal = self.reach("proposal", "filed")
        self.do(proposal, "assign", **assignment(self.county, modes[duty]))
        self.session.refresh(proposal)
        return next(task for task in proposal.tasks if task.duty == duty)


def _begin_task(story: Story, state: str) -> HandlingTask:
    task = story.task(state.partition("_as_")[2] or "sole")
    if state == "return_escalated":  # the third unit that does not want it
        for _ in range(2):
            story.do(task, "ask_return")
            story.do(task, "agree_return")
            story.session.refresh(task.proposal)
            task = task.proposal.tasks[-1]
        story.do(task, "ask_return")
    return task


def _begin_meeting(story: Story, _state: str) -> Subject:
    if not cases_to_examine(story.session):
        story.reach("proposal", "examining")
    story.now += story.pace
    return story.engine.open(
        story.session, "examination_meeting", by=story.county["office"], data=MEETING, now=story.now
    )


def positions(kind: str, rules: Rules) -> list[str]:
    """Everything `reach` knows of a kind: its states, and variants of them."""
    states = [state.name for state in rules.workflow(kind).states]
    return list(dict.fromkeys([*states, *CAME_FROM[kind], *VARIANTS[kind]]))


VARIANTS: dict[str, list[str]] = {kind: [] for kind in CAME_FROM} | {
    "proposal": ["entered", "drafting_bundled"],
    "handling_task": ["to_sign_as_co", "to_sign_as_separate"],
    "livelihood_project": ["own_submitted"],
    "activity": ["planned_by_county", "planned_for_some"],
    "assessment": ["reporting_of_group", "reporting_of_unit"],
}


BEGINNINGS: dict[str, Callable[[Story, str], Subject]] = {
    "proposal": proposing.begin,
    "livelihood_project": project_ways.begin,
    "project_call": project_ways.begin_call,
    "ballot_session": project_ways.begin_ballot,
    "handling_task": _begin_task,
    "promise": begin_promise,
    "publication": publishing.begin,
    "examination_meeting": _begin_meeting,
    "supervision_case": lambda story, _state: supervise(story, "key_handling"),
    "archive_volume": begin_volume,
    **assessing.BEGINNINGS,
    **activity_samples.BEGINNINGS,
    **opinion_samples.BEGINNINGS,
}
COMPOUNDS: dict[str, Callable[[Story, Any], object]] = {
    "talk": Story.talk,
    **turns.TURNS,
    "answer_every_task": Story.answer_every_task,
    "evaluate_first": turns.evaluate_first,
    "read_badly_from_paper": turns.read_badly_from_paper,
    "extend_the_case": turns.extend,
    "pause_the_case": turns.pause,
    "evaluate_well": lambda story, subject: story.evaluate(subject),
    "evaluate_badly": lambda story, subject: story.evaluate(subject, **DISSATISFIED),
    "withdraw_case": lambda story, task: story.do(task.proposal, "withdraw"),
    **proposing.WAYS,
    **merging_samples.WAYS,
    "count_pages": count_pages,
    **publishing.WAYS,
    **assessing.TURNS,
    **opinion_samples.TURNS,
    **bundling.TURNS,
    **project_ways.PROJECT_COMPOUNDS,
}


def contents(session: Session) -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        table.name: sorted(map(repr, session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
    }


@pytest.fixture
def story(session: Session, door: Engine, county: County) -> Story:
    """A teller in the test's own session."""
    return Story(session, door, county)
