"""Invented names: Han, Uyghur and Tibetan ones, and a few that need rare characters."""

from __future__ import annotations

from random import Random

from web.sample.data import read


class Names:
    """Gives names, none twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._parts = read("names")
        self.rare: tuple[str, ...] = tuple(self._parts["rare"])
        self._given = set(self.rare)

    def take(self) -> str:
        """A new name: three in four are Han."""
        while True:
            name = self._make()
            if name not in self._given:
                self._given.add(name)
                return name

    def keep(self, name: str) -> str:
        """A name that the county needs for a certain person; nobody else gets it."""
        self._given.add(name)
        return name

    def _make(self) -> str:
        choose, parts, lot = self._rng.choice, self._parts, self._rng.random()
        if lot < 0.16:
            return f"{choose(parts['uyghur'])}·{choose(parts['fathers'])}"
        if lot < 0.23:
            return "·".join(self._rng.sample(parts["tibetan"], 2))
        second: str = choose(parts["second"])
        given = second if lot < 0.45 else str(choose(parts["first"])) + second
        return str(choose(parts["families"])) + given
