"""Deeds (履职事项): what the events of the record say that somebody has done.

A deed is never typed: it is read off one event and the subject it happened to, and it names that
event, so that whoever doubts a tick or a point can open it. Duties and points are folds over deeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models import Evaluation, Event, HandlingTask, Proposal, Subject
from models.queries.deeds import evaluations_by_case, happenings
from models.queries.evaluations import counting
from workflow.contacts import FACE_TO_FACE, counted
from workflow.deadlines import local_date
from workflow.history import body


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done, on one day, by these people, for this group or by this unit."""

    #: what it is: proposal_filed, opinion_sent, activity …
    what: str
    on: date
    event_id: int
    subject_id: int
    title: str
    #: person ids in order; the first is the author
    people: tuple[int, ...] = ()
    group_id: int | None = None
    unit_id: int | None = None
    #: what rules may ask about it: activity_kind, attendance, level, form …
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with its subject, and what was filled in."""

    event: Event
    subject: Any
    data: Mapping[str, Any]
    changes: Mapping[str, Any]
    evaluations: tuple[Evaluation, ...] = ()

    def deed(self, what: str, *, on: date | None = None, **more: Any) -> Deed:
        """A deed of this event, dated by it unless another day is given."""
        day = on or local_date(self.event.happened_at)
        return Deed(what, day, self.event.id, self.subject.id, self.subject.title, **more)


Reader = Callable[[Happening], Iterable[Deed]]
#: by kind: what is read off an action, and off the entering of a state
BY_ACTION: dict[tuple[str, str], Reader] = {}
BY_STATE: dict[tuple[str, str], Reader] = {}
#: what happens to one subject once, however often its event is repeated
_ONCE = frozenset(
    {"proposal_submitted", "proposal_filed", "proposal_key", "opinion_sent", "opinion_used",
     "activity", "project_done"}
)  # fmt: skip


def upon(kind: str, *actions: str) -> Callable[[Reader], Reader]:
    """Register what is read off these actions of that kind."""

    def register(function: Reader) -> Reader:
        BY_ACTION.update({(kind, action): function for action in actions})
        return function

    return register


def entering(kind: str, *states: str) -> Callable[[Reader], Reader]:
    """Register what is read off the entering of these states."""

    def register(function: Reader) -> Reader:
        BY_STATE.update({(kind, state): function for state in states})
        return function

    return register


def deeds_of_year(session: Session, year: int, *, until: date | None = None) -> list[Deed]:
    """Every deed of a calendar year, in the order of the record; `until` leaves later days out.

    An activity counts on the day it was held, and may be confirmed in the weeks after.
    """
    begin = datetime(year - 1, 12, 31, 16, tzinfo=UTC)
    found = happenings(
        session, _names(BY_ACTION), _names(BY_STATE), begin, begin + timedelta(days=366 + 90)
    )
    cases = {one.id for _event, one in found if isinstance(one, Proposal)}
    judged = evaluations_by_case(session, cases)
    read = (
        deed
        for event, subject in found
        for deed in read_off(event, subject, judged.get(subject.id, []))
    )
    return [
        one for one in each_once(read) if one.on.year == year and (until is None or one.on <= until)
    ]


def _names(readers: Mapping[tuple[str, str], Reader]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for kind, name in readers:
        names.setdefault(kind, []).append(name)
    return names


def read_off(event: Event, subject: Subject, evaluations: Iterable[Evaluation] = ()) -> list[Deed]:
    """The deeds of one event."""
    told = body(event)
    one = Happening(event, subject, told["data"], told["changes"], tuple(evaluations))
    readers = [BY_ACTION.get((subject.kind, event.action))]
    if event.from_state != event.to_state:
        readers.append(BY_STATE.get((subject.kind, event.to_state)))
    return [deed for reader in readers if reader for deed in reader(one)]


def each_once(deeds: Iterable[Deed]) -> Iterator[Deed]:
    """What was done once is counted once: a proposal sent back and handed in again is one."""
    seen: set[tuple[str, int]] = set()
    for one in deeds:
        key = one.what, one.subject_id
        if one.what in _ONCE and key in seen:
            continue
        seen.add(key)
        yield one


# ── proposals ───────────────────────────────────────────────────────────────


def _by_proposers(one: Happening, what: str, **marks: str) -> Iterator[Deed]:
    case: Proposal = one.subject
    agreed = [each.person_id for each in case.signatures if each.decision == "agreed"]
    people = tuple(dict.fromkeys([*([case.author_id] if case.author_id else []), *agreed]))
    form = "collective" if case.collective_kind else "joint" if agreed else "individual"
    yield one.deed(what, people=people, group_id=case.group_id, marks={"form": form} | marks)


@entering("proposal", "submitted")
def _submitted(one: Happening) -> Iterator[Deed]:
    return _by_proposers(one, "proposal_submitted")


@entering("proposal", "filed")
def _filed(one: Happening) -> Iterator[Deed]:
    return _by_proposers(one, "proposal_filed")


@upon("proposal", "name_key_proposal", "assign")
def _key(one: Happening) -> Iterator[Deed]:
    return _by_proposers(one, "proposal_key") if one.data.get("key_leader") else iter(())


@upon("proposal", "not_file")
def _passed_on(one: Happening) -> Iterator[Deed]:
    if one.data.get("disposal") != "public_opinion":
        return iter(())
    return _by_proposers(one, "proposal_to_opinion")


# ── units ───────────────────────────────────────────────────────────────────


def _tasks_answered(one: Happening) -> list[HandlingTask]:
    """The tasks of the round that the event ended, whatever round the case is in today."""
    answered = [
        task
        for task in one.subject.tasks
        if task.answered_at and task.answered_at <= one.event.happened_at and not task.released
    ]
    last = max((task.round for task in answered), default=0)
    return [task for task in answered if task.round == last]


@upon("proposal", "all_answered")
def _replied(one: Happening) -> Iterator[Deed]:
    due = (one.changes.get("due_on") or [None])[0]
    for task in _tasks_answered(one):
        sent = [reply for reply in task.replies if reply.status == "issued"]
        day = sent[-1].issued_on if sent else None
        # What a unit could not know is not held against it: the case's own last day counts.
        late = "yes" if due and day and day.isoformat() > due else "no"
        met = any(contact.mode in FACE_TO_FACE for contact in counted(task.contacts))
        kind = sent[-1].final_class if sent else ""
        marks = {"late": late, "part": task.duty, "met": "yes" if met else "no", "class": kind}
        yield one.deed("reply", unit_id=task.unit_id, marks=marks)


@entering("proposal", "closed", "rehandling", "mediation")
def _judged(one: Happening) -> Iterator[Deed]:
    # The round has ended with this event: what was said in it is no longer sealed.
    tasks = [task for task in _tasks_answered(one) if task.answers_proposer]
    ended = tasks[0].round if tasks else 0
    for judged in counting(one.evaluations):
        if judged.round != ended:
            continue
        marks = {
            "attitude": judged.attitude, "result": judged.result,
            "round": "first" if ended == 1 else "again",
        }  # fmt: skip
        for task in tasks:
            yield one.deed("evaluation", unit_id=task.unit_id, marks=marks)


@entering("promise", "kept", "broken", "letter_due")
def _promised(one: Happening) -> Iterator[Deed]:
    outcome = "broken" if one.event.to_state == "broken" else "kept"
    if (one.event.from_state or "").startswith("letter"):
        return
    yield one.deed("promise", unit_id=one.subject.unit_id, marks={"outcome": outcome})


# ── projects ────────────────────────────────────────────────────────────────


@entering("livelihood_project", "closed")
def _done(one: Happening) -> Iterator[Deed]:
    project = one.subject
    people = (project.author_id,) if project.author_id else ()
    yield one.deed("project_done", people=people, group_id=project.group_id)


# ── awards ──────────────────────────────────────────────────────────────────


@upon("commendation", "notice_over")
def _commended(one: Happening) -> Iterator[Deed]:
    award = one.subject
    if award.withdrawn_on is not None:
        return  # what was withdrawn is nobody's merit any more
    marks = {"award": award.award, "level": "county"}
    if award.proposal is not None:
        agreed = [each.person_id for each in award.proposal.signatures if each.decision == "agreed"]
        people = [number for number in (award.proposal.author_id, *agreed) if number is not None]
        yield one.deed("award", people=tuple(people), marks=marks)
        return
    people = [award.person_id] if award.person_id else []
    yield one.deed(
        "award", people=tuple(people), group_id=award.commended_group_id, unit_id=award.unit_id,
        marks=marks,
    )  # fmt: skip
