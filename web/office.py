"""Pages of the proposal committee's office: everything that is not private."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from models.queries.assignment import meetings
from web import board as units
from web import db, gate, groupboard, lists, printedlists
from web.access import COMMITTEE, HOMES

bp = Blueprint("office", __name__, url_prefix="/office")
_FILTERS = ("q", "state", "session", "unit", "liaison", "category", "due")
_PROJECT_FILTERS = ("q", "state", "session", "unit", "liaison", "due")


@bp.get("")
def home() -> str:
    """What waits for the office."""
    urls = {
        "proposal": url_for("office.proposals"),
        "task": url_for("office.tasks"),
        "project": url_for("office.projects"),
    }
    kinds = (
        "proposal",
        "handling_task",
        "livelihood_project",
        "promise",
        "supervision_case",
        "publication",
        "examination_meeting",
        "project_call",
        "ballot_session",
        "commendation",
        "activity",
        "social_opinion",
        "opinion_issue",
    )
    return render_template("home.html", view=lists.home("office", urls, kinds))


@bp.get("/proposals")
def proposals() -> str:
    """All proposals."""
    view = lists.listing(_("全部提案"), ("proposal",), _role(), filters=_FILTERS)
    return render_template("list.html", view=view, sheet_url=printedlists.catalogue_url())


@bp.get("/tasks")
def tasks() -> str:
    """All handling tasks."""
    filters = ("q", "state", "phase", "session", "unit", "due")
    view = lists.listing(_("全部承办件"), ("handling_task",), _role(), filters=filters)
    return render_template("list.html", view=view)


@bp.get("/board")
def board() -> str:
    """How many tasks of each unit stand where."""
    view, held = units.build(), meetings(db.session())
    return render_template("office/board.html", view=view, meetings=held)


@bp.get("/groups")
def groups() -> str:
    """How many proposals each liaison group handed in, and how many of them between sessions."""
    return render_template("office/groups.html", view=groupboard.build())


@bp.get("/ownerless")
def ownerless() -> str:
    """无主件: cases that no unit holds until a return is decided."""
    filters = ("q", "session", "category")
    view = lists.listing(_("无主件"), ("proposal",), _role(), filters=filters, ownerless=True)
    return render_template("list.html", view=view)


@bp.get("/publications")
def publications() -> str:
    """公开件: what is on its way to the public, and what is there."""
    filters = ("q", "state", "session", "due")
    view = lists.listing(_("提案公开"), ("publication",), _role(), filters=filters)
    return render_template("list.html", view=view)


@bp.get("/projects")
def projects() -> str:
    """All livelihood projects."""
    title, kinds = _("全部民生实事"), ("livelihood_project",)
    view = lists.listing(title, kinds, _role(), filters=_PROJECT_FILTERS)
    return render_template("list.html", view=view)


def _role() -> str:
    # Whoever holds several roles reads these lists in the first of them; all see the same cases.
    return next(role for role in HOMES if role in COMMITTEE & gate.visitor().roles)
