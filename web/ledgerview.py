"""A ledger of points as it is shown: line by line, each with what it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """One event behind a line; no address where the reader may not look."""

    title: str
    on: date
    url: str = ""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line: what it is, what it comes from, what counts, and why not all of it."""

    label: str
    sources: tuple[Source, ...]
    points: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """A section with its sum."""

    label: str
    counted: str
    #: 满分, and what the lines come to where that is more or less than what counts
    cap: str
    given: str
    lines: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The whole account; `frozen`: it is what was examined, not what the record says today."""

    total: str
    grade: str
    frozen: bool
    parts: tuple[LedgerPart, ...]
