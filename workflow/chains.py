"""The chains of the whole record, recomputed from raw rows: `history.verify` for millions.

`history.leaf` says what a hash covers; here is the same text, put together from the bytes of the
row. A test holds the two together for any values. This module is loaded by processes of their
own, so it knows neither the database nor the mapping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import new as new_hash
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any

from workflow.chainwords import ALGORITHMS, GENESIS, PATIENCE

#: as `models.queries.rawrecord` reads it
RawEvent = tuple[Any, ...]

_GENESIS = GENESIS.encode()
_HASHES: dict[bytes, Callable[[bytes], Any]] = {b"sha256": sha256, b"sm3": partial(new_hash, "sm3")}


@dataclass(frozen=True, slots=True)
class BadEvent:
    """The first bad place of one subject's chain."""

    event_id: int
    subject_id: int
    seq: int
    sentence: str


def leaf_text(row: RawEvent) -> str:
    """What the hash of an event is taken over; ValueError or TypeError when it has no such text.

    Bytes that are no UTF-8 come escaped, so that they hash as they lie there.
    """
    (
        _, actor, actor_name, algorithm, commitment, from_state, happened, behalf, party, prev,
        recorded, request, rules, seq, subject, to_state, action, *_rest,
    ) = (_shown(one) for one in row)  # fmt: skip
    # Exactly one space, between day and hour: else this is no instant as we write them.
    day, hour = happened.split(" ")
    day_recorded, hour_recorded = recorded.split(" ")
    return (
        f'{{"action":{quoted(action)},"actor":{_number(actor).decode()},'
        f'"actor_name":{quoted(actor_name)},"algorithm":{quoted(algorithm)},'
        f'"commitment":{quoted(commitment)},'
        f'"from":{"null" if from_state is None else quoted(from_state)},'
        f'"happened_at":"{day}T{hour}Z",'
        f'"on_behalf_of":{_number(behalf).decode()},"party":{quoted(party)},'
        f'"prev":{quoted(prev)},"recorded_at":"{day_recorded}T{hour_recorded}Z",'
        f'"request":{quoted(request)},'
        f'"rules":{quoted(rules)},"seq":{_number(seq).decode()},'
        f'"subject":{_number(subject).decode()},"to":{quoted(to_state)}}}'
    )


class _Beginnings(dict[tuple[Any, ...], bytes]):
    """The text up to the commitment: who does what comes again and again."""

    def __missing__(self, key: tuple[Any, ...]) -> bytes:
        if len(self) > _MOST_KEPT:
            self.clear()
        action, actor, name, algorithm = key
        found = self[key] = (
            b'{"action":%b,"actor":%b,"actor_name":%b,"algorithm":%b,"commitment":"'
        ) % (_quoted(action), _number(actor), _quoted(name), _quoted(algorithm))
        return found


class _Middles(dict[tuple[Any, ...], tuple[bytes, bytes, bytes, bytes]]):
    """The texts around the instants, up to the numbers, and the end."""

    def __missing__(self, key: tuple[Any, ...]) -> tuple[bytes, bytes, bytes, bytes]:
        if len(self) > _MOST_KEPT:
            self.clear()
        from_state, behalf, party, rules, to_state = key
        begun = b"null" if from_state is None else _quoted(from_state)
        found = self[key] = (
            b'","from":%b,"happened_at":"' % begun,
            b'Z","on_behalf_of":%b,"party":%b,"prev":"' % (_number(behalf), _quoted(party)),
            b'","rules":%b,"seq":' % _quoted(rules),
            _quoted(to_state) + b"}",
        )
        return found


_MOST_KEPT = 100_000


def _number(value: Any) -> bytes:
    if value is None:
        return b"null"
    if not isinstance(value, int):  # SQLite lets a column of numbers hold anything
        raise TypeError(value)
    return b"%d" % value


def _quoted(text: bytes) -> bytes:
    return quoted(text.decode()).encode()


