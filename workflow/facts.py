"""Where the facts behind the indicators (`workflow.indicators`) come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models import Evaluation, HandlingTask, Promise, Proposal, Reply
from models.queries import evaluation_figures
from models.queries import indicators as queries
from models.queries.evaluations import counting
from workflow.contacts import FACE_TO_FACE, counted
from workflow.deadlines import local_date
from workflow.evaluation_figures import OPEN_STATE, Key, first_of_each, last_of_each
from workflow.evaluators import proposers_of
from workflow.indicators import Fact, Place

#: states in which it was decided that a case is not filed
_NOT_FILED = frozenset({"not_filed", "not_filed_closed"})
#: nothing is decided of these any more: they left before
_LEFT = frozenset({"withdrawn", "absorbed", "discarded"})


@dataclass(frozen=True, slots=True)
class _Judged:
    """How proposers judged: first and last, by case, round and person."""

    rounds: Mapping[int, int]
    first: Mapping[Key, Evaluation]
    last: Mapping[Key, Evaluation]


def facts_of(session: Session, plenary_id: int | None, today: date) -> list[Fact]:
    """Everything that counts, of one session or of all."""
    cases = queries.submitted_cases(session, plenary_id)
    ids = [case.id for case in cases]
    evaluations = evaluation_figures.evaluations_of(session, plenary_id)
    asked = evaluation_figures.rounds_asked(session, plenary_id)
    judged = _Judged(
        {case.id: rounds for case, rounds in asked},
        first_of_each(evaluations),
        last_of_each(counting(evaluations)),
    )
    dates = queries.due_dates(session, ids)
    promises: dict[int, list[Promise]] = {}
    for one in queries.promises_in(session, ids):
        promises.setdefault(one.parent_id or 0, []).append(one)
    found: list[Fact] = []
    for case in cases:
        place = _place(case)
        found += _filing(case, place, today)
        found += _evaluations(case, place, judged)
        found += _promises(promises.get(case.id, ()), place, today)
        for task in case.tasks:
            if task.answers_proposer and not task.released:
                found += _handling(task, place, dates.get(case.id, ()), today)
                found += _reply(task, place, promises.get(case.id, ()), today)
    return found


def _place(case: Proposal) -> Place:
    month = local_date(case.submitted_at).strftime("%Y-%m") if case.submitted_at else ""
    return Place(case.id, case.group_name, case.author_sector, case.category or "", month)


def _filing(case: Proposal, place: Place, today: date) -> Iterator[Fact]:
    """立案率 and how long it took: of what was decided; what left before is in neither."""
    if (case.filed_at is None and case.state in _LEFT) or case.submitted_at is None:
        return
    begun = local_date(case.submitted_at)
    if case.filed_at is not None:
        yield Fact("filed", place, counted=True)
        days = (local_date(case.filed_at) - begun).days
        yield Fact("filing_days", place, counted=True, days=days)
    elif case.state in _NOT_FILED:
        yield Fact("filed", place, counted=False)
    else:
        yield Fact("filed", place, counted=None)
        yield Fact("filing_days", place, counted=None, days=(today - begun).days)


def _handling(
    task: HandlingTask, place: Place, dates: Sequence[tuple[datetime, date | None]], today: date
) -> Iterator[Fact]:
    """按期答复率 by the date in force when the letter went out, 面商率, and the days it took."""
    units, begun = (task.unit.name,), local_date(task.opened_at)
    if task.answered_at is None:
        due = dates[-1][1] if dates else None
        late = False if due is not None and due < today else None
        if task.closed_at is None:
            yield Fact("on_time", place, late, units)
            yield Fact("reply_days", place, None, units, days=(today - begun).days)
        return
    answered = local_date(task.answered_at)
    in_force = [due for moment, due in dates if moment < task.answered_at and due is not None]
    yield Fact("on_time", place, not in_force or answered <= in_force[-1], units)
    yield Fact("reply_days", place, True, units, days=(answered - begun).days)
    met = any(one.mode in FACE_TO_FACE for one in counted(task.contacts))
    yield Fact("face_to_face", place, met, units)


def _reply(
    task: HandlingTask, place: Place, promises: Sequence[Promise], today: date
) -> Iterator[Fact]:
    """采纳率 by suggestion as the letter answers it, and whether a letter of class B became A."""
    issued = [one for one in task.replies if one.status == "issued"]
    if not issued:
        return
    letter = issued[-1]
    for answer in letter.answers:
        about = f"{task.unit_name}　第{answer.no}条"
        yield Fact("adopted", place, answer.verdict == "adopted", (task.unit.name,), about=about)
    if (letter.confirmed_class or letter.reply_class) == "B":
        yield Fact("to_class_a", place, _became_a(letter, promises, today), (task.unit.name,))


def _became_a(letter: Reply, promises: Sequence[Promise], today: date) -> bool | None:
    own = [one for one in promises if one.reply_id == letter.id]
    if any(one.second_letter and one.second_letter.issued_on for one in own):
        return True
    return None if any(not one.outcome and one.promised_on >= today for one in own) else False


def _promises(promises: Sequence[Promise], place: Place, today: date) -> Iterator[Fact]:
    """承诺兑现率: of those whose date has come, and those kept before it."""
    for one in promises:
        over = one.outcome is not None or one.promised_on < today
        kept = one.outcome == "kept" if over else None
        yield Fact("kept", place, kept, (one.unit.name,), about=one.measure[:40])


def _evaluations(case: Proposal, place: Place, judged: _Judged) -> Iterator[Fact]:
    """首轮满意率 and 反馈率: of everybody who was asked, the silent ones too."""
    rounds = judged.rounds.get(case.id, 0)
    for number in range(1, rounds + 1):
        open_ = case.state == OPEN_STATE and case.round == number
        tasks = [one for one in case.tasks if one.round == number and one.answers_proposer]
        units = tuple(dict.fromkeys(one.unit.name for one in tasks if not one.released))
        for person in proposers_of(case):
            key = (case.id, number, person.person_id)
            if number == 1:
                first = judged.first.get(key)
                good = first.result == "satisfied" if first else None if open_ else False
                yield Fact("satisfied", place, good, units, about=person.name)
            said: bool | None = key in judged.last or (None if open_ else False)
            yield Fact("feedback", place, said, units, about=person.name)
