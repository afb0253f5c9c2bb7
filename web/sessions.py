"""Who is signed in: a random key in a cookie, its sha256 and everything else on the server.

Flask's own session cookie (signed, on the client) carries only the CSRF token, the language of
a visitor and the message to show next; it says nothing about who somebody is.

A session's `seen_at` is written at most every few minutes, in a short transaction of its own
after the answer, so that no GET request commits what it was asked to show.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import cast

from flask import Flask, Request, Response, g, request
from flask_login import LoginManager, UserMixin
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from models import Delegation, Grant, LoginSession, User
from models.database import write_session
from models.queries.accounts import end_expired_sessions
from web import db
from web.config import Settings
from web.house import house, now, today
from workflow.delegation import stand_in

LONGEST = timedelta(hours=24)
_SEEN_EVERY = timedelta(minutes=5)


class Visitor(UserMixin):  # type: ignore[misc]
    """The signed-in user as the pages see them; grants are read anew for each request."""

    def __init__(self, user: User, login_session: LoginSession) -> None:
        self.user = user
        self.login_session = login_session
        #: 委托代办: under which this person acts for another just now
        self.delegation = _delegation_in_use(user, login_session)
        #: in whose name, when in another's
        self.principal = self.delegation.from_user if self.delegation else None
        #: in whose relations to the cases: his own, or the principal's as far as delegated
        self.standing = stand_in(self.delegation) if self.delegation else user
        self.grants: tuple[Grant, ...] = tuple(
            grant for grant in self.standing.grants if grant.holds_on(today())
        )
        self.roles: frozenset[str] = frozenset(grant.role for grant in self.grants)
        self.name: str = user.name
        self.large_type: bool = user.large_type
        self.locale: str = user.locale

    def get_id(self) -> str:
        """What flask-login calls the user."""
        return str(self.user.id)


def _delegation_in_use(user: User, login_session: LoginSession) -> Delegation | None:
    number = login_session.data.get("delegation")
    found = db.session().get(Delegation, number) if number else None
    usable = found and found.to_user_id == user.id and found.from_user.active
    return found if found and usable and found.holds_on(today()) else None


def install(app: Flask) -> None:
    """Let flask-login ask us who is there."""
    manager = LoginManager()
    # Identity is never in Flask's client-side session, so there is nothing there to protect.
    manager.session_protection = None
    manager.request_loader(_find_visitor)
    manager.init_app(app)
    app.after_request(_touch)


def cookie_name(settings: Settings) -> str:
    """`__Host-` binds the cookie to this host and to HTTPS."""
    return "__Host-jianyan" if settings.cookie_secure else "jianyan"


def open_session(session: Session, user: User) -> str:
    """A new session with a new key (never one the browser brought); returns the key."""
    moment = now()
    end_expired_sessions(session, moment)
    key = secrets.token_urlsafe(32)
    session.add(
        LoginSession(
            key_hash=digest(key),
            user_id=user.id,
            data={},
            created_at=moment,
            seen_at=moment,
            expires_at=moment + _idle(),
            address=(request.remote_addr or "")[:60],
            agent=request.user_agent.string[:200],
        )
    )
    return key


def give_cookie(response: Answer, key: str) -> None:
    """Hand the key to the browser."""
    settings = house().settings
    response.set_cookie(
        cookie_name(settings),
        key,
        secure=settings.cookie_secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def take_cookie(response: Answer) -> None:
    """Make the browser forget the key."""
    settings = house().settings
    response.delete_cookie(
        cookie_name(settings),
        secure=settings.cookie_secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def digest(key: str) -> str:
    """What the database keeps of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _idle() -> timedelta:
    return timedelta(hours=house().settings.idle_hours)


def _find_visitor(asked: Request) -> Visitor | None:
    key = asked.cookies.get(cookie_name(house().settings))
    if not key:
        return None
    found = db.session().get(LoginSession, digest(key))
    if found is None or found.user_id is None or not _alive(found, now()):
        return None
    user = db.session().get(User, found.user_id)
    if user is None or not user.active:
        return None
    g.login_session_seen = (found.key_hash, found.seen_at)
    return Visitor(user, found)


def _alive(found: LoginSession, moment: datetime) -> bool:
    return moment < found.expires_at and moment < found.created_at + LONGEST


def _touch(response: Response) -> Response:
    seen = cast("tuple[str, datetime] | None", g.get("login_session_seen"))
    moment = now()
    if seen is None or moment - seen[1] < _SEEN_EVERY:
        return response
    # Before a waiting write of our own request could stand in the way.
    opened: Session | None = g.get("db")
    if opened is not None and opened.in_transaction() and request.method not in {"GET", "HEAD"}:
        return response
    with write_session(house().database) as session:
        found = session.get(LoginSession, seen[0])
        if found is not None:
            found.seen_at = moment
            found.expires_at = moment + _idle()
            session.commit()
    return response
