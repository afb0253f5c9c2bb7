"""Pages of a handling unit: what was assigned to it."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from web import gate, lists

bp = Blueprint("unit", __name__, url_prefix="/unit")
_FILTERS = ("q", "state", "due")


@bp.get("")
def home() -> str:
    """What waits for the unit."""
    urls = {"task": url_for("unit.tasks"), "project": url_for("unit.projects")}
    kinds = (
        "handling_task", "livelihood_project", "promise", "supervision_case", "social_opinion",
        "assessment",
    )  # fmt: skip
    return render_template("home.html", view=lists.home("handling_unit", urls, kinds))


@bp.get("/tasks")
def tasks() -> str:
    """Handling tasks of the unit's cases."""
    view = lists.listing(_("本单位承办件"), ("handling_task",), _role(), filters=_FILTERS)
    return render_template("list.html", view=view)


@bp.get("/projects")
def projects() -> str:
    """Projects the unit is responsible for or partner in."""
    view = lists.listing(_("本单位民生实事"), ("livelihood_project",), _role(), filters=_FILTERS)
    return render_template("list.html", view=view)


def _role() -> str:
    return "handling_unit" if "handling_unit" in gate.visitor().roles else "unit_leader"
