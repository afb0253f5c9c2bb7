"""灯色: red, yellow or green, computed from the plan and the reports. Never typed, never stored.

Compared are the weights of the milestones whose day had passed with the progress reported. The
day of comparison is the later of the last report and of the last due day of a report, so that a
unit is measured when it reports or should have, not on the day after a milestone; past the
planned end it is measured every day. Source: 银川 (10 to 30 points yellow, more than 30 red; late
start this month yellow, three months red), all of it parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models import LivelihoodProject
from workflow.deadlines import local_date
from workflow.limits import setting
from workflow.monthly import last_due, shown_on
from workflow.rules import Rules

GREEN, YELLOW, RED = "green", "yellow", "red"
#: states in which a project has a light: it is to be done, or may be given up
LIT = ("assigned", "carrying_out", "cancelling")

BEHIND = (
    "截至 %(day)s 按节点应完成 %(planned)s%%，实际 %(progress)s%%，落后 %(behind)s 个百分点"
    "（落后 %(yellow)s 个以上为黄灯，超过 %(red)s 个为红灯）"
)
ON_PLAN = "截至 %(day)s 按节点应完成 %(planned)s%%，实际 %(progress)s%%，按计划推进"
NOTHING_DUE = "第一次月报还没有到期，按计划推进"
LATE_START = (
    "计划 %(day)s 开工，还没有开工，已满 %(months)s 个月（当月为黄灯，满 %(most)s 个月为红灯）"
)
NOT_BEGUN = "计划 %(day)s 开工，还没有开工（当月为黄灯，满 %(most)s 个月为红灯）"
LATE_FINISH = "计划 %(day)s 完成，已过 %(days)s 天，实际 %(progress)s%%"


@dataclass(frozen=True, slots=True)
class Scale:
    """From how many points on a light changes, and the due day of the reports."""

    report_day: int = 28
    yellow: int = 10
    red: int = 30
    late_start: int = 3


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence and its numbers; dates stay dates, so that each reader's language writes them."""

    msgid: str
    params: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Light:
    """The colour, and the reasons for it, the gravest first."""

    colour: str
    reasons: tuple[Why, ...]
    planned: int
    progress: int

    @property
    def behind(self) -> int:
        """By how many points the work is behind the plan; negative when ahead."""
        return self.planned - self.progress


def scale_of(rules: Rules, project: LivelihoodProject) -> Scale:
    """The parameters under which the project lives."""
    names = ("report_day", "light_yellow", "light_red", "late_start_red")
    known = {one.name for one in rules.parameters}
    values = [setting(rules, project, name) for name in names if name in known]
    return Scale(*values) if len(values) == len(names) else Scale()


def planned_by(project: LivelihoodProject, day: date) -> int:
    """Percent of the plan that was to be done before that day."""
    if project.finish_plan is not None and project.finish_plan < day:
        return 100
    return sum(one.weight for one in project.milestones if one.planned_on < day)


def light_of(project: LivelihoodProject, day: date, scale: Scale) -> Light | None:
    """The light on that day; None for what is not being carried out."""
    if project.state not in LIT:
        return None
    return light_on(project, day, scale)


def light_on(project: LivelihoodProject, day: date, scale: Scale) -> Light:
    """The light as it was on a day on which the project was being carried out."""
    progress = progress_on(project, day)
    found = [
        *_finish(project, day, progress), *_start(project, day, progress, scale),
        *_plan(project, day, progress, scale),
    ]  # fmt: skip
    worst = max(found, key=lambda one: (GREEN, YELLOW, RED).index(one[0]))[0]
    reasons = tuple(why for colour, why in found if colour == worst)
    compared = _compared_on(project, day, scale)
    return Light(worst, reasons, planned_by(project, compared) if compared else 0, progress)


def progress_on(project: LivelihoodProject, day: date) -> int:
    """The progress that was reported by that day; what failed acceptance is not all done."""
    counted = [one for one in project.counted if local_date(one.reported_at) <= day]
    if not counted:
        return 0
    last = counted[-1]
    failed = any(
        not one.passed and last.reported_at < one.recorded_at and local_date(one.recorded_at) <= day
        for one in project.inspections
    )
    return min(last.percent, 99) if failed else last.percent


def _compared_on(project: LivelihoodProject, day: date, scale: Scale) -> date | None:
    if project.finish_plan is not None and project.finish_plan < day:
        return day
    due = last_due(day, scale.report_day)
    owed = due if project.accepted_on is not None and due > project.accepted_on else None
    return max((one for one in (owed, shown_on(project, day)) if one), default=None)


def _plan(
    project: LivelihoodProject, day: date, progress: int, scale: Scale
) -> list[tuple[str, Why]]:
    compared = _compared_on(project, day, scale)
    if compared is None:
        return [(GREEN, Why(NOTHING_DUE, ()))]
    planned = planned_by(project, compared)
    behind = planned - progress
    params: list[tuple[str, object]] = [
        ("day", compared), ("planned", planned), ("progress", progress),
    ]  # fmt: skip
    if behind < scale.yellow:
        return [(GREEN, Why(ON_PLAN, tuple(params)))]
    params += [("behind", behind), ("yellow", scale.yellow), ("red", scale.red)]
    return [(RED if behind > scale.red else YELLOW, Why(BEHIND, tuple(params)))]


def _start(
    project: LivelihoodProject, day: date, progress: int, scale: Scale
) -> list[tuple[str, Why]]:
    planned = project.start_plan
    begun = project.started_on is not None and project.started_on <= day
    if planned is None or planned >= day or begun or progress:
        return []
    months = (day.year - planned.year) * 12 + day.month - planned.month - (day.day < planned.day)
    colour = RED if months >= scale.late_start else YELLOW
    params: list[tuple[str, object]] = [("day", planned), ("most", scale.late_start)]
    if not months:
        return [(colour, Why(NOT_BEGUN, tuple(params)))]
    return [(colour, Why(LATE_START, (*params, ("months", months))))]


def _finish(project: LivelihoodProject, day: date, progress: int) -> list[tuple[str, Why]]:
    planned = project.finish_plan
    if planned is None or planned >= day or progress == 100:
        return []
    params = (("day", planned), ("days", (day - planned).days), ("progress", progress))
    return [(YELLOW, Why(LATE_FINISH, params))]
