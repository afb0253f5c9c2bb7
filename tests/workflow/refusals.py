"""How each condition comes to refuse, what it then says, and how it then holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from models import Subject
from tests.samples_of_assignment import assignment
from tests.stories import Story
from tests.workflow.refusals_of_activities import ACTIVITIES
from tests.workflow.refusals_of_archive import ARCHIVE
from tests.workflow.refusals_of_assessment import ASSESSMENT as OF_YEARS
from tests.workflow.refusals_of_assignment import ASSIGNMENT
from tests.workflow.refusals_of_consultation import CONSULTATION
from tests.workflow.refusals_of_drafts import DRAFTS
from tests.workflow.refusals_of_evaluation import EVALUATION
from tests.workflow.refusals_of_examination import EXAMINATION
from tests.workflow.refusals_of_merging import MERGING
from tests.workflow.refusals_of_pauses import PAUSES
from tests.workflow.refusals_of_projects import PROJECTS, changed
from tests.workflow.refusals_of_promises import PROMISES
from tests.workflow.refusals_of_publication import PUBLICATION
from tests.workflow.refusals_of_replies import REPLIES
from tests.workflow.refusals_of_supervision import SUPERVISION
from tests.workflow.refusals_of_units import UNITS
from tests.workflow.refusing import Case, Cases, simple

PROJECT = "livelihood_project"


def _cosigners(story: Story) -> Iterator[Case]:
    draft, seat = story.propose(), story.county.seat
    says = "联名人须是现任委员，不能是您自己，也不能重复邀请：段环莺"
    good = {"cosigners": [seat("ally")]}
    yield Case(draft, "invite", says, {"cosigners": [seat("author"), seat("ally")]}, good)
    story.do(draft, "sign", by="ally")
    says = says.replace("段环莺", "阿依古丽·艾力")
    yield Case(draft, "invite", says, good, {"cosigners": [seat("former")]})


def _units(story: Story) -> Iterator[Case]:
    a, b, c, _ = (unit.id for unit in story.county.units)
    for mode, lead, co, detail in (
        ("sole", [a, b], [], "独办只能有一个主办单位，不能有会办单位"),
        ("sole", [a], [b], "独办只能有一个主办单位，不能有会办单位"),
        ("lead_co", [a], [], "主办和会办须有一个主办单位、至少一个会办单位"),
        ("lead_co", [a, b], [c], "主办和会办须有一个主办单位、至少一个会办单位"),
        ("lead_co", [a], [a, b], "同一单位不能既主办又会办"),
        ("separate", [a], [], "分办须有两个以上单位，不能有会办单位"),
        ("separate", [a, b], [c], "分办须有两个以上单位，不能有会办单位"),
    ):
        bad = {"handling_mode": mode, "lead_units": lead, "co_units": co}
        says = f"办理方式与承办单位不符：{detail}"
        case = story.reach("proposal", "filed")
        yield Case(case, "assign", says, bad, assignment(story.county, mode))


def _opinions(story: Story) -> Iterator[Case]:
    lead = story.task("lead")
    co = next(task for task in lead.proposal.tasks if task.duty == "co")
    story.do(lead, "accept")
    story.talk(lead)
    story.show_and_hear(lead)

    def mend() -> None:
        story.answer(co)
        story.session.expire_all()

    yield Case(lead, "draft_reply", "尚有会办单位没有提交会办意见：云岭县财政局", {}, {}, mend=mend)


def _group(story: Story) -> Iterator[Case]:
    draft = story.propose()
    group, draft.group_id = draft.group_id, None

    def mend() -> None:
        draft.group_id = group

    says = "您还没有编入联络组，请直接提交"
    yield Case(draft, "send_to_group", says, {}, {}, mend=mend)


def _reviewer(story: Story) -> Iterator[Case]:
    draft, leader = story.propose(by="leader_member"), story.county["leader"]
    leader.active = False

    def mend() -> None:
        leader.active = True

    says = "本联络组除您以外没有可以审核的人，请直接提交"
    yield Case(draft, "send_to_group", says, {}, {}, by="leader_member", mend=mend)


def _own(story: Story) -> Iterator[Case]:
    draft = story.propose(by="leader_member")
    story.do(draft, "send_to_group", by="leader_member")
    yield Case(
        draft, "endorse", "不能审核自己提出的件", {}, {}, by="leader_member", by_then="leader"
    )


def _window(story: Story) -> Iterator[Case]:
    task = story.task("sole")
    start = story.now
    story.now += timedelta(days=30)

    def mend() -> None:
        story.now = start

    says = "申请退办的期限已过，不再变更承办单位"
    yield Case(task, "ask_return", says, {}, {}, mend=mend)


def _same_unit(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "return_asked")
    first, other = story.county.units[0].id, story.county.units[3].id
    says = "不能再交给原来的单位，也不能交给已经承办本案的单位"
    yield Case(task, "agree_return", says, {"new_unit": first}, {"new_unit": other})


def _again(story: Story) -> Iterator[Case]:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.do(case, "evaluate", by="author")
    says = "您已经评价过这次答复"
    yield Case(case, "evaluate", says, {}, {}, by="author", by_then="ally")


def _text(story: Story) -> Iterator[Case]:
    says = "请先填全案由、情况、分析和至少一条建议"
    for part in ("background", "analysis", "suggestions"):
        draft = story.propose(**{part: None})

        def mend(draft: Subject = draft) -> None:
            story.do(draft, "write")

        yield Case(draft, "submit", says, {}, {}, mend=mend)


def _application(story: Story) -> Iterator[Case]:
    for part in ("place", "need", "goal"):
        project = story.apply(**{part: None})

        def mend(project: Subject = project) -> None:
            story.do(project, "write")

        says = "请先填全项目名称、地点、群众诉求和目标任务"
        yield Case(project, "submit", says, {}, {}, mend=mend)


def _refused_return(story: Story) -> Iterator[Case]:
    task = story.reach("handling_task", "return_refused")

    def mend() -> None:
        task.returns = 0

    yield Case(task, "ask_return", "退办申请已经裁定，不能再次申请", {}, {}, mend=mend)


def _extended(story: Story) -> Iterator[Case]:
    project = story.reach(PROJECT, "extended")

    def mend() -> None:
        project.extensions = 0

    yield Case(project, "extend", "只能延期一次", {}, {}, mend=mend)


def _backwards(story: Story) -> Iterator[Case]:
    project = story.reach(PROJECT, "carrying_out")
    story.do(project, "report_progress", progress=40)
    story.do(project, "check_report")
    says = "进度不能低于上次所报的 40%"
    yield Case(project, "report_progress", says, {"progress": 39}, {"progress": 40})


def _nowhere(_story: Story) -> Iterator[Case]:
    """No co-handling task comes to where it is asked; it decides where `accept` leads."""
    yield from ()


CASES: dict[str, Cases] = {
    **OF_YEARS,
    **ARCHIVE,
    **ASSIGNMENT,
    **DRAFTS,
    **EXAMINATION,
    **PAUSES,
    **UNITS,
    **REPLIES,
    "text_complete": _text,
    "project_complete": _application,
    "in_a_group": _group,
    "has_a_reviewer": _reviewer,
    "reviewer_not_author": _own,
    "cosigners_fit": _cosigners,
    "publish_reason_given": simple(
        "proposal",
        "drafting",
        "submit",
        "不同意全文公开的，请写明原因",
        {"publish_consent": "none"},
        {"publish_consent": "none", "publish_reason": "涉及商业秘密"},
    ),
    "units_fit_mode": _units,
    "within_return_window": _window,
    "not_refused_before": _refused_return,
    "not_the_same_unit": _same_unit,
    "co_opinions_in": _opinions,
    "is_lead_task": _nowhere,
    **CONSULTATION,
    "not_yet_evaluated": _again,
    **EVALUATION,
    **MERGING,
    **PROMISES,
    **SUPERVISION,
    **ACTIVITIES,
    **PUBLICATION,
    **PROJECTS,
    "not_yet_extended": _extended,
    "progress_not_back": _backwards,
    "progress_is_100": changed("carried_out", "finish", "进度须先报到 100%", "progress", 99, 100),
    "votes_within_turnout": simple(
        PROJECT,
        "appraisal",
        "record_appraisal",
        "三种票数合计不能超过应参加测评人数",
        {"turnout": 84},
        {"turnout": 85},
    ),
}
