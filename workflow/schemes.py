"""Scoring schemes (积分办法): a dated table of rules, written as data and read strictly.

A scheme is text, as states.yaml is: the office writes a new one with the day from which it holds,
and what is wrong with it is said in sentences. Points are exact fractions; nothing is rounded
before it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from workflow import nodes
from workflow.problems import Problem

LONGEST = 60_000
#: what a rule may count; the words stand beside for the page
COUNTS = {
    "proposal_submitted": "提交的提案",
    "proposal_filed": "立案的提案",
    "proposal_key": "重点提案",
    "proposal_to_opinion": "转为社情民意信息的提案",
    "opinion_sent": "报送的信息、意见建议",
    "opinion_used": "采用的信息",
    "opinion_not_used": "未采用的信息",
    "opinion_adopted": "上级采用的信息",
    "opinion_instructed": "领导批示的信息",
    "activity": "经确认的活动",
    "attendance": "参加会议、活动的情况",
    "project_done": "办成的民生实事",
    "reply": "答复的承办件",
    "evaluation": "提案人的评价",
    "promise": "到期的承诺",
    "award": "表彰",
    "reported": "申报并经核实的事项",
}
HOLDERS = ("member", "group", "unit")
_RULE = frozenset(
    {"section", "label", "counts", "where", "points", "unit", "cap", "times", "first_only",
     "beyond", "joint", "authors", "pro_rata", "highest", "levels", "multiply", "among",
     "at_least", "per_percent", "from", "until", "note"}
)  # fmt: skip
_SCHEME = frozenset({"name", "holder", "source", "note", "full", "sections", "rules", "grades"})


class BadScheme(Exception):
    """A scheme that cannot be used; `faults` are sentences for whoever wrote it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("；".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Section:
    """项目类别: a group of rules with a ceiling; deductions never take it below nought."""

    name: str
    label: str
    cap: Fraction | None
    #: what everybody begins with, from which is deducted
    base: Fraction


@dataclass(frozen=True, slots=True)
class Split:
    """Joint authorship: what the first gets and what the others get, in points or in shares."""

    #: points of their own where the table names them
    first: Fraction | None = None
    other: Fraction | None = None
    #: the share of the first; the others divide the rest among them
    first_share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """One line of the table."""

    name: str
    section: str
    label: str
    counts: str
    where: Mapping[str, tuple[str, ...]]
    points: Fraction
    unit: str
    #: the most points of this line; the most times it counts
    cap: Fraction | None
    times: int | None
    #: only the best one of the year counts
    first_only: bool
    #: counts only what the other rule has not counted
    beyond: str
    joint: Split | None
    #: up to so many authors are credited
    authors: int | None
    #: everybody concerned shares the points equally
    pro_rata: bool
    #: of the lines with this word only the highest counts for one and the same matter
    highest: str
    #: points by level, or the points multiplied by level
    levels: Mapping[str, Fraction]
    multiply: bool
    #: n/N: the share of what `counts` among all of that kind
    among: Mapping[str, tuple[str, ...]] | None
    at_least: Fraction | None
    per_percent: Fraction | None
    since: date | None
    until: date | None
    note: str

    def holds_on(self, day: date) -> bool:
        """Whether the line counts what was done on that day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Scheme:
    """积分办法: sections, lines and bands."""

    name: str
    holder: str
    source: str
    note: str
    full: Fraction | None
    sections: tuple[Section, ...]
    rules: tuple[ScoreRule, ...]
    #: from the highest down: what a score of at least so much is called
    grades: tuple[tuple[Fraction, str], ...]

    def section(self, name: str) -> Section:
        """The section of that name."""
        return next(one for one in self.sections if one.name == name)

    def grade(self, score: Fraction) -> str:
        """等次; empty where the scheme has no bands, or none reaches so low."""
        return next((label for least, label in self.grades if score >= least), "")


def read_scheme(text: str) -> Scheme:
    """The scheme of a text; BadScheme with every fault in it."""
    problems: list[Problem] = []
    root = nodes.compose(text, problems) if len(text) <= LONGEST else None
    if problems:
        raise BadScheme([f"第 {one.line} 行：{one.sentence}" for one in problems])
    if not isinstance(root, nodes.Mapping):
        empty = "里面没有内容，应当写着 name、holder、sections、rules"
        raise BadScheme([empty if len(text) <= LONGEST else "文字太长，最多 6 万字"])
    reader = _Reader()
    scheme = reader.scheme(nodes.plain(root))
    if reader.faults:
        raise BadScheme(reader.faults)
    return scheme


class _Reader:
    """Reads everything, and notes what is wrong instead of stopping at it."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def scheme(self, raw: Mapping[Any, Any]) -> Scheme:
        self._known(raw, _SCHEME, "积分办法")
        if raw.get("holder") not in HOLDERS:
            self.faults.append("holder 写 member（委员）、group（联络组）或者 unit（承办单位）")
        for name in ("name", "sections", "rules"):
            if not raw.get(name):
                self.faults.append(f"没有写 {name}")
        sections = tuple(
            Section(
                str(name),
                str(one.get("label", name)),
                self._number(one.get("cap"), f"{name} 的 cap"),
                self._number(one.get("base"), f"{name} 的 base") or Fraction(0),
            )
            for name, one in self._table(raw.get("sections"), "sections")
        )
        rules = tuple(
            self._rule(str(name), one) for name, one in self._table(raw.get("rules"), "rules")
        )
        self._refer(rules, {one.name for one in sections})
        grades = tuple(
            (self._number(one.get("from"), "grades 的 from") or Fraction(0), str(one.get("label")))
            for one in raw.get("grades") or []
            if isinstance(one, dict)
        )
        if list(grades) != sorted(grades, key=lambda one: -one[0]):
            self.faults.append("grades 要从高到低写")
        return Scheme(
            str(raw.get("name", "")), str(raw.get("holder", "")), str(raw.get("source") or ""),
            str(raw.get("note") or ""), self._number(raw.get("full"), "full"),
            sections, rules, grades,
        )  # fmt: skip

    def _rule(self, name: str, raw: Mapping[Any, Any]) -> ScoreRule:
        self._known(raw, _RULE, name)
        if raw.get("counts") not in COUNTS:
            self.faults.append(f"{name}：counts 可以写 {'、'.join(COUNTS)}")
        levels = raw.get("levels") or {}
        points = self._number(raw.get("points"), f"{name} 的 points")
        if points is None and not levels:
            self.faults.append(f"{name}：没有写 points")
        return ScoreRule(
            name=name,
            section=str(raw.get("section", "")),
            label=str(raw.get("label", name)),
            counts=str(raw.get("counts", "")),
            where=self._where(raw.get("where")),
            points=points or Fraction(0),
            unit=str(raw.get("unit") or "次"),
            cap=self._number(raw.get("cap"), f"{name} 的 cap"),
            times=self._whole(raw.get("times"), f"{name} 的 times"),
            first_only=raw.get("first_only") == "true",
            beyond=str(raw.get("beyond") or ""),
            joint=self._split(raw.get("joint"), name),
            authors=self._whole(raw.get("authors"), f"{name} 的 authors"),
            pro_rata=raw.get("pro_rata") == "true",
            highest=str(raw.get("highest") or ""),
            levels={
                str(key): self._number(one, f"{name} 的 levels") or Fraction(0)
                for key, one in (levels.items() if isinstance(levels, dict) else ())
            },
            multiply=raw.get("multiply") == "true",
            among=None if raw.get("among") is None else self._where(raw["among"]),
            at_least=self._number(raw.get("at_least"), f"{name} 的 at_least"),
            per_percent=self._number(raw.get("per_percent"), f"{name} 的 per_percent"),
            since=self._day(raw.get("from"), name),
            until=self._day(raw.get("until"), name),
            note=str(raw.get("note") or ""),
        )

    def _refer(self, rules: tuple[ScoreRule, ...], sections: set[str]) -> None:
        names = {one.name for one in rules}
        for one in rules:
            if one.section not in sections:
                self.faults.append(f"{one.name}：sections 里没有 {one.section or '所属的一类'}")
            if one.beyond and one.beyond not in names:
                self.faults.append(f"{one.name}：beyond 里的 {one.beyond} 不是一条规则")
            if one.since and one.until and one.until < one.since:
                self.faults.append(f"{one.name}：停用的日期早于启用的日期")

    def _known(self, raw: Mapping[Any, Any], known: frozenset[str], where: str) -> None:
        self.faults += [f"{where}：不认识 {key}" for key in raw if key not in known]

    def _table(self, raw: Any, what: str) -> list[tuple[Any, Mapping[Any, Any]]]:
        if not isinstance(raw, dict) or not all(isinstance(one, dict) for one in raw.values()):
            if raw:
                self.faults.append(f"{what} 下面每一项写成“名称: {{…}}”")
            return []
        return list(raw.items())

    def _where(self, raw: Any) -> dict[str, tuple[str, ...]]:
        if not isinstance(raw, dict):
            return {}
        return {
            str(key): tuple(map(str, one)) if isinstance(one, list) else (str(one),)
            for key, one in raw.items()
        }

    def _split(self, raw: Any, name: str) -> Split | None:
        if raw is None:
            return None
        if not isinstance(raw, dict) or not raw or set(raw) - {"first", "other", "first_share"}:
            self.faults.append(
                f"{name}：joint 写 first、other（分值）或者 first_share（第一提案人的份额）"
            )
            return None
        return Split(**{
            str(key): self._number(one, f"{name} 的 joint") for key, one in raw.items()
        })  # fmt: skip

    def _number(self, raw: Any, where: str) -> Fraction | None:
        if raw is None:
            return None
        try:
            return Fraction(str(raw))
        except (ValueError, ZeroDivisionError):
            self.faults.append(f"{where} 要写数字")
            return None

    def _whole(self, raw: Any, where: str) -> int | None:
        number = self._number(raw, where)
        if number is None:
            return None
        if number.denominator != 1 or number < 1:
            self.faults.append(f"{where} 要写 1 以上的整数")
            return None
        return int(number)

    def _day(self, raw: Any, name: str) -> date | None:
        try:
            return None if raw is None else date.fromisoformat(str(raw))
        except ValueError:
            self.faults.append(f"{name}：日期写成 2026-03-05")
            return None
