"""履职: the duty board of all groups, a group's and a member's own year, the rules, the areas."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer
from wtforms.fields.choices import SelectChoice

from models import AreaContact, DutyRule, LiaisonGroup
from models.queries.duties import (
    active_groups,
    area_contacts,
    duty_rules,
    people_of_the_committee,
    same_rule,
)
from web import db, dutyview, gate, tables
from web.assessmentview import trend_of
from web.dutyforms import AreaForm, DutyRuleForm
from web.house import today
from web.order import Row
from web.ordertrace import different, note
from web.paperlinks import paper_response
from web.wording import say, show_day
from workflow.dutyboard import PERIODS, SOURCES, six

bp = Blueprint("duties", __name__, url_prefix="/duties")
Page = str | Answer | tuple[str, int]


@bp.get("")
def show() -> str:
    """The board: every group by every duty."""
    return render_template("duties/board.html", view=dutyview.build())


@bp.get("/table")
def table() -> Response:
    """The board as a spreadsheet."""
    year = dutyview.asked_year()
    title = _("%(year)s年履职看板", year=year)
    heads, rows = dutyview.table(year)
    content = tables.xlsx(title, heads, rows)
    return paper_response(content, tables.MIME, f"duties-{year}.xlsx", f"{title}.xlsx")


@bp.get("/groups/<int:number>")
def group(number: int) -> str:
    """One group's year, period by period."""
    found = db.session().get(LiaisonGroup, number) or abort(404)
    return _years([found], _("联络组履职"), back=True)


@bp.get("/group")
def own_group() -> str:
    """The year of the group one leads, or of each of them."""
    grants = gate.visitor().standing.grants
    ids = dict.fromkeys(
        one.group_id for one in grants if one.role == "liaison_leader" and one.holds_on(today())
    )
    found = [group for one in ids if one and (group := db.session().get(LiaisonGroup, one))]
    return _years(found, _("本组履职"), back=False)


def _years(groups: list[LiaisonGroup], title: str, *, back: bool) -> str:
    year = dutyview.asked_year()
    return render_template(
        "duties/year.html",
        title=title if len(groups) != 1 else f"{title}：{groups[0].name}",
        year=dutyview.year_filter(year),
        holders=[(dutyview.of_group(one, year), trend_of("group", one.id)) for one in groups],
        back=url_for("duties.show", year=year) if back else "",
    )


@bp.get("/mine")
def mine() -> str:
    """A member's own year: his duties where members owe them, and what is counted for him."""
    year, person = dutyview.asked_year(), gate.visitor().standing.person_id
    return render_template(
        "duties/year.html",
        title=_("我的履职"),
        year=dutyview.year_filter(year),
        holders=[(
            dutyview.of_member(person, gate.visitor().standing.name, year),
            trend_of("member", person),
        )],
        deeds=dutyview.deeds_of(person, year),
        back="",
    )  # fmt: skip


# ── the rules ───────────────────────────────────────────────────────────────


@bp.route("/rules", methods=["GET", "POST"])
def rules() -> Page:
    """The rules with their dates, and a form for another."""
    session = db.session()
    form = _form(DutyRule(valid_from=today(), minimum=1, counts=[]))
    if request.method == "POST" and request.form.get("_take") and not duty_rules(session):
        for one in six():
            session.add(one)
            _note(one, {})
        flash(_("已经载入“六个至少”，可以逐条修改。"), "success")
        return redirect(url_for("duties.rules"), 303)
    if request.method == "POST" and form.validate():
        new = DutyRule(place=len(duty_rules(session)) + 1)
        if _saved(new, form):
            return redirect(url_for("duties.rules"), 303)
    known = list(duty_rules(session))
    rows = [_row(one) for one in known or six()]
    heads = (
        _("指标"),
        _("由谁完成"),
        _("周期和次数"),
        _("哪些算"),
        _("自哪一天起"),
        _("到哪一天止"),
    )
    status = 422 if request.method == "POST" else 200
    page = render_template(
        "duties/rules.html", form=form, rows=rows, heads=heads, standard=not known
    )
    return page, status


