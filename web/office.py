"""Pages of the proposal committee's office: everything that is not private."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from web import lists

bp = Blueprint("office", __name__, url_prefix="/office")
_ROLE = "office"
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
    kinds = ("proposal", "handling_task", "livelihood_project")
    return render_template("home.html", view=lists.home(_ROLE, urls, kinds))


@bp.get("/proposals")
def proposals() -> str:
    """All proposals."""
    view = lists.listing(_("全部提案"), ("proposal",), _ROLE, filters=_FILTERS)
    return render_template("list.html", view=view)


@bp.get("/tasks")
def tasks() -> str:
    """All handling tasks."""
    filters = ("q", "state", "unit", "due")
    view = lists.listing(_("全部承办件"), ("handling_task",), _ROLE, filters=filters)
    return render_template("list.html", view=view)


@bp.get("/projects")
def projects() -> str:
    """All livelihood projects."""
    title, kinds = _("全部民生实事"), ("livelihood_project",)
    view = lists.listing(title, kinds, _ROLE, filters=_PROJECT_FILTERS)
    return render_template("list.html", view=view)
