"""What the page of a case says of the contacts with its proposers: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from web.fileview import AttachmentView


@dataclass(frozen=True, slots=True)
class VoiceView:
    """What a proposer himself says of a contact."""

    name: str
    answer: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactView:
    """One record of a contact; standing: confirmed, disputed, unilateral, corrected."""

    no: int
    heading: str
    unit: str
    standing: str
    standing_label: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    voices: tuple[VoiceView, ...] = ()
    evidence: tuple[AttachmentView, ...] = ()
    #: number of the record this one puts right
    corrects: int | None = None
    confirm_url: str = ""
    dispute_url: str = ""
