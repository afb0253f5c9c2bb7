"""Replay: every subject rebuilt from its events alone, and compared with its row, field by field.

The chains say that the events are as they were written; this says that the rows are what the
events tell. A row changed by hand shows here. Of `due_detail`, which explains `due_on`, the events
tell a digest; it and the row's `version` are compared where the last event tells them, which old
events do not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from models import Event, Subject
from models.queries.history import events_of, subject_batches
from workflow import history
from workflow.completion import columns

_NEVER = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where row and events of one subject part, in a sentence."""

    subject_id: int
    name: str
    sentence: str


@dataclass(slots=True)
class Folded:
    """A row as its events tell it so far."""

    row: dict[str, Any] = field(default_factory=dict)
    events: int = 0
    #: under which rules the last event was judged, and when the last new state was entered
    rules: str = ""
    entered: datetime | None = None
    #: what the last event left beside the columns; nothing before events told it
    left: dict[str, Any] = field(default_factory=dict)
    #: where an event's `before` is not what the events before it left
    broken: Difference | None = None

    def take(self, event: Event) -> None:
        """Fold one more event; the order is that of the record."""
        self.events += 1
        self.rules = event.rules_digest
        if event.from_state != event.to_state:
            self.entered = event.happened_at
        told = history.body(event)
        self.left = told.get("row", {})
        for name, (before, after) in told["changes"].items():
            known = self.row.get(name)
            # An upgrade may have added the column, with a value that no event names.
            if known != before and name in self.row and self.broken is None:
                said = (
                    f"第 {event.seq} 条记录说“{name}”原来是{show(before)}，"
                    f"按前面的应是{show(known)}"
                )
                self.broken = Difference(event.subject_id, name, said)
            self.row[name] = after


def replay(session: Session) -> Iterator[Difference | None]:
    """For every subject its first difference, or None; in the order of their numbers."""
    for subjects in subject_batches(session):
        folded = {one.id: Folded() for one in subjects}
        for event in events_of(session, folded.keys()):
            folded[event.subject_id].take(event)
        for one in subjects:
            yield difference(one, folded[one.id])


def difference(subject: Subject, folded: Folded) -> Difference | None:
    """The first difference of one subject; its fields in alphabetical order."""
    if not folded.events:
        return Difference(subject.id, "", "没有任何记录，不是在这里办理的")
    if folded.broken:
        return folded.broken
    stands: dict[str, Any] = json.loads(history.canonical(columns(subject)))
    stands |= {"rules_digest": subject.rules_digest, "entered_at": _plain(subject.entered_at)}
    row = folded.row | {"rules_digest": folded.rules, "entered_at": _plain(folded.entered)}
    for name in sorted(stands):
        told = row.get(name, _NEVER)
        if told is _NEVER and stands[name] in (None, _default(subject, name)):
            continue
        if told != stands[name]:
            known = None if told is _NEVER else told
            said = f"“{name}”现在是{show(stands[name])}，按记录应是{show(known)}"
            return Difference(subject.id, name, said)
    return _left_otherwise(subject, folded.left)


def _left_otherwise(subject: Subject, left: dict[str, Any]) -> Difference | None:
    """Version and explanation of the date, where the last event tells them."""
    stands = history.row_left(subject)
    if not left or left == stands:
        return None
    if left["version"] != stands["version"]:
        said = f"“version”现在是“{stands['version']}”，按记录应是“{left['version']}”"
        return Difference(subject.id, "version", said)
    return Difference(subject.id, "due_detail", "“due_detail”（期限的由来）和记录的摘要不符")


def _plain(moment: datetime | None) -> str | None:
    return history.instant(moment) if moment else None


def _default(subject: Subject, name: str) -> Any:
    """What a column that was added later holds in old rows."""
    column = inspect(type(subject)).column_attrs[name].columns[0]
    default = getattr(column.default, "arg", None)
    return None if callable(default) else default


def show(value: Any) -> str:
    """A value in a sentence, shortened."""
    if value is None:
        return "空"
    text = value if isinstance(value, str) else history.canonical(value)
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”"
