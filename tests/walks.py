"""Walks: random legal and illegal steps by random people over every workflow.

    walker = Walker(story, Random(7))
    walker.take(1000)
    walker.settle()          # what must hold at the end: replay, chains, numbers

Each step checks what must hold after it: an illegal one has written nothing, a legal one leaves
a case with an owner and a clock, numbers are given once and stay, no unit evaluates.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import BallotSession, Evaluation, Event, RefusedAttempt, Subject, User
from tests.project_samples import APPLICATION, ballot_form, free_candidates
from tests.samples import TEXT, sample
from tests.stories import Story
from workflow import history
from workflow.clock import tick
from workflow.completion import columns
from workflow.deadlines import local_date
from workflow.engine import Impossible, Refused, Stale
from workflow.parties import AUTOMATIC, parties_of
from workflow.replay import replay
from workflow.rules import Action

BEGINNINGS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "proposal": (TEXT, ("author", "ally", "leader_member", "stranger")),
    "livelihood_project": (APPLICATION, ("author", "leader", "stranger")),
}
#: cases walked at the same time; an older one is left where it stands
KEPT = 8
_ENDS = {"discard", "withdraw", "not_file", "turn_down", "vote_down", "take_off_list"}


@dataclass
class Walker:
    """Somebody who tries everything, and looks at what comes of it."""

    story: Story
    random: Random
    subjects: list[int] = field(default_factory=list)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def session(self) -> Session:
        """The story's session."""
        return self.story.session

    def take(self, steps: int) -> None:
        """So many steps, legal or not."""
        for _ in range(steps):
            self.story.now += timedelta(minutes=self.random.randint(1, 90))
            chance = self.random.random()
            if chance < 0.01 or not self.subjects:
                self._open()
            elif chance < 0.03:
                self._let_time_pass()
            elif chance < 0.1 and self._wants_a_ballot():
                self._arrange_ballot()
            else:
                self._try()

    # ── steps ───────────────────────────────────────────────────────────────

    def _open(self) -> None:
        self.story.mode = self.random.choice(("sole", "lead_co", "separate"))
        kind = self.random.choice(sorted(BEGINNINGS))
        form, who = BEGINNINGS[kind]
        user = self.story.county[self.random.choice(who)]
        subject = self.story.engine.open(
            self.session, kind, by=user, data=dict(form), now=self.story.now
        )
        self.subjects.append(subject.id)

    def _wants_a_ballot(self) -> bool:
        """Without one no project of the government gets past the short list."""
        arranged = any(isinstance(one, BallotSession) for one in self._going_on())
        return not arranged and len(free_candidates(self.story)) > 1

    def _arrange_ballot(self) -> None:
        ballot = self.story.engine.open(
            self.session,
            "ballot_session",
            by=self.story.county["office"],
            data=ballot_form(self.story),
            now=self.story.now,
        )
        self.subjects.append(ballot.id)

    def _let_time_pass(self) -> None:
        self.story.now += timedelta(days=self.random.choice((1, 1, 2, 3, 10, 30)))
        for event in tick(self.session, self.story.engine, self.story.now):
            self.taken[event.action] += 1
            self._look_at(self.session.get_one(Subject, event.subject_id))

    def _try(self) -> None:
        subject = self._choose()
        user, action, legal = self._choose_act(subject)
        data = self._form(subject, action.name, user, spoilt=not legal)
        written, version = self._written(), subject.version
        if not legal and self.random.random() < 0.1:
            version -= 1
        try:
            event = self.story.engine.perform(
                self.session,
                subject,
                action.name,
                by=user,
                data=data,
                now=self.story.now,
                version=version,
            )
        except (Refused, Impossible, Stale) as refusal:
            self._refuse(subject, user, action.name, refusal, written)
            return
        self.taken[action.name] += 1
        assert event.actor_id == user.id
        self._look_at(subject)
        if subject.parent is not None:
            self._look_at(subject.parent)
        for line in subject.lines if isinstance(subject, BallotSession) else ():
            self._look_at(line.project)

    def _choose(self) -> Subject:
        # What is over refuses everything: it is tried now and then, not most of the time.
        going_on = self._going_on() if self.random.random() < 0.8 else []
        chosen = self.random.choice([one.id for one in going_on] or self.subjects[-KEPT:])
        subject = self.session.get_one(Subject, chosen)
        parts = self.session.scalars(
            select(Subject).where(Subject.parent_id == subject.id).order_by(Subject.id)
        ).all()
        return self.random.choice([subject, *parts, *parts])

    def _going_on(self) -> Sequence[Subject]:
        """The newest cases that are not over."""
        query = select(Subject).where(
            Subject.id.in_(self.subjects[-5 * KEPT :]), Subject.closed_at.is_(None)
        )
        return self.session.scalars(query.order_by(Subject.id)).all()[-KEPT:]

    def _choose_act(self, subject: Subject) -> tuple[User, Action, bool]:
        """Half the time what somebody may do here, otherwise anybody with anything."""
        rules = self.story.engine.rules_of(self.session, subject)
        here = [
            action
            for action in rules.workflow(subject.kind).state(subject.state).actions
            if not set(action.by) & set(AUTOMATIC)
        ]
        chance = self.random.random()
        # Giving up, again and again, would end most walks before they have begun.
        kept = [action for action in here if action.name not in _ENDS]
        if chance < 0.5 and (kept if chance < 0.48 else here):
            # A main action moves the case on; without leaning to it few walks would get far.
            weights = [5 if action.main else 2 if action.moves else 1 for action in kept]
            action = (
                self.random.choices(kept, weights)[0] if chance < 0.48 else self.random.choice(here)
            )
            if user := self._actor(subject, action):
                return user, action, True
        anybody = self.random.choice(list(self.story.county.users.values()))
        if here and chance < 0.8:
            return anybody, self.random.choice(here), False
        everything = [a for flow in rules.workflows for state in flow.states for a in state.actions]
        return anybody, self.random.choice(everything), False

    def _actor(self, subject: Subject, action: Action) -> User | None:
        """One of those whose part the action is."""
        today = local_date(self.story.now)
        able = [
            user
            for user in self.story.county.users.values()
            if set(parties_of(user, subject, today)) & set(action.by)
        ]
        return self.random.choice(able) if able else None

    def _form(self, subject: Subject, action: str, user: User, *, spoilt: bool) -> dict[str, Any]:
        try:
            data = sample(self.story, subject, action, user)
        except (AttributeError, LookupError, StopIteration, TypeError, ValueError):
            data = {}  # a form of another kind of case: nonsense is welcome here
        if data and spoilt and self.random.random() < 0.3:
            data.pop(self.random.choice(sorted(data)))
        if spoilt and self.random.random() < 0.1:
            data["colour"] = "red"
        return {name: value for name, value in data.items() if value is not None}

    def _refuse(
        self, subject: Subject, user: User, action: str, why: Exception, written: int
    ) -> None:
        self.session.flush()
        assert self._written() == written, f"{action} was refused and yet changed something"
        self.refused[type(why).__name__] += 1
        history.record_refusal(
            self.session,
            subject=subject,
            user=user,
            action=action,
            reason=str(why),
            request_id="",
            now=self.story.now,
        )
        self.session.flush()

    def _written(self) -> int:
        """Rows changed so far on this connection: SQLite counts them."""
        raw: Any = self.session.connection().connection.driver_connection
        return int(raw.total_changes)

    # ── what must hold ──────────────────────────────────────────────────────

    def _look_at(self, subject: Subject) -> None:
        rules = self.story.engine.rules_of(self.session, subject)
        state = rules.workflow(subject.kind).state(subject.state)
        if state.settled:
            assert subject.closed_at is not None
            assert subject.waits_for is None
            assert subject.due_on is None
        else:
            assert subject.waits_for == state.waits_for is not None
            owed = bool(state.within) and not subject.private
            assert not owed or subject.due_on is not None, (subject.kind, state.name)
        if subject.due_on is not None:
            assert subject.due_on >= local_date(subject.opened_at)
        for series in (subject.serial_no, subject.number):
            if series is not None:
                holder = self.numbers.setdefault((subject.kind, series), subject.id)
                assert holder == subject.id, f"{series} was given twice"

    def settle(self) -> None:
        """What must hold over everything that was done."""
        self.session.flush()
        assert history.verify_all(self.session) == []
        self.session.expire_all()
        assert [one for one in replay(self.session) if one] == []
        kept = self.session.scalars(select(Subject)).all()
        held = {(s.kind, number) for s in kept for number in (s.serial_no, s.number) if number}
        assert held >= set(self.numbers), "a number was lost"
        for subject in kept:
            assert replayed(self.session, subject) == _plain(columns(subject)), subject
        attempts = self.session.scalar(select(func.count()).select_from(RefusedAttempt))
        assert attempts == sum(self.refused.values())
        self._no_unit_evaluated()

    def _no_unit_evaluated(self) -> None:
        signers = {user.person_id: user for user in self.story.county.users.values()}
        for evaluation in self.session.scalars(select(Evaluation)):
            user = signers[evaluation.person_id]
            roles = {grant.role for grant in user.grants}
            assert "member" in roles
            assert not roles & {"handling_unit", "unit_leader"}


def replayed(session: Session, subject: Subject) -> dict[str, Any]:
    """The row as its events tell it, from the first to the last."""
    row: dict[str, Any] = dict.fromkeys(columns(subject))
    query = select(Event).where(Event.subject_id == subject.id).order_by(Event.seq)
    for event in session.scalars(query):
        for name, (before, after) in history.body(event)["changes"].items():
            assert row[name] == before or before is None, (subject.kind, name, event.action)
            row[name] = after
    return row


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(history.canonical(row))
    return plain
