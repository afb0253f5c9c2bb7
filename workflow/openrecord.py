"""What of a case's record goes with a sheet that leaves the house (events.json).

A sheet is one file for everybody who may print it, so what is embedded is what each of them may
read: the entries up to the act the sheet exists from, without those that are sealed anywhere in
the procedure, and without the words that were filled in. The words are committed to by hash:
whoever holds the sheet can compare the chain, and nobody learns a sentence from it.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from models import Event, HandlingTask, Subject
from models.queries.history import events_of
from workflow import history
from workflow.engine import Engine
from workflow.numbers import short_number
from workflow.rules import Workflow


def open_events(engine: Engine, session: Session, subject: Subject, cause: Event) -> list[Event]:
    """The entries that everybody who may print the sheet may read, in order."""
    subjects = {subject.id: subject}
    if isinstance(subject, HandlingTask):
        subjects[subject.proposal_id] = subject.proposal
    sealed = {
        number: _sealed(engine.rules_of(session, one).workflow(one.kind))
        for number, one in subjects.items()
    }
    return [
        event
        for event in events_of(session, list(subjects))
        if event.id <= cause.id and event.action not in sealed[event.subject_id]
    ]


def open_record(
    engine: Engine, session: Session, subject: Subject, cause: Event, about: str = ""
) -> bytes:
    """The same as JSON, in UTF-8: the same bytes whoever asks, and whenever."""
    whole = {
        "about": about,
        "case": short_number(subject),
        "kind": subject.kind,
        "events": [
            _entry(engine, session, event) for event in open_events(engine, session, subject, cause)
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def recomputed(record: bytes) -> list[str]:
    """The hashes of an embedded record, computed anew from its leaves; ValueError when one lies."""
    found = []
    for entry in json.loads(record)["events"]:
        leaf = entry["leaf"]
        if history.digest(leaf["algorithm"], history.canonical(leaf)) != entry["hash"]:
            raise ValueError(f"第 {leaf['seq']} 条记录的摘要不符")
        found.append(entry["hash"])
    return found


def _entry(engine: Engine, session: Session, event: Event) -> dict[str, Any]:
    subject = session.get_one(Subject, event.subject_id)
    workflow = engine.rules_of(session, subject).workflow(subject.kind)
    return {
        "label": workflow.label_of(event.action),
        "hash": event.hash,
        "leaf": json.loads(history.leaf(event)),
    }


def _sealed(workflow: Workflow) -> frozenset[str]:
    return frozenset(
        action.name for state in workflow.states for action in state.actions if action.sealed
    )
