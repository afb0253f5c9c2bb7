"""The chains of the whole record, recomputed from raw rows: `history.verify` for millions.

`history.leaf` says what a hash covers; here is the same text, put together without a dictionary.
A test holds the two together for any values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import new as new_hash
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any

from models.queries.rawrecord import RawEvent
from workflow.checkpoints import PATIENCE
from workflow.history import ALGORITHMS, GENESIS


@dataclass(frozen=True, slots=True)
class BadEvent:
    """The first bad place of one subject's chain."""

    event_id: int
    subject_id: int
    seq: int
    sentence: str


class _Quoted(dict[str, str]):
    """Texts as JSON writes them; names of actions, states and people come again and again."""

    def __missing__(self, text: str) -> str:
        if len(self) > _MOST_KEPT:
            self.clear()
        found = self[text] = quoted(text)
        return found


_MOST_KEPT = 100_000
_QUOTED = _Quoted()


def leaf_text(row: RawEvent, say: _Quoted = _QUOTED) -> str:
    """What the hash of an event is taken over; ValueError or TypeError when it has no such text."""
    (
        _, actor, actor_name, algorithm, commitment, from_state, happened, behalf, party, prev,
        recorded, request, rules, seq, subject, to_state, action, *_rest,
    ) = row  # fmt: skip
    # Exactly one space, between day and hour: else this is no instant as we write them.
    day, hour = happened.split(" ")
    day_recorded, hour_recorded = recorded.split(" ")
    return (
        f'{{"action":{say[action]},"actor":{"null" if actor is None else actor},'
        f'"actor_name":{say[actor_name]},"algorithm":{say[algorithm]},'
        f'"commitment":{quoted(commitment)},'
        f'"from":{"null" if from_state is None else say[from_state]},'
        f'"happened_at":"{day}T{hour}Z",'
        f'"on_behalf_of":{"null" if behalf is None else behalf},"party":{say[party]},'
        f'"prev":{quoted(prev)},"recorded_at":"{day_recorded}T{hour_recorded}Z",'
        f'"request":{quoted(request)},'
        f'"rules":{say[rules]},"seq":{seq},"subject":{subject},"to":{say[to_state]}}}'
    )


@dataclass(slots=True)
class Stretch:
    """Neighbouring events, verified by themselves: several can be, at the same time."""

    count: int = 0
    #: subject → event, seq and previous hash of its first event here
    starts: dict[int, tuple[int, int, str]] = field(default_factory=dict)
    #: subject → seq, hash and time of recording of its last event here
    ends: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    #: events recorded earlier than the one before them
    early: list[BadEvent] = field(default_factory=list)
    #: subject → its first bad event here
    bad: dict[int, BadEvent] = field(default_factory=dict)

    def follow(self, rows: Iterable[RawEvent]) -> Stretch:
        """Verify these rows, in the order of their numbers."""
        ends, say = self.ends, _Quoted()
        for row in rows:
            self.count += 1
            subject, seq, digest = row[14], row[13], row[17]
            before = ends.get(subject)
            if before is None:
                self.starts[subject] = (row[0], seq, row[9])
                before = (seq - 1 if isinstance(seq, int) else 0, row[9], row[10])
            wanted, prev = before[0] + 1, before[1]
            ends[subject] = (wanted, digest, row[10])
            # Everything right is the rule, and is asked in one breath.
            try:
                if (
                    row[3] == "sha256"
                    and seq == wanted
                    and row[9] == prev
                    and sha256((row[18] + row[19]).encode()).hexdigest() == row[4]
                    and sha256(leaf_text(row, say).encode()).hexdigest() == digest
                ):
                    if row[10] < before[2] and _much_earlier(row[10], before[2]):
                        self.early.append(BadEvent(row[0], subject, seq, _EARLY.format(seq)))
                    continue
            except (TypeError, ValueError):
                pass  # something that cannot be read is said below
            sentence = _fault(row, wanted, prev)
            if sentence and subject not in self.bad:
                self.bad[subject] = BadEvent(row[0], subject, seq, sentence)
        return self


def joined(stretches: Iterable[Stretch]) -> list[BadEvent]:
    """The first bad place of every subject, where stretches follow one another; oldest first."""
    ends: dict[int, tuple[int, str, str]] = {}
    bad: dict[int, BadEvent] = {}
    for stretch in stretches:
        for subject, (event_id, seq, prev) in stretch.starts.items():
            last, digest, _recorded = ends.get(subject, (0, GENESIS, ""))
            if subject in bad or (seq, prev) == (last + 1, digest):
                continue
            said = _MISSING if seq != last + 1 else _LOOSE
            bad[subject] = BadEvent(event_id, subject, seq, said.format(last + 1))
        for subject, one in stretch.bad.items():
            bad.setdefault(subject, one)
        ends.update(stretch.ends)
    return sorted(bad.values(), key=lambda one: one.event_id)


_MISSING = "第 {} 条记录缺失，或者次序被改动"
_LOOSE = "第 {} 条记录与前一条接不上"
_EARLY = "第 {} 条记录的时刻比前一条还早，时钟被调回过"


def _much_earlier(one: str, other: str) -> bool:
    """Earlier by more than what requests overtake each other by; both as the database has them."""
    try:
        return datetime.fromisoformat(one) < datetime.fromisoformat(other) - PATIENCE
    except ValueError:
        return False  # no instant: its hash will say so


def _fault(row: RawEvent, seq: int, prev: str) -> str:
    """What is wrong, in the words of `history.verify`; nothing when it is right."""
    if row[13] != seq:
        return _MISSING.format(seq)
    if row[9] != prev:
        return _LOOSE.format(seq)
    if row[3] not in ALGORITHMS:
        return f"第 {seq} 条记录的算法名被改动"
    if _digest(row[3], row) != row[17]:
        return f"第 {seq} 条记录的内容被改动"
    if row[18] is None or row[19] is None:
        return f"第 {seq} 条记录所填的文字缺失"
    if _hex(row[3], f"{row[18]}{row[19]}") != row[4]:
        return f"第 {seq} 条记录所填的文字被改动"
    return ""


def _digest(algorithm: str, row: RawEvent) -> str:
    try:
        return _hex(algorithm, leaf_text(row))
    except (TypeError, ValueError):
        return ""


def _hex(algorithm: str, text: Any) -> str:
    return new_hash(algorithm, text.encode("utf-8", "surrogateescape")).hexdigest()
