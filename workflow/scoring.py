"""Scoring (履职积分): a fold over deeds under a scheme. The same deeds give the same ledger.

Every entry names the events it comes from; what a ceiling, a split or “once only” took away is
said beside it. Points are exact until they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from workflow.deeds import Deed
from workflow.schemes import Scheme, ScoreRule, Section

NOUGHT = Fraction(0)

#: why an entry counts less than the line says
SPLIT_FIRST = "联名，第一提案人"
SPLIT_OTHER = "联名，其他提案人"
SHARED = "由 %(count)s 人平均"
ONLY_BEST = "一年只计最高的一次"
ONLY_TIMES = "最多计 %(count)s 次"
ONLY_HIGHEST = "同一件只计最高的一项"
OVER_CAP = "本项最多 %(cap)s 分"
RATIO = "%(part)s/%(whole)s"


@dataclass(frozen=True, slots=True)
class Why:
    """Why an entry counts as it does: a sentence, and what stands in its places."""

    sentence: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger."""

    rule: str
    label: str
    section: str
    #: what it comes from: at least one deed, each with its event
    evidence: tuple[Deed, ...]
    #: what the line gives, and what of it counts
    points: Fraction
    counted: Fraction
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionSum:
    """小计: what the lines of a section come to, and what of it counts."""

    section: Section
    given: Fraction
    counted: Fraction


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole account of one holder for one year."""

    entries: tuple[Entry, ...]
    sums: tuple[SectionSum, ...]
    total: Fraction
    grade: str


def score(scheme: Scheme, holder_id: int, deeds: Iterable[Deed]) -> Ledger:
    """The ledger of a member, group or unit; the deeds in the order of the record."""
    mine = [one for one in deeds if _concerns(scheme.holder, holder_id, one)]
    entries: list[Entry] = []
    used: dict[str, set[int]] = {}
    for rule in scheme.rules:
        past = used.get(rule.beyond, set())
        given = _entries(rule, holder_id, [one for one in mine if one.event_id not in past])
        entries += given
        used[rule.name] = {
            deed.event_id for one in given if one.counted != 0 for deed in one.evidence
        }
    entries = _highest(scheme, entries)
    entries = [
        limited
        for rule in scheme.rules
        for limited in _capped(rule, [one for one in entries if one.rule == rule.name])
    ]
    sums = tuple(_sum(section, entries) for section in scheme.sections)
    total = max(NOUGHT, sum((one.counted for one in sums), NOUGHT))
    return Ledger(tuple(entries), sums, total, scheme.grade(total))


def _concerns(holder: str, holder_id: int, deed: Deed) -> bool:
    if holder == "member":
        return holder_id in deed.people
    return holder_id == (deed.group_id if holder == "group" else deed.unit_id)


def _matches(rule: ScoreRule, deed: Deed) -> bool:
    if rule.counts == "reported" and deed.marks.get("item") != rule.name:
        return False
    return (
        deed.what == rule.counts
        and rule.holds_on(deed.on)
        and all(deed.marks.get(name) in wanted for name, wanted in rule.where.items())
    )


def _entries(rule: ScoreRule, holder_id: int, deeds: Sequence[Deed]) -> list[Entry]:
    if rule.among is not None:
        return _ratio(rule, deeds)
    found = [
        entry
        for deed in deeds
        if _matches(rule, deed) and (entry := _entry(rule, holder_id, deed)) is not None
    ]
    if rule.first_only and found:
        best = max(range(len(found)), key=lambda place: (found[place].counted, -place))
        found = [
            one if place == best else _nothing(one, Why(ONLY_BEST))
            for place, one in enumerate(found)
        ]
    if rule.times is not None:
        over = Why(ONLY_TIMES, (("count", str(rule.times)),))
        found = found[: rule.times] + [_nothing(one, over) for one in found[rule.times :]]
    return found


def _entry(rule: ScoreRule, holder_id: int, deed: Deed) -> Entry | None:
    points = rule.points
    if rule.levels:
        level = rule.levels.get(deed.marks.get("level", ""))
        if level is None:
            return None
        points = points * level if rule.multiply else level
    points *= Fraction(deed.marks.get("quantity", "1"))
    people = deed.people[: rule.authors] if rule.authors else deed.people
    if rule.authors and holder_id not in people:
        return None
    counted, why = _share(rule, points, people, holder_id)
    return Entry(rule.name, rule.label, rule.section, (deed,), points, counted, why)


def _share(
    rule: ScoreRule, points: Fraction, people: Sequence[int], holder_id: int
) -> tuple[Fraction, tuple[Why, ...]]:
    several = len(people) > 1
    if rule.pro_rata and several:
        return points / len(people), (Why(SHARED, (("count", str(len(people))),)),)
    if rule.joint is None or not several:
        return points, ()
    first = people[0] == holder_id
    why = (Why(SPLIT_FIRST if first else SPLIT_OTHER),)
    named = rule.joint.first if first else rule.joint.other
    if named is not None:
        return named, why
    if rule.joint.first_share is None:
        return points, ()
    if first:
        return points * rule.joint.first_share, why
    return points * (1 - rule.joint.first_share) / (len(people) - 1), why


def _ratio(rule: ScoreRule, deeds: Sequence[Deed]) -> list[Entry]:
    whole = [
        one for one in deeds
        if one.what == rule.counts and rule.holds_on(one.on)
        and all(one.marks.get(name) in wanted for name, wanted in (rule.among or {}).items())
    ]  # fmt: skip
    if not whole:
        return []
    part = [one for one in whole if _matches(rule, one)]
    share = Fraction(len(part), len(whole))
    if rule.per_percent is not None:
        counted = max(NOUGHT, rule.points - rule.per_percent * 100 * (1 - share))
    elif rule.at_least is not None:
        counted = rule.points if share * 100 >= rule.at_least else NOUGHT
    else:
        counted = rule.points * share
    why = (Why(RATIO, (("part", str(len(part))), ("whole", str(len(whole))))),)
    entry = Entry(rule.name, rule.label, rule.section, tuple(whole), rule.points, counted, why)
    return [entry]


def _highest(scheme: Scheme, entries: list[Entry]) -> list[Entry]:
    """Of lines that exclude each other only the highest counts, for one and the same matter."""
    words = {rule.name: rule.highest for rule in scheme.rules}
    best: dict[tuple[str, int], Entry] = {}
    for one in entries:
        word, subject = words[one.rule], one.evidence[0].subject_id
        standing = best.get((word, subject))
        if word and (standing is None or one.counted > standing.counted):
            best[word, subject] = one
    return [
        one
        if not words[one.rule] or best[words[one.rule], one.evidence[0].subject_id] is one
        else _nothing(one, Why(ONLY_HIGHEST))
        for one in entries
    ]


def _capped(rule: ScoreRule, entries: list[Entry]) -> list[Entry]:
    if rule.cap is None:
        return entries
    left, limited = rule.cap, []
    for one in entries:
        size = min(abs(one.counted), left)
        left -= size
        if size < abs(one.counted):
            counted = size if one.counted > 0 else -size
            why = Why(OVER_CAP, (("cap", shown(rule.cap)),))
            limited.append(replace(one, counted=counted, why=(*one.why, why)))
        else:
            limited.append(one)
    return limited


def _nothing(entry: Entry, why: Why) -> Entry:
    return replace(entry, counted=NOUGHT, why=(*entry.why, why))


def _sum(section: Section, entries: Iterable[Entry]) -> SectionSum:
    mine = (one.counted for one in entries if one.section == section.name)
    given = section.base + sum(mine, NOUGHT)
    counted = max(NOUGHT, given)
    if section.cap is not None:
        counted = min(section.cap, counted)
    return SectionSum(section, given, counted)


# ── as it is kept and shown ─────────────────────────────────────────────────


def shown(points: Fraction | int) -> str:
    """Points as they are printed: at most two places, half upwards."""
    exact = Fraction(points)
    value = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
    text = f"{value:f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def kept(ledger: Ledger) -> dict[str, Any]:
    """The ledger as it is frozen: plain values, points as exact fractions in text."""
    return {
        "total": str(ledger.total),
        "grade": ledger.grade,
        "sums": [
            {"section": one.section.name, "label": one.section.label, "given": str(one.given),
             "counted": str(one.counted),
             "cap": None if one.section.cap is None else str(one.section.cap)}
            for one in ledger.sums
        ],
        "entries": [
            {"rule": one.rule, "label": one.label, "section": one.section,
             "points": str(one.points), "counted": str(one.counted),
             "why": [[why.sentence, dict(why.params)] for why in one.why],
             "evidence": [
                 {"event": deed.event_id, "subject": deed.subject_id, "on": deed.on.isoformat(),
                  "title": deed.title, "what": deed.what}
                 for deed in one.evidence
             ]}
            for one in ledger.entries
        ],
    }  # fmt: skip
