"""提案表: who proposes what, and what the group and the committee said to it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import object_session

from models import Member, Proposal, Signature
from models.queries.links import linked_to
from web.documents.examinationsheets import ProposalFormSheet, ProposerLine
from web.documents.orders import Order
from web.documents.sheets import Sheet
from web.documents.wording import chinese_date, chinese_number
from workflow.deadlines import local_date
from workflow.numbers import short_number

_GROUP = {"endorsed": "同意报送。", "unreviewed": "联络组逾期未审，按规则自动报送。"}


def proposal_forms(order: Order, proposal: Proposal) -> list[Sheet]:
    """Return the form as the proposal stands."""
    day = local_date(proposal.submitted_at or order.event.happened_at)
    opinion = proposal.group_opinion or _GROUP.get(proposal.group_outcome or "", "")
    kinds = (order.words("category", proposal.category), proposal.local_category)
    consent = order.words("publish_consent", proposal.publish_consent)
    return [
        ProposalFormSheet(
            committee=order.office.committee,
            meeting=_meeting(proposal),
            case_number=proposal.number or proposal.serial_no or "",
            number=f"第{short_number(proposal)}号" if proposal.number else "",
            serial_no=proposal.serial_no or "",
            category="　".join(kind for kind in kinds if kind),
            title=proposal.title,
            proposers=_proposers(proposal),
            collective_body=proposal.collective_body,
            group=proposal.group.name if proposal.group else "",
            group_opinion=opinion,
            consent="，".join(part for part in (consent, proposal.publish_reason) if part),
            suggested_units=tuple(unit.name for unit in proposal.suggested_units),
            background=proposal.background,
            analysis=proposal.analysis,
            suggestions=tuple(one.text for one in proposal.suggestions),
            examination=_examination(order, proposal),
            issued_on=day,
            record_mark=order.mark,
            collective_contact=proposal.collective_contact if proposal.collective_body else "",
            seconders=tuple(one.name for one in proposal.secondings if one.status == "given"),
            category_number=_category_number(order, proposal),
            provenance=_provenance(order, proposal),
        )
    ]


def _provenance(order: Order, proposal: Proposal) -> str:
    """Where it comes from, with the title of the activity or the opinion it was turned from."""
    session = object_session(proposal)
    words = order.words("provenance", proposal.provenance)
    links = linked_to(session, proposal.id, "turned_into") if session else ()
    titles = "、".join(one.source.title for one in links)
    return f"{words}（{titles}）" if titles else words


def _meeting(proposal: Proposal) -> str:
    session = proposal.session
    if session is None:
        return ""
    term, no = chinese_number(session.term.no), chinese_number(session.no)
    kind = {True: "会议提案", False: "平时提案", None: ""}[proposal.in_session]
    return f"第{term}届第{no}次会议　{kind}".strip("　")


def _category_number(order: Order, proposal: Proposal) -> str:
    """类别号 as it is said: 经济建设第012号."""
    if not proposal.category_number:
        return ""
    _series, _dash, no = proposal.category_number.rpartition("-")
    return f"{order.words('category', proposal.category)}第{no}号"


def _proposers(proposal: Proposal) -> tuple[ProposerLine, ...]:
    author, found = proposal.author, []
    if author is not None:
        seat = author.memberships[-1] if author.memberships else None
        line = _line("第一提案人", proposal.author_name, seat, author.mobile)
        found.append(replace(line, email=author.email))
    agreed = [one for one in proposal.signatures if one.decision == "agreed"]
    return (*found, *(_line("联名", one.name, _seat(one), "") for one in agreed))


def _seat(signature: Signature) -> Member | None:
    seats = signature.person.memberships
    return seats[-1] if seats else None


def _line(kind: str, name: str, seat: Member | None, phone: str) -> ProposerLine:
    if seat is None:
        return ProposerLine(kind, name, "", "", "", phone)
    return ProposerLine(kind, name, seat.member_no, seat.sector, seat.employer_post, phone)


def _examination(order: Order, proposal: Proposal) -> str:
    """The decision in words; what the first examination proposes is not printed."""
    opinion = proposal.examination_opinion
    if proposal.filed_at is not None:
        day = chinese_date(local_date(proposal.filed_at))
        return "\n".join(part for part in (f"{day}立案，{_filed(proposal)}。", opinion) if part)
    if proposal.ground:
        ground = order.words("ground", proposal.ground)
        where = order.words("disposal", proposal.disposal)
        return "\n".join((f"不予立案：{ground}。去向：{where}。", opinion))
    return f"退回修改：{opinion}" if opinion else ""


def _filed(proposal: Proposal) -> str:
    return f"案号第{short_number(proposal)}号"
