"""Who is asked: the proposers of a case and of those merged into it, each for himself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models import Proposal
from workflow.merging import together


@dataclass(frozen=True, slots=True)
class Evaluator:
    """A proposer who is talked to, written to and asked for his judgement."""

    person_id: int
    name: str
    #: 第一提案人, of the case or of one merged into it
    first: bool = False


def proposers_in(case: Proposal) -> tuple[Evaluator, ...]:
    """Those of this very text: the first proposer and every cosigner who agreed, in order."""
    found = []
    if case.author_id is not None:
        found.append(Evaluator(case.author_id, case.author_name, first=True))
    found += [
        Evaluator(one.person_id, one.name) for one in case.signatures if one.decision == "agreed"
    ]
    return tuple(found)


def proposers_of(proposal: Proposal) -> tuple[Evaluator, ...]:
    """Everybody in whose name the case is handled, once each: merging takes no right away."""
    found: dict[int, Evaluator] = {}
    for case in together(proposal):
        for one in proposers_in(case):
            known = found.setdefault(one.person_id, one)
            found[one.person_id] = replace(known, first=known.first or one.first)
    return tuple(found.values())
