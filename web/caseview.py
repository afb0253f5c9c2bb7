"""What the pages are given: plain frozen values, so that a template decides nothing.

`casepage` and `lists` build them; every text in them is ready to be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from web.contactview import ContactView
from web.fileview import AttachmentView
from web.judgementview import JudgementsView
from web.ledgerview import LedgerView, Source
from web.linkview import LinkView
from web.paperview import DocumentLink
from web.publicview import Difference, PublicNote
from web.urgeview import UrgeView

Signal = Literal["ok", "soon", "late"]


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in words; `provisional`: it reaches past the published calendar."""

    on: date
    words: str
    signal: Signal
    provisional: bool = False
    #: the page that explains the date; empty in lists
    why_url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the progress bar."""

    label: str
    status: Literal["done", "now", "todo"]


@dataclass(frozen=True, slots=True)
class OfferView:
    """A button: something this user may do now. `about` names the task's unit, if it is one."""

    action: str
    subject_id: int
    url: str
    label: str
    hint: str = ""
    main: bool = False
    negative: bool = False
    about: str = ""
    #: what is asked of the user, as a sentence, where this is the main thing to do
    wants: str = ""


@dataclass(frozen=True, slots=True)
class ClosedDoor:
    """Something that cannot be done now, and why: 现在不能“label”：sentence。"""

    label: str
    sentence: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts list; several lines are several values."""

    label: str
    values: tuple[str, ...]

    @property
    def value(self) -> str:
        """All values in one line."""
        return "、".join(self.values)


@dataclass(frozen=True, slots=True)
class TextSection:
    """A part of the text (情况, 分析, 群众诉求 …), split into paragraphs."""

    label: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One unit's answer to one suggestion; verdict: adopted, partly, planned, not."""

    unit: str
    verdict: str
    verdict_label: str
    signal: Signal
    measure: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A numbered suggestion with the answers it got (in the order of units)."""

    no: int
    text: str
    answers: tuple[AnswerView, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply the user may read: letterhead facts and its body."""

    unit: str
    round: int
    doc_no: str
    class_label: str
    status_label: str
    paragraphs: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    #: what proposers and partners said to it, and what the unit is to notice
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskView:
    """A handling task of a proposal, as far as the user may see it."""

    subject_id: int
    unit: str
    duty_label: str
    state_label: str
    round: int
    due: Due | None = None
    url: str = ""
    #: 首次沟通期限, while nothing has been recorded
    first_contact: Due | None = None
    #: until when the unit may still ask to return it, in words
    return_by: str = ""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One case on the agenda of a meeting, and what the meeting did with it."""

    no: int
    number: str
    title: str
    url: str
    proposer: str
    proposed: tuple[str, ...]
    decided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the case with a page of its own: a promise say. `about`: whose it is."""

    subject_id: int
    kind: str
    kind_label: str
    words: str
    about: str
    state_label: str
    due: Due | None
    url: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline. `key` marks a change of state; `about` the unit of a task."""

    when: datetime
    who: str
    what: str
    detail: tuple[str, ...] = ()
    key: bool = False
    about: str = ""
    #: the office and the auditor also see the hash
    mark: str = ""


@dataclass(frozen=True, slots=True)
class RecordMark:
    """The state of the record: how many events, the short last hash, whether the chain holds."""

    mark: str
    count: int
    ok: bool
    #: where every event is verified one by one, for the auditor
    url: str = ""
    #: where the case is seen as it stood on any day, for whoever reads the auditor's desk
    day_url: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case page."""

    subject_id: int
    kind: str
    kind_label: str
    title: str
    number: str
    state_label: str
    url: str
    #: the list the case belongs to: where the breadcrumb leads
    list_url: str
    list_label: str
    tags: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    #: a sentence that says whose turn it is
    waiting: str = ""
    due: Due | None = None
    #: why there is no time limit, where there is none
    no_clock: str = ""
    offers: tuple[OfferView, ...] = ()
    closed_doors: tuple[ClosedDoor, ...] = ()
    facts: tuple[Fact, ...] = ()
    sections: tuple[TextSection, ...] = ()
    suggestions: tuple[SuggestionView, ...] = ()
    replies: tuple[ReplyView, ...] = ()
    contacts: tuple[ContactView, ...] = ()
    judgements: JudgementsView | None = None
    tasks: tuple[TaskView, ...] = ()
    parts: tuple[PartView, ...] = ()
    #: other cases that this one has come from, or has led to
    links: tuple[LinkView, ...] = ()
    urges: tuple[UrgeView, ...] = ()
    #: returns, extensions, plans: what stands below the units
    handling: tuple[TextSection, ...] = ()
    #: of a meeting: its cases in order
    agenda: tuple[AgendaLine, ...] = ()
    attachments: tuple[AttachmentView, ...] = ()
    timeline: tuple[Happening, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    record: RecordMark | None = None
    #: the public text against the original, and where it is public
    differences: tuple[Difference, ...] = ()
    public: PublicNote | None = None
    #: 积分台账 of an assessment
    ledger: LedgerView | None = None
    #: what the record says of who is to be commended
    evidence: tuple[Source, ...] = ()
    #: a member who may second it reads the text and nothing else
    text_alone: bool = False

    @property
    def main_offer(self) -> OfferView | None:
        """The one primary button."""
        return next((offer for offer in self.offers if offer.main), None)


@dataclass(frozen=True, slots=True)
class ActView:
    """What the form of an action says about its case; for an opening form the case is absent."""

    title: str
    hint: str
    button: str
    case_title: str = ""
    case_url: str = ""
    number: str = ""
    negative: bool = False
    cancel_url: str = "/"
    draft_url: str = ""
    #: the form has files or offers to read a Word file
    multipart: bool = False
    word_import: bool = False
    #: texts to keep in view while writing (the proposal's suggestions, the reply to be checked)
    sections: tuple[TextSection, ...] = ()
    #: the public text against the original
    differences: tuple[Difference, ...] = ()
    #: files to compare with
    files: tuple[AttachmentView, ...] = ()
