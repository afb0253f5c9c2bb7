"""Pages of the system administrator: accounts and what they may do. He sees no case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from models import Grant, Person, User
from models.accounts import UNIT_ROLES
from models.queries import accounts as queries
from models.queries import directory
from web import db, gate
from web.accounttrace import lines, note
from web.adminforms import AccountForm, GrantForm
from web.house import house, now, today
from web.passwords import first_password, hash_password
from web.wording import local, say, show_day

bp = Blueprint("admin", __name__, url_prefix="/admin")
_PAGE = 50
_NEW = "new"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account in the list."""

    id: int
    login: str
    name: str
    roles: str
    locked: bool
    active: bool
    last_login: datetime | None
    url: str


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One grant on the page of its account."""

    id: int
    role: str
    scope: str
    period: str
    in_force: bool
    end_url: str


@bp.get("")
def home() -> Response:
    """The administrator's home is the list of accounts."""
    return redirect(url_for("admin.accounts"), 303)


@bp.get("/accounts")
def accounts() -> str:
    """All accounts, searchable by login and name."""
    text = request.args.get("q", "").strip()[:60].replace("\x00", "")
    after = request.args.get("after", 0, int)
    found = queries.accounts(db.session(), text=text, after=after, limit=_PAGE + 1)
    shown = found[:_PAGE]
    more = len(found) > len(shown)
    return render_template(
        "admin/accounts.html",
        accounts=[_line(user) for user in shown],
        q=text,
        new_url=url_for("admin.new_account"),
        next_url=url_for("admin.accounts", q=text, after=shown[-1].id) if more else "",
    )


@bp.route("/accounts/new", methods=["GET", "POST"])
def new_account() -> str | tuple[str, int]:
    """A new account, with a random first password shown once."""
    form = AccountForm()
    matches = _matches(form)
    if request.method == "GET" or not form.validate() or not _person_chosen(form, matches):
        status = 200 if request.method == "GET" else 422
        return render_template("admin/account_new.html", form=form), status
    session = db.session()
    if queries.user_by_login(session, form.login.data) is not None:
        form.login.errors = [_("这个账号已经有人用了。")]
        return render_template("admin/account_new.html", form=form), 422
    chosen = form.person.data if matches else _NEW
    person = matches.get(chosen) or Person(name=form.name.data, name_sort="")
    session.add(person)
    session.flush()
    password = first_password()
    user = User(person_id=person.id, login=form.login.data, password_hash=hash_password(password))
    user.person = person
    session.add(user)
    session.flush()
    note(user, "created")
    return _account_page(user, new_password=password)


@bp.get("/accounts/<int:number>")
def account(number: int) -> str:
    """One account."""
    return _account_page(_find(number))


@bp.post("/accounts/<int:number>/change")
def change_account(number: int) -> str | Response:
    """Reset the password, lock or unlock."""
    user = _find(number)
    what = request.form.get("do", "")
    if what == "reset":
        password = first_password()
        user.password_hash, user.must_change = hash_password(password), True
        user.failed_logins, user.locked_until = 0, None
        queries.end_sessions(db.session(), user.id)
        note(user, "password_reset")
        return _account_page(user, new_password=password)
    if what == "lock":
        if user.id == gate.visitor().user.id:
            flash(_("不能停用自己的账号。"), "problem")
        else:
            user.active = False
            queries.end_sessions(db.session(), user.id)
            note(user, "disabled")
            flash(_("账号已经停用，并已退出登录。"), "success")
    elif what == "unlock":
        user.active, user.failed_logins, user.locked_until = True, 0, None
        note(user, "enabled")
        flash(_("账号已经启用。"), "success")
    else:
        abort(400)
    return redirect(url_for("admin.account", number=user.id), 303)


