"""查重: which earlier proposals a proposal resembles. A hint for people, never a rule.

Three kinds are told apart: 同会期重复, which may be handled as one; 本人重提, which is allowed
and looked at together with the earlier reply; and everything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from models import Proposal
from models.queries.alike import body_of, candidates
from workflow.acts import Act
from workflow.limits import setting
from workflow.passages import Compared, title_percent
from workflow.registry import effect
from workflow.rules import Rules

Kind = Literal["own", "same_session", "like"]
#: how many are told at most
MOST = 10


@dataclass(frozen=True, slots=True)
class Alike:
    """A proposal that resembles the one in question."""

    proposal: Proposal
    kind: Kind
    title_percent: int
    body_percent: int

    @property
    def percent(self) -> int:
        """The title or the text, whichever is more alike."""
        return max(self.title_percent, self.body_percent)


def alike(session: Session, proposal: Proposal, rules: Rules) -> list[Alike]:
    """The proposals that resemble this one by as much as the session's setting says, most first."""
    least: int = setting(rules, proposal, "similarity_warn")
    body = Compared(body_of(proposal))
    found = [
        Alike(
            other,
            _kind(proposal, other),
            title_percent(proposal.title, other.title),
            body.percent(body_of(other)),
        )
        for other in candidates(session, proposal.title, body.text, proposal.id)
    ]
    found = [one for one in found if one.percent >= least]
    return sorted(found, key=lambda one: (-one.percent, -one.proposal.id))[:MOST]


def _kind(proposal: Proposal, other: Proposal) -> Kind:
    same_session = other.session_id is not None and other.session_id == proposal.session_id
    # What he withdrew or was refused, a member may hand in again in the same session.
    if other.author_id == proposal.author_id and (not same_session or other.closed_at):
        return "own"
    return "same_session" if same_session else "like"


@effect
def note_similar(act: Act) -> None:
    """The record says which similar proposals stood beside the form."""
    if found := alike(act.session, act.proposal, act.rules):
        act.noted["similar"] = [
            {
                "case": one.proposal.id,
                "title": one.proposal.title,
                "kind": one.kind,
                "percent": one.percent,
            }
            for one in found
        ]
