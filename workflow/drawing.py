"""Drawing cases for a spot check: by a seed that is kept, so that anyone draws the same again.

The cases of a stratum are put in the order of sha256("seed:number"), and the first are taken. It
needs no program of ours to repeat: the numbers, the seed and sha256 are enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256


def draw(numbers: Sequence[int], wanted: int, seed: str) -> list[int]:
    """So many of these numbers, or all of them, in the order in which they are drawn."""
    return sorted(numbers, key=lambda one: sha256(f"{seed}:{one}".encode()).digest())[:wanted]


def shares(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """How many from each stratum: in proportion, and at least one of each where that is possible.

    The largest remainders get what is left over; between equal ones the name decides.
    """
    total = sum(sizes.values())
    wanted = min(wanted, total)
    least = 1 if wanted >= len(sizes) else 0
    free = wanted - least * len(sizes)
    room = {name: size - least for name, size in sizes.items()}
    spread = sum(room.values())
    exact = {name: free * some / spread if spread else 0.0 for name, some in room.items()}
    found = {name: int(exact[name]) for name in sizes}
    by_remainder = sorted(sizes, key=lambda name: (found[name] - exact[name], name))
    for name in by_remainder[: free - sum(found.values())]:
        found[name] += 1
    return {name: least + found[name] for name in sizes}


def draw_from_strata(strata: Mapping[str, Sequence[int]], wanted: int, seed: str) -> list[int]:
    """The same, from every stratum its share; stratum by stratum in the order of their names."""
    some = shares({name: len(numbers) for name, numbers in strata.items()}, wanted)
    return [one for name in sorted(strata) for one in draw(strata[name], some[name], seed)]


def digest_of(numbers: Sequence[int]) -> str:
    """What identifies the list that was drawn from."""
    return sha256(",".join(map(str, numbers)).encode()).hexdigest()
