"""What is asked for when a sheet is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models import Event, Subject
from web.config import Settings
from workflow.rules import Rules

MARK_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Office:
    """The committee's office, as it signs and is written to."""

    committee: str = "政协云岭县委员会"
    #: as the titles of letters call it
    short_name: str = "县政协"
    address: str = ""
    postcode: str = ""
    phone: str = ""
    #: 督查室
    supervision_phone: str = ""
    #: who gets a copy of every reply, beside the co-handling units
    copies: tuple[str, ...] = ("县政协提案委员会", "县人民政府督查室")

    @classmethod
    def of(cls, settings: Settings) -> Office:
        """The office of this installation."""
        return cls(
            committee=settings.committee,
            short_name=settings.committee_short,
            address=settings.office_address,
            postcode=settings.office_postcode,
            phone=settings.office_phone,
            supervision_phone=settings.supervision_phone,
            copies=settings.copies,
        )

    @property
    def proposals(self) -> str:
        """The Committee on Proposals, to which the forms return."""
        return f"{self.committee}提案委员会"


@dataclass(frozen=True, slots=True)
class Order:
    """What is printed: the event it is printed from, and for whom."""

    subject: Subject
    event: Event
    office: Office = Office()
    #: only this proposer's copy; None: one for each proposer
    person_id: int | None = None
    #: titles of the files that go with the letter
    attachments: tuple[str, ...] = ()
    #: what is due when, and why, counted from the assignment
    limits: tuple[tuple[str, date, str], ...] = ()
    #: the rules the case lives under: what a choice was called then
    rules: Rules | None = None

    def words(self, field: str, choice: str | None) -> str:
        """A choice in the words of the rules; nothing for no choice."""
        return dict(self._choices(field)).get(choice, "") if choice else ""

    def place(self, field: str, choice: str | None) -> int:
        """The number under which a choice stands in the rules."""
        names = [name for name, _words in self._choices(field)]
        return names.index(choice) + 1 if choice in names else 0

    def _choices(self, field: str) -> tuple[tuple[str, str], ...]:
        if self.rules is None:
            raise LookupError("this sheet needs the rules of its case")
        return self.rules.field(field).choices

    @property
    def mark(self) -> str:
        """存证号: the beginning of the event's hash, where the chain of the case stood."""
        return self.event.hash[:MARK_LENGTH]
