"""How time is written in states.yaml: lengths, limits, reminders, who hears of lateness."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType

from workflow.grammar import ID, Reader
from workflow.lengths import Duration, Escalation, Limit, Unit
from workflow.nodes import Listing, Node
from workflow.problems import Problem

_UNITS: dict[str, Unit] = {"working days": "working_days", "days": "days", "months": "months"}
_DURATION = re.compile(r"(?P<amount>\d+) +(?P<unit>.+)\Z")
_SINGULAR = {"working day": "working days", "day": "days", "month": "months"}
_REMINDER = re.compile(r"(?:(?P<days>[1-9]\d{0,2}) days? (?P<side>before|after)|on the day)\Z")
_REMINDER_FORMS = "提醒写作 15 days before、on the day 或 1 day after"
_LIMIT_FORMS = (
    "期限写作 5 working days、参数名、… since 动作、… before case、case、by 日期字段"
    "或 not after 日期参数、not after cutoff"
)


def length(text: str) -> Duration:
    """A length of time as it is written: 5 working days; ValueError with a sentence otherwise."""
    found = _DURATION.match(text)
    unit = "" if found is None else found["unit"].strip()
    unit = _SINGULAR.get(unit, unit)
    if found is None or not found["amount"].isascii():
        raise ValueError(f"“{text}”不是期限，要写成 5 working days、30 days 或 3 months")
    if unit not in _UNITS:
        raise ValueError(f"期限单位“{unit}”不对，只能是 working days、days、months")
    if len(found["amount"]) > 4:
        raise ValueError(f"期限“{text}”太长")
    return Duration(int(found["amount"]), _UNITS[unit])


class TimeReader(Reader):
    """A reader that also knows time."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        #: name of each parameter to its type
        self.parameters: MappingType[str, str] = {}

    def duration(self, node: Node, text: str) -> Duration | None:
        """An amount and a unit; None, and a problem, for anything else."""
        try:
            return length(text)
        except ValueError as problem:
            self.refuse(node, str(problem))
        return None

    def limits(self, node: Node | None) -> tuple[Limit, ...]:
        """One time limit or a list of them."""
        if node is None:
            return ()
        items = node.items if isinstance(node, Listing) else [node]
        if not items:
            self.refuse(node, "期限是空的；没有就整行不写")
        return tuple(limit for item in items if (limit := self._limit(item)))

    def _limit(self, node: Node) -> Limit | None:
        text = " ".join(self.sentence(node).split())
        if not text:
            return None
        if text == "case":
            return Limit("by", "case")
        if text.startswith("by "):
            return self._anchored(node, Limit("by", text[3:]))
        if text.startswith("not after "):
            return self._not_after(node, text.removeprefix("not after "))
        length, since, anchor = text.partition(" since ")
        if since:
            return self._measured(node, length, Limit("since", anchor))
        length, before, anchor = text.partition(" before ")
        if before:
            if anchor != "case":
                self.refuse(node, f"before 后面只能写 case（本案期限），不能写“{anchor}”")
                return None
            return self._measured(node, length, Limit("before", anchor))
        return self._measured(node, text, Limit("since", "entered"))

    def _anchored(self, node: Node, limit: Limit) -> Limit | None:
        if ID.match(limit.anchor):
            return limit
        self.refuse(node, f"“{limit.anchor}”不是名字。{_LIMIT_FORMS}")
        return None

    def _not_after(self, node: Node, name: str) -> Limit | None:
        if name == "cutoff":
            return Limit("not_after", name)
        if self.parameters.get(name) == "date":
            return Limit("not_after", "session", parameter=name)
        self.refuse(node, f"not after 后面要写 cutoff 或一个日期参数，“{name}”不是。{_LIMIT_FORMS}")
        return None

    def _measured(self, node: Node, length: str, limit: Limit) -> Limit | None:
        if self._anchored(node, limit) is None:
            return None
        if length[:1].isdigit():
            duration = self.duration(node, length)
            return Limit(limit.relation, limit.anchor, duration) if duration else None
        if not ID.match(length):
            self.refuse(node, f"看不懂“{length}”。{_LIMIT_FORMS}")
        elif length not in self.parameters:
            self.refuse(node, f"没有名为“{length}”的期限参数。{_LIMIT_FORMS}")
        elif self.parameters[length] != "duration":
            self.refuse(node, f"参数“{length}”不是一段时间，不能这样用。{_LIMIT_FORMS}")
        else:
            return Limit(limit.relation, limit.anchor, parameter=length)
        return None

    def reminders(self, node: Node | None) -> tuple[int, ...]:
        """The days of the reminders, counted from the due date, the earliest first."""
        items = node.items if isinstance(node, Listing) else [] if node is None else [node]
        if node is not None and not items:
            self.refuse(node, "名单是空的；没有就整行不写")
        days: list[int] = []
        for item in items:
            text = " ".join(self.sentence(item).split())
            found = _REMINDER.match(text)
            if text and found is None:
                self.refuse(item, f"看不懂“{text}”。{_REMINDER_FORMS}")
            elif found:
                number = int(found["days"] or 0)
                days.append(number if found["side"] == "after" else -number)
                if sorted(set(days)) != days:
                    self.refuse(item, "提醒要按先后写，一天只写一次")
        return tuple(days)

    def escalation(self, node: Node | None) -> tuple[str | None, tuple[Escalation, ...]]:
        """Who is told when the date has passed: one party, or several one after the other."""
        if not isinstance(node, Listing):
            return self.optional_id(node), ()
        first = self.id(node.items[0]) if node.items else None
        if not node.items:
            self.refuse(node, "名单是空的；没有就整行不写")
        steps: list[Escalation] = []
        for item in node.items[1:]:
            party, after, length = " ".join(self.sentence(item).split()).partition(" after ")
            if not after or not ID.match(party):
                self.refuse(item, f"看不懂“{party}”。第二个起写作 supervisor after 5 working days")
            elif duration := self.duration(item, length):
                if duration.amount < 1:
                    self.refuse(item, "期限不能是 0")
                if party == first or party in [step.party for step in steps]:
                    self.refuse(item, f"“{party}”在这里写了两次")
                if steps and _days(duration) <= _days(steps[-1].after):
                    self.refuse(item, "逐级上报要按先后写，后一级要晚于前一级")
                steps.append(Escalation(party, duration))
        return first or None, tuple(steps)


def _days(duration: Duration) -> float:
    """How long it is about, to tell which of two is longer."""
    return duration.amount * {"working_days": 7 / 5, "days": 1.0, "months": 30.0}[duration.unit]
