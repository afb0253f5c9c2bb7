"""What the sheets that belong to no single case are given: overview, catalogue, audit report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from web.documents.yearsheets import YearSheet


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One unit; every number counts tasks that were not returned, unless said otherwise."""

    name: str
    held: int
    #: 主办、独办、分办
    lead: int
    co: int
    signed: int
    answered: int
    extended: int
    late: int
    #: 已发出的答复按 A、B、C 类
    class_a: int
    class_b: int
    class_c: int
    #: 满意的评价，已经收到的评价；会办单位没有评价
    satisfied: int
    evaluated: int


@dataclass(frozen=True, slots=True)
class OverviewSheet:
    """承办情况一览: every unit a line, every figure n/N."""

    committee: str
    #: what it counts, in the place of a case number
    case_number: str
    lines: tuple[OverviewLine, ...]
    total: OverviewLine
    issued_on: date
    record_mark: str


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One proposal."""

    number: str
    title: str
    proposer: str
    category: str
    units: str
    state: str
    #: A、B、C；几个单位答复的，各写各的
    reply_class: str
    evaluation: str


@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """提案目录: the proposals of a list, as it was asked for."""

    committee: str
    #: the conditions of the list, in the place of a case number
    case_number: str
    lines: tuple[CatalogueLine, ...]
    #: 因为太长没有列出的件数
    left_off: int
    issued_on: date
    record_mark: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One chain that is broken, or one case that does not stand where its record ends."""

    case: str
    #: the first record that is wrong; 0 where the case itself differs
    seq: int
    words: str


@dataclass(frozen=True, slots=True)
class SpotCheckLine:
    """One case that was drawn, and what was found."""

    case: str
    stratum: str
    verdict: str
    note: str


@dataclass(frozen=True, slots=True)
class SpotCheckPart:
    """抽查: how it was drawn, and its cases in that order."""

    made_on: date
    made_by: str
    total: int
    seed: str
    digest: str
    stratum: str
    lines: tuple[SpotCheckLine, ...]
    note: str


@dataclass(frozen=True, slots=True)
class AuditReportSheet:
    """审计复核报告: the whole record recomputed, and what was refused."""

    committee: str
    #: the scope, in the place of a case number
    case_number: str
    auditor: str
    events: int
    chains: int
    #: 每一种算法各几条
    algorithms: tuple[tuple[str, int], ...]
    first_day: date | None
    last_day: date | None
    #: 全部记录中最早一条、最晚一条的散列值
    first_hash: str
    last_hash: str
    #: 各链链尾散列值依次相连再取散列
    heads_hash: str
    faults: tuple[AuditLine, ...]
    differences: tuple[AuditLine, ...]
    #: 记录树、检查点、密钥有什么不对
    tree: tuple[str, ...]
    #: 核验时最新的检查点：条数、树根
    checkpoint: tuple[int, str] | None
    #: 何时核验的
    verified_at: str
    #: 被拒绝的操作：动作、次数
    refusals: tuple[tuple[str, int], ...]
    #: 附的抽查
    check: SpotCheckPart | None
    issued_on: date
    record_mark: str


ListSheet = OverviewSheet | CatalogueSheet | AuditReportSheet | YearSheet
