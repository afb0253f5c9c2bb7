"""The two yearly reports, computed from the record: every figure is n of N.

提案审查情况报告 tells what came in and what became of it; 提案工作情况报告 what was done with what
was filed. Nothing is rounded away: 未反馈 is told beside 满意, and a base of nothing is a dash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from models import HandlingTask, PlenarySession, Proposal, Reply
from models.queries import evaluation_figures as queries
from models.queries.members import count_sitting
from models.queries.prints import newest_hash, promises_in, received_in, subjects_that
from web.documents.booksheets import ReportPart, ReportSheet, Share
from web.documents.orders import MARK_LENGTH, Office
from web.documents.wording import chinese_number
from workflow.builtin import OVERDUE
from workflow.contacts import FACE_TO_FACE, counted
from workflow.evaluation_figures import Tally, figures
from workflow.evaluators import proposers_in
from workflow.rules import Rules

_ANSWERS = (("satisfied", "满意"), ("basic", "基本满意"), ("dissatisfied", "不满意"))


def examination_report(
    session: Session, rules: Rules, plenary: PlenarySession, office: Office, on: date
) -> ReportSheet:
    """提案审查情况报告 of one session."""
    received = received_in(session, plenary.id)
    filed = [one for one in received if one.number is not None]
    refused = [one for one in received if one.ground is not None and one.number is None]
    withdrawn = [one for one in received if one.state == "withdrawn"]
    merged = [one for one in filed if one.merged_into_id is not None]
    inside = [one for one in received if one.in_session]
    seats = count_sitting(session).get(plenary.term_id, 0)
    took_part = {person.person_id for one in received for person in proposers_in(one)}
    open_ = len(received) - len(filed) - len(refused) - len(withdrawn)
    parts = (
        ReportPart(
            "收到和审查",
            (
                f"共收到提案{len(received)}件，其中征集截止以前提交的{_of(inside, received)}。",
                (f"经审查，立案{_of(filed, received)}，不予立案{_of(refused, received)}，"
                f"撤案{_of(withdrawn, received)}，尚在审查的{open_}/{len(received)}。"
                f"立案的提案中，并入其他提案办理的{_of(merged, filed)}。"),
            ),
            "审查结果",
            (
                _share("立案", filed, received),
                _share("不予立案", refused, received),
                _share("撤案", withdrawn, received),
                Share("尚在审查", open_, len(received)),
                _share("并案（在立案中）", merged, filed),
            ),
        ),
        _by("不予立案的理由", rules.field("ground").choices, [one.ground for one in refused]),
        _by_proposer(received, len(took_part), seats),
        _by("类别", rules.field("category").choices, [one.category for one in filed]),
        _by_name("界别", "个人提案和联名提案按第一提案人的界别计。",
                 [one.author_sector or "未填" for one in received if not one.collective_body]),
        _by_name("联络组", "按第一提案人所在的联络组计。",
                 [one.group_name or "不在联络组" for one in received]),
    )  # fmt: skip
    return _report("提案审查情况的报告", session, plenary, office, on, parts, received)


def work_report(
    session: Session, rules: Rules, plenary: PlenarySession, office: Office, on: date
) -> ReportSheet:
    """提案工作情况报告 of one session."""
    received = received_in(session, plenary.id)
    filed = [one for one in received if one.number is not None]
    handled = [one for one in filed if one.merged_into_id is None]
    tasks = [task for one in handled for task in one.tasks if not task.released]
    answering = [task for task in tasks if task.answers_proposer]
    first = [task for task in answering if task.round == 1]
    replied = [task for task in first if _letters(task)]
    late = subjects_that(session, [task.id for task in replied], OVERDUE)
    assigned = [one for one in handled if one.assigned_at is not None]
    met = [one for one in handled if _met(one)]
    again = [one for one in handled if one.round > 1]
    latest = {one.id: _letters(task)[-1] for one in handled for task in _leading(one)}
    promises = promises_in(session, plenary.id)
    kept = [one for one in promises if one.outcome == "kept"]
    broken = [one for one in promises if one.outcome == "broken"]
    told = figures(
        queries.rounds_asked(session, plenary.id),
        queries.evaluations_of(session, plenary.id),
        queries.contacts_by_case(session, plenary.id),
    )
    keyed = [one for one in handled if one.key]
    classes = Counter(reply.final_class for reply in latest.values())
    units = {task.unit_name for task in answering}
    parts = (
        ReportPart(
            "立案和交办",
            (
                (
                    f"共收到提案{len(received)}件，立案{_of(filed, received)}；"
                    f"并案以后办理{len(handled)}件，"
                    f"已经交办{_of(assigned, handled)}，由{len(units)}个单位主办、独办或者分办。"
                    f"列为重点提案的{_of(keyed, handled)}。"
                ),
            ),
            "立案和交办",
            (
                _share("立案", filed, received),
                _share("已经交办", assigned, handled),
                _share("重点提案", keyed, handled),
            ),
        ),
        ReportPart(
            "答复和协商",
            (
                (
                    f"第一轮应当答复的承办件{len(first)}件，已经答复{_of(replied, first)}；"
                    f"已经答复的承办件中，没有逾期记录的"
                    f"{_n_of(len(replied) - len(late), len(replied))}。"
                ),
                f"与提案人当面沟通过的提案{_of(met, handled)}。",
            ),
            "答复和协商",
            (
                _share("已经答复", replied, first),
                Share("答复没有逾期", len(replied) - len(late), len(replied)),
                _share("当面沟通", met, handled),
            ),
        ),
        ReportPart(
            "办理结果",
            (f"已经答复的提案{len(latest)}件，按最近一次答复计。",),
            "办理结果",
            tuple(
                Share(label, classes[name], len(latest))
                for name, label in rules.field("reply_class").choices
            ),
        ),
        _judged("对第一次答复的评价", told.first),
        _judged("最终评价", told.final),
        ReportPart(
            "重新办理和承诺",
            (
                f"提案人不满意、重新办理的{_of(again, handled)}。",
                (
                    f"答复中列入计划的承诺事项{len(promises)}项，已经兑现"
                    f"{_of(kept, promises)}，未能兑现{_of(broken, promises)}。"
                ),
            ),
            "重新办理和承诺",
            (
                _share("重新办理", again, handled),
                _share("承诺已经兑现", kept, promises),
            ),
        ),
        _by_name("承办单位", "按主办、独办、分办的承办件计。", [task.unit_name for task in first]),
    )
    return _report("提案工作情况的报告", session, plenary, office, on, parts, received)


REPORTS = {"examination_report": examination_report, "work_report": work_report}


def _report(
    what: str,
    session: Session,
    plenary: PlenarySession,
    office: Office,
    on: date,
    parts: Sequence[ReportPart],
    cases: Sequence[Proposal],
) -> ReportSheet:
    meeting = f"第{chinese_number(plenary.term.no)}届第{chinese_number(plenary.no)}次会议"
    return ReportSheet(
        committee=office.committee,
        title=f"关于{office.short_name}{meeting}{what}",
        case_number=meeting,
        parts=tuple(part for part in parts if part.sentences or part.rows),
        issued_on=on,
        record_mark=newest_hash(session, [one.id for one in cases])[:MARK_LENGTH],
    )


def _letters(task: HandlingTask) -> list[Reply]:
    return [reply for reply in task.replies if reply.status == "issued"]


def _leading(proposal: Proposal) -> list[HandlingTask]:
    """The answering task of the latest round that has a letter: one, the first of its units."""
    found = [one for one in proposal.tasks if one.answers_proposer and _letters(one)]
    return sorted(found, key=lambda one: (-one.round, one.id))[:1]


def _met(proposal: Proposal) -> bool:
    return any(
        one.mode in FACE_TO_FACE for task in proposal.tasks for one in counted(task.contacts)
    )


def _by_proposer(received: Sequence[Proposal], took_part: int, seats: int) -> ReportPart:
    bodies = [one for one in received if one.collective_body]
    joint = [one for one in received if not one.collective_body and len(proposers_in(one)) > 1]
    alone = [one for one in received if not one.collective_body and len(proposers_in(one)) == 1]
    return ReportPart(
        "提案人",
        (
            (
                f"委员个人提案{_of(alone, received)}，联名提案{_of(joint, received)}，"
                f"集体提案{_of(bodies, received)}。"
                f"提出或者联名提案的{took_part}人，现任委员{seats}人。"
            ),
        ),
        "提案人",
        (
            _share("个人提案", alone, received),
            _share("联名提案", joint, received),
            _share("集体提案", bodies, received),
            Share("参与提案的人（对现任委员）", min(took_part, seats), seats),
        ),
    )


def _judged(title: str, tally: Tally) -> ReportPart:
    asked = tally.asked
    said = [f"{label}{tally.result[name]}/{tally.answered}" for name, label in _ANSWERS]
    return ReportPart(
        title,
        (
            (
                f"征询{asked}人次，反馈{_n_of(tally.answered, asked)}，到期未反馈"
                f"{_n_of(tally.silent, asked)}，还在征询{_n_of(tally.waiting, asked)}。"
                f"对办理结果，反馈的人中：{'，'.join(said)}。"
            ),
        ),
        f"{title}（对办理结果，以反馈的为分母）",
        (
            Share("反馈（以征询的为分母）", tally.answered, asked),
            *(Share(label, tally.result[name], tally.answered) for name, label in _ANSWERS),
            Share("到期未反馈（以征询的为分母）", tally.silent, asked),
        ),
    )


def _by(title: str, choices: Iterable[tuple[str, str]], values: Sequence[str | None]) -> ReportPart:
    counts = Counter(values)
    rows = [Share(label, counts[name], len(values)) for name, label in choices if counts[name]]
    if counts[None]:
        rows.append(Share("没有填写", counts[None], len(values)))
    said = "，".join(f"{row.label}{row.n}/{row.of}" for row in rows)
    return ReportPart(title, (f"{said}。",) if rows else (), title, tuple(rows))


def _by_name(title: str, note: str, values: Sequence[str]) -> ReportPart:
    rows = tuple(Share(name, n, len(values)) for name, n in Counter(values).most_common())
    return ReportPart(title, (note,) if rows else (), title, rows)


def _share(label: str, some: Sequence[object], of: Sequence[object]) -> Share:
    return Share(label, len(some), len(of))


def _of(some: Sequence[object], of: Sequence[object]) -> str:
    return _n_of(len(some), len(of))


def _n_of(n: int, of: int) -> str:
    return Share("", n, of).words
