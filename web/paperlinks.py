"""The printed sheets of a case with their addresses, in words."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from web.papers import Paper
from web.paperview import DocumentLink
from web.wording import say


def document_links(papers: Iterable[Paper]) -> tuple[DocumentLink, ...]:
    """The sheets with their addresses."""
    return tuple(
        DocumentLink(
            say(one.document.label),
            url_for("casework.document", number=one.subject.id, name=one.document.name),
            one.unit,
            _words(one.standing),
        )
        for one in papers
    )


def _words(standing: str) -> str:
    known = {
        "": "",
        "pending": _("正在登记"),
        "same": _("与首次发出时一致"),
        "changed": _("内容与首次发出时不同"),
        "template": _("内容与首次发出时一致，表式已经改版"),
    }
    return known[standing]
