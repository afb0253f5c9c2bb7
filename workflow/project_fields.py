"""Field types whose choices are rows of a project, of a ballot or of a call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models import LivelihoodProject
from models.queries import projects as queries
from workflow.fields import Asked, BadValue, field_type, identifiers
from workflow.monthly import months_to_report
from workflow.rules import Field


def _one(raw: Any, known: Sequence[int], sentence: str) -> int | None:
    numbers = identifiers(raw, sentence)
    if len(numbers) > 1 or not set(numbers) <= set(known):
        raise BadValue(sentence)
    return numbers[0] if numbers else None


@field_type("town")
def _town(_field: Field, raw: Any, asked: Asked) -> int | None:
    known = [one.id for one in queries.towns(asked.session)]
    return _one(raw, known, "请从所列的乡镇中选择")


@field_type("project_call")
def _project_call(_field: Field, raw: Any, asked: Asked) -> int | None:
    known = [one.id for one in queries.open_calls(asked.session, asked.today)]
    own = getattr(asked.subject, "call_id", None)
    return _one(raw, [*known, *([own] if own else [])], "这次征集已经截止，或者还没有开始")


@field_type("candidates")
def _candidates(_field: Field, raw: Any, asked: Asked) -> list[int] | None:
    sentence = "选的项目里有的已经不在待票决，请刷新后重选"
    numbers = identifiers(raw, sentence)
    known = {one.id for one in queries.to_be_balloted(asked.session)}
    if not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers or None


@field_type("site_visit")
def _site_visit(_field: Field, raw: Any, asked: Asked) -> int | None:
    project = asked.subject if isinstance(asked.subject, LivelihoodProject) else None
    known = [one.id for one in project.visits if one.open] if project else []
    return _one(raw, known, "请从还没有整改好的问题中选择一项")


@field_type("remaining_item")
def _remaining_item(_field: Field, raw: Any, asked: Asked) -> int | None:
    project = asked.subject if isinstance(asked.subject, LivelihoodProject) else None
    known = [one.id for one in project.remaining if one.confirmed_on is None] if project else []
    return _one(raw, known, "请从还没有确认的遗留事项中选择一项")


@field_type("report_month")
def _report_month(_field: Field, raw: Any, asked: Asked) -> str | None:
    if raw in (None, ""):
        return None
    project = asked.subject if isinstance(asked.subject, LivelihoodProject) else None
    if project is None or raw not in months_to_report(project, asked.today):
        raise BadValue("请从所列的月份中选择")
    return str(raw)


@field_type("kept_promise")
def _kept_promise(_field: Field, raw: Any, asked: Asked) -> int | None:
    project = asked.subject if isinstance(asked.subject, LivelihoodProject) else None
    known = [one.id for one in queries.promises_of_lead(asked.session, project)] if project else []
    return _one(raw, known, "请从责任单位还没有兑现的承诺中选择一项")
