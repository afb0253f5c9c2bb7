"""Names of what a form names by number: units, members, persons, cases, parts of a project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models import (
    HandlingUnit,
    LiaisonGroup,
    LocalCategory,
    Member,
    PaperForm,
    Person,
    Promise,
    RemainingItem,
    SiteVisit,
    Subject,
)
from web import db


def _names_of_units(ids: list[int]) -> list[str]:
    units = (db.session().get(HandlingUnit, number) for number in ids)
    return [unit.short_name or unit.name for unit in units if unit]


def _names_of_members(ids: list[int]) -> list[str]:
    members = (db.session().get(Member, number) for number in ids)
    return [member.person.name for member in members if member]


def _names_of_persons(ids: list[int]) -> list[str]:
    persons = (db.session().get(Person, number) for number in ids)
    return [person.name for person in persons if person]


def _names_of_forms(ids: list[int]) -> list[str]:
    forms = (db.session().get(PaperForm, number) for number in ids)
    return [form.name for form in forms if form]


def _titles_of_cases(ids: list[int]) -> list[str]:
    cases = (db.session().get(Subject, number) for number in ids)
    return [case.title for case in cases if case]


def _names_of_categories(ids: list[int]) -> list[str]:
    found = (db.session().get(LocalCategory, number) for number in ids)
    return [one.name for one in found if one]


def _names_of_towns(ids: list[int]) -> list[str]:
    groups = (db.session().get(LiaisonGroup, number) for number in ids)
    return [group.name.removesuffix("联络组") for group in groups if group]


def _findings_of_visits(ids: list[int]) -> list[str]:
    visits = (db.session().get(SiteVisit, number) for number in ids)
    return [visit.rectification or visit.findings for visit in visits if visit]


def _texts_of_items(ids: list[int]) -> list[str]:
    items = (db.session().get(RemainingItem, number) for number in ids)
    return [item.text for item in items if item]


def _measures_of_promises(ids: list[int]) -> list[str]:
    promises = (db.session().get(Promise, number) for number in ids)
    return [promise.measure for promise in promises if promise]


#: field types whose values are ids, and what these are called
NAMED: dict[str, Callable[[list[Any]], list[str]]] = {
    "agenda": _titles_of_cases,
    "bundled_cases": _titles_of_cases,
    "opinions": _titles_of_cases,
    "candidates": _titles_of_cases,
    "project_call": _titles_of_cases,
    "local_category": _names_of_categories,
    "unit": _names_of_units,
    "case_unit": _names_of_units,
    "units": _names_of_units,
    "member": _names_of_members,
    "members": _names_of_members,
    "proposers": _names_of_persons,
    "evaluator": _names_of_persons,
    "leader": _names_of_persons,
    "paper_form": _names_of_forms,
    "town": _names_of_towns,
    "site_visit": _findings_of_visits,
    "remaining_item": _texts_of_items,
    "kept_promise": _measures_of_promises,
}
