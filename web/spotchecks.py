"""抽查: n of N cases drawn by a seed that is kept; what was found in each is written down."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models import SpotCheck, SpotCheckCase, Subject
from models.queries import audits, directory
from models.queries.history import count_events
from models.queries.visibility import may_see, visible_among
from web import db, gate
from web.casepage import case_url
from web.house import house, now, today
from web.listfilters import session_label
from web.listview import Choice
from web.wording import local, say
from workflow.drawing import digest_of, draw, draw_from_strata
from workflow.numbers import short_number

bp = Blueprint("spotchecks", __name__, url_prefix="/audit/spot-checks")
#: what can be looked at one by one
MOST = 200
_KINDS = ("proposal", "handling_task", "livelihood_project")
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case that was drawn."""

    row: SpotCheckCase
    number: str
    title: str
    url: str
    times_url: str


@bp.get("")
def listing() -> str:
    """Every spot check, newest first, and the form for another."""
    return _listing({}, {})


@bp.post("/draw")
def new() -> str | Response | tuple[str, int]:
    """Draw cases; what was typed wrongly is said, and nothing is drawn."""
    given = {name: request.form.get(name, "").strip() for name in
             ("kind", "session", "unit", "stratum", "wanted", "seed")}  # fmt: skip
    problems = _problems(given)
    cases: list[tuple[int, str]] = []
    if not problems:
        cases = _cases(given)
        if not cases:
            problems["wanted"] = _("没有符合这些条件的件，没有抽。")
    if problems:
        return _listing(given, problems), 422
    made = _draw(given, cases)
    flash(_("抽出了 %(count)s 件。", count=len(made.cases)), "success")
    return redirect(url_for("spotchecks.show", number=made.id), 303)


@bp.get("/<int:number>")
def show(number: int) -> str:
    """The cases that were drawn, with what was found."""
    return _page(_check(number), {}, "")


@bp.post("/<int:number>/note")
def note(number: int) -> str | Response | tuple[str, int]:
    """Write down what was found in each case, and of the whole."""
    check = _check(number)
    typed = {name: value.strip() for name, value in request.form.items()}
    if any(len(value) > _LONGEST for value in typed.values()):
        return _page(check, typed, _("每一栏最多 %(count)s 字。", count=_LONGEST)), 422
    bad = [
        row
        for row in check.cases
        if typed.get(f"verdict-{row.id}") == "unsound" and not typed.get(f"note-{row.id}")
    ]
    if bad:
        said = _("判为“有问题”的，请写明是什么问题（第 %(places)s 件）。",
                 places="、".join(str(row.place) for row in bad))  # fmt: skip
        return _page(check, typed, said), 422
    for row in check.cases:
        verdict = typed.get(f"verdict-{row.id}", row.verdict)
        words = typed.get(f"note-{row.id}", row.note)
        if verdict in {"", "sound", "unsound"} and (verdict, words) != (row.verdict, row.note):
            row.verdict, row.note = verdict, words
            row.noted_by, row.noted_at = gate.visitor().user.name, now()
    if (whole := typed.get("note", check.note)) != check.note:
        check.note, check.noted_at = whole, now()
    flash(_("已经记下。"), "success")
    return redirect(url_for("spotchecks.show", number=number), 303)


def _listing(given: dict[str, str], problems: dict[str, str]) -> str:
    session = db.session()
    kind, stratum = given.get("kind", "proposal"), given.get("stratum", "")
    return render_template(
        "audit/spot_checks.html",
        checks=[(one, local(one.made_at), sum(bool(row.verdict) for row in one.cases),
                 sum(row.verdict == "unsound" for row in one.cases))
                for one in audits.spot_checks(session)],
        may_draw="auditor" in gate.visitor().roles,
        kinds=[Choice(name, say(house().rules.workflow(name).label), name == kind)
               for name in _KINDS],
        sessions=[Choice(str(one.id), session_label(one), str(one.id) == given.get("session"))
                  for one in directory.sessions(session)],
        units=[Choice(str(one.id), one.short_name or one.name, str(one.id) == given.get("unit"))
               for one in directory.units(session)],
        strata=[Choice(name, label, name == stratum) for name, label in _strata()],
        given=given,
        problems=problems,
    )  # fmt: skip