@bp.route("/rules/<int:number>", methods=["GET", "POST"])
def rule(number: int) -> Page:
    """One rule: changed for the future by ending it and entering another."""
    found = db.session().get(DutyRule, number) or abort(404)
    form = _form(found)
    if request.method == "POST" and form.validate() and _saved(found, form):
        return redirect(url_for("duties.rules"), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("duties/rule.html", form=form, title=found.name), status


def _row(one: DutyRule) -> Row:
    return Row(
        tuple(_described(one).values()),
        url_for("duties.rule", number=one.id) if one.id else "",
        one.valid_until is None or one.valid_until >= today(),
    )


def _described(one: DutyRule) -> dict[str, str]:
    holders = {"group": "联络组", "member": "每位委员"}
    return {
        "指标": one.name,
        "由谁完成": say(holders[one.holder]),
        "周期和次数": dutyview.rule_words(one),
        "哪些算": "、".join(say(SOURCES[name][0]) for name in one.counts if name in SOURCES),
        "自哪一天起": show_day(one.valid_from) if one.id else _("一直"),
        "到哪一天止": show_day(one.valid_until),
    }


def _form(row: DutyRule) -> DutyRuleForm:
    form = DutyRuleForm(obj=row)
    form.period.choices = [SelectChoice(key, say(word)) for key, word in PERIODS.items()]
    form.counts.choices = [SelectChoice(key, say(one[0])) for key, one in SOURCES.items()]
    return form


def _saved(row: DutyRule, form: DutyRuleForm) -> bool:
    session = db.session()
    asked = DutyRule(
        id=row.id, name=form.name.data, holder=form.holder.data,
        valid_from=form.valid_from.data, valid_until=form.valid_until.data,
    )  # fmt: skip
    if same_rule(session, asked):
        form.valid_from.errors = [_("同名的指标在这段时间里已经有一条，请先填它停用的日期。")]
        return False
    before = _described(row) if row.id else {}
    form.populate_obj(row)
    session.add(row)
    session.flush()
    _note(row, before)
    flash(_("已经保存。"), "success")
    return True


def _note(row: DutyRule, before: dict[str, str]) -> None:
    db.session().flush()
    note("duty_rule", row.name, different(before, _described(row)))


# ── areas ───────────────────────────────────────────────────────────────────


@bp.route("/areas", methods=["GET", "POST"])
def areas() -> Page:
    """片区联系: who of the committee looks after which groups, from when to when."""
    session, form = db.session(), AreaForm()
    people = people_of_the_committee(session)
    form.person_id.choices = [SelectChoice(str(one.id), one.name) for one in people]
    form.groups.choices = [SelectChoice(str(one.id), one.name) for one in active_groups(session)]
    ending = request.form.get("_end", "")
    if request.method == "POST" and ending.isdecimal():
        _end(int(ending))
        return redirect(url_for("duties.areas"), 303)
    if request.method == "POST" and form.validate():
        name = {str(one.id): one.name for one in people}[form.person_id.data]
        _assign(int(form.person_id.data), name, form)
        return redirect(url_for("duties.areas"), 303)
    if request.method == "GET":
        form.since.data = today()
    status = 422 if request.method == "POST" else 200
    page = render_template(
        "duties/areas.html", form=form, found=area_contacts(session), now=today()
    )
    return page, status


def _assign(person_id: int, name: str, form: Any) -> None:
    session, since = db.session(), form.since.data
    standing = [one for one in area_contacts(session) if one.person_id == person_id]
    held = {one.group_id for one in standing if one.until is None or one.until >= since}
    chosen = [one for one in active_groups(session) if str(one.id) in form.groups.data]
    for one in chosen:
        if one.id not in held:
            session.add(AreaContact(person_id=person_id, group_id=one.id, since=since))
    session.flush()
    note("area_assigned", name, {"联系的组": ("", "、".join(one.name for one in chosen))}, on=since)
    flash(_("已经保存。"), "success")


def _end(number: int) -> None:
    found = db.session().get(AreaContact, number)
    if found is None or found.until is not None:
        return
    found.until = max(today(), found.since)
    note("area_ended", found.person.name, {"联系的组": (found.group.name, "")}, on=found.until)
    flash(_("已经保存。"), "success")
