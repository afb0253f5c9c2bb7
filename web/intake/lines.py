"""Lines of a document, before anybody knows what they mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one row of a table."""

    text: str
    heading: bool = False
    #: numbered by the word processor, so that the number is not in the text
    numbered: bool = False
    table: tuple[str, ...] | None = None
    table_start: bool = False
