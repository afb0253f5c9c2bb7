"""表彰 on the case page: whom, why, and what the record says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from models import Commendation, Subject
from models.queries.visibility import visible_among
from web import db, gate
from web.caseview import TextSection
from web.house import today
from web.ledgerview import Source
from web.wording import say, section, show_day
from workflow.awarding import AWARDS
from workflow.rules import Rules
from workflow.schemes import COUNTS


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
    """The merits and the review; what the record says of the candidate stands apart, with links."""
    return [section("推荐理由", one.merits), section("初审意见", one.review)]


def evidence_of(subject: Subject) -> tuple[Source, ...]:
    """What the record says of a candidate, each with the case it comes from."""
    if not isinstance(subject, Commendation):
        return ()
    ids = [line["subject"] for line in subject.evidence]
    readable = visible_among(db.session(), gate.visitor().standing, ids, today(), gate.sees())
    return tuple(
        Source(
            _("%(what)s：%(title)s", what=say(COUNTS[line["what"]]), title=line["title"]),
            date.fromisoformat(line["on"]),
            url_for("casework.show", number=line["subject"])
            if line["subject"] in readable else "",
        )
        for line in subject.evidence
    )  # fmt: skip
