"""Figures about evaluations: always so many of so many, and the silent ones beside them.

未反馈 is a figure of its own and never part of 满意. The first judgement stands beside the last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from models import Contact, Evaluation, Proposal
from models.queries.evaluations import counting
from workflow.contacts import Standing, standing_of
from workflow.evaluators import proposers_of

OPEN_STATE = "replied"


@dataclass(slots=True)
class Tally:
    """How one round, or the whole way, was judged: answers by axis, the silent, the waiting."""

    asked: int = 0
    silent: int = 0
    waiting: int = 0
    attitude: Counter[str] = field(default_factory=Counter)
    result: Counter[str] = field(default_factory=Counter)

    @property
    def answered(self) -> int:
        """How many have evaluated."""
        return sum(self.result.values())

    def add(self, evaluation: Evaluation | None, *, open_: bool) -> None:
        """Count one proposer who was asked."""
        self.asked += 1
        if evaluation is not None:
            self.attitude[evaluation.attitude] += 1
            self.result[evaluation.result] += 1
        elif open_:
            self.waiting += 1
        else:
            self.silent += 1


@dataclass(frozen=True, slots=True)
class Silent:
    """A proposer who was asked and did not answer."""

    proposal: Proposal
    round: int
    name: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An evaluation that was changed: what it was first, and what it is now."""

    proposal: Proposal
    first: Evaluation
    last: Evaluation


@dataclass(slots=True)
class Figures:
    """Everything the page of figures shows."""

    first: Tally = field(default_factory=Tally)
    rounds: dict[int, Tally] = field(default_factory=dict)
    final: Tally = field(default_factory=Tally)
    silent: list[Silent] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    paper: int = 0
    adoption: Counter[str] = field(default_factory=Counter)
    contacts: Counter[Standing] = field(default_factory=Counter)


def figures(
    asked: Sequence[tuple[Proposal, int]],
    evaluations: Sequence[Evaluation],
    contacts: Sequence[Contact],
) -> Figures:
    """Count every proposer of every round that was asked about."""
    found = Figures()
    last = last_of_each(counting(evaluations))
    first = first_of_each(evaluations)
    for proposal, rounds in asked:
        for number in range(1, rounds + 1):
            _count_round(found, proposal, number, rounds, first, last)
    for one in last.values():
        found.paper += one.channel == "paper"
        found.adoption.update(one.adoption.values())
    by_case: dict[int, list[Contact]] = {}
    for contact in contacts:
        by_case.setdefault(contact.proposal_id, []).append(contact)
    for everything in by_case.values():
        found.contacts.update(standing_of(one, everything) for one in everything)
    return found


Key = tuple[int, int, int]


def first_of_each(evaluations: Iterable[Evaluation]) -> dict[Key, Evaluation]:
    """What each proposer said first in each round, whatever became of it later."""
    return _by_person(filter(_stands, evaluations), lambda old, _new: old)


def last_of_each(evaluations: Iterable[Evaluation]) -> dict[Key, Evaluation]:
    """What each proposer said last in each round."""
    return _by_person(evaluations, lambda _old, new: new)


def _stands(one: Evaluation) -> bool:
    return one.paper_form is None or one.paper_form.status != "disputed"


def _by_person(
    evaluations: Iterable[Evaluation], choose: Callable[[Evaluation, Evaluation], Evaluation]
) -> dict[Key, Evaluation]:
    found: dict[Key, Evaluation] = {}
    for one in evaluations:
        key = (one.proposal_id, one.round, one.person_id)
        found[key] = choose(found[key], one) if key in found else one
    return found


def _count_round(
    found: Figures,
    proposal: Proposal,
    number: int,
    rounds: int,
    first: dict[Key, Evaluation],
    last: dict[Key, Evaluation],
) -> None:
    open_ = proposal.state == OPEN_STATE and proposal.round == number
    tally = found.rounds.setdefault(number, Tally())
    for person in proposers_of(proposal):
        key = (proposal.id, number, person.person_id)
        now, before = last.get(key), first.get(key)
        tally.add(now, open_=open_)
        if number == 1:
            found.first.add(before, open_=open_)
        if number == rounds:
            found.final.add(now, open_=open_)
        if now is None and not open_:
            found.silent.append(Silent(proposal, number, person.name))
        if now is not None and before is not None and before.id != now.id:
            found.changed.append(Changed(proposal, before, now))
