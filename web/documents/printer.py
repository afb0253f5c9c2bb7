"""From a sheet to the bytes of its PDF: one template, one style sheet, one font map."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web.documents import fonts, justify, wording
from web.documents.sheets import (
    FeedbackFormSheet,
    ProjectAcceptanceSheet,
    ProjectApplicationSheet,
    ReplyLetterSheet,
    Sheet,
)

HERE = Path(__file__).parent
#: Pango and Fontconfig are not safe in two threads at once
_LOCK = Lock()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        run=wording.run,
        paragraphs=wording.paragraphs,
        chinese_date=wording.chinese_date,
        chinese_number=wording.chinese_number,
        title_lines=wording.title_lines,
        text_width=wording.text_width,
    )
    return environment


#: name → (type of its sheet, template, version printed at the foot)
DOCUMENTS: dict[str, tuple[type[Sheet], str, str]] = {
    "reply_letter": (ReplyLetterSheet, "letter.html", "2026.1"),
    "feedback_form": (FeedbackFormSheet, "form.html", "2026.1"),
    "project_application": (ProjectApplicationSheet, "sheet.html", "2026.1"),
    "project_acceptance": (ProjectAcceptanceSheet, "sheet.html", "2026.1"),
}


def write_html(name: str, sheet: Sheet) -> str:
    """Fill in the template of a document."""
    kind, template, version = DOCUMENTS[name]
    if not isinstance(sheet, kind):
        raise TypeError(f"{name} is made from {kind.__name__}, not from {type(sheet).__name__}")
    return _environment().get_template(f"{name}/{template}").render(
        sheet=sheet, template_version=version, name=name
    )


@lru_cache(maxsize=4)
def _font_map(found: tuple[fonts.Font, ...]) -> Any:
    from web.documents.fontmap import FontMap

    justify.install()
    return FontMap(found)


@lru_cache(maxsize=16)
def _style(name: str, found: tuple[fonts.Font, ...]) -> list[Any]:
    from weasyprint import CSS

    files = (HERE / "base.css", *sorted((HERE / name).glob("*.css")))
    return [
        CSS(string=path.read_text("utf-8"), font_config=_font_map(found), url_fetcher=_fetcher())
        for path in files
    ]


@lru_cache(maxsize=1)
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    class NothingFetched(URLFetcher):  # type: ignore[misc]
        """Templates and style sheets are handed over as text; nothing else is ever loaded."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            raise ValueError(f"not fetched: {url}")

    return NothingFetched()


def print_sheet(name: str, sheet: Sheet, instance: Path) -> bytes:
    """Make the PDF: the same sheet gives the same bytes, in any process and at any time."""
    found = fonts.find_fonts(instance)
    html = write_html(name, sheet)
    identity = json.dumps([name, DOCUMENTS[name][2], asdict(sheet)], default=str, sort_keys=True)
    with _LOCK:
        return _print_html(html, name, found, hashlib.sha256(identity.encode()).hexdigest())


def _print_html(html: str, name: str, found: tuple[fonts.Font, ...], identity: str) -> bytes:
    from weasyprint import HTML

    fonts.require_characters(html, found)
    document = HTML(string=html, url_fetcher=_fetcher(), base_url="about:blank")
    written = document.write_pdf(
        stylesheets=_style(name, found),
        font_config=_font_map(found),
        pdf_variant="pdf/a-3a",
        pdf_identifier=identity[:32].encode(),
    )
    return bytes(written)
