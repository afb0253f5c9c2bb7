"""值得一看的情形: what an auditor may want to look at, each explained, n of N, with its cases."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, url_for
from flask_babel import gettext as _

from models.queries.audits import subjects_called
from models.queries.patterns import Sighting
from models.queries.visibility import visible_among
from web import db, gate, tables
from web.casepage import case_url
from web.house import today
from web.paperlinks import paper_response
from web.patternwords import PATTERNS, Pattern
from workflow.numbers import short_number

bp = Blueprint("patterns", __name__, url_prefix="/audit/patterns")


@dataclass(frozen=True, slots=True)
class HitLine:
    """One hit as the page shows it."""

    number: str
    title: str
    url: str
    audit_url: str
    words: str


@bp.get("")
def listing() -> str:
    """Every pattern with how often it was found, of how many."""
    return render_template(
        "audit/patterns.html",
        patterns=[
            (url_for("patterns.show", name=name), one.title(), one.why(*one.threshold),
             len(found.hits), found.total, one.among())
            for name, one in PATTERNS.items()
            if (found := _found(one))
        ],
    )  # fmt: skip


@bp.get("/<name>")
def show(name: str) -> str:
    """The cases in which one pattern was found."""
    pattern = _pattern(name)
    found = _found(pattern)
    return render_template(
        "audit/pattern.html",
        title=pattern.title(),
        why=pattern.why(*pattern.threshold),
        among=pattern.among(),
        total=found.total,
        hits=_lines(pattern, found),
        cases=len({one.case_id for one in found.hits}),
        table_url=url_for("patterns.table", name=name),
    )


@bp.get("/<name>/table")
def table(name: str) -> Response:
    """The same as a spreadsheet."""
    pattern = _pattern(name)
    rows = [(one.number, one.title, one.words) for one in _lines(pattern, _found(pattern))]
    headings = [_("编号"), _("案由"), _("情形")]
    content = tables.xlsx(pattern.title(), headings, rows)
    plain = f"pattern-{name.replace('_', '-')}.xlsx"
    return paper_response(content, tables.MIME, plain, f"{pattern.title()}.xlsx")


def _pattern(name: str) -> Pattern:
    if name not in PATTERNS:
        gate.refuse(404, f"audit/patterns/{name[:50]}", "没有这种情形")
    return PATTERNS[name]


def _found(pattern: Pattern) -> Sighting:
    """What it finds among the cases that this person may see."""
    found = pattern.find(db.session(), *pattern.threshold)
    ids = sorted({one.case_id for one in found.hits})
    seen = visible_among(db.session(), gate.visitor().standing, ids, today(), gate.sees())
    return Sighting(tuple(one for one in found.hits if one.case_id in seen), found.total)


def _lines(pattern: Pattern, found: Sighting) -> list[HitLine]:
    cases = subjects_called(db.session(), {one.case_id for one in found.hits})
    return [
        HitLine(
            number=short_number(cases[one.case_id]),
            title=cases[one.case_id].title,
            url=case_url(cases[one.case_id]),
            audit_url=url_for("auditcase.times", number=one.case_id),
            words=pattern.say(one.said),
        )
        for one in found.hits
    ]
