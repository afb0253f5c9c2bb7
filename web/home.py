"""The front door: on to the home of the person's first role."""

from __future__ import annotations

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from web import gate

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> Response:
    """Whoever signs in lands on his own page."""
    return redirect(gate.home_url(), 303)
