"""What a case page says of awards, and where one goes back to from an assessment or an award."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from models import Proposal, Subject
from models.queries.commendations import excellent_among
from web import db, gate

LISTS = ("assessment", "commendation")
_DESK = frozenset({"office", "office_head", "supervisor", "leader", "auditor"})


def tags_of(subject: Subject) -> tuple[str, ...]:
    """优秀提案, as the commendation stands today."""
    if not isinstance(subject, Proposal):
        return ()
    found = excellent_among(db.session(), [subject.id]).get(subject.id)
    return (_("%(year)s年度优秀提案", year=found.year),) if found else ()


def list_of(kind: str) -> tuple[str, str]:
    """Address and name of the list that an assessment or a commendation stands in."""
    if kind == "commendation":
        return url_for("commendations.desk"), _("表彰")
    if gate.visitor().roles & _DESK:
        return url_for("assessments.desk"), _("年度考核")
    return url_for("assessments.mine"), _("我的考核")
