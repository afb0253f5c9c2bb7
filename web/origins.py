"""Where a request comes from, as keyed marks: enough to compare, not enough to follow anybody."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import g, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from models import LoginTrace, User
from models.accounts import UNIT_ROLES
from models.queries.tidying import KEEP_TRACES
from models.queries.traces import forget_traces, leave_trace
from web.house import house, now
from workflow.origins import Origin

_YEARS = 2 * 365 * 24 * 3600


def cookie_name() -> str:
    """The cookie that tells one browser on one device from another; it names nobody."""
    return "__Host-jianyan-device" if house().settings.cookie_secure else "jianyan-device"


def origin() -> Origin:
    """The marks of this request."""
    address, agent = request.remote_addr or "", request.user_agent.string
    return Origin(
        address=_mark("address", address),
        browser=_mark("browser", f"{address} {agent}") if agent else "",
        device=_mark("device", request.cookies.get(cookie_name(), _new_device())[:80]),
    )


def give_device(response: Response) -> None:
    """Let the browser keep its mark from the first sign-in on."""
    response.set_cookie(
        cookie_name(),
        request.cookies.get(cookie_name(), _new_device())[:80],
        max_age=_YEARS,
        secure=house().settings.cookie_secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def trace(session: Session, user: User) -> None:
    """Remember where somebody of a unit signs in; of nobody else anything is kept."""
    if not any(grant.role in UNIT_ROLES for grant in user.grants):
        return
    here, moment = origin(), now()
    forget_traces(session, moment - KEEP_TRACES)
    leave_trace(
        session,
        LoginTrace(
            user_id=user.id, address=here.address, browser=here.browser, device=here.device,
            seen_at=moment,
        ),
    )  # fmt: skip


def _new_device() -> str:
    """One mark per request, so that what is kept is what the browser is given."""
    found: str = g.setdefault("new_device", secrets.token_urlsafe(18))
    return found


def _mark(kind: str, value: str) -> str:
    if not value:
        return ""
    key = house().settings.secret_key.encode()
    return hmac.new(key, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()[:32]
