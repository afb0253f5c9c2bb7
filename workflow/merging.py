"""Cases that are handled together: a main case and those merged into it (并案).

Whoever is asked, told or answered on the main case is so for all of them. A merged case keeps
its own text, number, proposers and record; it has no units, no reply and no clock of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from models import HandlingTask, Proposal, Subject
from models.queries.merging import UNDER_WAY
from workflow.numbers import short_number


@dataclass(frozen=True, slots=True)
class AskedSuggestion:
    """A suggestion that the reply has to answer: its number there, and where it comes from."""

    no: int
    text: str
    case: Proposal
    #: its number in its own proposal
    own_no: int

    @property
    def merged(self) -> bool:
        """Whether it must be said from which of several cases it comes."""
        return bool(main_of(self.case).merged)


def main_of(proposal: Proposal) -> Proposal:
    """The case under which this one is handled: the main one, or itself."""
    return proposal.main or proposal


def together(proposal: Proposal) -> tuple[Proposal, ...]:
    """The case and those merged into it, in the order in which they came."""
    return (proposal, *proposal.merged)


def asked_suggestions(proposal: Proposal) -> tuple[AskedSuggestion, ...]:
    """Every suggestion of the case and of those merged into it, numbered through.

    The numbers of the main case stay what they are, whatever is merged later.
    """
    everything = [(case, one) for case in together(proposal) for one in case.suggestions]
    return tuple(
        AskedSuggestion(no, one.text, case, one.no) for no, (case, one) in enumerate(everything, 1)
    )


def name_of(case: Subject) -> str:
    """第023号《关于……的提案》, as the record of the other case calls it."""
    return f"第{short_number(case)}号《{case.title}》"


def replies_under_way(proposal: Proposal) -> list[tuple[HandlingTask, str]]:
    """The units whose reply has left the drafter's desk, each with how far it has come."""
    return [
        (task, task.replies[-1].status)
        for task in main_of(proposal).tasks
        if not task.released and task.replies and task.replies[-1].status in UNDER_WAY
    ]
