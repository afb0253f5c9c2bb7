"""What changed in the committee's own order: noted with the change, shown to office and auditor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import g
from flask_babel import gettext as _

from models import OrderEvent
from web import db, gate
from web.house import now
from web.wording import local, say, show_day

_WORDS = {
    "term_opened": "开始新一届",
    "term_closed": "办理届满",
    "session_created": "新建会议",
    "session_changed": "修改会议",
    "session_renumbered": "改正届次",
    "member_joined": "委员就任",
    "member_moved": "委员调整联络组",
    "member_left": "委员离任",
    "group_created": "新建联络组",
    "group_changed": "修改联络组",
    "unit_created": "新建承办单位",
    "unit_changed": "修改承办单位",
    "calendar_changed": "修改工作日历",
    "duty_rule": "修改履职指标",
    "area_assigned": "片区联系分工",
    "area_ended": "结束片区联系",
    "score_scheme": "录入积分办法",
    "award_rule": "录入评选规则",
}
Changes = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OrderTrace:
    """One change, as a page shows it."""

    when: datetime
    who: str
    what: str
    about: str
    lines: tuple[str, ...]


def note(
    what: str, about: str, changes: Changes | None = None, *, on: date | None = None,
    reason: str = "",
) -> None:  # fmt: skip
    """Write down what this request does to the order; `changes` is label to before and after."""
    by = gate.visitor().user
    detail: dict[str, Any] = {}
    if changes:
        detail["changes"] = [[label, old, new] for label, (old, new) in changes.items()]
    if on:
        detail["on"] = on.isoformat()
    db.session().add(
        OrderEvent(
            what=what, about=about, detail=detail, reason=reason, by_id=by.id, by_name=by.name,
            request_id=g.get("request_id", ""), at=now(),
        )
    )  # fmt: skip


def different(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What of it changed: label to before and after."""
    return {
        label: (before.get(label, ""), new)
        for label, new in after.items()
        if before.get(label, "") != new
    }


def traces(events: Iterable[OrderEvent]) -> list[OrderTrace]:
    """The changes as they are shown."""
    return [
        OrderTrace(
            when=local(event.at),
            who=event.by_name or _("命令行"),
            what=say(_WORDS[event.what]),
            about=event.about,
            lines=tuple(_lines(event)),
        )
        for event in events
    ]


def _lines(event: OrderEvent) -> Iterable[str]:
    if day := event.detail.get("on"):
        yield _("自%(day)s起", day=show_day(date.fromisoformat(day)))
    for label, old, new in event.detail.get("changes", []):
        yield _("%(label)s：%(old)s → %(new)s", label=say(label), old=old or "—", new=new or "—")
    if event.reason:
        yield event.reason
