"""What the clock did, in words: the lines of the built-in actions in a record and in a notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _

from models import Event
from web.wording import say, show_day
from workflow import history
from workflow.builtin import BUILT_IN, OVERDUE, REDATE, REMINDER
from workflow.reminding import sentence
from workflow.rules import Rules, Workflow


def called(workflow: Workflow, event: Event) -> str:
    """What happened, for a notice: a reminder says how many days are left."""
    label = say(workflow.label_of(event.action))
    if event.action not in {REMINDER, OVERDUE}:
        return label
    left = _noted(event)["days"]
    words = say(sentence(left)) % {"days": abs(left)}
    return f"{label} · {words}"


def lines(event: Event, rules: Rules) -> tuple[str, ...]:
    """What a built-in action noted, for the record of the case."""
    if event.action not in BUILT_IN:
        return ()
    noted = _noted(event)
    found: list[str] = []
    if event.action in {REMINDER, OVERDUE}:
        left = noted["days"]
        found.append(say(sentence(left)) % {"days": abs(left)})
        if parties := noted.get("escalated"):
            labels = "、".join(say(rules.party(party).label) for party in parties)
            found.append(_("已告知%(parties)s", parties=labels))
    if event.action == REDATE:
        found.append(
            _("期限由 %(old)s 改为 %(new)s", old=_day(noted["due_from"]), new=_day(noted["due_to"]))
        )
    return tuple(found)


def _day(text: str | None) -> str:
    return show_day(date.fromisoformat(text)) if text else "—"


def _noted(event: Event) -> dict[str, Any]:
    found: dict[str, Any] = history.body(event).get("noted", {})
    return found
