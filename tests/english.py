"""The English catalog as it is written, and pages that speak it."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale, gettext

ENGLISH = Path(__file__).parents[1] / "web" / "translations" / "en" / "LC_MESSAGES" / "messages.po"


def read_catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture
def english_pages(app: Flask, tmp_path: Path) -> None:
    """The catalog compiled anew, so that an old one on the disk proves nothing."""
    folder = tmp_path / "translations" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, read_catalog(ENGLISH))
    app.extensions["babel"].translation_directories[:] = [str(tmp_path / "translations")]
    with app.test_request_context(), force_locale("en"):
        assert gettext("登录") == "Sign in"