def _strata() -> list[tuple[str, str]]:
    return [("", _("不分")), ("unit", _("按承办单位")), ("state", _("按状态"))]


def _problems(given: dict[str, str]) -> dict[str, str]:
    found = {}
    wanted = given["wanted"]
    if not (wanted.isascii() and wanted.isdigit() and 0 < int(wanted[:6]) <= MOST):
        found["wanted"] = _("请写抽几件：1 到 %(most)s 的整数。", most=MOST)
    if given["kind"] not in _KINDS:
        found["kind"] = _("请选择抽哪一类。")
    if given["stratum"] not in {"", "unit", "state"}:
        found["stratum"] = _("请选择怎样分层。")
    if len(given["seed"]) > 64:
        found["seed"] = _("种子最多 64 个字。")
    return found


def _cases(given: dict[str, str]) -> list[tuple[int, str]]:
    seen = may_see(gate.visitor().standing, today(), gate.sees())
    return audits.to_draw_from(
        db.session(), seen, given["kind"], _id(given["session"]), _id(given["unit"])
    )


def _draw(given: dict[str, str], cases: Sequence[tuple[int, str]]) -> SpotCheck:
    session, numbers, by = db.session(), [number for number, _state in cases], given["stratum"]
    labels = _labels(given["kind"], by, cases)
    seed, wanted = given["seed"] or secrets.token_hex(8), int(given["wanted"])
    if by:
        strata: dict[str, list[int]] = {}
        for number in numbers:
            strata.setdefault(labels[number], []).append(number)
        drawn = draw_from_strata(strata, wanted, seed)
    else:
        drawn = draw(numbers, wanted, seed)
    visitor = gate.visitor()
    made = SpotCheck(
        made_by_id=visitor.user.id, made_by=visitor.user.name, made_at=now(), kind=given["kind"],
        session_id=_id(given["session"]), unit_id=_id(given["unit"]), stratum=by, wanted=wanted,
        seed=seed, total=len(numbers), total_digest=digest_of(numbers),
        events=count_events(session),
        cases=[SpotCheckCase(place=place, subject_id=number, stratum_label=labels.get(number, ""))
               for place, number in enumerate(drawn, 1)],
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def _labels(kind: str, by: str, cases: Sequence[tuple[int, str]]) -> dict[int, str]:
    if by == "state":
        labels = {one.name: one.label for one in house().rules.workflow(kind).states}
        return {number: labels.get(state, state) for number, state in cases}
    if by == "unit":
        units = audits.first_units(db.session(), [number for number, _state in cases])
        return {number: units.get(number, "") for number, _state in cases}
    return {}


def _check(number: int) -> SpotCheck:
    found = audits.with_cases(db.session(), number)
    if found is None:
        gate.refuse(404, f"audit/spot-checks/{number}", "没有这次抽查")
    return found


def _page(check: SpotCheck, typed: dict[str, str], problem: str) -> str:
    cases = [row.subject for row in check.cases]
    seen = visible_among(
        db.session(), gate.visitor().standing, [one.id for one in cases], today(), gate.sees()
    )
    return render_template(
        "audit/spot_check.html",
        check=check,
        made_at=local(check.made_at),
        kind=say(house().rules.workflow(check.kind).label),
        stratum=dict(_strata())[check.stratum],
        cases=[_line(row, visible=row.subject_id in seen) for row in check.cases],
        may_note="auditor" in gate.visitor().roles,
        typed=typed,
        problem=problem,
        looked=sum(bool(row.verdict) for row in check.cases),
        unsound=sum(row.verdict == "unsound" for row in check.cases),
        report_url=url_for("printedlists.audit", check=check.id),
    )


def _line(row: SpotCheckCase, *, visible: bool) -> CaseLine:
    subject: Subject = row.subject
    if not visible:
        return CaseLine(row, short_number(subject), _("（收回修改的草稿，内容不公开）"), "", "")
    return CaseLine(
        row,
        short_number(subject),
        subject.title,
        case_url(subject),
        url_for("auditcase.times", number=subject.id),
    )


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
