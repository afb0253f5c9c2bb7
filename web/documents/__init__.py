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
from web.documents.sheets import (
    AcceptanceLine,
    AnswerLine,
    FeedbackFormSheet,
    ProjectAcceptanceSheet,
    ProjectApplicationSheet,
    ReplyLetterSheet,
    Sheet,
)

__all__ = [
    "AcceptanceLine",
    "AnswerLine",
    "ExaminationNoticeSheet",
    "FeedbackFormSheet",
    "MeetingLine",
    "MeetingSheet",
    "MissingFont",
    "ProjectAcceptanceSheet",
    "ProjectApplicationSheet",
    "ProposalFormSheet",
    "ProposerLine",
    "ReplyLetterSheet",
    "Sheet",
    "Unprintable",
    "check_fonts",
    "render",
]  # fmt: skip


def instance_folder() -> Path:
    """Return the folder with this installation's own data, JIANYAN_INSTANCE."""
    return Path(os.environ.get("JIANYAN_INSTANCE") or "instance")


def check_fonts(instance: Path | str | None = None) -> None:
    """Raise MissingFont, with one sentence in Chinese and English, if a face or a glyph is missing.

    Takes some hundredths of a second: only the tables of characters are read.
    """
    require_coverage(find_fonts(instance_folder() if instance is None else Path(instance)))


def render(name: str, sheet: Sheet | Sequence[Sheet], instance: Path | str | None = None) -> bytes:
    """Return the PDF of a sheet, or of several after one another (a letter to each proposer).

    The same sheets always give the same bytes. Raises Unprintable, with a sentence, if a
    character cannot be written, and KeyError for an unknown document.
    """
    from web.documents.printer import print_sheets

    sheets = sheet if isinstance(sheet, Sequence) else [sheet]
    return print_sheets(name, sheets, instance_folder() if instance is None else Path(instance))
