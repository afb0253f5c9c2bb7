"""Field types whose choices are rows of the case itself: its proposers, its contacts."""

from __future__ import annotations

from typing import Any

from models import Proposal
from models.queries.contacts import contacts_of
from models.queries.evaluations import paper_forms
from models.queries.meetings import of_those
from models.queries.merging import possible_mains
from workflow.acts import case_of
from workflow.evaluators import proposers_of
from workflow.fields import Asked, BadValue, field_type, identifiers
from workflow.merging import asked_suggestions
from workflow.parties import current_tasks
from workflow.rules import Field

#: how a proposer sees what became of a suggestion
VIEWS = ("adopted", "partly", "not")


@field_type("proposers")
def _proposers(_field: Field, raw: Any, asked: Asked) -> list[int] | None:
    sentence = "请从本案的提案人中选择"
    numbers = identifiers(raw, sentence)
    proposal = case_of(asked.subject) if asked.subject else None
    known = {one.person_id for one in proposers_of(proposal)} if proposal else set()
    if not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers or None


@field_type("evaluator")
def _evaluator(field: Field, raw: Any, asked: Asked) -> int | None:
    found = _proposers(field, raw, asked)
    if found and len(found) > 1:
        raise BadValue("只能选择一位提案人")
    return found[0] if found else None


@field_type("paper_form")
def _paper_form(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "请从录入的征询意见表中选择一份"
    numbers = identifiers(raw, sentence)
    proposal = case_of(asked.subject) if asked.subject else None
    known = {one.id for one in paper_forms(asked.session, proposal.id)} if proposal else set()
    if len(numbers) > 1 or not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers[0] if numbers else None


@field_type("adoption")
def _adoption(_field: Field, raw: Any, asked: Asked) -> list[dict[str, Any]] | None:
    sentence = "每条建议请从采纳、部分采纳、未采纳中选一项"
    proposal = case_of(asked.subject) if asked.subject else None
    known = {one.no for one in asked_suggestions(proposal)} if proposal else set()
    found: dict[int, str] = {}
    for item in raw if isinstance(raw, list | tuple) else []:
        if not isinstance(item, dict):
            raise BadValue(sentence)
        (number,) = identifiers(item.get("no"), sentence) or (0,)
        view = item.get("view") or ""
        if number not in known or number in found or view not in (*VIEWS, ""):
            raise BadValue(sentence)
        found[number] = view
    return [{"no": no, "view": view} for no, view in sorted(found.items()) if view] or None


@field_type("contact")
def _contact(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "请从本案的沟通记录中选择一次"
    numbers = identifiers(raw, sentence)
    proposal = case_of(asked.subject) if asked.subject else None
    known = {one.id for one in contacts_of(asked.session, proposal.id)} if proposal else set()
    if len(numbers) > 1 or not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers[0] if numbers else None


@field_type("case_unit")
def _case_unit(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "请从本案现在的承办单位中选择一个"
    numbers = identifiers(raw, sentence)
    proposal = case_of(asked.subject) if asked.subject else None
    known = {task.unit_id for task in current_tasks(proposal)} if proposal else set()
    if len(numbers) > 1 or not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers[0] if numbers else None


@field_type("agenda")
def _agenda(_field: Field, raw: Any, asked: Asked) -> list[int] | None:
    sentence = "选的提案里有的已经不在复审，请刷新后重选"
    numbers = identifiers(raw, sentence)
    if len(of_those(asked.session, numbers)) != len(numbers):
        raise BadValue(sentence)
    return numbers or None


@field_type("merge_into")
def _merge_into(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "主案须是另一件已经立案、没有并入别案、也还没有拟出答复的提案，请重新选择"
    numbers = identifiers(raw, sentence)
    own = asked.subject
    known = (
        {one.id for one in possible_mains(asked.session, own)}
        if isinstance(own, Proposal) and numbers
        else set()
    )
    if len(numbers) > 1 or not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers[0] if numbers else None