@dataclass(slots=True)
class Stretch:
    """Neighbouring events, verified by themselves: several can be, at the same time."""

    count: int = 0
    #: subject → event, seq and previous hash of its first event here
    starts: dict[int, tuple[int, int, bytes]] = field(default_factory=dict)
    #: subject → seq, hash and time of recording of its last event here
    ends: dict[int, tuple[int, bytes, bytes]] = field(default_factory=dict)
    #: events recorded earlier than the one before them
    early: list[BadEvent] = field(default_factory=list)
    #: subject → its first bad event here
    bad: dict[int, BadEvent] = field(default_factory=dict)

    def follow(self, rows: Iterable[RawEvent]) -> Stretch:
        """Verify these rows, in the order of their numbers."""
        ends, beginnings, middles = self.ends, _Beginnings(), _Middles()
        count = 0
        for row in rows:
            (
                event_id, actor, name, algorithm, commitment, from_state, happened, behalf, party,
                prev, recorded, request, rules, seq, subject, to_state, action, digest, salt, text,
                no_text,
            ) = row  # fmt: skip
            count += 1
            before, plain = ends.get(subject), True
            if before is None:
                self.starts[subject] = (event_id, seq, prev)
                before = (seq - 1 if isinstance(seq, int) else 0, prev, recorded)
                plain = isinstance(subject, int) and isinstance(prev, bytes) and prev.isalnum()
            wanted = before[0] + 1
            ends[subject] = (wanted, digest, recorded)
            # Everything right is the rule, and is asked in one breath.
            try:
                make = _HASHES[algorithm]
                if (
                    plain
                    and not no_text
                    and seq == wanted
                    and prev == before[1]
                    and make(salt + text).hexdigest().encode() == commitment
                ):
                    begun, behalf_and_party, ruled, end = middles[
                        from_state, behalf, party, rules, to_state
                    ]
                    day, hour = happened.split(b" ")
                    day_recorded, hour_recorded = recorded.split(b" ")
                    leaf = b"".join((
                        beginnings[action, actor, name, algorithm], commitment, begun, day, b"T",
                        hour, behalf_and_party, prev, b'","recorded_at":"', day_recorded, b"T",
                        hour_recorded, b'Z","request":"',
                        request if request.isalnum() else _quoted(request)[1:-1],
                        ruled, b'%d,"subject":%d,"to":' % (seq, subject), end,
                    ))  # fmt: skip
                    if make(leaf).hexdigest().encode() == digest:
                        if recorded < before[2] and _much_earlier(recorded, before[2]):
                            said = _EARLY.format(seq)
                            self.early.append(BadEvent(event_id, subject, seq, said))
                        continue
            except (KeyError, TypeError, ValueError):
                pass  # something that cannot be read is said below
            sentence = _fault(row, wanted, before[1])
            if sentence and subject not in self.bad:
                self.bad[subject] = BadEvent(event_id, subject, seq, sentence)
        self.count += count
        return self


def joined(stretches: Iterable[Stretch]) -> list[BadEvent]:
    """The first bad place of every subject, where stretches follow one another; oldest first."""
    ends: dict[int, tuple[int, bytes, bytes]] = {}
    bad: dict[int, BadEvent] = {}
    for stretch in stretches:
        for subject, (event_id, seq, prev) in stretch.starts.items():
            last, digest, _recorded = ends.get(subject, (0, _GENESIS, b""))
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


def _much_earlier(one: bytes, other: bytes) -> bool:
    """Earlier by more than what requests overtake each other by; both as the database has them."""
    try:
        first, second = (datetime.fromisoformat(text.decode()) for text in (one, other))
    except ValueError:
        return False  # no instant: its hash will say so
    return first < second - PATIENCE


def _fault(row: RawEvent, seq: int, prev: bytes) -> str:
    """What is wrong, in the words of `history.verify`; nothing when it is right."""
    if row[13] != seq:
        return _MISSING.format(seq)
    if row[9] != prev:
        return _LOOSE.format(seq)
    algorithm = _shown(row[3])
    if algorithm not in ALGORITHMS:
        return f"第 {seq} 条记录的算法名被改动"
    if row[20] or _digest(algorithm, row) != row[17]:
        return f"第 {seq} 条记录的内容被改动"
    if row[18] is None or row[19] is None:
        return f"第 {seq} 条记录所填的文字缺失"
    if _HASHES[row[3]](row[18] + row[19]).hexdigest().encode() != row[4]:
        return f"第 {seq} 条记录所填的文字被改动"
    return ""


def _digest(algorithm: str, row: RawEvent) -> bytes:
    try:
        leaf = leaf_text(row).encode("utf-8", "surrogateescape")
    except (TypeError, ValueError):
        return b""
    return new_hash(algorithm, leaf).hexdigest().encode()


def _shown(value: Any) -> Any:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value
