"""Why a date is that date: the lines of the panel "为什么是这一天", ready to be stored as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

Param = str | int | date

#: Every sentence of the panel "为什么是这一天", by kind: the catalogs translate these.
TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "since": "%(rule)s：%(anchor)s之日是 %(on)s，当日不计，自次日起算",
        "before": "%(rule)s：从%(anchor)s（%(on)s）往前倒数，当日不计",
        "by": "%(rule)s：以%(anchor)s为准，即 %(on)s",
        "holiday": "跳过%(name)s放假 %(first)s 至 %(last)s，共 %(days)s 天",
        "holiday_day": "跳过%(name)s放假 %(first)s，1 天",
        "makeup": "%(on)s（%(weekday)s）%(name)s调休上班，计入",
        "weekends": "跳过周末休息日 %(days)s 天",
        "day_weekend": "%(on)s（%(weekday)s）周末休息，不计",
        "day_holiday": "%(on)s（%(weekday)s）%(name)s放假，不计",
        "day_paused": "%(on)s（%(weekday)s）中止计时，不计",
        "pause": "%(first)s 至 %(last)s 中止计时，其中 %(days)s 天不计",
        "working_days": "数满 %(count)s 个工作日，到 %(on)s",
        "days": "数满 %(count)s 天，到 %(on)s",
        "months": "满 %(count)s 个月，到 %(on)s",
        "working_days_back": "倒数 %(count)s 个工作日，到 %(on)s",
        "days_back": "倒数 %(count)s 天，到 %(on)s",
        "months_back": "倒推 %(count)s 个月，到 %(on)s",
        "month_end": "到期的月份没有对应的日子，取月末",
        "rolled": "%(old)s 逢%(name)s休息，顺延到下一个工作日 %(on)s",
        "rolled_back": "%(old)s 逢%(name)s休息，提前到上一个工作日 %(on)s",
        "lost": "另一条 %(rule)s（%(anchor)s）算得 %(on)s，不取",
        "won": "几条期限以最早的为准：%(rule)s，%(on)s",
        "provisional": "%(year)s 年放假安排尚未公布，暂按周一至周五上班计算，公布后重算",
        "waited": "所延的日期 %(old)s 也扣除中止的天数，到 %(on)s",
        "extended": "%(at)s 同意延期：由 %(old)s 延至 %(on)s，理由：%(reason)s",
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation: a sentence with %(name)s places, and what goes into them."""

    kind: str
    text: str
    params: dict[str, Param]

    def sentence(
        self,
        translate: Callable[[str], str] = lambda text: text,
        show: Callable[[date], str] = lambda day: f"{day.year}年{day.month}月{day.day}日",
    ) -> str:
        """The line as a reader sees it; labels and names are translated too, dates shown."""
        filled: dict[str, str | int] = {}
        for name, value in self.params.items():
            if isinstance(value, date):
                filled[name] = show(value)
            elif isinstance(value, str) and value and name != "reason":
                filled[name] = translate(value)
            else:
                filled[name] = value
        return translate(self.text) % filled


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which it is still in time, and why."""

    on: date
    provisional: bool
    steps: tuple[Step, ...]

    def as_data(self) -> dict[str, Any]:
        """The deadline as JSON: dates as YYYY-MM-DD."""
        return {
            "on": self.on.isoformat(),
            "provisional": self.provisional,
            "steps": [
                {
                    "kind": step.kind,
                    "text": step.text,
                    "params": {
                        name: value.isoformat() if isinstance(value, date) else value
                        for name, value in step.params.items()
                    },
                }
                for step in self.steps
            ],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Deadline:
        """The deadline that `as_data` wrote, with the sentences of its day."""
        steps = tuple(
            Step(
                step["kind"],
                step["text"],
                {name: _read(value) for name, value in step["params"].items()},
            )
            for step in data["steps"]
        )
        return cls(date.fromisoformat(data["on"]), data["provisional"], steps)


def step(kind: str, **params: Param) -> Step:
    """One line of that kind; KeyError for a kind without a sentence."""
    return Step(kind, TEXTS[kind], params)


def _read(value: Any) -> Param:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    return value  # type: ignore[no-any-return]
