"""公示: calls that are open, and what is public of every listed project. No account, no cookie.

It reads `PublicProject` and the words of open calls, and nothing else. The pages stand under the
public blueprint: its language, its limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _

from models import PublicProject
from models.queries import projects as queries
from web import db
from web.house import house, today
from web.public import answer, bp, language
from web.wording import paragraphs, say, show_day, show_month, show_value

_STAGES = {
    "carrying_out": "正在实施", "accepted": "已经验收", "appraised": "结果公示中", "closed": "办结",
    "cancelled": "已取消、终止",
}  # fmt: skip
_OUTCOMES = {"satisfied": "满意", "basic": "基本满意", "dissatisfied": "不满意"}


@dataclass(frozen=True, slots=True)
class CallView:
    """An open call as everybody reads it."""

    title: str
    until: date
    scope: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicProjectView:
    """A public project, in the list or on its page."""

    number: str
    name: str
    url: str
    kind: str
    unit: str
    place: str
    stage: str
    progress: str
    month: str
    updated_on: date
    goal: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    budget: str = ""
    funds: tuple[tuple[str, str], ...] = ()
    milestones: tuple[tuple[str, str, str], ...] = ()
    plan: str = ""
    carried: str = ""
    appraisal: str = ""
    outcome: str = ""


@bp.get("/public/projects")
def projects() -> Response:
    """Open calls, and the listed projects of a year."""
    session = db.session()
    years = queries.public_project_years(session)
    asked = request.args.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    chosen = year if year in years else years[0] if years else None
    calls = tuple(
        CallView(one.title, one.call_until, paragraphs(one.scope))
        for one in queries.open_calls(session, today())
    )
    found = queries.public_projects(session, chosen) if chosen else ()
    kept: dict[str, Any] = {} if language() == "zh" else {"lang": language()}
    return answer(
        "public/projects.html",
        "noarchive",
        calls=calls,
        projects=tuple(_view(one) for one in found),
        years=[(one, url_for("public.projects", year=one, **kept), one == chosen) for one in years],
    )


@bp.get("/public/projects/<number>")
def project(number: str) -> Response:
    """One public project."""
    page = queries.public_project(db.session(), number.replace("\x00", ""))
    if page is None:
        abort(404)
    return answer("public/project.html", "noarchive", view=_view(page, whole=True))


def _view(page: PublicProject, *, whole: bool = False) -> PublicProjectView:
    kept: dict[str, Any] = {} if language() == "zh" else {"lang": language()}
    more: dict[str, Any] = _whole(page) if whole else {}
    return PublicProjectView(
        number=page.number,
        name=page.name,
        url=url_for("public.project", number=page.number, **kept),
        kind=show_value(house().rules.field("project_kind"), page.project_kind),
        unit=page.lead_unit,
        place=page.place,
        stage=say(_STAGES[page.stage]),
        progress=f"{page.progress}%",
        month=show_month(page.month) if page.month else "",
        updated_on=page.updated_on,
        **more,
    )


def _whole(page: PublicProject) -> dict[str, Any]:
    def day(text: str | None) -> str:
        return show_day(date.fromisoformat(text)) if text else ""

    more: dict[str, Any] = {
        "goal": paragraphs(page.goal),
        "partners": tuple(page.partner_units),
        "budget": _money(page.budget),
        "funds": tuple((one["source"], _money(Decimal(one["amount"]))) for one in page.funds),
        "milestones": tuple(
            (one["name"], day(one["planned_on"]), day(one["done_on"])) for one in page.milestones
        ),
        "plan": _("%(start)s开工，%(finish)s完成", start=show_day(page.start_plan),
                  finish=show_day(page.finish_plan)) if page.start_plan else "",
        "carried": _("结转到 %(year)s 年", year=page.carried_to) if page.carried_to else "",
    }  # fmt: skip
    if page.turnout:
        more["appraisal"] = _(
            "应参加 %(all)s 人，满意 %(a)s 票，基本满意 %(b)s 票，不满意 %(c)s 票",
            all=page.turnout, a=page.satisfied, b=page.basic, c=page.dissatisfied,
        )  # fmt: skip
        more["outcome"] = say(_OUTCOMES[page.outcome])
    return more


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else _("%(amount)s 万元", amount=f"{amount:,.2f}")
