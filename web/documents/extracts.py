"""记录摘录: papers of a volume for which the handling has no sheet of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import object_session

from models import ArchiveVolume, Evaluation, Event, Proposal, Publication
from models.queries.evaluations import all_evaluations, counting
from models.queries.history import events_named
from web.documents.archive import action_label, day_of, number_of, proposer_of
from web.documents.archivesheets import ExtractPart, ExtractSheet
from web.documents.orders import Order
from web.documents.sheets import Sheet
from workflow.checklist import CaseFile
from workflow.checklist_answers import asked_of, issued_replies
from workflow.deadlines import local_date
from workflow.history import body

_MODES = {"online": "网上", "in_person": "当面送交", "post": "邮寄", "passed_on": "请人转交"}
_EXAMINED = ("pass_first_examination", "examine_again", "send_back", "file", "not_file")
#: what is filled in for certain eyes alone is not printed
_SKIPPED = frozenset({"persuaded", "persuaded_by"})


def examination_sheets(order: Order, volume: ArchiveVolume) -> list[Sheet]:
    """审查表: who examined, what was proposed and decided."""
    return _of_events(order, volume, "提案审查表", _EXAMINED)


def withdrawal_sheets(order: Order, volume: ArchiveVolume) -> list[Sheet]:
    """撤案记录: who asked, and why."""
    return _of_events(order, volume, "提案撤案记录", ("withdraw",))


def instruction_sheets(order: Order, volume: ArchiveVolume) -> list[Sheet]:
    """领导批示抄件."""
    parts = [
        ExtractPart(
            f"{one.leader}　{day_of(one.given_on)}",
            _filled([("批示内容", one.text), ("登记人", one.recorded_by)]),
        )
        for one in volume.proposal.instructions
    ]
    return _sheet(order, volume.proposal, "领导批示抄件", parts)


_SCOPES = {"full": "全文公开", "summary": "摘要公开"}


def publication_records(order: Order, publication: Publication) -> list[Sheet]:
    """公开记录: who drafted, who had no objection, who approved or refused, and on which days."""
    if order.rules is None or not isinstance(publication.parent, Proposal):
        return []
    said = "、".join(one.name for one in publication.agreements)
    state = order.rules.workflow(publication.kind).state(publication.state)
    lines = _filled(
        [
            ("公开范围", _SCOPES[publication.scope]),
            ("公开标题", publication.public_title),
            ("拟稿", publication.drafter),
            ("没有意见的提案人", said),
            ("不同意公开的提案人", publication.refused_by),
            ("审批", publication.approver),
            ("公开日期", day_of(publication.published_on)),
            ("撤下日期", day_of(publication.withdrawn_on)),
            ("现状", state.label),
        ]
    )
    part = ExtractPart(f"公开件　{day_of(local_date(publication.opened_at))}", lines)
    return _sheet(order, publication.parent, "答复公开记录", [part])


def supervision_sheets(order: Order, volume: ArchiveVolume) -> list[Sheet]:
    """督办记录 of a key proposal."""
    proposal = volume.proposal
    parts = [
        ExtractPart(
            f"列为重点提案　{day_of(one.since)}",
            _filled(
                [
                    ("督办领导", one.leader_name),
                    ("督办方式", order.words("supervision_form", one.form)),
                    ("理由", one.reason),
                    ("不再列为重点提案", day_of(one.ended_on)),
                ]
            ),
        )
        for one in proposal.keys
    ]
    parts += [
        ExtractPart(
            f"{one.leader}　{day_of(one.held_on)}",
            _filled(
                [
                    ("督办方式", order.words("supervision_form", one.form)),
                    ("督办情况", one.done),
                    ("督办结果", one.result),
                    ("记录人", one.recorded_by),
                ]
            ),
        )
        for one in proposal.supervisions
    ]
    return _sheet(order, volume.proposal, "重点提案督办记录", parts)


def delivery_sheets(order: Order, volume: ArchiveVolume) -> list[Sheet]:
    """送达登记: each letter, and how it came to each proposer."""
    file = _file(order, volume)
    parts = []
    for task, reply in issued_replies(file) if file else []:
        lines = []
        for one in reply.deliveries:
            words = f"{_MODES[one.mode]}，{day_of(one.delivered_on)}送达"
            if one.mode == "online":
                read = (
                    f"{day_of(local_date(one.read_at))}确认收到" if one.read_at else "没有确认收到"
                )
                words = f"{words}；{read}"
            elif one.received_by:
                words = f"{words}，{one.received_by}签收"
            lines.append((one.name, words))
        parts.append(ExtractPart(f"{task.unit_name}　{reply.doc_no}", tuple(lines)))
    return _sheet(order, volume.proposal, "答复送达登记", parts)


def evaluation_sheets(order: Order, volume: ArchiveVolume) -> list[Sheet]:
    """征询意见汇总: each proposer's own judgement of each round, every version of it."""
    file = _file(order, volume)
    if file is None:
        return []
    every = all_evaluations(file.session, volume.proposal.id)
    counts = {one.id for one in counting(every)}
    rounds = sorted({reply.round for _task, reply in issued_replies(file)})
    parts = []
    for no in rounds:
        mine = [one for one in every if one.round == no]
        parts += [_judged(order, one, counts=one.id in counts) for one in mine]
        given = {one.name for one in mine if one.id in counts}
        silent = [name for name in asked_of(file) if name not in given]
        if silent:
            parts.append(ExtractPart(f"第 {no} 轮　未反馈", (("提案人", "、".join(silent)),)))
    return _sheet(order, volume.proposal, "征询意见汇总", parts)


