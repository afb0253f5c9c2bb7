"""Who is written to, and how a letter names the cases that are handled together."""

from __future__ import annotations

from dataclasses import dataclass

from models import Proposal
from workflow.evaluators import proposers_in
from workflow.merging import AskedSuggestion, together
from workflow.numbers import short_number


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a letter goes to, how it speaks to him, and of which proposal."""

    person_id: int | None
    name: str
    salutation: str
    opening: str
    case: Proposal
    #: a body is addressed, not a member
    body: bool = False


def addressees(proposal: Proposal, person_id: int | None) -> list[Addressee]:
    """Who is answered: of each case the body that proposes, or its proposers; nobody twice."""
    found: dict[int | None, Addressee] = {}
    for case in together(proposal):
        for one in _of_one(case, person_id, alone=not proposal.merged):
            found.setdefault(one.person_id, one)
    return list(found.values())


def _of_one(case: Proposal, person_id: int | None, *, alone: bool) -> list[Addressee]:
    people = proposers_in(case)
    asked = person_id is None or any(one.person_id == person_id for one in people)
    if case.collective_body:
        name = case.collective_body
        body = Addressee(case.author_id, name, name, "贵单位提出的", case, body=True)
        return [body] if asked or alone else []
    return [
        Addressee(
            one.person_id,
            one.name,
            f"{one.name}委员",
            "您提出的" if one.first else "您联名提出的",
            case,
        )
        for one in people
        if person_id in (None, one.person_id)
    ]


def named(case: Proposal) -> str:
    """《关于……的提案》（第023号）."""
    number = f"第{short_number(case)}号" if case.number else f"流水号{case.serial_no}"
    return f"《{case.title}》（{number}）"


def all_numbers(proposal: Proposal) -> str:
    """第023号, or 第023号（并案第031号、第035号） where cases were merged into it."""
    own, *others = (f"第{short_number(one)}号" for one in together(proposal))
    return f"{own}（并案{'、'.join(others)}）" if others else own


def source_of(one: AskedSuggestion) -> str:
    """第031号提案第1条建议, where several proposals are answered in one letter."""
    return f"第{short_number(one.case)}号提案第{one.own_no}条建议" if one.merged else ""
