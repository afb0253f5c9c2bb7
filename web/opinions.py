"""Pages of opinions (社情民意) and of the issues made of them."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import gettext as _

from web import gate, lists
from web.access import AUDITOR, COMMITTEE, GROUP, HOMES, MEMBER, UNIT, UNIT_LEADER

bp = Blueprint("opinions", __name__)
_READERS = COMMITTEE | GROUP | MEMBER | UNIT | UNIT_LEADER | AUDITOR
_FILTERS = ("q", "state", "session", "liaison", "due")


@bp.get("/opinions")
def listing() -> str:
    """The opinions that concern the reader."""
    role = _role()
    titles = {
        "member": _("我的社情民意"),
        "liaison_leader": _("本组社情民意"),
        "handling_unit": _("交办的社情民意"),
        "unit_leader": _("交办的社情民意"),
    }
    filters = _FILTERS if role not in titles else ("q", "state", "due")
    title = titles.get(role, _("全部社情民意"))
    view = lists.listing(title, ("social_opinion",), role, filters=filters)
    beside = lists.beginnings("social_opinion")
    return render_template("list.html", view=view, beside=beside)


@bp.get("/issues")
def issues() -> str:
    """The issues, of a member those that have something of his."""
    filters = ("q", "state", "due")
    view = lists.listing(_("社情民意专报"), ("opinion_issue",), _role(), filters=filters)
    beside = lists.beginnings("opinion_issue")
    return render_template("list.html", view=view, beside=beside)


def _role() -> str:
    return next(role for role in HOMES if role in _READERS & gate.visitor().roles)
