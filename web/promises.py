"""承诺台账: what replies promised, and how much of it was kept, for everybody who may see it."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from models.queries.promises import fulfilment
from web import db, gate, lists
from web.access import COMMITTEE, HOMES, READERS, UNIT, UNIT_LEADER
from web.house import today

bp = Blueprint("promises", __name__, url_prefix="/promises")
_OVERSEERS = COMMITTEE | {"auditor"}


@bp.get("")
def ledger() -> str:
    """Every promise the user may see, the soonest first."""
    role = next(role for role in HOMES if role in READERS & gate.visitor().roles)
    filters = ("q", "state", "unit", "due") if role in _OVERSEERS else ("q", "state", "due")
    view = lists.listing(_("承诺台账"), ("promise",), role, filters=filters)
    counts = bool(gate.visitor().roles & (_OVERSEERS | UNIT | UNIT_LEADER))
    url = url_for("promises.kept") if counts else ""
    overseen = bool(gate.visitor().roles & _OVERSEERS)
    looked = url_for("lookbacks.show") if overseen else ""
    return render_template("promises.html", view=view, kept_url=url, look_url=looked)


@bp.get("/kept")
def kept() -> str:
    """承诺兑现: counts by unit, always n of N; a unit reads its own."""
    overseen = gate.visitor().roles & _OVERSEERS
    grants = gate.visitor().grants
    units = [None] if overseen else [grant.unit_id for grant in grants if grant.unit_id]
    rows = [row for unit in units for row in fulfilment(db.session(), today(), unit)]
    return render_template("promises_kept.html", rows=rows)
