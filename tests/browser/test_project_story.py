"""A livelihood project from the application to the appraisal, through the pages alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.browser.stage import Stage, told

pytestmark = pytest.mark.browser

NAME = "青山镇卫生院改建"


@pytest.mark.parametrize(("database_url", "width"), told(1280, 390), indirect=["database_url"])
def test_a_project_is_carried_from_the_application_to_the_appraisal(stage: Stage) -> None:
    stage.turn_clock(datetime(2026, 3, 3, 2, 0, tzinfo=UTC))
    author, leader = stage["author"], stage["leader"]
    author.follow("申报民生实事")
    author.write("项目名称", NAME)
    author.write("地点", "青山镇")
    author.write("群众诉求", "看病要走 40 公里，雨季常常不通车。")
    author.write("目标任务", "新建业务用房 1200 平方米，设床位 20 张。")
    author.write("受益人数", "一万二千")
    author.press("存为草稿", status=422)
    assert author.reads("受益人数") == "一万二千"
    author.write("受益人数", "12000")
    author.write("概算（万元）", "350.5")
    author.press("存为草稿")
    author.sees("已经存好", "新建业务用房")
    author.does("送联络组审议")
    author.press("送联络组审议")

    leader.opens(NAME)
    leader.does("推荐")
    leader.write("意见", "群众盼了多年。")
    leader.press("推荐")

    office = stage["office"]
    office.opens(NAME)
    office.does("列为候选")
    office.press("列为候选")
    office.does("票决通过并立项")
    office.write("票决情况", "应到 210 人，赞成 180 票")
    office.choose("责任单位", "云岭县住房和城乡建设局")
    office.write("计划开工日期", "2026-10-01")
    office.write("计划完成日期", "2026-09-01")
    office.press("票决通过并立项", status=422)
    office.sees("完成日期须在开工日期之后")
    office.write("计划开工日期", "2026-04-01")
    office.press("票决通过并立项")

    unit = stage["unit_a"]
    unit.opens(NAME)
    unit.does("签收")
    unit.write("联系人", "王经办")
    unit.write("联系电话", "0900-6600000")
    unit.press("签收")
    unit.sees("现在不能“申请验收”", "进度须先报到 100%")
    for progress, note in (("60", "主体已经封顶。"), ("100", "已经完工。")):
        unit.does("报送进度")
        unit.write("形象进度（%）", progress)
        unit.write("说明", note)
        unit.press("报送进度")
        unit.sees(note)
    unit.does("申请验收")
    unit.write("说明", "请组织验收。")
    unit.write("签发人", "张局长")
    unit.press("申请验收")

    office.opens(NAME)
    office.does("验收通过")
    office.write("验收人员", "薛晓燕、段环莺")
    office.write("验收日期", "2026-03-03")
    office.write("意见", "合格。")
    office.press("验收通过")
    office.does("登记测评结果")
    office.write("应参加测评人数", "100")
    office.write("满意票数", "60")
    office.write("基本满意票数", "20")
    office.write("不满意票数", "5")
    office.press("登记测评结果")
    office.sees("办结")

    author.opens(NAME)
    author.sees("办结", "60")
    for name in ("项目申报表", "项目验收单"):
        author.opens_pdf(name)
