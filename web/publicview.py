"""What the page of a case says of its being made public: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from web.differences import Piece


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the public text, set against the original."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PublicNote:
    """What the page of a case says of its publication: public here, or why not."""

    words: str
    url: str = ""
