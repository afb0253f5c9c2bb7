"""One act: who does what to which subject, with which data, and when.

Parties, conditions and effects all receive it; none of them sees a request or a clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from models import HandlingTask, LivelihoodProject, Proposal, Subject, User
from workflow.origins import Origin
from workflow.rules import Action, Rules

if TYPE_CHECKING:
    from workflow.engine import Engine


def case_of(subject: Subject) -> Proposal | None:
    """The proposal itself, or the one of which a handling task or another part was opened."""
    if isinstance(subject, HandlingTask):
        return subject.proposal
    case = subject if isinstance(subject, Proposal) else subject.parent
    return case if isinstance(case, Proposal) else None


@dataclass(slots=True)
class Act:
    """An action about to be judged or performed."""

    session: Session
    engine: Engine
    rules: Rules
    subject: Subject
    action: Action
    user: User | None
    now: datetime
    today: date
    data: dict[str, Any] = field(default_factory=dict)
    #: the mark of the warnings that the actor says he has read
    acknowledged: str = ""
    party: str = ""
    #: from where, as far as the web knows; acts of the clock come from nowhere
    origin: Origin | None = None
    #: who really acts, where `user` has delegated it
    deputy: User | None = None
    #: for whom `user` acts without being asked in: whose paper he enters
    on_behalf_of: User | None = None
    #: what effects want remembered in the event beside the form's data
    noted: dict[str, Any] = field(default_factory=dict)
    #: effects that speak to other subjects run after this one's event is written
    afterwards: list[Callable[[], object]] = field(default_factory=list)

    @property
    def proposal(self) -> Proposal:
        """The proposal acted on, or the one of which the subject is a part."""
        case = case_of(self.subject)
        if case is None:
            raise TypeError(f"{self.subject.kind} belongs to no proposal")
        return case

    @property
    def task(self) -> HandlingTask:
        """The handling task acted on."""
        if not isinstance(self.subject, HandlingTask):
            raise TypeError(f"{self.subject.kind} is not a handling task")
        return self.subject

    @property
    def project(self) -> LivelihoodProject:
        """The livelihood project acted on."""
        if not isinstance(self.subject, LivelihoodProject):
            raise TypeError(f"{self.subject.kind} is not a livelihood project")
        return self.subject

    @property
    def actor(self) -> User | None:
        """Who really acts; `user` is in whose name."""
        return self.deputy or self.user

    @property
    def actor_name(self) -> str:
        """Who acts, as the record prints it; the automatic parties have no name."""
        return self.actor.person.name if self.actor else ""
