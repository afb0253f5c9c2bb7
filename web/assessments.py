"""年度考核: the desk of a year, the schemes, everybody's own years; no page ranks by default."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer
from wtforms.fields.choices import SelectChoice

from models import Assessment, ScoreScheme
from models.queries.assessments import assessments_of, every_scheme, scheme_on, to_assess
from models.queries.people import session_on
from web import db, gate, lists, tables
from web.assessmentview import HOLDER_WORDS, trend_of
from web.dutyforms import OpenForm, SchemeForm
from web.house import house, now, today
from web.ledgertext import points
from web.listview import Choice, Filter
from web.order import Row
from web.ordertrace import different, note
from web.paperlinks import paper_response
from web.wording import say, show_day
from workflow.assessing import last_day
from workflow.judgement import Refused
from workflow.limits import setting_of
from workflow.presets import preset_names, preset_text
from workflow.schemes import COUNTS, BadScheme, Scheme, ScoreRule, read_scheme
from workflow.scoring import shown

bp = Blueprint("assessments", __name__, url_prefix="/assessments")
Page = str | Answer | tuple[str, int]
_FIELDS = {"member": "assessed_member", "group": "assessed_group", "unit": "assessed_unit"}
_FILTERS = ("q", "state", "due")
#: who reads the desk, in the order in which their lists are offered
_READERS = ("office", "office_head", "leader", "auditor")


@bp.get("")
def desk() -> str:
    """The assessments as a list, and the form that begins those of everybody."""
    role = next(one for one in _READERS if one in gate.visitor().roles)
    view = lists.listing(_("年度考核"), ("assessment",), role, filters=_FILTERS)
    year, holder = asked_year(), asked_holder()
    return render_template(
        "assessments/desk.html",
        view=view,
        form=_open_form() if "office" in gate.visitor().roles else None,
        rows=_rows(year, holder),
        filters_of=_choices(year, holder),
        heads=(_("对象"), _("现状"), _("得分"), _("等次")),
        ranked=ranking_allowed(),
        table_url=url_for("assessments.table", year=year, holder=holder),
    )


@bp.post("/begin")
def open_all() -> Page:
    """全部开始考核: of every member, group or unit that has none in the year yet."""
    form = _open_form()
    if not form.validate():
        flash(_("请选择考核谁、哪一年。"), "problem")
        return redirect(url_for("assessments.desk"), 303)
    holder, year = form.holder.data, int(form.year.data)
    begun, refused = _open_each(holder, year)
    if refused and not begun:
        flash(refused[0], "problem")
    else:
        told = _("已经开始 %(count)s 件考核，%(left)s 件没有开始。", count=begun, left=len(refused))
        flash(told, "success")
    return redirect(url_for("assessments.desk", year=year, holder=holder), 303)


def _open_each(holder: str, year: int) -> tuple[int, list[str]]:
    session, engine, moment = db.session(), house().engine, now()
    user, begun, refused = gate.visitor().standing, 0, []
    for number, _name in to_assess(session, holder):
        data = {"assessed_year": year, _FIELDS[holder]: number}
        try:
            with session.begin_nested():
                engine.open(session, "assessment", by=user, data=data, now=moment)
            begun += 1
        except Refused as why:
            refused.append("；".join(say(one.sentence) for one in why.reasons))
    return begun, refused


@bp.get("/table")
def table() -> Response:
    """The year as a spreadsheet, in the order of the register."""
    year, holder = asked_year(), asked_holder()
    title = _("%(year)s年度考核（%(holder)s）", year=year, holder=say(HOLDER_WORDS[holder]))
    heads = [_("对象"), _("现状"), _("得分"), _("等次"), _("审核人"), _("审定人")]
    rows = [
        (one.holder_name, _state(one), _score(one), one.grade, one.examined_by, one.decided_by)
        for one in _ordered(year, holder)
    ]
    content = tables.xlsx(title, heads, rows)
    return paper_response(content, tables.MIME, f"assessments-{year}.xlsx", f"{title}.xlsx")


@bp.get("/mine")
def mine() -> str:
    """Everybody's own years: the member's, his group's, his unit's."""
    user = gate.visitor().standing
    held = [one for one in user.grants if one.holds_on(today())]
    found = [(_("本人"), trend_of("member", user.person_id))]
    found += [(one.group.name, trend_of("group", one.group.id)) for one in held
              if one.role == "liaison_leader" and one.group]  # fmt: skip
    found += [(one.unit.name, trend_of("unit", one.unit.id)) for one in held
              if one.role == "handling_unit" and one.unit]  # fmt: skip
    return render_template("assessments/mine.html", trends=[one for one in found if one[1]])


# ── schemes ─────────────────────────────────────────────────────────────────


@bp.route("/schemes", methods=["GET", "POST"])
def schemes() -> Page:
    """The schemes with their dates; a new one is a text, begun from a preset if one likes."""
    form = SchemeForm()
    wanted = request.args.get("preset", "")
    if request.method == "GET":
        form.text.data = preset_text(wanted) if wanted in preset_names() else ""
        form.valid_from.data = date(today().year, 1, 1)
    if request.method == "POST" and form.validate() and _entered(form):
        return redirect(url_for("assessments.schemes"), 303)
    rows = [
        Row(
            (one.name, say(HOLDER_WORDS[one.holder]), show_day(one.valid_from),
             show_day(one.valid_until)),
            url_for("assessments.scheme", number=one.id),
            one.valid_until is None or one.valid_until >= today(),
        )
        for one in every_scheme(db.session())
    ]  # fmt: skip
    page = render_template(
        "assessments/schemes.html",
        form=form,
        rows=rows,
        heads=(_("积分办法"), _("考核谁"), _("自哪一天起"), _("到哪一天止")),
        presets=[(name, read_scheme(preset_text(name)).name) for name in preset_names()],
        opened=bool(wanted) or request.method == "POST",
    )
    return page, 422 if request.method == "POST" else 200


@bp.get("/schemes/<int:number>")
def scheme(number: int) -> str:
    """One scheme as a table, for everybody who is judged by it."""
    found = db.session().get(ScoreScheme, number) or abort(404)
    read = read_scheme(found.text)
    lines = [
        (part, [(one.label, say(COUNTS[one.counts]), _points_of(one), one.unit, one.note)
                for one in read.rules if one.section == part.name],
         shown(part.cap) if part.cap is not None else "")
        for part in read.sections
    ]  # fmt: skip
    grades = [(label, shown(least)) for least, label in read.grades]
    return render_template(
        "assessments/scheme.html", found=found, read=read, lines=lines, grades=grades
    )


def _points_of(rule: ScoreRule) -> str:
    levels = "、".join(shown(value) for value in rule.levels.values())
    said = levels or shown(rule.points)
    if rule.cap is None:
        return said
    return _("%(points)s（最多 %(cap)s）", points=said, cap=shown(rule.cap))


def _entered(form: SchemeForm) -> bool:
    session, since = db.session(), form.valid_from.data
    try:
        read = read_scheme(form.text.data)
    except BadScheme as bad:
        form.text.errors = [say(one) for one in bad.faults]
        return False
    known = [one for one in every_scheme(session) if one.holder == read.holder]
    if any(one.valid_from >= since for one in known):
        form.valid_from.errors = [_("已有同一类的办法自这一天或者以后起用，请换一个日期。")]
        return False
    last = known[0] if known else None
    if last is not None and (last.valid_until is None or last.valid_until >= since):
        last.valid_until = since - timedelta(days=1)
    session.add(
        ScoreScheme(
            holder=read.holder, name=read.name, text=form.text.data, valid_from=since,
            entered_by=gate.visitor().user.name, entered_at=now(),
        )
    )  # fmt: skip
    session.flush()
    before = _words(read_scheme(last.text)) if last is not None else {}
    note("score_scheme", read.name, different(before, _words(read)), on=since)
    flash(_("已经保存。"), "success")
    return True


def _words(read: Scheme) -> dict[str, str]:
    return {one.label: _points_of(one) for one in read.rules}


# ── a year ──────────────────────────────────────────────────────────────────


def asked_year() -> int:
    """The year the address asks for; last year's while this one has begun but lately."""
    text = request.args.get("year", "")
    years = _years()
    return int(text) if text.isdecimal() and int(text) in years else years[0]


