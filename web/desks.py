"""Homes of those who decide what others have prepared: what waits for them, and the lists."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for

from web import lists

bp = Blueprint("desks", __name__)
#: what is decided once a year
_YEARLY = ("assessment", "commendation")
_KINDS = ("proposal", "handling_task", "livelihood_project", "promise", "supervision_case")
_OTHERS = ("activity", "social_opinion", "opinion_issue")


@bp.get("/head")
def head() -> str:
    """提案委主任."""
    return _home("office_head", (*_KINDS, "publication", "archive_volume", *_YEARLY, *_OTHERS))


@bp.get("/supervision")
def supervisor() -> str:
    """督查室."""
    return _home("supervisor")


@bp.get("/leader")
def leader() -> str:
    """县领导."""
    return _home("leader")


@bp.get("/unit-leader")
def unit_leader() -> str:
    """单位签发领导."""
    urls = {"task": url_for("unit.tasks"), "project": url_for("unit.projects")}
    return render_template("home.html", view=lists.home("unit_leader", urls, _KINDS[1:]))


def _home(role: str, kinds: tuple[str, ...] = _KINDS) -> str:
    urls = {
        "proposal": url_for("office.proposals"),
        "task": url_for("office.tasks"),
        "project": url_for("office.projects"),
    }
    return render_template("home.html", view=lists.home(role, urls, kinds))
