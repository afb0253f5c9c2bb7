"""Field types of assessments: a line of the scheme, an item that waits, a liaison group."""

from __future__ import annotations

from typing import Any

from models import Assessment, LiaisonGroup
from workflow.assessing import reportable, waiting_items
from workflow.fields import Asked, BadValue, field_type, identifiers
from workflow.rules import Field


@field_type("score_item")
def _score_item(_field: Field, raw: Any, asked: Asked) -> str | None:
    if raw in (None, ""):
        return None
    known = reportable(asked.subject) if isinstance(asked.subject, Assessment) else []
    if raw not in {one.name for one in known}:
        raise BadValue("请从积分办法里可以申报的各条中选择")
    return str(raw)


@field_type("reported_item")
def _reported_item(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "请从还没有核实的事项中选择"
    numbers = identifiers(raw, sentence)
    found = waiting_items(asked.subject) if isinstance(asked.subject, Assessment) else []
    if len(numbers) > 1 or not set(numbers) <= {one.no for one in found}:
        raise BadValue(sentence)
    return numbers[0] if numbers else None


@field_type("group")
def _group(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "请从联络组名册中选择一个"
    numbers = identifiers(raw, sentence)
    groups = [asked.session.get(LiaisonGroup, number) for number in numbers]
    if len(numbers) > 1 or any(one is None or not one.active for one in groups):
        raise BadValue(sentence)
    return numbers[0] if numbers else None