def asked_holder() -> str:
    """Members, groups or units."""
    asked = request.args.get("holder", "")
    return asked if asked in _FIELDS else "member"


def _years() -> list[int]:
    return [today().year - back for back in range(6)]


def ranking_allowed() -> bool:
    """Whether the committee has turned ranking on for the session in which we are."""
    plenary = session_on(db.session(), today())
    return setting_of(house().rules.parameter("ranking"), plenary) == "yes_"


def _ordered(year: int, holder: str) -> list[Assessment]:
    found = list(assessments_of(db.session(), holder, year))
    if ranking_allowed() and request.args.get("by") == "score":
        # 按得分排列 is off unless the committee has turned it on.
        return sorted(found, key=lambda one: (-(one.score or 0), one.holder_name))
    return found


def _rows(year: int, holder: str) -> list[Row]:
    return [
        Row(
            (one.holder_name, _state(one), _score(one), one.grade),
            url_for("casework.show", number=one.id),
        )
        for one in _ordered(year, holder)
    ]


def _state(one: Assessment) -> str:
    return say(house().rules.workflow("assessment").state(one.state).label)


def _score(one: Assessment) -> str:
    return points(str(one.score)) if one.score is not None else ""


def _choices(year: int, holder: str) -> tuple[Filter, ...]:
    years = tuple(Choice(str(one), _("%(year)s 年", year=one), one == year) for one in _years())
    holders = tuple(Choice(key, say(word), key == holder) for key, word in HOLDER_WORDS.items())
    found = [
        Filter("year", _("年度"), str(year), years),
        Filter("holder", _("考核谁"), holder, holders),
    ]
    if ranking_allowed():
        by = request.args.get("by", "")
        orders = (Choice("", _("名册的次序"), by != "score"),
                  Choice("score", _("按得分"), by == "score"))  # fmt: skip
        found.append(Filter("by", _("排列"), by, orders))
    return tuple(found)


def _open_form() -> OpenForm:
    form = OpenForm()
    form.holder.choices = [
        SelectChoice(key, say(word)) for key, word in HOLDER_WORDS.items()
        if any(scheme_on(db.session(), key, last_day(year)) for year in _years())
    ]  # fmt: skip
    form.year.choices = [SelectChoice(str(one), str(one)) for one in _years()]
    return form
