"""What has been typed and not sent: saved by the page's script now and then, and on refusal."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from models import Draft
from models.queries import directory
from web import db, gate
from web.forms import typed_only
from web.house import now
from web.wording import local


def find(place: str) -> Draft | None:
    """The user's draft at that place."""
    return directory.draft(db.session(), gate.visitor().user.id, place)


def typed(draft: Draft) -> MultiDict[str, Any]:
    """A draft as a form reads it."""
    return MultiDict(draft.data)


def save(place: str) -> dict[str, str]:
    """Save what this request has typed; says when, for the page to show."""
    _write(db.session(), gate.visitor().user.id, place, typed_only(request.form))
    clock = local(now()).strftime("%H:%M")
    return {"saved": clock, "sentence": _("草稿已在 %(clock)s 自动保存", clock=clock)}


def save_afterwards(place: str) -> None:
    """Save it after this request has been refused: nothing is lost."""
    user_id, data = gate.visitor().user.id, typed_only(request.form)
    db.remember_refusal(lambda session: _write(session, user_id, place, data))


def forget(place: str) -> None:
    """Drop the draft: its form has been performed."""
    if (draft := find(place)) is not None:
        db.session().delete(draft)


def _write(session: Session, user_id: int, place: str, data: dict[str, list[str]]) -> None:
    draft = directory.draft(session, user_id, place)
    if draft is None:
        draft = Draft(user_id=user_id, place=place)
        session.add(draft)
    draft.data, draft.saved_at = data, now()
