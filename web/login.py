"""Signing in and out, the password, and what a person prefers."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from models import User
from models.database import read_session
from models.queries.accounts import end_sessions, user_by_login
from web import db, origins, sessions
from web.accountforms import LoginForm, PasswordForm, PreferencesForm
from web.accounttrace import note
from web.gate import home_url
from web.house import house, now
from web.passwords import NOBODY, hash_password, is_outdated, matches
from web.throttle import Throttle

bp = Blueprint("login", __name__)

Answer = str | Response | tuple[str, int]


@bp.route("/login", methods=["GET", "POST"])
def sign_in() -> Answer:
    """The login page."""
    if current_user.is_authenticated:
        return redirect(home_url(), 303)
    form = LoginForm()
    if request.method == "GET":
        return render_template("login.html", form=form, problems=[])
    if not form.validate():
        return _refuse(form, _("请填写账号和密码。"), 422)
    login = form.login.data.strip()
    throttle = Throttle.of(house())
    if throttle.is_paused(login, request.remote_addr or ""):
        return _refuse(form, _pause_sentence(), 429)
    with read_session(house().database) as reading:
        # Verified outside the writing transaction: argon2 is slow on purpose.
        found = user_by_login(reading, login)
        stored = found.password_hash if found and found.password_hash else ""
        pausing = bool(found and found.locked_until and found.locked_until > now())
        usable = bool(found and found.active and stored and not pausing)
        user_id = found.id if found else None
    matching = matches(stored or NOBODY, form.password.data)
    if pausing:
        return _refuse(form, _pause_sentence(), 429)
    if not (usable and matching and user_id is not None):
        throttle.count(login, request.remote_addr or "")
        if user_id is not None:
            db.remember_refusal(lambda writing: _count_failure(writing, user_id))
        return _refuse(form, _("账号或密码不对。忘记密码的，请找系统管理员重置。"), 422)
    return _enter(user_id, stored, form.password.data)


def _enter(user_id: int, stored: str, password: str) -> Response:
    user = db.session().get_one(User, user_id)
    if is_outdated(stored):
        user.password_hash = hash_password(password)
    user.failed_logins = 0
    user.locked_until = None
    user.last_login_at = now()
    origins.trace(db.session(), user)
    key = sessions.open_session(db.session(), user)
    Throttle.of(house()).forget(user.login)
    chosen = session.get("lang")
    session.clear()  # a new CSRF token with the new key
    if chosen and chosen != user.locale:
        user.locale = chosen
    target = url_for("login.password") if user.must_change else _safe_next()
    response = redirect(target, 303)
    origins.give_device(response)
    sessions.give_cookie(response, key)
    return response


@bp.post("/logout")
def sign_out() -> Response:
    """End this session on the server as well as in the browser."""
    db.session().delete(current_user.login_session)
    session.clear()
    response = redirect(url_for("login.sign_in"), 303)
    sessions.take_cookie(response)
    return response


@bp.route("/password", methods=["GET", "POST"])
def password() -> Answer:
    """Change one's own password; the first one must be changed."""
    form = PasswordForm()
    user: User = current_user.user
    if request.method == "POST" and form.validate():
        if not matches(user.password_hash, form.old.data):
            form.old.errors = [_("现在的密码不对。")]
        elif form.new.data == form.old.data:
            form.new.errors = [_("新密码不能与现在的一样。")]
        else:
            user.password_hash = hash_password(form.new.data)
            user.must_change = False
            note(user, "password_changed")
            end_sessions(db.session(), user.id, but=current_user.login_session.key_hash)
            flash(_("密码已经修改；其他地方的登录已经退出。"), "success")
            return redirect(home_url(), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("password.html", form=form, forced=user.must_change), status


@bp.route("/preferences", methods=["GET", "POST"])
def preferences() -> Answer:
    """Large type and language."""
    user: User = current_user.user
    form = PreferencesForm(obj=user)
    if request.method == "POST" and form.validate():
        user.large_type = form.large_type.data
        user.locale = form.locale.data
        flash(_("已经保存。"), "success")
        return redirect(url_for("login.preferences"), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("preferences.html", form=form), status


@bp.post("/language")
def language() -> Response:
    """The small switch on every page."""
    chosen = request.form.get("lang", "zh")
    if chosen in {"zh", "en"}:
        session["lang"] = chosen
        if current_user.is_authenticated:
            current_user.user.locale = chosen
    return redirect(_safe_next(), 303)


def _refuse(form: LoginForm, sentence: str, status: int) -> tuple[str, int]:
    return render_template("login.html", form=form, problems=[sentence]), status


def _pause_sentence() -> str:
    minutes = house().settings.login_pause
    return _("密码错误次数过多，请 %(minutes)s 分钟后再试。", minutes=minutes)


def _count_failure(writing: Session, user_id: int) -> None:
    user = writing.get(User, user_id)
    if user is None:
        return
    user.failed_logins += 1
    if user.failed_logins >= house().settings.login_tries:
        user.failed_logins = 0
        user.locked_until = now() + timedelta(minutes=house().settings.login_pause)


def _safe_next() -> str:
    """The page asked for before signing in, if it is one of ours."""
    target = request.values.get("next", "")
    parts = urlsplit(target)
    if target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc:
        return target
    return url_for("home.index")
