"""审计复核: the whole record recomputed in one pass, and played back against where things stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from models import Event
from models.queries.checkpoints import newest_checkpoint
from models.queries.history import every_event
from models.queries.overview import where_things_stand
from workflow import auditing
from workflow.history import Fault, instant, verify


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


@dataclass(slots=True)
class Reviewed:
    """What a review and a verification found, as it is kept and printed later."""

    events: int = 0
    chains: int = 0
    algorithms: list[tuple[str, int]] = field(default_factory=list)
    #: instant and hash
    first: tuple[str, str] | None = None
    last: tuple[str, str] | None = None
    heads_hash: str = ""
    #: subject, seq, sentence
    faults: list[tuple[int, int, str]] = field(default_factory=list)
    differences: list[tuple[int, int, str, str]] = field(default_factory=list)
    #: kind, state, number, title of those that are named above
    subjects: dict[int, tuple[str, str, str, str]] = field(default_factory=dict)
    #: what is wrong with tree, checkpoints and keys
    tree: list[str] = field(default_factory=list)
    #: size and root of the newest checkpoint at that time
    checkpoint: tuple[int, str] | None = None

    @property
    def wrong(self) -> int:
        """How many sentences about something wrong."""
        return len(self.faults) + len(self.differences) + len(self.tree)

    def plain(self) -> dict[str, Any]:
        """As it is kept in a row."""
        return asdict(self) | {"subjects": [[key, *row] for key, row in self.subjects.items()]}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Reviewed:
        """From the row."""
        given = dict(kept)
        for name in ("algorithms", "faults", "differences"):
            given[name] = [tuple(one) for one in given[name]]
        for name in ("first", "last", "checkpoint"):
            given[name] = tuple(given[name]) if given[name] else None
        given["subjects"] = {row[0]: tuple(row[1:]) for row in given["subjects"]}
        return cls(**given)


def review_all(session: Session) -> Reviewed:
    """The whole record: chains, words and states, then tree, checkpoints and keys."""
    found = review(session)
    tree = auditing.verify(session)
    newest = newest_checkpoint(session)
    named = {one.subject_id for one in found.faults} | {one[0] for one in found.differences}
    moments = [(instant(one[0]), one[1]) if one else None for one in (found.first, found.last)]
    return Reviewed(
        events=found.events,
        chains=len(found.heads),
        algorithms=found.algorithms.most_common(),
        first=moments[0],
        last=moments[1],
        heads_hash=found.heads_hash,
        faults=[(one.subject_id, one.seq, one.sentence) for one in found.faults],
        differences=list(found.differences),
        subjects={key: row for key, row in found.subjects.items() if key in named},
        tree=tree.faults,
        checkpoint=(newest.size, newest.root) if newest else None,
    )


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
