"""The gate: nobody gets to a page that the table does not give him, or to a case he may not see.

Default deny: an endpoint that is missing in `ACCESS` is refused for everybody; a law test calls
every route as every role and compares with this table.
"""

from __future__ import annotations

from typing import NoReturn, cast

from flask import Flask, Response, abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from models import Subject, User
from models.queries import visibility
from models.queries.visibility import find_visible
from web import db
from web.access import ACCESS, HOMES, PUBLIC, SIGNED_IN
from web.house import house, now, today
from web.sessions import Visitor
from workflow.history import record_refusal

#: what may be opened while the first password has not been changed
_BEFORE_PASSWORD = frozenset({"login.password", "login.sign_out", "login.language"})


def install(app: Flask) -> None:
    """Ask before every request."""
    app.before_request(_guard)


def visitor() -> Visitor:
    """The signed-in user of this request."""
    return cast(Visitor, current_user._get_current_object())  # noqa: SLF001 (werkzeug's own way)


def sees() -> dict[str, str]:
    """How far each role sees, as states.yaml says."""
    return {role.name: role.sees for role in house().rules.roles}


def find(subject_id: int) -> Subject:
    """The case of that id, if the user may see it; there is no other way to get one."""
    found = find_visible(db.session(), visitor().standing, subject_id, today(), sees())
    if found is None:
        refuse(404, f"cases/{subject_id}", "不在可以查看的范围")
    return found


def find_whole(subject_id: int) -> Subject:
    """The case of that id, if the user may see more of it than its text."""
    found = find(subject_id)
    if not sees_whole(found):
        refuse(404, f"cases/{subject_id}", "附议的委员只看案由和正文")
    return found


def sees_whole(subject: Subject) -> bool:
    """Whether this user sees the case, and not only the text that may be seconded."""
    return visibility.sees_whole(db.session(), visitor().standing, subject.id, today(), sees())


def refuse(code: int, what: str, why: str) -> NoReturn:
    """Refuse, and remember who tried what."""
    user_id = visitor().user.id if current_user.is_authenticated else None
    request_id = g.get("request_id", "")
    db.remember_refusal(
        lambda session: record_refusal(
            session,
            subject=None,
            user=session.get(User, user_id) if user_id else None,
            action=what,
            reason=why,
            request_id=request_id,
            now=now(),
        )
    )
    abort(code)


def may_open(endpoint: str) -> bool:
    """Whether this page is for whoever has signed in; it says nothing of a single case."""
    allowed = ACCESS.get(endpoint, frozenset())
    return allowed in (PUBLIC, SIGNED_IN) or bool(visitor().roles & allowed)


def home_url() -> str:
    """The home of the user's first role."""
    for role, endpoint in HOMES.items():
        if role in visitor().roles:
            return url_for(endpoint)
    return url_for("login.preferences")


def _guard() -> Answer | None:
    endpoint = request.endpoint
    if endpoint is None or request.routing_exception is not None:
        return None  # 404 and 405 speak for themselves
    allowed = ACCESS.get(endpoint, frozenset())
    if allowed == PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if visitor().user.must_change and endpoint not in _BEFORE_PASSWORD:
        return redirect(url_for("login.password"), 303)
    if may_open(endpoint):
        return None
    refuse(403, endpoint, "账号没有这个页面的权限")


def _ask_to_sign_in() -> Answer:
    if request.method not in {"GET", "HEAD"}:
        if request.path.endswith("/draft"):
            return Response(status=401)
        flash(_("登录已经过期，请重新登录。"), "problem")
        return redirect(url_for("login.sign_in"), 303)
    target = request.full_path.rstrip("?")
    return redirect(url_for("login.sign_in", next=None if target == "/" else target), 303)
