"""What the compendium of a session and the yearly reports are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from web.documents.opinionsheets import OpinionIssueSheet


@dataclass(frozen=True, slots=True)
class BookReply:
    """One unit's reply as the compendium tells it."""

    unit: str
    doc_no: str
    #: A、B、C
    reply_class: str
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class BookCase:
    """One proposal in the compendium."""

    #: 第023号
    number: str
    title: str
    #: 提案人，第一提案人在前；集体提案为单位名称
    proposers: tuple[str, ...]
    background: str
    analysis: str
    suggestions: tuple[str, ...]
    replies: tuple[BookReply, ...]
    #: 并入的主案
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class BookChapter:
    """The proposals of one category."""

    title: str
    cases: tuple[BookCase, ...]


@dataclass(frozen=True, slots=True)
class BookIndex:
    """One line of an index: a name, and the numbers it stands at."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompendiumSheet:
    """提案汇编: the filed proposals of a session, with contents and two indexes."""

    committee: str
    #: 第十二届第三次会议
    meeting: str
    case_number: str
    chapters: tuple[BookChapter, ...]
    proposers: tuple[BookIndex, ...]
    units: tuple[BookIndex, ...]
    issued_on: date
    record_mark: str


@dataclass(frozen=True, slots=True)
class Share:
    """n of N, with its words: 立案 n/N."""

    label: str
    n: int
    of: int

    @property
    def percent(self) -> str:
        """The share to one decimal; a dash where there is nothing to divide by."""
        return f"{100 * self.n / self.of:.1f}%" if self.of else "—"

    @property
    def words(self) -> str:
        """12/30（40.0%）."""
        return f"{self.n}/{self.of}（{self.percent}）"


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A section: sentences, and the table and chart they are taken from."""

    title: str
    sentences: tuple[str, ...]
    #: what the table is called; every row n of N
    caption: str = ""
    rows: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """提案审查情况报告、提案工作情况报告: a narrative computed from the record."""

    committee: str
    title: str
    case_number: str
    parts: tuple[ReportPart, ...]
    #: 统计截止日
    issued_on: date
    record_mark: str


BookSheet = CompendiumSheet | ReportSheet | OpinionIssueSheet
