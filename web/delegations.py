"""委托代办: giving it, ending it, and acting under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from models import Delegation, User
from models.queries.delegations import accounts_called, given_by, held_by
from web import db, gate
from web.accountforms import DelegationForm
from web.accounttrace import note
from web.house import house, now, today
from web.wording import say

bp = Blueprint("delegations", __name__)
LONGEST = timedelta(days=366)
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A delegation as the page shows it."""

    number: int
    whom: str
    roles: str
    starts_on: date
    ends_on: date
    reason: str
    holds: bool


@bp.route("/delegations", methods=["GET", "POST"])
def show() -> Answer:
    """Whom I let act for me, and for whom I may act."""
    user = gate.visitor().user
    form = DelegationForm()
    form.roles.choices = [SelectChoice(name, label) for name, label in _own_roles(user)]
    if request.method == "POST":
        given = _given(form, user)
        if given is not None:
            db.session().add(given)
            db.session().flush()
            note(user, "delegated", delegation=given)
            flash(_("已经委托%(whom)s代办。", whom=given.to_user.name), "success")
            return redirect(url_for("delegations.show"), 303)
    page = render_template(
        "delegations.html",
        form=form,
        given=[_line(one, one.to_user) for one in given_by(db.session(), user)],
        held=[_line(one, one.from_user) for one in held_by(db.session(), user, today())],
    )
    return page, 422 if request.method == "POST" else 200


@bp.post("/delegations/<int:number>/end")
def end(number: int) -> Response:
    """End what I gave, before its time."""
    user = gate.visitor().user
    found = db.session().get(Delegation, number)
    if found is None or found.from_user_id != user.id or found.ended_at is not None:
        abort(404)
    found.ended_at = now()
    note(user, "delegation_ended", delegation=found)
    flash(_("委托已经结束。"), "success")
    return redirect(url_for("delegations.show"), 303)


@bp.post("/delegations/<int:number>/enter")
def enter(number: int) -> Response:
    """From now on act in the other's name."""
    visitor = gate.visitor()
    held = {one.id for one in held_by(db.session(), visitor.user, today())}
    if number not in held:
        gate.refuse(404, f"delegations/{number}/enter", "没有这项委托，或者已经结束")
    visitor.login_session.data = {**visitor.login_session.data, "delegation": number}
    return redirect(url_for("home.index"), 303)


@bp.post("/delegations/leave")
def leave() -> Response:
    """Be oneself again."""
    kept = gate.visitor().login_session.data
    gate.visitor().login_session.data = {k: v for k, v in kept.items() if k != "delegation"}
    return redirect(url_for("home.index"), 303)


def _own_roles(user: User) -> list[tuple[str, str]]:
    """The roles somebody may delegate: those with a part in cases."""
    acting = {party.role for party in house().rules.parties}
    held = {grant.role for grant in user.grants if grant.holds_on(today())}
    return [(r.name, say(r.label)) for r in house().rules.roles if r.name in held & acting]


def _given(form: DelegationForm, user: User) -> Delegation | None:
    """What the form gives; None, and a sentence at each field that is wrong."""
    deputy = _deputy(form, user)
    roles = [name for name, _label in _own_roles(user) if name in (form.roles.data or [])]
    starts, ends = _day(form, "starts_on"), _day(form, "ends_on")
    reason = " ".join((form.reason.data or "").split())
    if not roles:
        form.roles.errors = [_("请至少选一种身份。")]
    if starts and ends and not today() <= ends:
        form.ends_on.errors = [_("结束的日子已经过去了。")]
    elif starts and ends and not starts <= ends <= starts + LONGEST:
        form.ends_on.errors = [_("结束的日子要在开始以后，最长一年。")]
    if not reason or len(reason) > 200:
        form.reason.errors = [_("请写明原因，最多 200 字。")]
    if any(field.errors for field in form) or not (deputy and starts and ends):
        return None
    return Delegation(
        from_user_id=user.id, to_user_id=deputy.id, to_user=deputy, roles=roles,
        starts_on=starts, ends_on=ends, reason=reason, given_at=now(),
    )  # fmt: skip


def _deputy(form: DelegationForm, user: User) -> User | None:
    text = (form.whom.data or "").strip()
    found = accounts_called(db.session(), text) if text else []
    if not text:
        form.whom.errors = [_("请写明委托给谁。")]
    elif not found:
        form.whom.errors = [_("没有叫“%(name)s”的账号，请核对。", name=text)]
    elif len(found) > 1:
        form.whom.errors = [_("有几个账号都叫“%(name)s”，请写登录账号。", name=text)]
    elif found[0].id == user.id:
        form.whom.errors = [_("不能委托给自己。")]
    else:
        return found[0]
    return None


def _day(form: DelegationForm, name: str) -> date | None:
    try:
        return date.fromisoformat((form[name].data or "").strip())
    except ValueError:
        form[name].errors = [_("没有这一天，请写成 2026-03-05。")]
        return None


def _line(delegation: Delegation, other: User) -> Line:
    labels = {role.name: say(role.label) for role in house().rules.roles}
    return Line(
        number=delegation.id,
        whom=f"{other.name}（{other.login}）",
        roles="、".join(labels.get(name, name) for name in delegation.roles),
        starts_on=delegation.starts_on,
        ends_on=delegation.ends_on,
        reason=delegation.reason,
        holds=delegation.ended_at is None and today() <= delegation.ends_on,
    )
