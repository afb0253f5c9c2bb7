"""表彰: what is commended, how many places are left, candidates, and the rules of the awards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from models import AwardRule, Commendation
from models.queries.commendations import commendations_of, every_award_rule
from models.queries.duties import seated
from web import db, gate
from web.assessments import asked_year
from web.dutyforms import AwardRuleForm
from web.house import house, today
from web.listview import Choice, Filter
from web.order import Row
from web.ordertrace import different, note
from web.wording import say, show_day
from workflow.awarding import AWARDS, EXCLUSIONS, places, rule_of

bp = Blueprint("commendations", __name__, url_prefix="/commendations")
Page = str | Response | tuple[str, int]
_DESK = frozenset({"office", "office_head", "supervisor", "leader", "auditor"})
#: what everybody may read of: what has been decided and is not withdrawn
_KNOWN = ("commended", "withdrawing")


@bp.get("")
def desk() -> str:
    """The commended of a year, in the order in which they were recommended; the desk sees all."""
    year, whole = asked_year(), bool(gate.visitor().roles & _DESK)
    session = db.session()
    # 公示 is public: everybody in the house may read who is proposed, and object.
    states = () if whole else (*_KNOWN, "noticing")
    person = gate.visitor().standing.person_id
    found = [
        one for one in commendations_of(session, year)
        if not states or one.state in states or one.author_id == person
    ]  # fmt: skip
    return render_template(
        "commendations/desk.html",
        year=_years(year),
        parts=[
            (say(label), _places(award, year) if whole else "",
             [_line(one, whole) for one in found if one.award == award])
            for award, label in AWARDS.items()
        ],
        may_recommend=bool(
            gate.visitor().roles & {"member", "liaison_leader", "office", "handling_unit"}
        ),
        rules_url=url_for("commendations.rules") if "office" in gate.visitor().roles else "",
    )  # fmt: skip


def _years(chosen: int) -> Filter:
    years = range(today().year, today().year - 6, -1)
    choices = tuple(Choice(str(one), _("%(year)s 年", year=one), one == chosen) for one in years)
    return Filter("year", _("年度"), str(chosen), choices)


def _places(award: str, year: int) -> str:
    rule = rule_of(db.session(), award, year)
    if rule is None:
        return _("还没有定名额")
    found = places(db.session(), rule, year)
    words = _("名额 %(limit)s，已用 %(taken)s（基数 %(base)s）",
              limit=found.limit, taken=found.taken, base=found.base)  # fmt: skip
    if found.collective:
        words += _("；其中至少 %(count)s 件留给集体提案", count=found.collective)
    return words


def _line(one: Commendation, whole: bool) -> tuple[str, str, str, str]:
    """Whom, where it stands, the certificate's number, and where it is opened."""
    own = one.author_id == gate.visitor().standing.person_id
    url = url_for("casework.show", number=one.id) if whole or own else ""
    state = say(house().rules.workflow("commendation").state(one.state).label)
    return one.candidate, state, one.number or "", url


# ── the rules ───────────────────────────────────────────────────────────────


@bp.route("/rules", methods=["GET", "POST"])
def rules() -> Page:
    """Quotas and exclusions with their dates; a new one ends the one before it."""
    form = _form()
    if request.method == "POST" and form.validate() and _saved(form):
        return redirect(url_for("commendations.rules"), 303)
    if request.method == "GET":
        form.valid_from.data = date(today().year, 1, 1)
    rows = [
        Row(
            tuple(_described(one).values()),
            "",
            one.valid_until is None or one.valid_until >= today(),
        )
        for one in every_award_rule(db.session())
    ]
    heads = tuple(_heads())
    page = render_template("commendations/rules.html", form=form, rows=rows, heads=heads)
    return page, 422 if request.method == "POST" else 200


def _heads() -> list[str]:
    return [_("表彰项目"), _("名额"), _("集体提案至少"), _("不能评的情况"), _("不参加评选的人"),
            _("自哪一天起"), _("到哪一天止")]  # fmt: skip


def _described(one: AwardRule) -> dict[str, str]:
    names = {member.person_id: member.person.name for member in seated(db.session())}
    quota = [f"{one.percent}%"] if one.percent else []
    quota += [_("最多 %(count)s 名", count=one.most)] if one.most else []
    values = (
        say(AWARDS[one.award]),
        "，".join(quota),
        f"{one.collective_percent}%" if one.award == "excellent_proposal" else "",
        "；".join(say(EXCLUSIONS[name]) for name in one.excludes if name in EXCLUSIONS),
        "、".join(names.get(number, "") for number in one.excluded_people),
        show_day(one.valid_from),
        show_day(one.valid_until),
    )
    return dict(zip(_heads(), values, strict=True))


def _form() -> AwardRuleForm:
    form = AwardRuleForm()
    form.award.choices = [SelectChoice(key, say(word)) for key, word in AWARDS.items()]
    form.excludes.choices = [SelectChoice(key, say(word)) for key, word in EXCLUSIONS.items()]
    form.excluded_people.choices = [
        SelectChoice(str(one.person_id), f"{one.person.name}（{one.employer_post or one.sector}）")
        for one in seated(db.session())
    ]
    return form


def _saved(form: Any) -> bool:
    session, since = db.session(), form.valid_from.data
    known = [one for one in every_award_rule(session) if one.award == form.award.data]
    if any(one.valid_from >= since for one in known):
        form.valid_from.errors = [_("这一项已有规则自这一天或者以后起用，请换一个日期。")]
        return False
    last = known[0] if known else None
    if last is not None and (last.valid_until is None or last.valid_until >= since):
        last.valid_until = since - timedelta(days=1)
    new = AwardRule(
        award=form.award.data,
        percent=form.percent.data,
        most=form.most.data,
        collective_percent=form.collective_percent.data or 0,
        excludes=list(form.excludes.data or ()),
        excluded_people=[int(one) for one in form.excluded_people.data or ()],
        valid_from=since,
        valid_until=form.valid_until.data,
    )
    session.add(new)
    session.flush()
    before = _described(last) if last is not None else {}
    note("award_rule", say(AWARDS[new.award]), different(before, _described(new)), on=since)
    flash(_("已经保存。"), "success")
    return True
