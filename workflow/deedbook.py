"""The deeds of a year, read off the record in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from models import Evaluation, Event, Proposal, Subject
from models.queries.deeds import evaluations_by_case, happenings, last_events
from workflow import deed_readers
from workflow.deeds import BY_ACTION, BY_STATE, OVERTURNED, Deed, Happening, Reader
from workflow.history import body

#: importing it registers what is read off
_READERS = deed_readers
#: what happens to one subject once, however often its event is repeated
_ONCE = frozenset(
    {"proposal_submitted", "proposal_filed", "proposal_key", "opinion_sent", "opinion_used",
     "activity", "project_done"}
)  # fmt: skip


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
    overturned = _overturned(session)
    read = (
        deed
        for event, subject in found
        if event.id > overturned.get((subject.id, event.action), 0)
        for deed in read_off(event, subject, judged.get(subject.id, []))
    )
    return [
        one for one in each_once(read) if one.on.year == year and (until is None or one.on <= until)
    ]


def _overturned(session: Session) -> dict[tuple[int, str], int]:
    """Up to which event what an action has brought a subject was taken back later on."""
    return {
        (subject_id, action): event_id
        for kind, (action, by) in OVERTURNED.items()
        for subject_id, event_id in last_events(session, kind, by).items()
    }


def _names(readers: Mapping[tuple[str, str], Reader]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for kind, name in readers:
        names.setdefault(kind, []).append(name)
    return names


def read_off(event: Event, subject: Subject, evaluations: Iterable[Evaluation] = ()) -> list[Deed]:
    """The deeds of one event."""
    told = body(event)
    one = Happening(
        event, subject, told["data"], told["changes"], told["noted"], tuple(evaluations)
    )
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
