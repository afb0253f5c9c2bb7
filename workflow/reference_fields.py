"""Fields that name a leader of the county or a handover meeting."""

from __future__ import annotations

from typing import Any

from models.queries import assignment as queries
from workflow.fields import Asked, BadValue, field_type, identifiers
from workflow.rules import Field


@field_type("leader")
def _leader(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "请从县领导名单中选择"
    numbers = identifiers(raw, sentence)
    known = {leader.person_id for leader in queries.leaders(asked.session, asked.today)}
    if len(numbers) > 1 or not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers[0] if numbers else None


@field_type("handover")
def _handover(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "没有这次交办会，请重新选择"
    numbers = identifiers(raw, sentence)
    if len(numbers) > 1 or any(queries.meeting(asked.session, one) is None for one in numbers):
        raise BadValue(sentence)
    return numbers[0] if numbers else None
