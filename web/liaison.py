"""Pages of a liaison group's leader: what the group has to review."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from web import lists

bp = Blueprint("liaison", __name__, url_prefix="/group")
_ROLE = "liaison_leader"
_FILTERS = ("q", "state", "session", "due")


@bp.get("")
def home() -> str:
    """What waits for the group."""
    urls = {"proposal": url_for("liaison.proposals"), "project": url_for("liaison.projects")}
    kinds = ("proposal", "livelihood_project", "activity", "social_opinion", "assessment")
    return render_template("home.html", view=lists.home(_ROLE, urls, kinds))


@bp.get("/proposals")
def proposals() -> str:
    """Proposals of the group's members."""
    view = lists.listing(_("本组提案"), ("proposal",), _ROLE, filters=_FILTERS)
    return render_template("list.html", view=view)


@bp.get("/projects")
def projects() -> str:
    """Projects of the group."""
    view = lists.listing(_("本组民生实事"), ("livelihood_project",), _ROLE, filters=_FILTERS)
    return render_template("list.html", view=view)
