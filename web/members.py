"""委员名册: who sits in which term and group, and what changes in the middle of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from models import Member, Person
from models.queries import directory, members
from models.queries.intake import member_by_no
from web import db
from web.caseview import Fact
from web.house import today
from web.memberforms import JoinForm, LeaveForm, MoveForm
from web.order import Row
from web.ordertrace import note
from web.sounds import sorting_key
from web.wording import say, show_day
from workflow import membership
from workflow.membership import REASONS, Newcomer

bp = Blueprint("members", __name__, url_prefix="/admin/members")
Answer = str | Response | tuple[str, int]
_PAGE = 50
_NEW = "new"


@dataclass(frozen=True, slots=True)
class Stay:
    """In which group from when to when."""

    group: str
    period: str


@bp.get("")
def listing() -> str:
    """Every seat, searchable by name."""
    text = request.args.get("q", "").strip()[:60].replace("\x00", "")
    after = request.args.get("after", 0, int)
    term_id = request.args.get("term", None, int)
    found = members.find_members(
        db.session(), text=text, term_id=term_id, after=after, limit=_PAGE + 1
    )
    shown = found[:_PAGE]
    more = len(found) > len(shown)
    return render_template(
        "admin/members.html",
        rows=[_row(one) for one in shown],
        heads=(_("姓名"), _("届"), _("证号"), _("界别"), _("联络组"), _("现状")),
        q=text,
        terms=[(one.id, one.no, one.id == term_id) for one in members.terms(db.session())],
        next_url=_next(text, term_id, shown[-1].id) if more else "",
    )


@bp.get("/<int:number>")
def member(number: int) -> str:
    """One seat: where it was, and what can be entered about it."""
    return _page(_find(number))


@bp.post("/<int:number>/move")
def move(number: int) -> Answer:
    """调整联络组."""
    found = _find(number)
    form = _move_form()
    sound = form.validate()
    group = next(
        (one for one in directory.groups(db.session()) if str(one.id) == form.group.data), None
    )
    if sound:
        form.on.errors = [
            say(one) for one in membership.faults_of_day(found, form.on.data, today())
        ]
        if group is not None and group.id == found.group_id:
            form.group.errors = [_("他现在就在这个联络组。")]
    if not sound or form.on.errors or form.group.errors:
        return _page(found, move_form=form), 422
    old = found.group.name if found.group else ""
    membership.move(db.session(), found, group, form.on.data)
    changes = {"所属联络组": (old, group.name if group else "")}
    note("member_moved", found.person.name, changes, on=form.on.data, reason=form.reason.data)
    flash(_("已经登记。以前提交的件仍归原来的联络组。"), "success")
    return redirect(url_for("members.member", number=number), 303)


@bp.post("/<int:number>/leave")
def leave(number: int) -> Answer:
    """离任."""
    found = _find(number)
    form = LeaveForm()
    sound = form.validate()
    if sound:
        form.last_day.errors = [
            say(one) for one in membership.faults_of_day(found, form.last_day.data, today())
        ]
    if not sound or form.last_day.errors:
        return _page(found, leave_form=form), 422
    membership.leave(db.session(), found, form.last_day.data, form.why.data)
    changes = {"现状": ("在任", REASONS[form.why.data]), "最后一天": ("", str(form.last_day.data))}
    note("member_left", found.person.name, changes, reason=form.basis.data)
    flash(_("已经登记离任。他以前提出的件照常办理，仍由他评价；不能再提新的。"), "success")
    return redirect(url_for("members.member", number=number), 303)


@bp.route("/new", methods=["GET", "POST"])
def join() -> Answer:
    """增补: one more, or in the place of one who left."""
    term = members.term_on(db.session(), today())
    if term is None:
        flash(_("请先开始新一届。"), "problem")
        return redirect(url_for("terms.listing"), 303)
    form = JoinForm()
    form.group.choices = _groups(_("不编入联络组"))
    empty = {one.id: one for one in members.vacated(db.session(), term.id)}
    form.replaces.choices = [
        SelectChoice("", _("不接任，另外增加")),
        *(SelectChoice(str(one.id), f"{one.person.name}　{one.member_no}")
          for one in empty.values()),
    ]  # fmt: skip
    known = _namesakes(form)
    if request.method == "GET" or not form.validate() or not _sound(form, known):
        return render_template("admin/member_new.html", form=form, term=term.no), (
            200 if request.method == "GET" else 422
        )
    chosen = form.person.data if known else _NEW
    person = known.get(chosen) or Person(name=form.name.data, name_sort=sorting_key(form.name.data))
    group = next(
        (one for one in directory.groups(db.session()) if str(one.id) == form.group.data), None
    )
    replaced = empty.get(int(form.replaces.data)) if form.replaces.data else None
    made = membership.join(
        db.session(),
        Newcomer(
            person, term, form.member_no.data, form.sector.data, form.employer_post.data or "",
            group, form.on.data, replaced,
        ),
    )  # fmt: skip
    db.session().flush()
    changes = {"接任谁的席位": ("", replaced.person.name)} if replaced else None
    note("member_joined", person.name, changes, on=form.on.data, reason=form.reason.data)
    flash(_("已经登记。请系统管理员为他建账号。"), "success")
    return redirect(url_for("members.member", number=made.id), 303)


def _find(number: int) -> Member:
    return db.session().get(Member, number) or abort(404)


def _row(one: Member) -> Row:
    return Row(
        (
            one.person.name,
            _("第 %(term)s 届", term=one.term.no),
            one.member_no,
            one.sector,
            one.group.name if one.group else "",
            _standing(one),
        ),
        url_for("members.member", number=one.id),
    )


def _standing(one: Member) -> str:
    if one.status == "sitting":
        return _("在任")
    why = say(REASONS.get(one.left_reason, ""))
    return "　".join(part for part in (_("离任"), why, show_day(one.left_on)) if part)


def _next(text: str, term_id: int | None, after: int) -> str:
    return url_for("members.listing", q=text or None, term=term_id, after=after)


def _groups(none: str) -> list[SelectChoice]:
    found = directory.groups(db.session())
    return [SelectChoice("", none), *(SelectChoice(str(one.id), one.name) for one in found)]


def _move_form() -> MoveForm:
    form = MoveForm()
    form.group.choices = _groups(_("不编入联络组"))
    return form


def _page(
    found: Member, *, move_form: MoveForm | None = None, leave_form: LeaveForm | None = None
) -> str:
    stays = members.stays_of(db.session(), found.id)
    replaced = db.session().get(Member, found.replaces_id) if found.replaces_id else None
    lines = [
        (_("届"), _("第 %(term)s 届", term=found.term.no)),
        (_("委员证号"), found.member_no),
        (_("界别"), found.sector),
        (_("工作单位及职务"), found.employer_post),
        (_("所属联络组"), found.group.name if found.group else ""),
        (_("就任日期"), show_day(found.joined_on)),
        (_("接任谁的席位"), replaced.person.name if replaced else ""),
        (_("现状"), _standing(found)),
    ]
    return render_template(
        "admin/member.html",
        title=found.person.name,
        facts=[Fact(label, (value,)) for label, value in lines if value],
        stays=[Stay(one.group_name or _("不编入联络组"),
                    f"{show_day(one.since)} — {show_day(one.until)}") for one in stays],
        sitting=found.status == "sitting",
        number=found.id,
        move_form=move_form or _move_form(),
        leave_form=leave_form or LeaveForm(),
    )  # fmt: skip


def _namesakes(form: JoinForm) -> dict[str, Person]:
    """People of that name already known: the clerk says whether it is one of them."""
    name = (form.name.data or "").strip()
    found = directory.people(db.session(), name) if name else []
    known = {str(one.id): one for one in found if one.name == name}
    form.person.choices = [
        *(SelectChoice(key, _("是：%(name)s（%(seats)s）", name=one.name, seats=_seats(one)))
          for key, one in known.items()),
        SelectChoice(_NEW, _("不是，是同名的另一个人")),
    ]  # fmt: skip
    if not known:
        del form.person
    return known


def _seats(person: Person) -> str:
    seats = [_("第 %(term)s 届", term=one.term.no) for one in person.memberships]
    return "、".join(seats) or _("不是委员")


def _sound(form: JoinForm, known: dict[str, Person]) -> bool:
    if known and form.person.data not in {*known, _NEW}:
        form.person.errors = [_("请选择一项。")]
    elif known and any(
        one.status == "sitting"
        for one in (known[form.person.data].memberships if form.person.data in known else ())
    ):
        form.person.errors = [_("他现在就是在任委员。")]
    if member_by_no(db.session(), form.member_no.data) is not None:
        form.member_no.errors = [_("这个证号已经有人用了，请改用新的证号。")]
    if form.on.data > today():
        form.on.errors = [_("日期不能晚于今天；到了那一天再登记。")]
    return not form.errors and not any(field.errors for field in form)
