"""A ledger of points as it is shown: line by line, each with what it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from web.wording import say
from workflow.scoring import shown


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


def points(text: str) -> str:
    """An exact fraction of a kept ledger as people read it."""
    return shown(Fraction(text))


def parts_of(kept: dict[str, Any], readable: set[int], url_of: Any) -> tuple[LedgerPart, ...]:
    """The sections of a ledger as `workflow.scoring.kept` writes it."""
    found = []
    for one in kept["sums"]:
        lines = [line for line in kept["entries"] if line["section"] == one["section"]]
        given, counted = points(one["given"]), points(one["counted"])
        found.append(
            LedgerPart(
                one["label"],
                counted,
                points(one["cap"]) if one["cap"] else "",
                given if given != counted else "",
                tuple(_line(line, readable, url_of) for line in lines),
            )
        )
    return tuple(found)


def _line(line: dict[str, Any], readable: set[int], url_of: Any) -> LedgerLine:
    return LedgerLine(
        line["label"],
        tuple(
            Source(
                one["title"],
                date.fromisoformat(one["on"]),
                url_of(one["subject"]) if one["subject"] in readable else "",
            )
            for one in line["evidence"]
        ),
        points(line["counted"]),
        tuple(say(sentence) % params for sentence, params in line["why"]),
    )
