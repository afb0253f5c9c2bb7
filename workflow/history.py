"""The record: one event per action, chained per subject, so that any later change shows.

An event's hash covers who, what, when, from where to where, under which rules, the hash before
it, and a salted commitment to the words. The words themselves stand outside, so that lawful
erasure leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast

from sqlalchemy.orm import Session

from models import Event, EventBody, RefusedAttempt, Subject, User
from models.queries.history import chain_end, events_of, every_event
from workflow.acts import Act
from workflow.chainwords import ALGORITHMS, GENESIS


@dataclass(frozen=True, slots=True)
class Fault:
    """The first bad place of one subject's chain, in a sentence."""

    subject_id: int
    seq: int
    sentence: str


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, dates and decimals as text."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def instant(moment: datetime) -> str:
    """An instant as the record writes it: UTC, microseconds, Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(algorithm: str, text: str) -> str:
    """Hex digest; the algorithm is named in each row (sha256, or sm3 where a county must)."""
    return hashlib.new(algorithm, text.encode()).hexdigest()


def leaf(event: Event) -> str:
    """The canonical text an event's hash is taken over."""
    return canonical(
        {
            "algorithm": event.algorithm,
            "subject": event.subject_id,
            "seq": event.seq,
            "action": event.action,
            "party": event.party,
            "actor": event.actor_id,
            "actor_name": event.actor_name,
            "on_behalf_of": event.on_behalf_of_id,
            "from": event.from_state,
            "to": event.to_state,
            "commitment": event.commitment,
            "rules": event.rules_digest,
            "request": event.request_id,
            "happened_at": instant(event.happened_at),
            "recorded_at": instant(event.recorded_at),
            "prev": event.prev_hash,
        }
    )


def append(
    act: Act,
    *,
    from_state: str | None,
    changes: dict[str, list[Any]],
    algorithm: str,
    salt: str,
    recorded_at: datetime,
    request_id: str,
    on_behalf_of: User | None,
) -> Event:
    """Write the event of an act that has just been carried out."""
    text = canonical(
        {"data": act.data, "noted": act.noted, "changes": changes, "row": row_left(act.subject)}
    )
    with act.session.no_autoflush:  # the row and its event are written in one go, below
        last_seq, last_hash = chain_end(act.session, act.subject.id) or (0, GENESIS)
    event = Event(
        subject_id=act.subject.id,
        seq=last_seq + 1,
        action=act.action.name,
        party=act.party,
        actor_id=act.actor.id if act.actor else None,
        actor_name=act.actor_name,
        on_behalf_of_id=on_behalf_of.id if on_behalf_of else None,
        from_state=from_state,
        to_state=act.subject.state,
        commitment=digest(algorithm, salt + text),
        rules_digest=act.rules.digest,
        request_id=request_id,
        happened_at=act.now,
        recorded_at=recorded_at,
        prev_hash=last_hash,
        algorithm=algorithm,
        body=EventBody(salt=salt, text=text),
    )
    event.hash = digest(algorithm, leaf(event))
    act.session.add(event)
    act.session.flush()
    return event


def row_left(subject: Subject) -> dict[str, Any]:
    """What else an act leaves in the row, for replay: its version, and why it is due then.

    Of the explanation a digest is enough; the record would be twice as long with the steps.
    """
    why = subject.due_detail
    told = hashlib.sha256(canonical(why).encode()).hexdigest()[:16] if why is not None else None
    return {"version": subject.version, "due_detail": told}


def body(event: Event) -> dict[str, Any]:
    """What was filled in (`data`), noted by effects (`noted`), changed (`changes`) and left."""
    loaded: dict[str, Any] = json.loads(event.body.text)
    return loaded


def verify(events: Iterable[Event]) -> Iterator[Fault]:
    """Check the chains of events given subject by subject in order; yield first faults."""
    subject_id, seq, prev, bad = 0, 0, GENESIS, False
    for event in events:
        if event.subject_id != subject_id:
            subject_id, seq, prev, bad = event.subject_id, 0, GENESIS, False
        if bad:
            continue
        seq += 1
        sentence = _fault(event, seq, prev)
        if sentence:
            bad = True
            yield Fault(subject_id, event.seq, sentence)
        prev = event.hash


def _fault(event: Event, seq: int, prev: str) -> str:
    if event.seq != seq:
        return f"第 {seq} 条记录缺失，或者次序被改动"
    if event.prev_hash != prev:
        return f"第 {seq} 条记录与前一条接不上"
    if event.algorithm not in ALGORITHMS:
        return f"第 {seq} 条记录的算法名被改动"
    if event.hash != digest(event.algorithm, leaf(event)):
        return f"第 {seq} 条记录的内容被改动"
    words = cast("EventBody | None", event.body)
    if words is None:
        return f"第 {seq} 条记录所填的文字缺失"
    if event.commitment != digest(event.algorithm, words.salt + words.text):
        return f"第 {seq} 条记录所填的文字被改动"
    return ""


def chain_of(session: Session, subject_id: int) -> list[Event]:
    """The whole chain of one subject, in order."""
    return sorted(events_of(session, [subject_id]), key=lambda event: event.seq)


def verify_all(session: Session) -> list[Fault]:
    """Check every chain of the database."""
    return list(verify(every_event(session)))


def record_refusal(
    session: Session,
    *,
    subject: Subject | None,
    user: User | None,
    action: str,
    reason: str,
    request_id: str,
    now: datetime,
) -> None:
    """Remember that somebody tried something and why it was refused; it changes nothing else."""
    session.add(
        RefusedAttempt(
            subject_id=subject.id if subject else None,
            user_id=user.id if user else None,
            action=action,
            reason=reason,
            request_id=request_id,
            at=now,
        )
    )
