"""归档清单: what a volume holds of each item, computed from the record and never ticked by hand.

One small function for each item, registered by `@item`; its name is a choice of the field
`checklist_item` in states.yaml, whose label and place in the list are there. A function is given
the file of a case and says what it found: `present`, `not_needed`, `later` or `missing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from sqlalchemy.orm import Session

from models import (
    ArchiveVolume,
    Attachment,
    Event,
    HandlingTask,
    Promise,
    Proposal,
    Publication,
    Subject,
    SupervisionCase,
)
from models.queries.archive import events_by_action, volumes_of
from models.queries.files import attachments_of
from models.queries.promises import promises_of_case
from models.queries.visibility import parts_of
from workflow.deadlines import local_date
from workflow.rules import Rules

Status = Literal["present", "not_needed", "later", "explained", "missing"]


@dataclass(frozen=True, slots=True)
class Paper:
    """Something a volume would hold: a sheet of a subject, a file, or what the clerk added."""

    title: str
    maker: str = ""
    made_on: date | None = None
    doc_no: str = ""
    subject_id: int | None = None
    document: str = ""
    attachment_id: int | None = None
    added_id: int | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What it is, whatever it is called."""
        return self.subject_id, self.document, self.attachment_id, self.added_id


@dataclass(frozen=True, slots=True)
class Found:
    """What the record says of one item; `why` is a sentence, `{detail}` in it stands for names."""

    status: Status
    papers: tuple[Paper, ...] = ()
    why: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the checklist of a volume, with what the clerk did about it."""

    name: str
    status: Status
    papers: tuple[Paper, ...]
    why: str = ""
    detail: str = ""
    #: 缺件说明, and whose it is
    explanation: str = ""
    explained_by: str = ""


@dataclass(frozen=True)
class CaseFile:
    """A case as the functions of the checklist see it."""

    session: Session
    volume: ArchiveVolume
    rules: Rules

    @property
    def proposal(self) -> Proposal:
        """The case."""
        return self.volume.proposal

    @cached_property
    def tasks(self) -> list[HandlingTask]:
        """Its handling tasks, of every round, those that were given back too."""
        return list(self.proposal.tasks)

    @cached_property
    def promises(self) -> list[Promise]:
        """What its replies promised."""
        return list(promises_of_case(self.session, self.proposal.id))

    @cached_property
    def supervision_cases(self) -> list[SupervisionCase]:
        """What the supervisors raised on its account."""
        found = parts_of(self.session, self.proposal.id)
        return [one for one in found if isinstance(one, SupervisionCase)]

    @cached_property
    def publications(self) -> list[Publication]:
        """Every attempt to publish it, of every round."""
        found = parts_of(self.session, self.proposal.id)
        return [one for one in found if isinstance(one, Publication)]

    @property
    def subjects(self) -> list[Subject]:
        """Everything whose events are the events of the case."""
        parts = (*self.tasks, *self.promises, *self.supervision_cases, *self.publications)
        return [self.proposal, *parts]

    @cached_property
    def _events(self) -> dict[int, dict[str, list[Event]]]:
        return events_by_action(self.session, [one.id for one in self.subjects])

    @cached_property
    def _files(self) -> list[Attachment]:
        return attachments_of(self.session, list(self._events))

    def events(self, subject: Subject, *actions: str) -> list[Event]:
        """What happened to the subject under these names, in order."""
        known = self._events.get(subject.id, {})
        found = [event for name in actions for event in known.get(name, [])]
        return sorted(found, key=lambda event: event.id)

    def sheet(self, subject: Subject, document: str, maker: str, **known: object) -> Paper:
        """A sheet of the system; its day is that of the last event it is printed after."""
        label, after = self._document(subject, document)
        events = self.events(subject, *after)
        day = local_date(events[-1].happened_at) if events else None
        values = {"title": label, "made_on": day} | known
        return Paper(maker=maker, subject_id=subject.id, document=document, **values)  # type: ignore[arg-type]

    def own_sheet(self, document: str, day: date | None) -> Paper:
        """A sheet of the volume itself, extracted from the record of the case."""
        label, _after = self._document(self.volume, document)
        return Paper(
            title=label, maker=COMMITTEE, made_on=day, subject_id=self.volume.id, document=document
        )

    def _document(self, subject: Subject, name: str) -> tuple[str, tuple[str, ...]]:
        kind = self.rules.workflow(subject.kind)
        found = next((one for one in kind.documents if one.name == name), None)
        # A county may have struck a sheet from its rules; what was written is kept all the same.
        return (found.label, found.after) if found else (name, ())

    def files(self, maker: str, events: Iterable[Event]) -> list[Paper]:
        """The files that were handed in with these events."""
        wanted = {event.id for event in events}
        return [
            Paper(
                title=file.name.rpartition(".")[0] or file.name,
                maker=maker,
                made_on=local_date(file.uploaded_at),
                attachment_id=file.id,
            )
            for file in self._files
            if file.event_id in wanted
        ]


#: 责任者 of what the office itself writes
COMMITTEE = "提案委员会"
Item = Callable[[CaseFile], Found]
ITEMS: dict[str, Item] = {}


def item(function: Item) -> Item:
    """Register an item of the checklist under its function's name."""
    if function.__name__ in ITEMS:
        raise ValueError(f"{function.__name__} is registered twice")
    ITEMS[function.__name__] = function
    return function


