"""A sentence that remembers how it was made, so that a page can say it in another language."""

from __future__ import annotations


class Told(str):
    """The Chinese sentence itself; with its pattern and what was put into it."""

    __slots__ = ("parts", "pattern")
    pattern: str
    parts: dict[str, object]


def told(pattern: str, **parts: object) -> Told:
    """The sentence of a pattern (`%(name)s`), which is what the catalog translates."""
    made = Told(pattern % parts)
    made.pattern, made.parts = pattern, parts
    return made
