"""The application, put together: settings, rules, database, and everything that guards it."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request, session
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from models.database import make_engine
from web.config import Settings, read_settings
from web.house import House
from web.wording import local

MIB = 1024 * 1024
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: of one address: an office may share it, a machine that copies everything may not
_PUBLIC_LIMIT = "300 per minute"
#: somebody checks a paper, or a pile of them; nobody tries out codes
_VERIFY_LIMIT = "30 per minute"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ug", "ur"})


def build(settings: Settings | None = None) -> Flask:
    """The whole application; RulesError or MissingFont when it must not start."""
    settings = settings or read_settings()
    house = furnish(settings)
    app = Flask("web")
    house.settle(app.extensions)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        DEBUG=settings.debug,
        MAX_CONTENT_LENGTH=(settings.upload_limit * 10 + 8) * MIB,
        MAX_FORM_MEMORY_SIZE=8 * MIB,
        MAX_FORM_PARTS=2_000,
        SESSION_COOKIE_NAME="__Host-jianyan-form" if settings.cookie_secure else "jianyan-form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.cookie_secure,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a form stays good as long as the login
        WTF_CSRF_SSL_STRICT=settings.cookie_secure,
        BOOTSTRAP_SERVE_LOCAL=True,
        BABEL_DEFAULT_LOCALE="zh",
        BABEL_DEFAULT_TIMEZONE="Asia/Shanghai",
        RATELIMIT_STORAGE_URI="memory://",
    )
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    _install(app)
    _register(app)
    return app


def furnish(settings: Settings) -> House:
    """What the application holds: its database, its proven rules, its engine and its clock."""
    from web.documents import check_fonts
    from workflow.check import prove
    from workflow.engine import Engine
    from workflow.names import KNOWN

    settings.instance.mkdir(parents=True, exist_ok=True)
    source = settings.states.read_text("utf-8")
    rules = prove(source, KNOWN, settings.states.name)
    check_fonts(settings.instance)
    return House(
        settings=settings,
        database=make_engine(settings.database_url),
        rules=rules,
        engine=Engine(rules, source=source),
        clock=lambda: datetime.now(UTC),
    )


def _install(app: Flask) -> None:
    from web import audittrace, db, errors, gate, public, sessions, staticfiles, verify

    # Functions after a request run last registered first: commit, then touch, then headers.
    app.before_request(_number_request)
    app.after_request(_add_headers)
    sessions.install(app)
    db.install(app)
    audittrace.install(app)
    CSRFProtect(app)
    Babel(app, locale_selector=choose_locale)
    Bootstrap5(app)
    staticfiles.install(app)
    limiter = Limiter(get_remote_address, app=app, default_limits=["1200 per minute"])
    limiter.limit(_PUBLIC_LIMIT)(public.bp)
    limiter.limit(_VERIFY_LIMIT)(verify.bp)
    gate.install(app)
    errors.install(app)
    app.context_processor(_context)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _register(app: Flask) -> None:
    from web import (
        activities,
        admin,
        archive,
        assessments,
        auditcase,
        auditevents,
        auditor,
        audittrace,
        bulk,
        calculator,
        casework,
        categories,
        commendations,
        delegations,
        desks,
        duties,
        evaluations,
        home,
        indicators,
        letters,
        liaison,
        login,
        lookbacks,
        meetings,
        member,
        members,
        notices,
        office,
        opinions,
        order,
        patterns,
        plenary,
        printedlists,
        prints,
        projects,
        promises,
        publicprojects,
        publicrecord,
        register,
        similar,
        spotchecks,
        stylepage,
        supervision,
        terms,
        topics,
        unit,
        verification,
        verify,
        versions,
        weekly,
        wording,
    )
    from web.intake import views

    modules = (
        login, home, notices, casework, bulk, letters, member, liaison, office, desks, unit,
        auditor, admin, order, delegations, evaluations, plenary, members, terms, categories,
        meetings, promises, publicrecord, register, archive, calculator, similar, stylepage,
        topics, versions, views, supervision, weekly, lookbacks, verify, prints, printedlists,
        activities, indicators, opinions, auditcase, auditevents, audittrace, patterns, spotchecks,
        verification, duties, assessments, commendations,
        projects, publicprojects,
    )  # fmt: skip
    for bp in dict.fromkeys(module.bp for module in modules):  # two modules may share one
        app.register_blueprint(bp)
    app.add_template_filter(wording.show_day, "day")
    app.add_template_filter(wording.show_moment, "moment")


def choose_locale() -> str:
    """The person's language; a visitor's choice; Chinese. A public page's address says its own."""
    from web import public

    if request.blueprint == public.bp.name:
        return public.language()
    if current_user.is_authenticated:
        return str(current_user.locale)
    return str(session.get("lang", "zh"))


def _number_request() -> None:
    g.request_id = secrets.token_hex(8)


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint not in {"static", "bootstrap.static"} and not g.get("cacheable"):
        response.headers["Cache-Control"] = "no-store"
    return response


def _context() -> dict[str, Any]:
    from web import nav
    from web.house import house, now

    locale = choose_locale()
    settings = house().settings
    known = request.blueprint != "public"  # a public page is the same for everybody
    return {
        "nav": nav.links() if known else (),
        "unread": nav.unread() if known else 0,
        "committee": settings.committee,
        "locale": locale,
        "text_direction": "rtl" if locale in _RIGHT_TO_LEFT else "ltr",
        "is_demo": (settings.instance / "demo-accounts.csv").exists(),
        "now": local(now()),
    }
