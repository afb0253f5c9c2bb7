"""The items of the checklist from the proposal to the opinions of the units."""

from __future__ import annotations

from models import HandlingTask
from workflow.checklist import (
    COMMITTEE,
    CaseFile,
    Found,
    Paper,
    item,
    missing,
    not_needed,
    present,
)
from workflow.deadlines import local_date
from workflow.limits import setting
from workflow.numbers import short_number

_UNASSIGNED = "没有交办"
_SEALED_KINDS = ("party", "organisation", "special_committee")


def proposer_name(file: CaseFile) -> str:
    """责任者 of what the proposers hand in."""
    return file.proposal.collective_body or file.proposal.author_name


@item
def original(file: CaseFile) -> Found:
    """提案原件: the form with everybody who signed, and what was handed in with it."""
    proposal, maker = file.proposal, proposer_name(file)
    day = local_date(proposal.submitted_at) if proposal.submitted_at else None
    handed_in = file.events(proposal, "open", "enter_on_paper", "write", "hand_in_seal")
    papers = [
        file.sheet(
            proposal, "proposal_form", maker, title=f"提案表：{proposal.title}", made_on=day
        ),
        *file.files(maker, handed_in),
    ]
    if proposal.entered and not file.files(maker, file.events(proposal, "enter_on_paper")):
        return missing("代录的提案，缺纸质提案的扫描件", papers=papers)
    sealed = proposal.sealed_at is not None or proposal.entered
    if proposal.collective_kind in _SEALED_KINDS and not sealed:
        return missing("集体提案，缺盖章页", papers=papers)
    return present(papers)


@item
def examination(file: CaseFile) -> Found:
    """审查表: both examinations, and the notice of filing."""
    proposal = file.proposal
    decided = file.events(proposal, "pass_first_examination", "file", "not_file", "send_back")
    if not decided:
        return not_needed("审查以前已经撤案")
    papers = [file.own_sheet("examination_sheet", local_date(decided[-1].happened_at))]
    if proposal.filed_at is not None:
        papers.append(file.sheet(proposal, "filing_notice", COMMITTEE))
    return present(papers)


@item
def decisions(file: CaseFile) -> Found:
    """并案、退回、不予立案、撤案文书."""
    proposal = file.proposal
    papers: list[Paper] = []
    if file.events(proposal, "merge", "take_in"):
        papers.append(file.sheet(proposal, "merging_notice", COMMITTEE))
    if file.events(proposal, "undo_merge", "come_back"):
        papers.append(file.sheet(proposal, "parting_notice", COMMITTEE))
    if file.events(proposal, "send_back"):
        papers.append(file.sheet(proposal, "return_notice", COMMITTEE))
    if file.events(proposal, "not_file"):
        papers.append(file.sheet(proposal, "not_filing_notice", COMMITTEE))
    if asked := file.events(proposal, "withdraw"):
        papers.append(file.own_sheet("withdrawal_sheet", local_date(asked[-1].happened_at)))
    return present(papers) if papers else not_needed("没有并案、退回、不予立案、撤案的文书")


@item
def assignment(file: CaseFile) -> Found:
    """交办单与签收: of every unit that ever had the case."""
    if file.proposal.main is not None:
        return not_needed(
            "随第 {detail} 号主案办理，见主案的案卷", short_number(file.proposal.main)
        )
    if not file.tasks:
        return not_needed(_UNASSIGNED)
    papers: list[Paper] = []
    unsigned: list[str] = []
    order = file.proposal.assignment
    number, maker = "", COMMITTEE
    if order is not None:
        authorities = dict(file.rules.field("authority").choices)
        number, maker = order.letter_no, authorities.get(order.authority, COMMITTEE)
    for task in file.tasks:
        day = local_date(task.opened_at)
        title = f"交办单（{task.unit_name}）"
        papers.append(
            file.sheet(task, "transfer_slip", maker, title=title, made_on=day, doc_no=number)
        )
        if file.events(task, "accept", "accept_and_suggest"):
            papers.append(file.sheet(task, "receipt", task.unit_name))
        elif task.round == 1 and not task.released and not _ended(task):
            unsigned.append(task.unit_name)
    if unsigned:
        return missing("没有签收：{detail}", "、".join(unsigned), papers)
    return present(papers)


def _ended(task: HandlingTask) -> bool:
    """Whether it ended with its case, before anybody had answered."""
    return task.closed_at is not None and task.answered_at is None


@item
def returns(file: CaseFile) -> Found:
    """退办、延期文书."""
    papers: list[Paper] = []
    for task in file.tasks:
        if file.events(task, "ask_return"):
            papers.append(file.sheet(task, "return_form", task.unit_name))
        if file.events(task, "ask_extension"):
            papers.append(file.sheet(task, "extension_form", task.unit_name))
    return present(papers) if papers else not_needed("没有退办和延期")


@item
def contacts(file: CaseFile) -> Found:
    """沟通记录, with what was handed in as evidence."""
    proposal = file.proposal
    if not file.tasks:
        return not_needed(_UNASSIGNED)
    papers: list[Paper] = []
    silent: list[str] = []
    least = setting(file.rules, proposal, "min_contacts")
    for task in file.tasks:
        if task.contacts:
            day = max(one.held_on for one in task.contacts)
            papers.append(file.sheet(task, "contact_record", task.unit_name, made_on=day))
            papers += file.files(task.unit_name, file.events(task, "record_contact"))
        elif task.answers_proposer and task.answered_at is not None and least:
            silent.append(task.unit_name)
    handed_in = file.events(proposal, "record_contact", "correct_contact")
    papers += file.files("", handed_in)
    if silent:
        return missing("没有沟通记录：{detail}", "、".join(silent), papers)
    return present(papers) if papers else not_needed("没有沟通记录，也不作要求")


@item
def opinions(file: CaseFile) -> Found:
    """会办意见, in writing, of every co-handling unit."""
    asked = [task for task in file.tasks if not task.answers_proposer and not task.released]
    if not asked:
        return not_needed("没有会办单位")
    given = [task for task in asked if task.opinion_at is not None]
    silent = [t.unit_name for t in asked if t.opinion_at is None and not _ended(t)]
    papers = []
    for task in given:
        paper = file.sheet(task, "co_opinion", task.unit_name, doc_no=task.opinion_no)
        papers += [paper, *file.files(task.unit_name, file.events(task, "give_opinion"))]
    if silent:
        return missing("没有会办意见：{detail}", "、".join(silent), papers)
    return present(papers) if papers else not_needed("会办单位提出意见以前已经撤案")


@item
def instructions(file: CaseFile) -> Found:
    """领导批示, as entered and as scanned."""
    given = file.proposal.instructions
    if not given:
        return not_needed("没有领导批示")
    paper = file.own_sheet("instruction_sheet", max(one.given_on for one in given))
    scans = file.files(given[-1].leader, file.events(file.proposal, "record_instruction"))
    return present([paper, *scans])
