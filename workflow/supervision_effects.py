"""Effects of 催办 and of supervision cases (督办件), from the opening to 销号."""

from __future__ import annotations

from functools import partial

from models import (
    HandlingUnit,
    LivelihoodProject,
    Person,
    Promise,
    Proposal,
    SupervisionCase,
    SupervisionNote,
    Urge,
)
from models.queries.supervision import count_urges, open_supervisions
from workflow.acts import Act
from workflow.numbers import take_supervision_number
from workflow.parties import PARTS_OF_UNITS, current_tasks
from workflow.promise_effects import promise_of
from workflow.registry import effect


def supervision_of(act: Act) -> SupervisionCase:
    """The supervision case acted on."""
    if not isinstance(act.subject, SupervisionCase):
        raise TypeError(f"{act.subject.kind} is not a supervision case")
    return act.subject


# ── 催办 ────────────────────────────────────────────────────────────────────


@effect
def record_urge(act: Act) -> None:
    """提醒、催办: with its level, its way and its words; the notices tell who read it."""
    data, subject = act.data, act.subject
    number, units = count_urges(act.session, subject.id) + 1, _urged(act)
    act.noted |= {"urge_no": number, "urge_units": units, "urge_due_on": subject.due_on}
    act.session.add(
        Urge(
            subject_id=subject.id,
            no=number,
            level=data["urge_level"],
            channel=data["urge_channel"],
            text=data.get("urge_text") or "",
            due_on=subject.due_on,
            feedback_by=data.get("feedback_by"),
            unit_names=units,
            by=act.actor_name,
            at=act.now,
        )
    )


def _urged(act: Act) -> list[str]:
    subject = act.subject
    if isinstance(subject, PARTS_OF_UNITS):
        return [subject.unit_name]
    if isinstance(subject, LivelihoodProject):
        return [subject.lead_unit_name]
    # Whoever has given his answer is not urged on to give it.
    tasks = current_tasks(act.proposal)
    owing = [task.unit_name for task in tasks if task.closed_at is None]
    return owing or [task.unit_name for task in tasks]


# ── 督办件 ──────────────────────────────────────────────────────────────────


@effect
def open_supervision(act: Act) -> None:
    """立督办件 on a proposal: the form names the ground and the unit."""
    data = act.data
    unit = act.session.get_one(HandlingUnit, data["supervised_unit"])
    names = {task.unit_id: task.unit_name for task in current_tasks(act.proposal)}
    _open(act, data["supervision_kind"], unit, names.get(unit.id, unit.name))


@effect
def open_promise_supervision(act: Act) -> None:
    """立督办件 on a promise whose date has passed."""
    promise = promise_of(act)
    _open(act, "promise", promise.unit, promise.unit_name)


def _open(act: Act, ground: str, unit: HandlingUnit, unit_name: str) -> None:
    data, case = act.data, act.proposal
    leader = act.session.get_one(Person, data["supervision_leader"])
    columns = {
        "ground": ground,
        "unit": unit,
        "unit_name": unit_name,
        "demands": data["supervision_demands"],
        "leader_id": leader.id,
        "leader_name": leader.name,
        "raised_by": act.actor_name,
        "was_due_on": act.subject.due_on,
        "feedback_by": data.get("feedback_by"),
    }
    noted = {"ground": ground, "unit": unit_name, "cause": act.subject.id}
    act.afterwards.append(
        partial(
            act.engine.open_child,
            act,
            "supervision_case",
            parent=case,
            columns=columns,
            noted=noted,
        )
    )


@effect
def number_supervision(act: Act) -> None:
    """督办号, in its own series; never given twice."""
    act.subject.number = take_supervision_number(act)


@effect
def note_measures(act: Act) -> None:
    """反馈办理情况: what the unit did, and what came of it."""
    _note(act, "report", act.data["measures"], act.data["measures_result"])


@effect
def return_measures(act: Act) -> None:
    """退回再办: with a new date, or the usual time anew."""
    supervision_of(act).feedback_by = act.data.get("feedback_by")
    _note(act, "return", act.data["reason"])


@effect
def note_referral(act: Act) -> None:
    """呈报督办领导."""
    _note(act, "referral", act.data["note"])


@effect
def note_leaders_word(act: Act) -> None:
    """督办领导批示."""
    _note(act, "instruction", act.data["opinion"])


@effect
def note_view_on_supervision(act: Act) -> None:
    """提案人的看法."""
    _note(act, "view", act.data["opinion"])


@effect
def strike_off_supervision(act: Act) -> None:
    """销号."""
    supervision_of(act).closing = act.data["opinion"]


def _note(act: Act, kind: str, text: str, result: str = "") -> None:
    note = SupervisionNote(kind=kind, name=act.actor_name, text=text, result=result, at=act.now)
    supervision_of(act).notes.append(note)


@effect
def end_open_supervisions(act: Act) -> None:
    """撤案: what is supervised ends with the case, each by an event of its own."""
    for one in open_supervisions(act.session, act.proposal.id):
        act.afterwards.append(partial(_end, act, one))


def _end(act: Act, one: SupervisionCase) -> None:
    act.engine.perform(act.session, one, "end_with_case", by=None, now=act.now, automatic="system")


def owes(subject: Proposal | Promise, unit_id: int, act: Act) -> bool:
    """Whether that unit is behind time with the case: its task is open and a date has passed."""
    if isinstance(subject, Promise):
        return subject.outcome is None and subject.promised_on < act.today
    dates = [subject.due_on]
    tasks = [one for one in current_tasks(subject) if one.unit_id == unit_id]
    return any(
        task.closed_at is None and any(on and on < act.today for on in (task.due_on, *dates))
        for task in tasks
    )
