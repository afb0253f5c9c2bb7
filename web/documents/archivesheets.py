"""What the sheets of a volume are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class VolumeCoverSheet:
    """案卷封面."""

    committee: str
    #: 案号；没有立案的用流水号
    case_number: str
    #: 案卷号
    volume_no: str
    #: 补充卷第几次；本卷为空
    supplement: str
    #: 补充的原因
    reason: str
    fonds_no: str
    year: int
    title: str
    proposer: str
    units: tuple[str, ...]
    outcome: str
    #: 起止日期
    begins: date
    ends: date | None
    pieces: int
    pages: int
    retention: str
    put_together_by: str
    checked_by: str
    issued_on: date
    list_sha256: str
    record_mark: str


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One piece on the list."""

    no: int
    maker: str
    doc_no: str
    title: str
    made_on: date | None
    #: 起止页号；没有页的为空
    pages: str


@dataclass(frozen=True, slots=True)
class VolumeListSheet:
    """卷内目录."""

    committee: str
    case_number: str
    volume_no: str
    title: str
    fonds_no: str
    year: int
    retention: str
    lines: tuple[PieceLine, ...]
    pages: int
    #: 缺件说明：哪一项、为什么、谁说明的
    explained: tuple[tuple[str, str, str], ...]
    issued_on: date
    list_sha256: str
    record_mark: str


@dataclass(frozen=True, slots=True)
class ExtractPart:
    """One entry of an extract: a heading, and what stands under it."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExtractSheet:
    """记录摘录: what the record says of one thing, for which there is no sheet of its own."""

    committee: str
    case_number: str
    heading: str
    title: str
    proposer: str
    parts: tuple[ExtractPart, ...]
    issued_on: date
    record_mark: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One event."""

    when: str
    about: str
    what: str
    who: str
    mark: str


@dataclass(frozen=True, slots=True)
class FlowLogSheet:
    """流转记录."""

    committee: str
    case_number: str
    title: str
    lines: tuple[LogLine, ...]
    issued_on: date
    record_mark: str


ArchiveSheet = VolumeCoverSheet | VolumeListSheet | ExtractSheet | FlowLogSheet
