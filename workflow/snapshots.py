"""Names as they are today, kept with the case: people move and units are renamed, it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models import HandlingUnit, Proposal
from models.queries import people as people_queries
from workflow.acts import Act
from workflow.evaluators import proposers_of
from workflow.merging import name_of

_UNITS = frozenset({"unit", "units"})
_MEMBERS = frozenset({"member", "members"})


def describe_author(act: Act) -> None:
    """The author's name, sector and liaison group as they are now."""
    subject = act.subject
    seat = people_queries.sitting_member(act.session, subject.author_id)
    if subject.author_id is not None:
        subject.author_name = people_queries.name_of(act.session, subject.author_id)
    if seat is not None:
        subject.author_sector = seat.sector
    subject.group_name = people_queries.name_of_group(act.session, subject.group_id)


def names_of(units: Iterable[HandlingUnit]) -> list[str]:
    """The full names of units."""
    return [unit.name for unit in units]


def called(act: Act) -> Mapping[str, list[str]]:
    """The units and members a form names by number, as they are called today, field by field."""
    found: dict[str, list[str]] = {}
    for name in act.action.fields:
        value, kind = act.data.get(name), act.rules.field(name).type
        numbers = value if isinstance(value, list) else [value] if value else []
        if kind in _UNITS and numbers:
            found[name] = people_queries.names_of_units(act.session, numbers)
        elif kind in _MEMBERS and numbers:
            members = people_queries.sitting_members(act.session, numbers)
            found[name] = [member.person.name for member in members]
        elif kind == "proposers" and numbers:
            proposers = proposers_of(act.proposal)
            found[name] = [one.name for one in proposers if one.person_id in numbers]
        elif kind == "merge_into" and numbers:
            cases = (act.session.get_one(Proposal, number) for number in numbers)
            found[name] = [name_of(case) for case in cases]
    return found