def _judged(order: Order, one: Evaluation, *, counts: bool) -> ExtractPart:
    heading = f"第 {one.round} 轮　{one.name}　{day_of(local_date(one.filed_at))}"
    paper = "纸质，办公室代录、另一人核对" if one.channel == "paper" else "本人在线填写"
    return ExtractPart(
        heading if counts else f"{heading}　（已更正或者作废）",
        _filled(
            [
                ("填写方式", paper),
                ("沟通方式", order.words("met_how", one.met_how)),
                ("对办理态度", order.words("attitude", one.attitude)),
                ("对办理结果", order.words("result", one.result)),
                ("是否针对", order.words("targeted", one.targeted)),
                ("承诺是否明确", order.words("promises_clear", one.promises_clear)),
                ("意见和理由", one.comment),
                ("更正的理由", one.change_reason),
            ]
        ),
    )


def _of_events(
    order: Order, volume: ArchiveVolume, heading: str, actions: Sequence[str]
) -> list[Sheet]:
    session = object_session(volume)
    if session is None:
        return []
    events = events_named(session, [volume.proposal.id], actions)
    return _sheet(
        order, volume.proposal, heading, [_event_part(order, volume.proposal, e) for e in events]
    )


def _event_part(order: Order, proposal: Proposal, event: Event) -> ExtractPart:
    if order.rules is None:
        raise LookupError("this sheet needs the rules of its case")
    label = action_label(order.rules, proposal.kind, event.action)
    told = body(event)
    known = {one.name: one for one in order.rules.fields}
    lines = []
    for name, value in told.get("data", {}).items():
        if name not in known or name in _SKIPPED or value in (None, "", []):
            continue
        kind = known[name].type
        if kind == "choice":
            lines.append((known[name].label, order.words(name, value) or str(value)))
        elif kind in ("text", "line", "past_date", "date"):
            lines.append((known[name].label, str(value)))
    who = event.actor_name or "系统"
    return ExtractPart(f"{label}　{who}　{day_of(local_date(event.happened_at))}", tuple(lines))


def _sheet(
    order: Order, proposal: Proposal, heading: str, parts: Sequence[ExtractPart]
) -> list[Sheet]:
    if not parts:
        return []
    return [
        ExtractSheet(
            committee=order.office.proposals,
            case_number=number_of(proposal),
            heading=heading,
            title=proposal.title,
            proposer=proposer_of(proposal),
            parts=tuple(parts),
            issued_on=local_date(order.event.happened_at),
            record_mark=order.mark,
        )
    ]


def _file(order: Order, volume: ArchiveVolume) -> CaseFile | None:
    session = object_session(volume)
    if session is None or order.rules is None:
        return None
    return CaseFile(session, volume, order.rules)


def _filled(lines: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(line for line in lines if line[1])
