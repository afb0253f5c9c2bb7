"""The record of a case on its page: what has happened, and whether the chain holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from models import Event, HandlingTask, Subject
from web import db, gate, wording
from web.access import AUDITOR, COMMITTEE
from web.caseview import (
    Happening,
    RecordMark,
)
from web.clocklines import lines
from web.consultation import contact_mark
from web.house import house, today
from web.wording import local, say, show_values, unit_of
from workflow import history
from workflow.builtin import BUILT_IN
from workflow.rules import Rules, Workflow
from workflow.sealing import readable, reads_words

_ALL = ("office", "auditor")


def about(subject: Subject) -> str:
    """The unit of a task; nothing for other kinds."""
    if isinstance(subject, HandlingTask):
        return unit_of(subject)
    return ""


def timeline(
    among: Sequence[Subject], rules: Rules, events: Sequence[Event]
) -> tuple[Happening, ...]:
    """What has happened to these subjects, newest first."""
    subjects = {subject.id: subject for subject in among}
    proves = bool(gate.visitor().roles & set(_ALL))
    return tuple(
        _happening(subjects[event.subject_id], event, rules, proves=proves)
        for event in sorted(events, key=lambda event: event.id, reverse=True)
    )


def _happening(subject: Subject, event: Event, rules: Rules, *, proves: bool) -> Happening:
    workflow = rules.workflow(subject.kind)
    return Happening(
        when=local(event.happened_at),
        who=wording.who_acted(event, rules),
        what=say(workflow.label_of(event.action)),
        detail=(*_detail(subject, event, workflow, rules), *contact_mark(db.session(), event)),
        key=event.from_state != event.to_state,
        about=about(subject),
        mark=event.hash[:12] if proves else "",
    )


def _detail(subject: Subject, event: Event, workflow: Workflow, rules: Rules) -> tuple[str, ...]:
    if event.action in BUILT_IN:
        return lines(event, rules)
    user = gate.visitor().standing
    if not reads_words(house().engine, db.session(), user, subject, event, today()):
        return ()
    names = next(
        (action.fields for state in workflow.states if (action := state.action(event.action))), ()
    )
    fields = readable((rules.field(name) for name in names), user, today())
    if any(field.type == "answers" for field in fields):
        return ()  # a reply is read in its own place
    told = history.body(event)
    noted = told.get("noted", {})
    filled = show_values(fields, told.get("data", {}), called=noted.get("called"))
    return (*filled, *noted.get("cases", ()), *_pointed_out(noted))


def _pointed_out(noted: Mapping[str, Any]) -> tuple[str, ...]:
    """What was pointed out before the act: for those who see every case."""
    if not gate.visitor().roles & (COMMITTEE | AUDITOR):
        return ()
    read = [one for some in noted.get("warned", {}).values() for one in some]
    found = [_("办理前已知悉：%(what)s", what=one) for one in read]
    if shown := [f"《{one['title']}》{one['percent']}%" for one in noted.get("similar", ())]:
        found.append(_("已提示相似提案：%(cases)s", cases="、".join(shown)))
    return tuple(found)


def mark_of(subject: Subject, events: Sequence[Event]) -> RecordMark | None:
    """How the record stands: whether its chain holds, and where it is verified."""
    if not events:
        return None
    chains = sorted(events, key=lambda event: (event.subject_id, event.seq))
    ok = not list(history.verify(chains))
    last = max(events, key=lambda event: event.id)
    url, day_url = (
        url_for(endpoint, number=subject.id) if gate.may_open(endpoint) else ""
        for endpoint in ("auditor.case", "auditcase.show")
    )
    return RecordMark(f"{last.hash[:4]} {last.hash[4:8]}", len(events), ok, url, day_url)
