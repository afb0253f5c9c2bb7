"""A livelihood project from the application to the public notice, through the pages alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.browser.stage import Person, Stage, told

pytestmark = pytest.mark.browser

NAME = "青山镇巷道亮灯"
PLAN = (("开工", "2026-04-10", "20"), ("安装", "2026-06-30", "50"), ("验收", "2026-08-30", "20"))


def row(person: Person, field: str, place: int, **boxes: str) -> None:
    """Fill in one row of a field of several rows."""
    for column, text in boxes.items():
        person.page.locator(f"[name='{field}-{place}-{column}']").fill(text)


@pytest.mark.parametrize(("database_url", "width"), told(1280, 390), indirect=["database_url"])
def test_a_project_is_carried_from_the_application_to_the_public_notice(stage: Stage) -> None:
    stage.turn_clock(datetime(2026, 3, 3, 2, 0, tzinfo=UTC))
    author, leader = stage["author"], stage["leader"]
    author.follow("申报民生实事")
    author.choose("哪一种", "委员、联络组办一件实事")
    author.write("项目名称", NAME)
    author.write("地点", "青山镇")
    author.write("群众诉求", "巷道没有路灯，老人晚上出门摸黑走。")
    author.write("目标任务", "安装路灯 36 盏。")
    author.write("受益人数", "四百")
    author.press("存为草稿", status=422)
    assert author.reads("受益人数") == "四百"
    author.write("受益人数", "400")
    author.press("存为草稿")
    author.sees("已经存好", "安装路灯 36 盏")
    author.does("送联络组审议")
    author.press("送联络组审议")

    leader.opens(NAME)
    leader.does("推荐")
    leader.press("推荐")

    office = stage["office"]
    office.opens(NAME)
    office.does("备案，办理立项")
    office.press("备案，办理立项")
    office.does("立项")
    office.choose("责任单位", "云岭县住房和城乡建设局")
    office.write("总投资（万元）", "9.8")
    office.write("本年投资（万元）", "9.8")
    row(office, "funds", 0, source="村集体", amount="3.8")
    row(office, "funds", 1, source="企业捐助", amount="6")
    office.write("计划开工日期", "2026-04-01")
    office.write("计划完成日期", "2026-09-01")
    for place, (name, planned_on, weight) in enumerate(PLAN):
        row(office, "milestones", place, name=name, planned_on=planned_on, weight=weight)
    office.press("立项", status=422)
    office.sees("各节点的权重合计须是 100，现在是：90")
    row(office, "milestones", 2, weight="30")
    office.press("立项")
    office.sees("安装", "2026年6月30日", "村集体")

    unit, checker = stage["unit_a"], stage["checker_a"]
    unit.opens(NAME)
    unit.does("签收")
    unit.write("联系人", "王经办")
    unit.write("联系电话", "0900-6600000")
    unit.press("签收")
    unit.sees("现在不能“申请验收”", "进度须先报到 100%")
    unit.does("填写月报")
    unit.choose("哪一个月", "2026年3月")
    unit.write("形象进度（%）", "100")
    unit.write("说明", "路灯全部点亮。")
    unit.write("下月计划", "移交村里管护。")
    row(unit, "done_milestones", 0, done_on="2026-03-03")
    unit.press("填写月报")
    unit.sees("待单位审核")
    checker.opens(NAME)
    checker.does("审核并报送月报")
    checker.press("审核并报送月报")
    checker.sees("绿灯", "审核人")
    unit.opens(NAME)
    unit.does("申请验收")
    unit.write("说明", "请到现场看。")
    unit.write("签发人", "张局长")
    unit.press("申请验收")

    office.opens(NAME)
    office.sees("待受益人确认")
    author.opens(NAME)
    author.sees("待受益人确认", "100%")
    author.opens_pdf("项目申报表")
    author.opens_pdf("项目月进度表")
