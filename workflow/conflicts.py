"""回避: who is bound to a unit that is to handle the case. It is pointed out, never forbidden.

The proposers, whoever leads their liaison group, and whoever examines or assigns: each is looked
up by what the roster says of his work, by the accounts he has and by who leads the unit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models import HandlingUnit, Proposal, User
from models.queries.conflicts import all_units, heads_of_group, present_seats, unit_grants
from models.search import normalise
from workflow.acts import Act
from workflow.judgement import Reason
from workflow.registry import condition, detail

WORKS = "提案人%(name)s在%(unit)s任职（%(post)s）"
HOLDS = "提案人%(name)s有%(unit)s的账号"
HEAD_WORKS = "%(group)s%(part)s%(name)s在%(unit)s任职（%(post)s）"
HEAD_HOLDS = "%(group)s%(part)s%(name)s有%(unit)s的账号"
HEAD_LEADS = "%(group)s%(part)s%(name)s是%(unit)s的分管领导"
CLERK_HOLDS = "经办人%(name)s有%(unit)s的账号"
PARTS = {"leader": "组长", "vice_leader": "副组长", "officer": "联络员"}

#: fields in which a form names the units that are to handle a case
UNIT_FIELDS = ("proposed_units", "lead_units", "co_units", "added_unit")
_COUNTY = re.compile(r"\A[^县市区旗]{1,6}[县市区旗]")
#: a short name that is a place says nothing: a school there is not its government
_PLACE = re.compile(r"(?:[乡镇县市区村]|街道)\Z")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class _Bound:
    """A unit with every name and id under which somebody may be bound to it."""

    unit: HandlingUnit
    ids: frozenset[int]
    names: tuple[str, ...]
    leaders: frozenset[str]


def plain(text: str) -> str:
    """A name as it is compared: one width, no blanks."""
    return "".join(normalise(text).split())


def conflicts(
    session: Session,
    proposal: Proposal,
    unit_ids: Collection[int],
    clerks: Sequence[User],
    today: date,
) -> list[Reason]:
    """A sentence for everybody who is bound to one of the units, in the order of the units."""
    if not unit_ids:
        return []
    proposers = {
        person_id: name
        for person_id, name in (
            (proposal.author_id, proposal.author_name),
            *((one.person_id, one.name) for one in proposal.signatures if one.decision == "agreed"),
        )
        if person_id is not None
    }
    heads = [
        (person.id, person.name, part)
        for person, part in heads_of_group(session, proposal.group_id, today)
        if person.id not in proposers
    ]
    people = {*proposers, *(one[0] for one in heads), *(user.person_id for user in clerks)}
    posts = {seat.person_id: seat.employer_post for seat in present_seats(session, people)}
    bounds = _bound(all_units(session), unit_ids)
    held = {
        (grant.user.person_id, grant.unit_id)
        for grant in unit_grants(
            session, people, {number for one in bounds for number in one.ids}, today
        )
    }
    reasons: list[Reason] = []
    for bound in bounds:
        unit = bound.unit.name
        holding = {person_id for person_id, unit_id in held if unit_id in bound.ids}
        for person_id, name in proposers.items():
            who = {"name": name, "unit": unit}
            reasons += _of_person(person_id, who, bound, posts, holding, (WORKS, HOLDS))
        for person_id, name, part in heads:
            who = {"group": proposal.group_name, "part": PARTS[part], "name": name, "unit": unit}
            found = list(
                _of_person(person_id, who, bound, posts, holding, (HEAD_WORKS, HEAD_HOLDS))
            )
            if not found and plain(name) in bound.leaders:
                found = [_reason(HEAD_LEADS, who)]
            reasons += found
        reasons += [
            _reason(CLERK_HOLDS, {"name": user.name, "unit": unit})
            for user in clerks
            if user.person_id in holding
        ]
    return list(dict.fromkeys(reasons))


def _of_person(
    person_id: int,
    who: dict[str, str],
    bound: _Bound,
    posts: dict[int, str],
    holding: set[int],
    says: tuple[str, str],
) -> Iterator[Reason]:
    post = posts.get(person_id, "")
    if any(name in plain(post) for name in bound.names):
        yield _reason(says[0], {**who, "post": post})
    elif person_id in holding:
        yield _reason(says[1], who)


def _reason(says: str, params: dict[str, str]) -> Reason:
    return Reason(says % params, None, says, tuple(params.items()))


def _bound(every: Sequence[HandlingUnit], unit_ids: Collection[int]) -> list[_Bound]:
    chosen = [unit for unit in every if unit.id in unit_ids]
    return [_family(unit, every) for unit in chosen]


def _family(unit: HandlingUnit, every: Sequence[HandlingUnit]) -> _Bound:
    """The unit, those it took over from, and those that took over from it."""
    known = {one.id: one for one in every}
    family = {unit.id}
    after = unit.successor_id
    while after is not None and after not in family:
        family.add(after)
        after = known[after].successor_id
    grown = True
    while grown:
        more = {one.id for one in every if one.successor_id in family} - family
        family |= more
        grown = bool(more)
    members = [known[number] for number in sorted(family)]
    names = {name for one in members for name in _names(one)}
    leaders = frozenset(plain(one.leader) for one in members if one.leader)
    return _Bound(unit, frozenset(family), tuple(sorted(names)), leaders)


def _names(unit: HandlingUnit) -> Iterator[str]:
    full, short = plain(unit.name), plain(unit.short_name)
    yield full
    if len(bare := _COUNTY.sub("", full)) >= _SHORTEST:
        yield bare
    if len(short) >= _SHORTEST and not _PLACE.search(short):
        yield short


# ── beside the forms ────────────────────────────────────────────────────────


def units_in_view(proposal: Proposal) -> list[int]:
    """The units that somebody has in mind for a case, or that handle it already."""
    units = [unit.id for unit in (*proposal.proposed_units, *proposal.suggested_units)]
    if proposal.plans:
        units += [one.unit_id for one in proposal.plans[-1].answers]
    units += [task.unit_id for task in proposal.tasks if not task.released]
    return list(dict.fromkeys(units))


def _chosen(act: Act) -> list[int]:
    """The units of the form; where it names none, those that the first examination proposed."""
    if not set(UNIT_FIELDS) & set(act.action.fields):
        return [unit.id for unit in act.proposal.proposed_units]
    found: list[int] = []
    for name in UNIT_FIELDS:
        value = act.data.get(name) or []
        found += [value] if isinstance(value, int) else value
    return found


def _conflicts(act: Act) -> list[Reason]:
    clerks = [user for user in (act.user, act.deputy) if user is not None]
    return conflicts(act.session, act.proposal, _chosen(act), clerks, act.today)


@condition
def no_conflict(act: Act) -> bool:
    """Nobody who proposed, leads their group or decides here is bound to a chosen unit."""
    return not _conflicts(act)


@detail("no_conflict")
def _(act: Act) -> list[Reason]:
    return _conflicts(act)
