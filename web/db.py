"""One database session per request, one commit, in one place, on success only.

GET and HEAD get a reading session that never commits. Everything else gets a writing session
that commits after the view when the answer is not an error. What has to be remembered about a
refusal (the attempt, a wrong password) is written afterwards in a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models.database import read_session, write_session
from web.house import house

_READING = frozenset({"GET", "HEAD", "OPTIONS"})

Note = Callable[[Session], None]


def session() -> Session:
    """The session of this request, opened when first asked for."""
    if "db" not in g:
        database = house().database
        g.db = read_session(database) if request.method in _READING else write_session(database)
    return cast(Session, g.db)


def remember_refusal(note: Note) -> None:
    """Write this after the request has been refused and rolled back."""
    g.setdefault("refusal_notes", []).append(note)


def install(app: Flask) -> None:
    """Commit after the view, close at the end."""
    app.after_request(_finish)
    app.teardown_appcontext(_close)


def _finish(response: Response) -> Response:
    opened: Session | None = g.get("db")
    if response.status_code >= 400:
        if opened is not None:
            opened.rollback()
        _write_refusals()
    elif opened is not None and request.method not in _READING:
        try:
            opened.commit()
        except SQLAlchemyError:
            current_app.logger.exception("commit failed")
            opened.rollback()
            from web.errors import page

            return page(500)
    return response


def _write_refusals() -> None:
    notes: list[Note] = g.pop("refusal_notes", [])
    if not notes:
        return
    with write_session(house().database) as session:
        for note in notes:
            note(session)
        session.commit()


def _close(_error: BaseException | None) -> None:
    opened: Session | None = g.pop("db", None)
    if opened is not None:
        opened.close()