def present(papers: Sequence[Paper]) -> Found:
    """It is there."""
    return Found("present", tuple(papers))


def not_needed(why: str, detail: str = "") -> Found:
    """This case has no such thing."""
    return Found("not_needed", (), why, detail)


def missing(why: str, detail: str = "", papers: Sequence[Paper] = ()) -> Found:
    """It should be there; `papers` is what is there of it."""
    return Found("missing", tuple(papers), why, detail)


def later(why: str, detail: str = "", papers: Sequence[Paper] = ()) -> Found:
    """It is not there yet and will follow in a supplement."""
    return Found("later", tuple(papers), why, detail)


def checklist(session: Session, volume: ArchiveVolume, rules: Rules) -> list[Line]:
    """Every item in the order of states.yaml, as it stands now.

    A supplement holds what the volume before it does not; what was explained there is not
    asked again.
    """
    file = CaseFile(session, volume, rules)
    filed = _filed(session, volume)
    lines = []
    for name, _label in rules.field("checklist_item").choices:
        if name not in ITEMS:
            continue
        line = _line(volume, name, ITEMS[name](file), filed)
        if line.papers or not volume.supplement_no:
            lines.append(line)
    return lines


def _line(volume: ArchiveVolume, name: str, found: Found, filed: set[tuple[object, ...]]) -> Line:
    added = [
        Paper(one.title, one.maker, one.made_on, one.doc_no, added_id=one.id)
        for one in volume.added
        if one.item == name and not one.removed
    ]
    papers = (*(one for one in found.papers if one.key not in filed), *added)
    if volume.supplement_no:
        own = tuple(one for one in papers if one.subject_id != volume.id or name == LOG)
        return Line(name, "present", own)
    said = next((one for one in reversed(volume.explanations) if one.item == name), None)
    status: Status = found.status
    if added and status in ("missing", "not_needed"):
        status = "present"
    elif said and status == "missing":
        status = "explained"
    kept = said if status == "explained" else None
    return Line(
        name,
        status,
        papers,
        "" if status == "present" else found.why,
        found.detail,
        kept.reason if kept else "",
        kept.explained_by if kept else "",
    )


#: 流转日志: every volume and every supplement has its own
LOG = "log"


def _filed(session: Session, volume: ArchiveVolume) -> set[tuple[object, ...]]:
    """What the volumes before this one hold."""
    earlier = [
        one
        for one in volumes_of(session, volume.proposal_id)
        if one.supplement_no < volume.supplement_no
    ]
    return {
        (piece.subject_id, piece.document, piece.attachment_id, piece.added_id)
        for one in earlier
        for piece in one.pieces
    }


def gaps(lines: Iterable[Line]) -> list[Line]:
    """What is missing and has not been explained."""
    return [line for line in lines if line.status == "missing"]
