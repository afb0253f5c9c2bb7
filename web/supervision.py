"""督办台账: every supervision case the user may see."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from web import gate, lists
from web.access import COMMITTEE, HOMES, UNIT, UNIT_LEADER

bp = Blueprint("supervision", __name__, url_prefix="/supervision-cases")
_OVERSEERS = COMMITTEE | {"auditor"}


@bp.get("")
def ledger() -> str:
    """The supervision cases, the soonest first."""
    held = gate.visitor().roles
    role = next(role for role in HOMES if role in held & (_OVERSEERS | UNIT | UNIT_LEADER))
    filters = ("q", "state", "unit", "due") if role in _OVERSEERS else ("q", "state", "due")
    view = lists.listing(_("督办台账"), ("supervision_case",), role, filters=filters)
    weekly = url_for("weekly.show") if held & COMMITTEE else ""
    return render_template("supervision.html", view=view, weekly_url=weekly)
