"""What people write in the sample county: topics, and the words that go with each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from web.sample.data import read, read_all


@dataclass(frozen=True, slots=True)
class Answer:
    """How a unit answers one suggestion."""

    verdict: str
    measure: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter as one member puts it: its text, and how the units deal with it."""

    title: str
    background: str
    analysis: str
    suggestions: tuple[str, ...]
    answers: tuple[Answer, ...]
    category: str
    lead: str
    co: tuple[str, ...]
    #: what the unit did about it, for the body of the reply
    done: str

    def text(self) -> dict[str, Any]:
        """The fields of the proposal's text."""
        return {
            "title": self.title,
            "background": self.background,
            "analysis": self.analysis,
            "suggestions": list(self.suggestions),
        }


class Topics:
    """Deals out topics evenly; no two proposals have the same title."""

    def __init__(self, rng: Random) -> None:
        self._rows = read_all("topics", "topic")
        self._towns: Sequence[str] = read("county")["townships"]
        self._used: set[str] = set()
        self._turn = 0
        self._order = list(range(len(self._rows)))
        rng.shuffle(self._order)

    def take(self, rng: Random, town: str = "", lead: str = "") -> Topic:
        """The next topic, set in that township if it is about a township."""
        rows = self._rows
        if lead:
            order = [number for number in self._order if rows[number]["lead"] == lead]
            rng.shuffle(order)
        else:
            order = self._order[self._turn :] + self._order[: self._turn]
            self._turn = (self._turn + 1) % len(order)
        for number in order:
            towns = [town] if town else []
            towns += rng.sample(list(self._towns), 6)
            for place in towns:
                for title in rng.sample(rows[number]["titles"], len(rows[number]["titles"])):
                    if title.format(place=place) not in self._used:
                        return self._set(rows[number], title, place, rng)
        raise LookupError("no title is left")

    def _set(self, row: dict[str, Any], title: str, place: str, rng: Random) -> Topic:
        words = {"place": place, "a": rng.randrange(11, 60), "b": rng.randrange(3, 10)}
        self._used.add(title.format(place=place))
        return Topic(
            title=title.format(**words),
            background=row["background"].strip().format(**words),
            analysis=row["analysis"].strip().format(**words),
            suggestions=tuple(item["suggest"].format(**words) for item in row["items"]),
            answers=tuple(
                Answer(item["verdict"], item["answer"].format(**words)) for item in row["items"]
            ),
            category=row["category"],
            lead=row["lead"],
            co=tuple(row["co"]),
            done=row["done"].format(**words),
        )


def say(kind: str, rng: Random, **words: object) -> str:
    """One of the sentences for that occasion."""
    sentence: str = rng.choice(read("words")[kind])
    return sentence.format(**words)
