"""From rows to the sheets that belong to no single case. The mark is of what they say."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime

from models import Proposal, SpotCheck
from models.assignment import HandoverMeeting
from models.queries.overview import UnitFigures
from web.documents.archive import action_label, proposer_of
from web.documents.assignment import DUTIES
from web.documents.assignment_sheets import HandoverLine, HandoverListSheet, HandoverUnit
from web.documents.listsheets import (
    AuditLine,
    AuditReportSheet,
    CatalogueLine,
    CatalogueSheet,
    OverviewLine,
    OverviewSheet,
    SpotCheckLine,
    SpotCheckPart,
)
from web.documents.orders import MARK_LENGTH, Office
from web.documents.replies import case_number
from web.documents.wording import chinese_date
from workflow.deadlines import SHANGHAI, local_date
from workflow.numbers import short_number
from workflow.review import Reviewed
from workflow.rules import Rules

_RESULTS = (("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意"))
_NUMBERS = [one.name for one in fields(OverviewLine) if one.name != "name"]


def _mark(*said: object) -> str:
    # It is no event's sheet: the mark is of what it says.
    return hashlib.sha256(repr(said).encode()).hexdigest()[:MARK_LENGTH]


def unit_overview(
    office: Office, found: Sequence[UnitFigures], scope: str, issued_on: date
) -> OverviewSheet:
    """承办情况一览 of these units, with the sum of them."""
    lines = tuple(_overview_line(one) for one in found)
    nothing = (0,) * len(_NUMBERS)
    numbers = (tuple(getattr(line, name) for name in _NUMBERS) for line in lines)
    total = OverviewLine("合计", *map(sum, zip(nothing, *numbers, strict=True)))
    return OverviewSheet(
        office.committee, scope, lines, total, issued_on, _mark("overview", scope, lines, issued_on)
    )


def _overview_line(one: UnitFigures) -> OverviewLine:
    counts = one.counts
    return OverviewLine(
        name=one.name,
        held=counts["held"],
        lead=counts["held"] - counts["co"],
        co=counts["co"],
        signed=counts["signed"],
        answered=counts["answered"],
        extended=counts["extended"],
        late=counts["late"],
        class_a=one.classes["A"],
        class_b=one.classes["B"],
        class_c=one.classes["C"],
        satisfied=one.results["satisfied"],
        evaluated=sum(one.results.values()),
    )


def proposal_catalogue(
    office: Office,
    rules: Rules,
    proposals: Sequence[Proposal],
    results: Mapping[tuple[int, int], Counter[str]],
    *,
    scope: str,
    left_off: int,
    issued_on: date,
) -> CatalogueSheet:
    """提案目录 of these proposals."""
    categories = dict(rules.field("category").choices)
    judged = {number: said for (number, _round), said in results.items()}
    lines = tuple(
        CatalogueLine(
            number=case_number(one) if one.number else one.serial_no or "",
            title=one.title,
            proposer=proposer_of(one),
            category=categories.get(one.category or "", "") or "—",
            units=_units(one),
            state=_state(rules, one),
            reply_class=_classes(one),
            evaluation=_evaluation(one, judged.get(one.id)),
        )
        for one in proposals
    )
    mark = _mark("catalogue", scope, lines, left_off, issued_on)
    return CatalogueSheet(office.committee, scope, lines, left_off, issued_on, mark)


def _state(rules: Rules, proposal: Proposal) -> str:
    return rules.workflow(proposal.kind).state(proposal.state).label


def _units(proposal: Proposal) -> str:
    held = [one for one in proposal.tasks if not one.released and one.round == proposal.round]
    names = (
        f"{one.unit_name}（会办）" if one.duty == "co" else one.unit_name
        for one in sorted(held, key=lambda one: one.duty == "co")
    )
    return "、".join(names) or "—"


def _classes(proposal: Proposal) -> str:
    issued = [
        reply.final_class
        for one in proposal.tasks
        for reply in one.replies
        if reply.status == "issued" and one.round == proposal.round and not one.released
    ]
    return "、".join(issued) or "—"


def _evaluation(proposal: Proposal, said: Counter[str] | None) -> str:
    if said is None:
        ended = proposal.waits_for != "proposer" and _classes(proposal) != "—"
        return "未反馈" if ended else "—"
    if said.total() == 1:
        return next(words for name, words in _RESULTS if said[name])
    return "、".join(f"{words}{said[name]}" for name, words in _RESULTS if said[name])


def audit_report(
    office: Office,
    rules: Rules,
    found: Reviewed,
    refusals: Sequence[tuple[str, int]],
    *,
    auditor: str,
    issued_on: date,
    verified_at: datetime,
    check: SpotCheckPart | None = None,
) -> AuditReportSheet:
    """审计复核报告 of the whole record."""
    faults = tuple(
        AuditLine(_named(rules, found, number), seq, sentence)
        for number, seq, sentence in found.faults
    )
    differences = tuple(
        AuditLine(_named(rules, found, number), seq, _differs(rules, found, number, state, now))
        for number, seq, state, now in found.differences
    )
    first, last = found.first, found.last
    return AuditReportSheet(
        committee=office.committee,
        case_number="全部办理记录",
        auditor=auditor,
        events=found.events,
        chains=found.chains,
        algorithms=tuple(found.algorithms),
        first_day=local_date(datetime.fromisoformat(first[0])) if first else None,
        last_day=local_date(datetime.fromisoformat(last[0])) if last else None,
        first_hash=first[1] if first else "",
        last_hash=last[1] if last else "",
        heads_hash=found.heads_hash,
        faults=faults,
        differences=differences,
        tree=tuple(found.tree),
        checkpoint=found.checkpoint,
        verified_at=f"{chinese_date(local_date(verified_at))} {_hour(verified_at)}",
        refusals=tuple((_action(rules, name), count) for name, count in refusals),
        check=check,
        issued_on=issued_on,
        record_mark=_mark("audit", found.heads_hash, faults, differences, issued_on),
    )


def spot_check_part(check: SpotCheck) -> SpotCheckPart:
    """The part of an audit report that tells of one spot check."""
    return SpotCheckPart(
        made_on=local_date(check.made_at),
        made_by=check.made_by,
        total=check.total,
        seed=check.seed,
        digest=check.total_digest,
        stratum=_STRATA[check.stratum],
        lines=tuple(
            SpotCheckLine(
                case=f"{short_number(row.subject)}　"
                f"{'（不公开的草稿）' if row.subject.private else row.subject.title}",
                stratum=row.stratum_label,
                verdict=_VERDICTS[row.verdict],
                note=row.note,
            )
            for row in check.cases
        ),
        note=check.note,
    )


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%H:%M}"


_STRATA = {"": "不分层", "unit": "按承办单位分层", "state": "按状态分层"}
_VERDICTS = {"": "没有看", "sound": "没有问题", "unsound": "有问题"}


def _named(rules: Rules, found: Reviewed, number: int) -> str:
    kind, _state, given, title = found.subjects.get(number, ("", "", "", ""))
    label = rules.workflow(kind).label if kind else "件"
    return "　".join(part for part in (label, given or f"内部号 {number}", title) if part)


def _differs(rules: Rules, found: Reviewed, number: int, recorded: str, instead: str) -> str:
    kind = found.subjects.get(number, ("", "", "", ""))[0]
    labels = {one.name: one.label for one in rules.workflow(kind).states} if kind else {}
    there = f"却是“{labels.get(instead, instead)}”" if instead else "这一件却不在了"
    return f"按前面的记录是“{labels.get(recorded, recorded)}”，{there}"


def _action(rules: Rules, name: str) -> str:
    """What the action is called in whichever procedure has it; its name where none has."""
    labels = (action_label(rules, one.name, name) for one in rules.workflows)
    return next((label for label in labels if label != name), name)


def handover_list(
    office: Office, meeting: HandoverMeeting, proposals: Sequence[Proposal], issued_on: date
) -> HandoverListSheet:
    """交接清单 of one handover meeting, unit by unit, to be signed for."""
    units: dict[str, list[HandoverLine]] = {}
    for proposal in proposals:
        for task in proposal.tasks:
            if task.round != 1 or task.released:
                continue
            lines = units.setdefault(task.unit_name, [])
            lines.append(
                HandoverLine(
                    no=len(lines) + 1,
                    case_number=f"第{short_number(proposal)}号",
                    title=proposal.title,
                    duty=DUTIES[task.duty],
                    due_on=task.due_on or proposal.due_on,
                    key=proposal.key is not None,
                )
            )
    gathered = tuple(HandoverUnit(name, tuple(lines)) for name, lines in sorted(units.items()))
    return HandoverListSheet(
        committee=office.committee,
        case_number=f"交办会 {chinese_date(meeting.held_on)}",
        held_on=meeting.held_on,
        place=meeting.place,
        total=len(proposals),
        units=gathered,
        issued_on=issued_on,
        record_mark=_mark("handover", meeting.id, gathered, issued_on),
    )
