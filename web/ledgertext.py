"""A kept ledger turned into what the page shows."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from web.ledgerview import LedgerLine, LedgerPart, Source
from web.wording import say
from workflow.scoring import shown


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
