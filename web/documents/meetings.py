"""The papers of an examination meeting: its agenda before, its minutes after."""

from __future__ import annotations

from models import AgendaItem, ExaminationMeeting
from web.documents.examinationsheets import MeetingLine, MeetingSheet
from web.documents.orders import Order
from web.documents.sheets import Sheet
from workflow.deadlines import local_date
from workflow.numbers import short_number
from workflow.rules import Rules


def agendas(order: Order, meeting: ExaminationMeeting) -> list[Sheet]:
    """Return the agenda: each case with what the first examination proposes."""
    return [_sheet(order, meeting, "提案审查会议程", minutes=False)]


def minutes(order: Order, meeting: ExaminationMeeting) -> list[Sheet]:
    """Return the minutes: each case with what was decided, and what was not."""
    return [_sheet(order, meeting, "提案审查会纪要", minutes=True)]


def _sheet(order: Order, meeting: ExaminationMeeting, heading: str, *, minutes: bool) -> Sheet:
    if order.rules is None:
        raise LookupError("this sheet needs the rules of its case")
    rules = order.rules
    return MeetingSheet(
        committee=order.office.proposals,
        case_number=f"审查会{meeting.id}",
        heading=heading,
        held_on=meeting.meeting_on,
        place=meeting.place,
        chair=meeting.chair,
        present=meeting.present if minutes else "",
        absent=meeting.absent if minutes else "",
        report=meeting.minutes if minutes else "",
        minutes=minutes,
        lines=tuple(
            MeetingLine(
                no=item.no,
                serial_no=item.proposal.serial_no or "",
                title=item.proposal.title,
                proposer=item.proposal.collective_body or item.proposal.author_name,
                text=_decided(item, rules) if minutes else _proposed(item, rules),
            )
            for item in meeting.items
        ),
        issued_on=local_date(order.event.happened_at),
        record_mark=order.mark,
    )


def _proposed(item: AgendaItem, rules: Rules) -> tuple[str, ...]:
    proposal = item.proposal
    lines = [_words(rules, "proposed_result", proposal.proposed_result)]
    lines.append(_words(rules, "category", proposal.proposed_category))
    lines.append(_words(rules, "ground", proposal.proposed_ground))
    units = "、".join(unit.short_name for unit in proposal.proposed_units)
    lines.append(f"拟交办单位：{units}" if units else "")
    lines.append(f"初审意见：{proposal.first_opinion}" if proposal.first_opinion else "")
    return tuple(line for line in lines if line)


def _decided(item: AgendaItem, rules: Rules) -> tuple[str, ...]:
    if item.outcome is None:
        return ("会上没有议决",)
    data = item.decision or {}
    words = [decision_words(item, rules)]
    words.append(str(data.get("opinion") or data.get("reason") or ""))
    words.append(f"表决：{data['votes']}" if data.get("votes") else "")
    return tuple(line for line in words if line)


def decision_words(item: AgendaItem, rules: Rules) -> str:
    """The decision in one sentence, from what was filled in at the meeting."""
    data, name = item.decision or {}, item.outcome or ""
    label = rules.workflow("proposal").label_of(name)
    if name == "file":
        number = f"，案号第{short_number(item.proposal)}号" if item.proposal.number else ""
        return f"{label}{number}，{_words(rules, 'category', data.get('category'))}"
    if name == "not_file":
        ground = _words(rules, "ground", data.get("ground"))
        return f"{label}：{ground}；{_words(rules, 'disposal', data.get('disposal'))}"
    return label


def _words(rules: Rules, field: str, choice: str | None) -> str:
    return dict(rules.field(field).choices).get(choice, "") if choice else ""
