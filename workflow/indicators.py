"""办理指标: how the work went, always as so many of so many, with what is still open beside it.

A fact is one thing that counts for one indicator: a case, a task, a proposer who was asked, a
suggestion, a promise. It says whether it counts, or that this cannot be said yet (`counted` is
None), and by what the figures may be told apart. There is no figure by sex, ethnicity or party
(nothing of that kind is stored), and none is made of a mean alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Literal

Name = Literal[
    "filed", "on_time", "face_to_face", "satisfied", "feedback", "adopted", "kept", "to_class_a",
    "filing_days", "reply_days",
]  # fmt: skip
#: figures that are so many of so many; the rest are numbers of days
SHARES: tuple[Name, ...] = (
    "filed", "on_time", "face_to_face", "satisfied", "feedback", "adopted", "kept", "to_class_a",
)  # fmt: skip
SPANS: tuple[Name, ...] = ("filing_days", "reply_days")
By = Literal["unit", "group", "sector", "category", "month"]
DIMENSIONS: tuple[By, ...] = ("unit", "group", "sector", "category", "month")


@dataclass(frozen=True, slots=True)
class Place:
    """By what the figures of a case are told apart; empty where it has none."""

    case_id: int
    group: str = ""
    sector: str = ""
    category: str = ""
    #: month of submission, 2026-03
    month: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that counts, or not, or not yet."""

    indicator: Name
    place: Place
    #: None: cannot be said yet, and stands beside the figure
    counted: bool | None
    #: those whose doing it is
    units: tuple[str, ...] = ()
    #: calendar days, finished or so far
    days: int | None = None
    #: what the fact is about, in the words of the record: a unit, a proposer, a suggestion
    about: str = ""

    def keys(self, by: By) -> tuple[str, ...]:
        """Where it stands in a table told apart so; what has no such mark is told under ''."""
        if by == "unit":
            return self.units or ("",)
        found: str = getattr(self.place, by)
        return (found,)


@dataclass(frozen=True, slots=True)
class Share:
    """n of N, and what is still open."""

    counted: int
    of: int
    open: int


@dataclass(frozen=True, slots=True)
class Span:
    """Days: the median beside the mean, and those that still wait with theirs."""

    done: int
    median: float | None
    mean: float | None
    open: int
    open_median: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Every indicator of one line."""

    shares: Mapping[Name, Share]
    spans: Mapping[Name, Span]


def figures(facts: Iterable[Fact]) -> Figures:
    """Count facts; an indicator of which there is no fact is 0 of 0."""
    of: dict[Name, list[Fact]] = defaultdict(list)
    for fact in facts:
        of[fact.indicator].append(fact)
    return Figures(
        {name: share(of[name]) for name in SHARES}, {name: span(of[name]) for name in SPANS}
    )


def share(facts: Sequence[Fact]) -> Share:
    """How many count, of those of which it can be said."""
    said = [fact for fact in facts if fact.counted is not None]
    return Share(sum(fact.counted is True for fact in said), len(said), len(facts) - len(said))


def span(facts: Sequence[Fact]) -> Span:
    """How long it took, and how long those wait that are not done."""
    done = [fact.days for fact in facts if fact.counted and fact.days is not None]
    waiting = [fact.days for fact in facts if fact.counted is None and fact.days is not None]
    return Span(
        len(done),
        median(done) if done else None,
        round(mean(done), 1) if done else None,
        len(waiting),
        median(waiting) if waiting else None,
    )


def told_apart(facts: Iterable[Fact], by: By) -> dict[str, Figures]:
    """The figures of each unit, group, sector, category or month, in order of their names."""
    lines: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for key in fact.keys(by):
            lines[key].append(fact)
    return {key: figures(lines[key]) for key in sorted(lines)}
