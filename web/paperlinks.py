"""The printed sheets of a case with their addresses, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from flask import Response, make_response, url_for
from flask_babel import gettext as _

from web import gate
from web.access import COMMITTEE, UNIT, UNIT_LEADER
from web.papers import Paper
from web.paperview import DocumentLink
from web.wording import say

#: who is offered an editable copy: those who write letters and fill in forms
EDITORS = COMMITTEE | UNIT | UNIT_LEADER


def document_links(papers: Iterable[Paper]) -> tuple[DocumentLink, ...]:
    """The sheets with their addresses."""
    return tuple(
        DocumentLink(
            say(one.document.label),
            _address(one),
            one.unit,
            _words(one.standing),
            _address(one, word=True) if gate.visitor().roles & EDITORS else "",
        )
        for one in papers
    )


def _address(one: Paper, *, word: bool = False) -> str:
    asked: dict[str, Any] = {"number": one.subject.id, "name": one.document.name}
    if word:
        asked["as"] = "word"
    return url_for("casework.document", **asked)


def _words(standing: str) -> str:
    known = {
        "": "",
        "pending": _("尚未登记"),
        "same": _("与首次发出时一致"),
        "changed": _("内容与首次发出时不同"),
        "template": _("内容与首次发出时一致，表式已经改版"),
    }
    return known[standing]


def paper_response(content: bytes, mime: str, plain: str, title: str) -> Response:
    """A file to be shown or kept, under a Chinese name that every server can send."""
    response = make_response(content)
    response.content_type = mime
    return named(response, plain, title)


def named(response: Response, plain: str, title: str) -> Response:
    """The answer under these names; a PDF is shown, anything else is kept."""
    # A header is Latin-1: servers refuse a Chinese name that is not written as RFC 6266 wants it.
    names = {"filename": plain, "filename*": f"UTF-8''{quote(title)}"}
    how = "inline" if response.mimetype == "application/pdf" else "attachment"
    response.headers.set("Content-Disposition", how, **names)
    return response
