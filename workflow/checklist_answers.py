"""The items of the checklist from the replies to the log."""

from __future__ import annotations

from models import HandlingTask, Reply
from models.queries.evaluations import all_evaluations, counting, paper_forms
from workflow.checklist import (
    COMMITTEE,
    CaseFile,
    Found,
    Paper,
    item,
    later,
    missing,
    not_needed,
    present,
)
from workflow.deadlines import local_date
from workflow.evaluators import proposers_of
from workflow.limits import setting

_UNANSWERED = "没有答复"


def issued_replies(file: CaseFile) -> list[tuple[HandlingTask, Reply]]:
    """Every letter that went out, round by round."""
    found = [
        (task, reply) for task in file.tasks for reply in task.replies if reply.status == "issued"
    ]
    return sorted(found, key=lambda pair: (pair[1].round, pair[1].id))


def asked_of(file: CaseFile) -> list[str]:
    """The names of those whose judgement the case asks for."""
    asked = proposers_of(file.proposal)
    if setting(file.rules, file.proposal, "joint_members_evaluate") == "no_":
        asked = tuple(one for one in asked if one.person_id == file.proposal.author_id)
    return [one.name for one in asked]


@item
def replies(file: CaseFile) -> Found:
    """答复正本 of every unit and round."""
    found = issued_replies(file)
    papers: list[Paper] = []
    for task, reply in found:
        title = f"答复函（第{reply.round}轮）" if reply.round > 1 else "答复函"
        papers.append(
            file.sheet(
                task, "reply_letter", task.unit_name,
                title=title, doc_no=reply.doc_no, made_on=reply.issued_on,
            )
        )  # fmt: skip
        papers += file.files(task.unit_name, file.events(task, "draft_reply")[-1:])
        papers += file.files(task.unit_name, file.events(task, "sign_on_paper")[-1:])
    answered = {task.id for task, _reply in found}
    silent = [
        task.unit_name
        for task in file.tasks
        if task.answers_proposer and task.answered_at is not None and task.id not in answered
    ]
    if silent:
        return missing("没有答复正本：{detail}", "、".join(silent), papers)
    return present(papers) if papers else not_needed(_UNANSWERED)


@item
def deliveries(file: CaseFile) -> Found:
    """送达回证: every letter to every proposer, confirmed on line or signed for on paper."""
    found = issued_replies(file)
    if not found:
        return not_needed(_UNANSWERED)
    unproven: list[str] = []
    for _task, reply in found:
        sent: dict[int, str] = {}
        proven: set[int] = set()
        for one in reply.deliveries:
            sent[one.person_id] = one.name
            if one.mode != "online" or one.read_at is not None:
                proven.add(one.person_id)
        names = [name for person, name in sent.items() if person not in proven]
        unproven += [f"{name}（{reply.doc_no}）" for name in names]
    day = max(reply.issued_on for _task, reply in found if reply.issued_on)
    papers = [file.own_sheet("delivery_sheet", day)]
    papers += file.files("", file.events(file.proposal, "record_delivery"))
    if unproven:
        return missing("没有确认收到，也没有纸质回证：{detail}", "、".join(unproven), papers)
    return present(papers)


@item
def evaluations(file: CaseFile) -> Found:
    """征询意见表 of every proposer and round; who did not return it is recorded as such."""
    proposal, found = file.proposal, issued_replies(file)
    if not found:
        return not_needed(_UNANSWERED)
    judged = counting(all_evaluations(file.session, proposal.id))
    windows = file.events(proposal, "close_window")
    last = max(reply.round for _task, reply in found)
    given = {one.name for one in judged if one.round == last}
    silent = [name for name in asked_of(file) if name not in given]
    days = [local_date(one.filed_at) for one in judged]
    days += [local_date(event.happened_at) for event in windows]
    papers = [file.own_sheet("evaluation_sheet", max(days, default=None))]
    for form in paper_forms(file.session, proposal.id):
        if form.status == "confirmed":
            papers += [
                Paper(f"征询意见表（纸质，{form.name}）", form.name, form.received_on,
                      attachment_id=scan.id)
                for scan in form.scans
            ]  # fmt: skip
    if silent and not windows:
        return missing("没有征询意见表：{detail}", "、".join(silent), papers)
    return present(papers)