@bp.post("/accounts/<int:number>/grants")
def add_grant(number: int) -> str | Response | tuple[str, int]:
    """Give a role."""
    user = _find(number)
    form = _grant_form()
    if not form.validate():
        return _account_page(user, grant_form=form), 422
    unit = int(form.unit.data) if form.role.data in UNIT_ROLES else None
    group = int(form.group.data) if form.role.data == "liaison_leader" else None
    for held in user.grants:
        if (held.role, held.unit_id, held.group_id) == (form.role.data, unit, group):
            held.valid_from, held.valid_to = form.valid_from.data, form.valid_to.data
            note(user, "role_changed", held)
            break
    else:
        given = Grant(
            role=form.role.data, unit_id=unit, group_id=group,
            valid_from=form.valid_from.data, valid_to=form.valid_to.data,
            granted_by_id=gate.visitor().user.id,
        )  # fmt: skip
        user.grants.append(given)
        db.session().flush()  # its unit and group are known by name from here on
        note(user, "role_given", given)
    flash(_("角色已经授予，立即生效。"), "success")
    return redirect(url_for("admin.account", number=user.id), 303)


@bp.post("/accounts/<int:number>/grants/<int:grant>/end")
def end_grant(number: int, grant: int) -> Response:
    """Take a role back; it holds no longer from this moment."""
    user = _find(number)
    held = next((one for one in user.grants if one.id == grant), None)
    if held is None:
        abort(404)
    if held.role == "admin" and queries.count_holders(db.session(), "admin") < 2:
        flash(_("这是最后一个系统管理员，不能收回。"), "problem")
    else:
        note(user, "role_ended", held)
        user.grants.remove(held)
        db.session().delete(held)
        flash(_("角色已经收回，立即生效。"), "success")
    return redirect(url_for("admin.account", number=user.id), 303)


def _find(number: int) -> User:
    user = db.session().get(User, number)
    if user is None:
        abort(404)
    return user


def _line(user: User) -> AccountLine:
    roles = dict.fromkeys(
        say(house().rules.role(grant.role).label)
        for grant in user.grants
        if grant.holds_on(today())
    )
    return AccountLine(
        id=user.id,
        login=user.login,
        name=user.name,
        roles="、".join(roles),
        locked=bool(user.locked_until and user.locked_until > now()),
        active=user.active,
        last_login=local(user.last_login_at) if user.last_login_at else None,
        url=url_for("admin.account", number=user.id),
    )


def _account_page(
    user: User, *, new_password: str | None = None, grant_form: GrantForm | None = None
) -> str:
    grants = [
        GrantLine(
            id=grant.id,
            role=say(house().rules.role(grant.role).label),
            scope=grant.unit.name if grant.unit else grant.group.name if grant.group else "",
            period=" — ".join((show_day(grant.valid_from), show_day(grant.valid_to)))
            if grant.valid_from or grant.valid_to
            else "",
            in_force=grant.holds_on(today()),
            end_url=url_for("admin.end_grant", number=user.id, grant=grant.id),
        )
        for grant in user.grants
    ]
    return render_template(
        "admin/account.html",
        account=_line(user),
        grants=grants,
        grant_form=grant_form or _grant_form(),
        grant_url=url_for("admin.add_grant", number=user.id),
        change_url=url_for("admin.change_account", number=user.id),
        first_password=new_password,
        traces=lines(queries.account_events(db.session(), user.id, limit=_PAGE)),
    )


def _grant_form() -> Any:
    form = GrantForm()
    session = db.session()
    form.role.choices = [SelectChoice(role.name, say(role.label)) for role in house().rules.roles]
    form.unit.choices = [
        SelectChoice("", "—"),
        *(SelectChoice(str(one.id), one.name) for one in directory.units(session)),
    ]
    form.group.choices = [
        SelectChoice("", "—"),
        *(SelectChoice(str(one.id), one.name) for one in directory.groups(session)),
    ]
    return form


def _matches(form: AccountForm) -> dict[str, Person]:
    name = (form.name.data or "").strip() if request.method == "POST" else ""
    found = directory.people(db.session(), name) if name else []
    matches = {str(person.id): person for person in found if person.name == name}
    form.person.choices = [
        *(SelectChoice(number, _person_label(person)) for number, person in matches.items()),
        SelectChoice(_NEW, _("不是，新建一个人")),
    ]
    return matches


def _person_label(person: Person) -> str:
    seats = [seat.employer_post for seat in person.memberships if seat.employer_post]
    return _("%(name)s（%(post)s）", name=person.name, post=seats[-1]) if seats else person.name


def _person_chosen(form: AccountForm, matches: dict[str, Person]) -> bool:
    if not matches or form.person.data in {*matches, _NEW}:
        return True
    form.person.errors = [_("名册里有同名的人，请选择是哪一位。")]
    return False
