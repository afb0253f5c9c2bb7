"""A length of time as a clerk writes it: 5个工作日, 30天, 3个月."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workflow.lengths import Duration, Unit
from workflow.parameters import is_length

_FORM = re.compile(
    r"\s*([1-9][0-9]{0,2})\s*(?:(个?工作日|working days?)|(天|日|days?)|(个?月|months?))\s*"
)
_UNITS: tuple[Unit, ...] = ("working_days", "days", "months")
_WORDS: Mapping[Unit, str] = {"working_days": "个工作日", "days": "天", "months": "个月"}


def write_span(duration: Duration) -> str:
    """A length of time as the form shows it."""
    return f"{duration.amount}{_WORDS[duration.unit]}"


def read_span(text: str) -> dict[str, Any] | None:
    """What a session keeps of it; None when it cannot be read or is too long to be meant."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    unit = next(unit for unit, word in zip(_UNITS, found.groups()[1:], strict=True) if word)
    amount = int(found[1])
    return {"amount": amount, "unit": unit} if is_length(amount, unit) else None
