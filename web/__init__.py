"""The web: pages, forms, login, sheets and the command line. It decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from web.config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The whole application; RulesError or MissingFont when it must not start."""
    # Commands import this package too and must start quickly: Flask is loaded only here.
    from web.application import build

    return build(settings)
