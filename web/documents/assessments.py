"""The sheets of a year: what was examined, as it was kept; and the certificate of an award."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from models import Assessment, Commendation
from web.documents.orders import Order
from web.documents.sheets import Sheet
from web.documents.wording import chinese_date
from web.documents.yearsheets import AssessmentSheet, CertificateSheet, CountLine, SectionLine
from workflow.awarding import AWARDS
from workflow.deadlines import local_date
from workflow.evaluators import proposers_of
from workflow.numbers import short_number
from workflow.scoring import shown

_HEADINGS = {"member": "委员履职考核表", "group": "联络组考核表", "unit": "承办单位考核表"}
_NAMES = {"member": "姓　　名", "group": "联络组", "unit": "承办单位"}
_SIGNERS = {
    "member": ("单位意见", "联络组（专委会）意见", "考核领导小组意见"),
    "group": ("片区联系领导意见", "主席会议意见"),
    "unit": ("提案委意见", "主席会议意见"),
}
_EVENTS = 6


def member_sheets(order: Order, assessment: Assessment) -> list[Sheet]:
    """Return the sheet of a member; none of a group or unit."""
    return _sheets(order, assessment, "member")


def group_sheets(order: Order, assessment: Assessment) -> list[Sheet]:
    """Return the sheet of a group; none of a member or unit."""
    return _sheets(order, assessment, "group")


def unit_sheets(order: Order, assessment: Assessment) -> list[Sheet]:
    """Return the sheet of a unit; none of a member or group."""
    return _sheets(order, assessment, "unit")


def _sheets(order: Order, one: Assessment, holder: str) -> list[Sheet]:
    if one.holder != holder or one.ledger is None:
        return []
    kept: dict[str, Any] = one.ledger
    about = kept.get("about") or {}
    return [
        AssessmentSheet(
            committee=order.office.committee,
            case_number=f"考核{one.id}",
            heading=_HEADINGS[holder],
            year=one.year,
            name_label=_NAMES[holder],
            holder=one.holder_name,
            about_label=about.get("label", ""),
            about=about.get("text", ""),
            group_label=about.get("group_label", ""),
            group=about.get("group", ""),
            scheme=one.scheme.name,
            counts=tuple(
                CountLine(line["name"], line["wanted"], line["counted"], _events(line["events"]))
                for line in kept.get("counts", [])
            ),
            sections=tuple(_section(part, kept["entries"]) for part in kept["sums"]),
            score="" if one.score is None else shown(Fraction(one.score)),
            grade=one.grade,
            self_report=one.self_report,
            examination=one.examination,
            corrections=tuple(
                f"{shown(Fraction(fix.before_score))}分更正为{shown(Fraction(fix.score))}分："
                f"{fix.reason}（{fix.asked_by}申请，{fix.decided_by}同意，"
                f"{chinese_date(fix.decided_on)}）"
                for fix in one.corrections
                if fix.agreed and fix.decided_on
            ),
            signers=_SIGNERS[holder],
            issued_on=local_date(order.event.happened_at),
            record_mark=order.mark,
        )
    ]


def _events(numbers: list[int]) -> str:
    shown_ones = "、".join(map(str, numbers[:_EVENTS]))
    return f"{shown_ones} 等" if len(numbers) > _EVENTS else shown_ones


def _section(part: dict[str, Any], entries: list[dict[str, Any]]) -> SectionLine:
    found: dict[str, tuple[Fraction, int]] = {}
    for line in entries:
        if line["section"] == part["section"]:
            points, count = found.get(line["label"], (Fraction(0), 0))
            found[line["label"]] = points + Fraction(line["counted"]), count + 1
    return SectionLine(
        part["label"],
        shown(Fraction(part["counted"])),
        shown(Fraction(part["cap"])) if part["cap"] else "",
        "；".join(
            f"{label}{f' {count} 次' if count > 1 else ''} {shown(points)}"
            for label, (points, count) in found.items()
        ),
    )


def certificates(order: Order, one: Commendation) -> list[Sheet]:
    """Return one for each proposer, or one for the body, unit, member or group."""
    year, award = f"{one.year}年度", AWARDS[one.award]
    honour = "荣誉证书" if one.award in ("excellent_proposal", "excellent_member") else "奖状"
    closing = "特颁此证，以资鼓励。" if honour == "荣誉证书" else "特发此状，以资鼓励。"
    if one.proposal is not None:
        case = one.proposal
        you = "" if case.collective_body else "您"
        named = f"《{case.title}》（第{short_number(case)}号）"
        text = f"{you}提出的{named}被评为{year}{award}。"
        names = [case.collective_body] if case.collective_body else [
            f"{person.name}委员" for person in proposers_of(case)
        ]  # fmt: skip
    else:
        deeds = "办理政协提案成绩突出" if one.award == "advanced_unit" else "履行职责成绩突出"
        text = f"{'您' if one.person_id else ''}在{year}{deeds}，被评为{award}。"
        names = [f"{one.candidate}委员" if one.person_id else one.candidate]
    return [
        CertificateSheet(
            committee=order.office.committee,
            case_number=one.number or "",
            heading=honour,
            recipient=name,
            text=text,
            closing=closing,
            issued_on=one.commended_on or local_date(order.event.happened_at),
            record_mark=order.mark,
        )
        for name in names
    ]
