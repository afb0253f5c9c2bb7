"""民生实事: calls and ballots, the board of lights, the monthly bulletin. All of it is computed."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from models import LivelihoodProject, Subject
from models.queries import projects as queries
from web import db, gate
from web.house import house, today
from web.lights import LightView, light_then, light_view
from web.listview import Choice, Filter
from web.wording import say, show_month
from workflow.deadlines import local_date
from workflow.lights import Scale, progress_on, scale_of
from workflow.monthly import due_of, missing_month, name_of_month
from workflow.numbers import short_number

bp = Blueprint("projects", __name__, url_prefix="/projects")
_OVER = ("closed", "tailing", "publicizing", "appraisal")


@dataclass(frozen=True, slots=True)
class EventLine:
    """A call or a ballot in the list."""

    title: str
    url: str
    number: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One project on the board, or in the bulletin."""

    number: str
    title: str
    url: str
    unit: str
    town: str
    progress: str
    light: LightView
    missing: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The counts of a month, each of how many, and who lags."""

    month: str
    listed: int
    started: int
    done: int
    laggards: tuple[BoardLine, ...]
    missing: tuple[BoardLine, ...]


@bp.get("")
def desk() -> str:
    """征集和票决."""
    lines = tuple(_event(one) for one in queries.calls_and_ballots(db.session()))
    begin = "office" in gate.visitor().roles
    ways = (("project_call", None), ("ballot_session", None), ("livelihood_project", "enter_need"))
    return render_template(
        "projects/desk.html",
        lines=lines,
        begin=[
            (_start_label(kind, way), url_for("casework.begin", kind=kind, way=way))
            for kind, way in ways
        ] if begin else [],
    )  # fmt: skip


def _start_label(kind: str, way: str | None) -> str:
    workflow = house().rules.workflow(kind)
    starts = {one.name: one for one in workflow.starts}
    return say((starts[way] if way else workflow.start).label)


def _event(subject: Subject) -> EventLine:
    workflow = house().engine.rules_of(db.session(), subject).workflow(subject.kind)
    return EventLine(
        subject.title,
        url_for("casework.show", number=subject.id),
        subject.number or "",
        say(workflow.label),
        say(workflow.state(subject.state).label),
    )


@bp.get("/board")
def board() -> str:
    """进度灯: every project that is being carried out, the gravest first."""
    asked = {name: request.args.get(name, "").strip() for name in ("q", "light", "unit", "town")}
    lines = [line for one in queries.listed_projects(db.session()) if (line := _board_line(one))]
    counts = {name: sum(line.light.colour == name for line in lines) for name in _COLOURS}
    shown = [
        line
        for line in lines
        if asked["q"] in line.title
        and asked["light"] in ("", line.light.colour)
        and asked["unit"] in ("", line.unit)
        and asked["town"] in ("", line.town)
    ]
    shown.sort(key=lambda line: (_COLOURS.index(line.light.colour), line.number))
    filters = (
        Filter("q", _("项目名称"), asked["q"]),
        Filter("light", _("灯色"), asked["light"], _choices(
            asked["light"], [(name, _colour(name)) for name in _COLOURS])),
        Filter("unit", _("责任单位"), asked["unit"], _choices(
            asked["unit"], [(one, one) for one in sorted({line.unit for line in lines})])),
        Filter("town", _("乡镇"), asked["town"], _choices(
            asked["town"], [(one, one) for one in sorted({line.town for line in lines} - {""})])),
    )  # fmt: skip
    return render_template(
        "projects/board.html",
        lines=shown,
        counts=counts,
        total=len(lines),
        view={"filters": filters, "groups": (), "clear_url": url_for("projects.board")
              if any(asked.values()) else "", "sought": asked["q"]},
        day=today(),
        bulletin_url=url_for("projects.bulletin"),
    )  # fmt: skip


_COLOURS = ("red", "yellow", "green")


def _colour(name: str) -> str:
    from web.lights import COLOURS

    return say(COLOURS[name])


def _choices(chosen: str, some: list[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(key, label, key == chosen) for key, label in [("", _("全部")), *some])


def _board_line(project: LivelihoodProject) -> BoardLine | None:
    light = light_view(project)
    if light is None:
        return None
    month = missing_month(project, today(), _scale(project).report_day)
    return _line(project, light, project.progress, month if project.state == "carrying_out" else "")


def _line(
    project: LivelihoodProject, light: LightView, progress: int, month: str | None
) -> BoardLine:
    return BoardLine(
        number=short_number(project),
        title=project.title,
        url=url_for("casework.show", number=project.id),
        unit=project.lead_unit_name,
        town=project.town.name.removesuffix("联络组") if project.town else "",
        progress=f"{progress}%",
        light=light,
        missing=_("缺%(month)s月报", month=show_month(month)) if month else "",
    )


def _scale(project: LivelihoodProject) -> Scale:
    return scale_of(house().engine.rules_of(db.session(), project), project)


# ── 月度通报 ────────────────────────────────────────────────────────────────


@bp.get("/bulletin")
def bulletin() -> str:
    """The bulletin of a month, by its last day or by today; printed from the browser."""
    months = _months()
    asked = request.args.get("month", "")
    month = asked if asked in months else months[0]
    return render_template(
        "projects/bulletin.html",
        bulletin=bulletin_of(month),
        months=[(one, show_month(one), one == month) for one in months],
        label=show_month(month),
        year=month[:4],
    )


def _months() -> list[str]:
    day, found = today(), []
    for _step in range(12):
        found.append(name_of_month(day))
        day = date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)
    return found


def bulletin_of(month: str) -> Bulletin:
    """What the bulletin of a month says: the projects listed in its year, or carried into it."""
    year, number = (int(part) for part in month.split("-"))
    last = min(date(year, number, monthrange(year, number)[1]), today())
    known = [one for one in queries.listed_projects(db.session()) if _counts(one, year, last)]
    going = [one for one in known if not _is_done(one, last)]
    lines = [_line(one, light_then(one, last), progress_on(one, last), "") for one in going]
    laggards = [line for line in lines if line.light.colour != "green"]
    laggards.sort(key=lambda line: (_COLOURS.index(line.light.colour), line.number))
    missing = [
        _line(one, light_then(one, last), progress_on(one, last), month)
        for one in going
        if _lacks(one, year, number, last)
    ]
    return Bulletin(
        month=month,
        listed=len(known),
        started=sum(_has_begun(one, last) for one in known),
        done=len(known) - len(going),
        laggards=tuple(laggards),
        missing=tuple(missing),
    )


def _counts(project: LivelihoodProject, year: int, last: date) -> bool:
    """Listed by then, in that year or still going on in it; not what was cancelled by then."""
    listed = int((project.number or "0").partition("-")[0])
    ended_at = project.closed_at
    if project.state == "cancelled" and ended_at and local_date(ended_at) <= last:
        return False
    if listed > year or project.listed_on is None or project.listed_on > last:
        return False
    ended = project.finished_on
    return listed == year or ended is None or ended.year >= year


def _is_done(project: LivelihoodProject, last: date) -> bool:
    return project.finished_on is not None and project.finished_on <= last


def _has_begun(project: LivelihoodProject, last: date) -> bool:
    return progress_on(project, last) > 0 or (
        project.started_on is not None and project.started_on <= last
    )


def _lacks(project: LivelihoodProject, year: int, number: int, last: date) -> bool:
    """Whether that month's report was due by then and is not there."""
    due = due_of(year, number, _scale(project).report_day)
    if project.accepted_on is None or due <= project.accepted_on or due >= last:
        return False
    month = f"{year}-{number:02d}"
    return not any(
        one.month == month and local_date(one.reported_at) <= last for one in project.counted
    )
