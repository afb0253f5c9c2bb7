"""Fields that name a leader of the county or a handover meeting."""

from __future__ import annotations

import re
from typing import Any

from models.queries import assignment as queries
from workflow.fields import Asked, BadValue, field_type
from workflow.rules import Field


def _number(raw: Any, sentence: str) -> int | None:
    if raw in (None, ""):
        return None
    if isinstance(raw, bool) or not re.fullmatch(r"[0-9]{1,9}", str(raw)):
        raise BadValue(sentence)
    return int(raw)


@field_type("leader")
def _leader(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "请从县领导名单中选择"
    number = _number(raw, sentence)
    known = {leader.person_id for leader in queries.leaders(asked.session, asked.today)}
    if number is not None and number not in known:
        raise BadValue(sentence)
    return number


@field_type("handover")
def _handover(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "没有这次交办会，请重新选择"
    number = _number(raw, sentence)
    if number is not None and queries.meeting(asked.session, number) is None:
        raise BadValue(sentence)
    return number
