"""中止计时, as the case page tells it: when, why, decided by whom."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from models import Pause, Proposal
from web.house import house, today
from web.wording import paragraphs, say, show_day
from workflow.deadlines import local_date
from workflow.pausing import running


def pause_lines(proposal: Proposal, *, internal: bool) -> Iterator[str]:
    """Every pause; requests and refusals only for those who read what units and office write."""
    units = {task.id: task.unit_name for task in proposal.tasks}
    grounds = dict(house().rules.field("pause_ground").choices)
    for one in proposal.pauses:
        unit = units.get(one.task_id or 0, "")
        ground, reason = say(grounds.get(one.ground, "")), "　".join(paragraphs(one.reason))
        if one.first and one.last:
            yield _(
                "%(first)s至%(last)s中止计时，共 %(days)s 天。%(ground)s：%(reason)s",
                first=show_day(one.first), last=show_day(one.last),
                days=(one.last - one.first).days + 1, ground=ground, reason=reason,
            )  # fmt: skip
            if one.resumed_on:
                yield _("原定到%(day)s，提前恢复计时", day=show_day(one.planned_last))
        elif internal:
            yield _(
                "%(unit)s申请中止计时至%(last)s。%(ground)s：%(reason)s",
                unit=unit, last=show_day(one.planned_last), ground=ground, reason=reason,
            )  # fmt: skip
        if internal and unit:
            yield _decision(one)


def _decision(pause: Pause) -> str:
    if pause.decision is None or pause.decided_at is None:
        return _("还没有决定")
    outcome = _("准予中止计时") if pause.decision == "granted" else _("不予中止计时")
    words = _(
        "%(day)s %(who)s：%(outcome)s",
        day=show_day(local_date(pause.decided_at)), who=pause.decided_by, outcome=outcome,
    )  # fmt: skip
    if not pause.opinion:
        return words
    return _(
        "%(words)s。理由：%(reason)s", words=words, reason="　".join(paragraphs(pause.opinion))
    )


def pause_tag(proposal: Proposal) -> str:
    """What stands under the title while the clock stands still."""
    pause = running(proposal, today())
    if pause is None or pause.last is None or proposal.closed_at is not None:
        return ""
    return _("中止计时至%(day)s", day=show_day(pause.last))