@item
def rehandling(file: CaseFile) -> Found:
    """重办材料: the notice of the second round, the record of the meeting."""
    proposal = file.proposal
    papers: list[Paper] = []
    if file.events(proposal, "begin_round"):
        papers.append(file.sheet(proposal, "rehandling_notice", COMMITTEE))
    if file.events(proposal, "record_mediation"):
        papers.append(file.sheet(proposal, "mediation_minutes", COMMITTEE))
    return present(papers) if papers else not_needed("没有重新办理和当面协商")


@item
def supervision(file: CaseFile) -> Found:
    """督办材料: what a supervising leader did, and the supervision cases that are over."""
    proposal = file.proposal
    held, raised = proposal.supervisions, file.supervision_cases
    papers: list[Paper] = []
    if held:
        events = file.events(proposal, "record_supervision")
        papers.append(file.own_sheet("supervision_sheet", max(one.held_on for one in held)))
        papers += file.files(held[-1].leader, events)
    for one in raised:
        if one.closed_at is not None:
            paper = file.sheet(one, "supervision_order", one.leader_name, doc_no=one.number or "")
            handed_in = file.events(one, "report_measures")
            papers += [paper, *file.files(one.unit_name, handed_in)]
    still = sum(one.closed_at is None for one in raised)
    if still:
        return later("还有 {detail} 件督办件没有销号，销号以后补充归档", str(still), papers)
    if proposal.keys and not papers and issued_replies(file):
        return missing("列为重点提案，没有督办记录")
    return present(papers) if papers else not_needed("不是重点提案，没有督办")


@item
def promises(file: CaseFile) -> Found:
    """B 类跟踪: promises that have come to their end; the others follow in a supplement."""
    if not file.promises:
        return not_needed("没有承诺事项")
    papers: list[Paper] = []
    for promise in file.promises:
        if promise.closed_at is None:
            continue
        maker = promise.unit_name
        if file.events(promise, "look_back", "confirm_kept"):
            papers.append(file.sheet(promise, "look_back_sheet", maker))
        letter = promise.second_letter
        if letter and letter.issued_on and file.events(promise, "sign_second_letter"):
            papers.append(
                file.sheet(
                    promise, "second_letter", maker, doc_no=letter.doc_no, made_on=letter.issued_on
                )
            )
        papers += file.files(maker, file.events(promise, "report_promise", "report_kept"))
    kept_open = sum(promise.closed_at is None for promise in file.promises)
    if kept_open:
        return later("还在兑现 {detail} 项，兑现以后补充归档", str(kept_open), papers)
    return present(papers) if papers else not_needed("承诺已经了结，没有另外的材料")


@item
def publication(file: CaseFile) -> Found:
    """公开记录: what became of each publication; one that is under way is filed when it is over."""
    found = issued_replies(file)
    if not found:
        return not_needed(_UNANSWERED)
    if not file.publications:
        refused = all(reply.publicity == "none" for _task, reply in found)
        return not_needed("不予公开" if refused else "没有公开记录")
    over = ("approve_public", "agree_not_public", "withdraw_consent")
    papers = [
        file.sheet(one, "publication_record", COMMITTEE)
        for one in file.publications
        if file.events(one, *over)
    ]
    if file.publications[-1].closed_at is None:
        return later("公开还没有办完，办完以后补充归档", "", papers)
    return present(papers) if papers else not_needed("没有公开记录")


@item
def log(file: CaseFile) -> Found:
    """流转日志: every event of the case with its mark."""
    closed = file.proposal.closed_at
    return present([file.own_sheet("flow_log", local_date(closed) if closed else None)])
