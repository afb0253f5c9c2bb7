"""Field types whose choices are rows of the case itself: its proposers, its contacts."""

from __future__ import annotations

from typing import Any

from models.queries.contacts import contacts_of
from workflow.acts import case_of
from workflow.evaluators import proposers_of
from workflow.fields import Asked, BadValue, field_type, identifiers
from workflow.rules import Field


@field_type("proposers")
def _proposers(_field: Field, raw: Any, asked: Asked) -> list[int] | None:
    sentence = "请从本案的提案人中选择"
    numbers = identifiers(raw, sentence)
    proposal = case_of(asked.subject) if asked.subject else None
    known = {one.person_id for one in proposers_of(proposal)} if proposal else set()
    if not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers or None


@field_type("contact")
def _contact(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "请从本案的沟通记录中选择一次"
    numbers = identifiers(raw, sentence)
    proposal = case_of(asked.subject) if asked.subject else None
    known = {one.id for one in contacts_of(asked.session, proposal.id)} if proposal else set()
    if len(numbers) > 1 or not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers[0] if numbers else None
