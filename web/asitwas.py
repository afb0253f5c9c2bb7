"""What was known of a case at one moment, in words: state, parties, dates, fields and texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from models import Event, Subject
from web import caserecord, db, gate
from web.house import house, today
from web.wording import DUTIES, VERDICTS, paragraphs, say, show_day, show_value
from workflow import history
from workflow.rules import Field, Rules
from workflow.sealing import readable, reads_words

_LONG = 200


@dataclass(frozen=True, slots=True)
class KnownThen:
    """One subject at that moment."""

    #: the unit of a task; empty for the case itself
    about: str
    title: str
    state: str
    waits_for: str
    due_on: date | None
    closed: bool
    #: label and value
    facts: tuple[tuple[str, str], ...]
    #: heading and paragraphs
    texts: tuple[tuple[str, tuple[str, ...]], ...]


def known_then(
    subject: Subject, row: Mapping[str, Any], events: Sequence[Event], rules: Rules
) -> KnownThen:
    """What these first events of a subject tell of it."""
    workflow, waits = rules.workflow(subject.kind), row.get("waits_for")
    due = row.get("due_on")
    facts, texts = _filled(subject, events, rules)
    return KnownThen(
        about=caserecord.about(subject),
        title=str(row.get("title", "")),
        state=say(workflow.state(row["state"]).label),
        waits_for=say(rules.party(waits).label) if waits else "",
        due_on=date.fromisoformat(due) if due else None,
        closed=row.get("closed_at") is not None,
        facts=(*_parties(row), *facts),
        texts=texts,
    )


def _parties(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    found = (
        (_("编号"), row.get("number") or row.get("serial_no")),
        (_("提出人"), row.get("author_name")),
        (_("界别"), row.get("author_sector")),
        (_("所属联络组"), row.get("group_name")),
        (_("承办单位"), row.get("unit_name")),
        (_("办理方式"), say(DUTIES.get(row.get("duty") or "", ""))),
        (_("第几轮办理"), str(row["round"]) if row.get("round", 1) > 1 else ""),
    )
    return tuple((label, str(value)) for label, value in found if value)


def _filled(
    subject: Subject, events: Sequence[Event], rules: Rules
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """The last that had been filled into each field, by those events that may be read."""
    user, session = gate.visitor().standing, db.session()
    data: dict[str, Any] = {}
    called: dict[str, list[str]] = {}
    for event in events:
        if reads_words(house().engine, session, user, subject, event, today()):
            told = history.body(event)
            data |= told.get("data", {})
            called |= told.get("noted", {}).get("called", {})
    known = {field.name: field for field in rules.fields}
    fields = readable((known[name] for name in data if name in known), user, today())
    facts, texts = [], []
    for field in fields:
        value = data[field.name]
        lines = _lines(field, value)
        if lines is not None:
            texts.append((say(field.label), lines))
        elif field.type != "files":
            names = called.get(field.name)
            if shown := "、".join(names) if names else show_value(field, value):
                facts.append((say(field.label), shown))
    return tuple(facts), tuple(text for text in texts if text[1])


def _lines(field: Field, value: Any) -> tuple[str, ...] | None:
    """The paragraphs of what is too long for a line; None for what is not."""
    if field.type == "suggestions":
        return tuple(f"{no}. {_said(one)}" for no, one in enumerate(value or (), 1))
    if field.type == "answers":
        return tuple(
            _("建议 %(no)s：%(verdict)s　%(measure)s", no=one.get("no", ""),
              verdict=say(VERDICTS.get(one.get("verdict") or "", "")),
              measure=" ".join(filter(None, (one.get("measure", ""), _until(one)))))
            for one in value or ()
        )  # fmt: skip
    if field.type == "text" and isinstance(value, str) and len(value) > _LONG:
        return paragraphs(value)
    if field.name in {"background", "analysis"}:
        return paragraphs(value)
    return None


def _said(one: Any) -> str:
    return str(one.get("text", "")) if isinstance(one, dict) else str(one)


def _until(answer: Mapping[str, Any]) -> str:
    due = answer.get("due_on")
    return f"（{show_day(date.fromisoformat(due))}）" if due else ""
