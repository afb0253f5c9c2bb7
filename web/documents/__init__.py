"""Printed sheets: official letters and forms as PDF, from committed data only.

`render` makes the PDF, `check_fonts` belongs to the start of every process that prints.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from web.documents.examinationsheets import (
    ExaminationNoticeSheet,
    MeetingLine,
    MeetingSheet,
    ProposalFormSheet,
    ProposerLine,
)
from web.documents.fonts import MissingFont, Unprintable, find_fonts, require_coverage
from web.documents.marks import Proof
from web.documents.projectsheets import (
    AcceptanceLine,
    ProjectAcceptanceSheet,
    ProjectApplicationSheet,
)
from web.documents.sheets import (
    AnswerLine,
    FeedbackFormSheet,
    ReplyLetterSheet,
    Sheet,
)
from web.documents.signing import BadCertificate

__all__ = [
    "AcceptanceLine",
    "AnswerLine",
    "BadCertificate",
    "ExaminationNoticeSheet",
    "FeedbackFormSheet",
    "MeetingLine",
    "MeetingSheet",
    "MissingFont",
    "ProjectAcceptanceSheet",
    "ProjectApplicationSheet",
    "Proof",
    "ProposalFormSheet",
    "ProposerLine",
    "ReplyLetterSheet",
    "Sheet",
    "Unprintable",
    "check_fonts",
    "render",
    "word",
]  # fmt: skip


def instance_folder() -> Path:
    """Return the folder with this installation's own data, JIANYAN_INSTANCE."""
    return Path(os.environ.get("JIANYAN_INSTANCE") or "instance")


def check_fonts(instance: Path | str | None = None) -> None:
    """Raise MissingFont, with one sentence in Chinese and English, if a face or a glyph is missing.

    Takes some hundredths of a second: only the tables of characters are read.
    """
    require_coverage(find_fonts(instance_folder() if instance is None else Path(instance)))


def render(
    name: str,
    sheet: Sheet | Sequence[Sheet],
    instance: Path | str | None = None,
    proof: Proof | None = None,
) -> bytes:
    """Return the PDF of a sheet, or of several after one another (a letter to each proposer).

    `proof` is given to what is registered when it is issued: then it carries code and record.
    The same sheets always give the same bytes. Raises Unprintable, with a sentence, if a
    character cannot be written, and KeyError for an unknown document.
    """
    from web.documents.printer import print_sheets

    sheets = sheet if isinstance(sheet, Sequence) else [sheet]
    place = instance_folder() if instance is None else Path(instance)
    return print_sheets(name, sheets, place, proof)


def word(
    name: str, sheets: Sequence[Sheet], instance: Path | str | None = None
) -> tuple[bytes, str, str]:
    """Return the sheets as an editable Word file, with the ending of its name and its type."""
    from web.documents.wordcopy import MIME, write_word

    place = instance_folder() if instance is None else Path(instance)
    return write_word(name, sheets, place), "docx", MIME
