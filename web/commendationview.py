"""表彰 on the case page: whom, why, and what the record says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _

from web.caseview import TextSection
from web.wording import say, section, show_day
from workflow.awarding import AWARDS
from workflow.rules import Rules
from workflow.schemes import COUNTS

_MOST = 20


def words_of(one: Any) -> tuple[str, str]:
    """What tells it from others in a list."""
    return one.title, say(AWARDS[one.award])


def facts(one: Any, _rules: Rules) -> list[tuple[str, Iterable[str]]]:
    """The facts beside the merits."""
    return [
        (_("表彰项目"), [say(AWARDS[one.award])]),
        (_("年度"), [str(one.year)]),
        (_("表彰对象"), [one.candidate]),
        (_("推荐人"), [one.recommended_by]),
        (_("初审"), [one.reviewed_by]),
        (_("审定"), [one.approved_by]),
        (_("主席会议"), [one.meeting, show_day(one.meeting_on)]),
        (_("证书编号"), [one.number or ""]),
        (_("表彰日期"), [show_day(one.commended_on)]),
        (_("撤销日期"), [show_day(one.withdrawn_on)]),
    ]


def sections(one: Any) -> list[TextSection | None]:
    """The merits, and what the record says of the candidate, so many of each."""
    lines = [
        _("%(day)s　%(what)s：%(title)s", day=show_day(date.fromisoformat(line["on"])),
          what=say(COUNTS[line["what"]]), title=line["title"])
        for line in one.evidence
    ]  # fmt: skip
    more = len(lines) - _MOST
    shown = lines[:_MOST] + ([_("还有 %(count)s 项", count=more)] if more > 0 else [])
    return [
        section("推荐理由", one.merits),
        TextSection(_("记录里的依据（%(count)s 项）", count=len(lines)), tuple(shown))
        if lines
        else TextSection(_("记录里的依据"), (_("这一年的记录里没有。"),)),
        section("初审意见", one.review),
    ]
