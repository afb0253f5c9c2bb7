"""Pages of activities: the list, the year by groups, and attendance as a spreadsheet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from models import Activity
from models.queries.activities import seen_in_year
from web import db, gate, lists, tables
from web.access import AUDITOR, COMMITTEE, GROUP, HOMES, MEMBER
from web.activitytext import ATTENDANCE, SPEECH, activity_words, kind_words
from web.casepage import case_url
from web.house import house, today
from web.listview import Choice
from web.paperlinks import paper_response
from web.wording import say

bp = Blueprint("activities", __name__)
_READERS = COMMITTEE | GROUP | MEMBER | AUDITOR
_FILTERS = ("q", "state", "session", "liaison", "due")


@dataclass(frozen=True, slots=True)
class Coming:
    """One activity that is to be held."""

    on: date
    title: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One group, or the county: how many of each kind are confirmed, and what is open."""

    name: str
    counts: tuple[int, ...]
    confirmed: int
    open: int


@bp.get("/activities")
def listing() -> str:
    """The activities that concern the reader."""
    role = _role()
    titles = {"member": _("我的活动"), "liaison_leader": _("本组活动")}
    filters = _FILTERS if role not in titles else ("q", "state", "due")
    view = lists.listing(titles.get(role, _("全部活动")), ("activity",), role, filters=filters)
    beside = [*lists.beginnings("activity"), (_("全年活动和日程"), url_for("activities.year"))]
    return render_template("list.html", view=view, beside=beside)


@bp.get("/activities/year")
def year() -> str:
    """What is coming, and what each group has done in a year. In the order of the register."""
    chosen = _year()
    found = seen_in_year(db.session(), gate.visitor().standing, gate.sees(), today(), chosen)
    kinds = [name for name, _label in house().rules.field("activity_kind").choices]
    return render_template(
        "activities.html",
        year=chosen,
        years=[Choice(str(one), str(one), one == chosen) for one in _years()],
        kinds=[say(label) for _name, label in house().rules.field("activity_kind").choices],
        lines=_lines(found, kinds),
        coming=_coming(found),
        table_url=url_for("activities.table", year=chosen) if _exports() else "",
    )


@bp.get("/activities/attendance")
def table() -> Response:
    """Attendance of a year as a spreadsheet: one line a member and activity."""
    chosen = _year()
    found = seen_in_year(db.session(), gate.visitor().standing, gate.sees(), today(), chosen)
    name = _("活动考勤，%(year)s 年", year=chosen)
    return _sheet(name, [one for one in found if one.held_on])


@bp.get("/cases/<int:number>/attendance")
def attendance(number: int) -> Response:
    """Attendance of one activity as a spreadsheet."""
    subject = gate.find_whole(number)
    if not isinstance(subject, Activity) or subject.held_on is None:
        gate.refuse(404, f"cases/{number}/attendance", "没有登记过的活动")
    return _sheet(_("考勤：%(title)s", title=subject.title), [subject])


def _sheet(name: str, found: list[Activity]) -> Response:
    headings = [_("日期"), _("活动"), _("类别"), _("组织单位"), _("地点"), _("委员"), _("到会情况"),
                _("发言"), _("执笔人")]  # fmt: skip
    rules = house().rules
    rows = [
        (
            activity.held_on,
            activity.title,
            kind_words(activity, rules),
            activity.organiser,
            activity.place,
            one.person_name,
            say(ATTENDANCE[one.attendance]) if one.attendance else "",
            say(SPEECH[one.speech]) if one.speech != "none" else "",
            _("是") if one.wrote else "",
        )
        for activity in found
        for one in activity.participants
    ]
    content = tables.xlsx(name, headings, rows)
    return paper_response(content, tables.MIME, "attendance.xlsx", f"{name}.xlsx")


def _lines(found: list[Activity], kinds: list[str]) -> list[Line]:
    county = _("县政协")
    organisers: dict[str, list[Activity]] = {}
    for one in sorted(found, key=lambda one: (one.group_id is None, one.group_id or 0)):
        organisers.setdefault(one.group_name if one.group_id else county, []).append(one)
    return [_line(name, some, kinds) for name, some in organisers.items()]


def _line(name: str, some: list[Activity], kinds: list[str]) -> Line:
    confirmed = Counter(one.activity_kind for one in some if one.state == "confirmed")
    return Line(
        name,
        tuple(confirmed[kind] for kind in kinds),
        sum(confirmed.values()),
        sum(one.closed_at is None for one in some),
    )


def _coming(found: list[Activity]) -> list[Coming]:
    planned = [one for one in found if one.state == "planned" and one.plan_on >= today()]
    return [
        Coming(one.plan_on, one.title, activity_words(one)[1], case_url(one))
        for one in sorted(planned, key=lambda one: (one.plan_on, one.id))
    ]


def _role() -> str:
    return next(role for role in HOMES if role in _READERS & gate.visitor().roles)


def _exports() -> bool:
    return bool((COMMITTEE | GROUP | AUDITOR) & gate.visitor().roles)


def _years() -> range:
    return range(today().year + 1, today().year - 5, -1)


def _year() -> int:
    asked = request.args.get("year", today().year, int)
    return asked if asked in _years() else today().year
