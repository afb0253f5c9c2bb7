"""How the conditions of a project that is being carried out come to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models import Subject
from tests.fillings import later
from tests.project_samples import KIND as PROJECT
from tests.stories import Story
from tests.workflow.refusing import Case, Cases, mended, simple


def _report(story: Story) -> Iterator[Case]:
    project = story.reach(PROJECT, "report_drafted")
    says = "上一份月报还没有审核"
    yield Case(
        project, "report_progress", says, {}, {}, mend=lambda: story.do(project, "check_report")
    )


def _returned(story: Story) -> Iterator[Case]:
    project = story.reach(PROJECT, "report_drafted")
    says = "还没有报来的月报"
    yield Case(
        project, "return_report", says, {}, {}, mend=lambda: story.do(project, "check_report")
    )


def _promised(story: Story) -> Iterator[Case]:
    project = story.reach(PROJECT, "carrying_out")
    says = "责任单位没有还没有兑现的承诺"
    yield Case(
        project, "link_promise", says, {}, {}, mend=lambda: story.reach("promise", "keeping")
    )


def _rectify(state: str, action: str, says: str, *steps: str) -> Cases:
    def cases(story: Story) -> Iterator[Case]:
        project = story.reach(PROJECT, state)

        def mend(project: Subject = project) -> None:
            for step in steps:
                story.do(project, step)

        yield Case(project, action, says, {}, {}, mend=mend)

    return cases


def _which_visit(story: Story) -> Iterator[Case]:
    project = story.reach(PROJECT, "rectified")
    story.do(project, "record_visit")
    first, second = (one.id for one in project.visits)
    says = "这一项单位还没有报告整改"
    yield Case(project, "confirm_rectified", says, {"site_visit": second}, {"site_visit": first})


def _which_item(story: Story) -> Iterator[Case]:
    rows = [{"text": name, "due_on": later(story, 90)} for name in ("补种", "刷漆")]
    project = story.reach(PROJECT, "inspection")
    story.do(project, "pass_inspection", remaining_items=rows)
    story.do(project, "record_appraisal")
    story.pass_days(10)
    story.session.refresh(project)
    first, second = (one.id for one in project.remaining)
    story.do(project, "report_remaining", remaining_item=first)
    says = "这一项单位还没有报告完成"
    yield Case(
        project, "confirm_remaining", says, {"remaining_item": second}, {"remaining_item": first}
    )


def _to_rectify(story: Story) -> Iterator[Case]:
    project = story.reach(PROJECT, "visited")
    story.do(project, "report_progress", progress=100)
    story.do(project, "check_report")

    def mend() -> None:
        for step in ("report_rectified", "confirm_rectified"):
            story.do(project, step)

    says = "视察、督查发现的问题还没有改好：封闭围挡"
    yield Case(project, "finish", says, {}, {}, mend=mend)


def _nothing_remains(story: Story) -> Iterator[Case]:
    project = story.reach(PROJECT, "appraisal_remaining")
    (item,) = project.remaining
    item.confirmed_on = date(2026, 3, 2)
    story.session.flush()

    def mend() -> None:
        item.confirmed_on = None

    yield Case(project, "report_remaining", "没有遗留事项", {}, {}, mend=mend)


def _unreported(story: Story) -> Iterator[Case]:
    project = story.reach(PROJECT, "tailing")
    says = "单位还没有报告遗留事项完成"

    def mend() -> None:
        story.do(project, "report_remaining")

    item = project.remaining[0].id
    yield Case(project, "confirm_remaining", says, {"remaining_item": item}, {}, mend=mend)


WORKS: dict[str, Cases] = {
    "promises_to_keep": _promised,
    "no_report_waits": _report,
    "report_waits": mended(
        PROJECT, "carrying_out", "check_report", "没有待审核的月报", "report_progress"
    ),
    "report_has_come": _returned,
    "rectification_whole": simple(
        PROJECT, "carrying_out", "record_visit",
        "要整改的，请写明整改什么和期限；不要整改的两项都不填",
        {"rectify_by": None}, {"rectification": None, "rectify_by": None},
    ),
    "something_to_rectify": _rectify(
        "carrying_out", "report_rectified", "没有要整改的问题", "record_visit"
    ),
    "rectification_reported": _rectify(
        "visited", "deny_rectified", "没有单位已经报告整改、等着复查的问题", "report_rectified"
    ),
    "visit_was_reported": _which_visit,
    "nothing_to_rectify": _to_rectify,
    "items_remain": _nothing_remains,
    "remaining_reported": _unreported,
    "item_was_reported": _which_item,
    "nothing_unfit": simple(
        PROJECT, "inspection", "pass_inspection", "有一项不合格，不能通过验收，请登记限期整改",
        {"accepted_items": [{"item": "泵站", "result": "unfit"}]}, {},
    ),
}  # fmt: skip
