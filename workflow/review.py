"""审计复核: the whole record recomputed in one pass, and played back against where things stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from models import Event
from models.queries.history import every_event
from models.queries.overview import where_things_stand
from workflow.history import Fault, verify


@dataclass(slots=True)
class Review:
    """What the record says of itself."""

    events: int = 0
    algorithms: Counter[str] = field(default_factory=Counter)
    first: tuple[datetime, str] | None = None
    last: tuple[datetime, str] | None = None
    #: the chains that are broken, each with its first fault
    faults: list[Fault] = field(default_factory=list)
    #: where a record does not lead on: subject, seq (0: the subject itself), the state the
    #: record had come to, the state found instead ("" for a subject that is gone)
    differences: list[tuple[int, int, str, str]] = field(default_factory=list)
    #: each chain's last hash, and the state its record ends in
    heads: dict[int, tuple[str, str]] = field(default_factory=dict)
    #: kind, state, number, title of each subject
    subjects: dict[int, tuple[str, str, str, str]] = field(default_factory=dict)

    @property
    def heads_hash(self) -> str:
        """sha256 over the last hashes of all chains in the order of their subjects."""
        if not self.heads:
            return ""
        return sha256(
            "".join(self.heads[one][0] for one in sorted(self.heads)).encode()
        ).hexdigest()


def review(session: Session) -> Review:
    """Read every event once: hashes, numbers, states; then compare with the subjects."""
    found = Review(subjects=where_things_stand(session))
    found.faults = list(verify(_watched(every_event(session), found)))
    for number, (_hash, state) in found.heads.items():
        _kind, now, _number, _title = found.subjects.get(number, ("", "", "", ""))
        if now != state:
            found.differences.append((number, 0, state, now))
    return found


def _watched(events: Iterable[Event], found: Review) -> Iterator[Event]:
    before: dict[int, str] = {}
    for event in events:
        found.events += 1
        found.algorithms[event.algorithm] += 1
        moment = (event.happened_at, event.hash)
        if found.first is None or moment[0] < found.first[0]:
            found.first = moment
        if found.last is None or moment[0] >= found.last[0]:
            found.last = moment
        stood = before.get(event.subject_id)
        if stood is not None and event.from_state != stood:
            found.differences.append((event.subject_id, event.seq, stood, event.from_state or ""))
        before[event.subject_id] = event.to_state
        found.heads[event.subject_id] = (event.hash, event.to_state)
        yield event
