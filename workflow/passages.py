"""Which passages two texts have in common, and how much of them that is.

Greedy, in one run over each text: a passage begins where eight characters in a row are the
same, and is as long as it can be. Signs, blanks, width and case make no difference.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.fingerprints import LONGEST, PLAIN, RUN, core, pairs, plain

#: a run that a text repeats more often is a formula: the first places are enough
_PLACES = 8
#: texts shorter than this are alike by chance, unless they are the same
_LEAST = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage both texts have: from where to where in the one, and in the other."""

    here: tuple[int, int]
    there: tuple[int, int]


class Compared:
    """A text that others are compared with, one after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.letters = plain(text)[:LONGEST]
        self._places: dict[str, list[int]] = {}
        for at in range(len(self.letters) - RUN + 1):
            places = self._places.setdefault(self.letters[at : at + RUN], [])
            if len(places) < _PLACES:
                places.append(at)

    def percent(self, other: str) -> int:
        """How much of the shorter text stands in the longer one."""
        letters = plain(other)[:LONGEST]
        if letters == self.letters and letters:
            return 100
        common = sum(length for _here, _there, length in self._tiles(letters))
        return common * 100 // max(_LEAST, min(len(letters), len(self.letters)))

    def passages(self, other: str) -> list[Passage]:
        """The common passages, in the order of this text, as both texts write them."""
        here, there = _places_of(self.text), _places_of(other)
        found = [
            Passage(_span(here, at, length), _span(there, at_other, length))
            for at, at_other, length in self._tiles(plain(other)[:LONGEST])
        ]
        return sorted(found, key=lambda one: one.here)

    def _tiles(self, letters: str) -> list[tuple[int, int, int]]:
        mine, used = self.letters, bytearray(len(self.letters))
        found: list[tuple[int, int, int]] = []
        at = 0
        while at <= len(letters) - RUN:
            best = place = 0
            for start in self._places.get(letters[at : at + RUN], ()):
                length = 0
                while (
                    start + length < len(mine)
                    and at + length < len(letters)
                    and not used[start + length]
                    and mine[start + length] == letters[at + length]
                ):
                    length += 1
                if length > best:
                    best, place = length, start
            if best < RUN:
                at += 1
                continue
            found.append((place, at, best))
            used[place : place + best] = b"\1" * best
            at += best
        return found


def title_percent(one: str, other: str) -> int:
    """How alike two titles are, what every title says left out."""
    if plain(one) == plain(other) and one:
        return 100
    first, second = pairs(core(one)), pairs(core(other))
    if not first or not second:
        return 0
    return 200 * len(first & second) // (len(first) + len(second))


def _places_of(text: str) -> list[int]:
    """Of each compared character, which character of the text it comes from."""
    return [at for at, sign in enumerate(text) for _ in PLAIN[ord(sign)]]


def _span(places: list[int], at: int, length: int) -> tuple[int, int]:
    return places[at], places[at + length - 1] + 1
