"""督查周报: what is overdue and what falls due within a fortnight, unit by unit; computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from models import LivelihoodProject, Outbox, Subject
from models.queries.parties import users_in_role
from models.queries.weekly import falling_due, is_queued
from web import db, lists
from web.house import today
from web.listview import Item
from web.proofs import newest_words
from workflow.deadlines import local_date

bp = Blueprint("weekly", __name__)
AHEAD = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class UnitWeek:
    """What one unit is behind with, and what it has to do soon."""

    unit_id: int
    unit: str
    late: tuple[Subject, ...]
    soon: tuple[Subject, ...]


def by_unit(session: Session, day: date) -> list[UnitWeek]:
    """Every unit that has something overdue or due soon, in the order of the register."""
    found: dict[int, tuple[str, list[Subject]]] = {}
    for subject in falling_due(session, day + AHEAD):
        number, name = _unit_of(subject)
        found.setdefault(number, (name, []))[1].append(subject)
    return [
        UnitWeek(
            number,
            name,
            tuple(one for one in subjects if _is_late(one, day)),
            tuple(one for one in subjects if not _is_late(one, day)),
        )
        for number, (name, subjects) in sorted(found.items())
    ]


def _unit_of(subject: Any) -> tuple[int, str]:
    if isinstance(subject, LivelihoodProject):
        return subject.lead_unit_id or 0, subject.lead_unit_name
    return subject.unit_id, subject.unit_name


def _is_late(subject: Subject, day: date) -> bool:
    return subject.due_on is not None and subject.due_on < day


@dataclass(frozen=True, slots=True)
class UnitLines:
    """One unit as the page shows it."""

    name: str
    late: tuple[Item, ...]
    soon: tuple[Item, ...]


@bp.get("/weekly")
def show() -> str:
    """The list of this day; printed from the browser."""
    units = by_unit(db.session(), today())
    return render_template(
        "weekly.html",
        units=[UnitLines(one.unit, _items(one.late), _items(one.soon)) for one in units],
        late=sum(len(one.late) for one in units),
        soon=sum(len(one.soon) for one in units),
        first=today(),
        last=today() + AHEAD,
    )


def _items(subjects: Sequence[Subject]) -> tuple[Item, ...]:
    return tuple(lists.item(one, mine=False) for one in subjects)


def post_weekly(session: Session, now: datetime) -> int:
    """Put this week's counts into the outbox, once for each supervisor; how many were put."""
    day = local_date(now)
    units = by_unit(session, day)
    late, soon = (sum(len(getattr(one, name)) for one in units) for name in ("late", "soon"))
    monday = day - timedelta(days=day.weekday())
    put, checkpoint = 0, newest_words(session)
    for user in users_in_role(session, "supervisor", day):
        key = f"weekly-{monday.isoformat()}-{user.id}"
        if is_queued(session, key):
            continue
        to = {
            "login": user.login,
            "name": user.person.name,
            "mobile": user.person.mobile,
            "email": user.person.email,
        }
        text = f"督查周报：逾期 {late} 件，15 天内到期 {soon} 件，涉及 {len(units)} 个单位"
        payload = {"to": to, "text": text, "late": late, "soon": soon, "units": len(units)}
        if checkpoint:
            # Whoever keeps the message keeps what the record was like on that day.
            payload |= {"text": f"{text}。记录检查点 {checkpoint}", "checkpoint": checkpoint}
        session.add(Outbox(key=key, channel="weekly", created_at=now, payload=payload))
        put += 1
    return put
