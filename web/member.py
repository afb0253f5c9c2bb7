"""Pages of a member (委员): my proposals and projects, and what waits for me."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from web import lists, seconding
from web.collection import cutoff_news

bp = Blueprint("member", __name__, url_prefix="/member")
_ROLE = "member"
_FILTERS = ("q", "state", "session", "due")


@bp.get("")
def home() -> str:
    """What waits for me."""
    urls = {"proposal": url_for("member.proposals"), "project": url_for("member.projects")}
    kinds = ("proposal", "livelihood_project", "activity", "social_opinion", "assessment")
    return render_template("home.html", view=lists.home(_ROLE, urls, kinds), cutoff=cutoff_news())


@bp.get("/proposals")
def proposals() -> str:
    """Proposals I wrote or signed."""
    view = lists.listing(_("我的提案"), ("proposal",), _ROLE, filters=_FILTERS)
    return render_template("list.html", view=view)


@bp.get("/seconding")
def to_second() -> str:
    """Proposals of others that I may second, and those I seconded."""
    return render_template("seconding.html", view=seconding.view())


@bp.get("/projects")
def projects() -> str:
    """Projects I applied for."""
    view = lists.listing(_("我申报的民生实事"), ("livelihood_project",), _ROLE, filters=_FILTERS)
    return render_template("list.html", view=view)
