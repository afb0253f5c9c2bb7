"""Who is asked: the proposers of a case, each for himself."""

from __future__ import annotations

from dataclasses import dataclass

from models import Proposal


@dataclass(frozen=True, slots=True)
class Evaluator:
    """A proposer who is talked to, written to and asked for his judgement."""

    person_id: int
    name: str


def proposers_of(proposal: Proposal) -> tuple[Evaluator, ...]:
    """The first proposer and every cosigner who agreed, in order."""
    found = []
    if proposal.author_id is not None:
        found.append(Evaluator(proposal.author_id, proposal.author_name))
    found += [
        Evaluator(one.person_id, one.name)
        for one in proposal.signatures
        if one.decision == "agreed"
    ]
    return tuple(found)
