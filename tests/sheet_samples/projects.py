"""Samples of the sheets of a livelihood project."""

from datetime import date

from tests.sheet_samples.letters import COMMITTEE
from web.documents.projectsheets import (
    AcceptanceLine,
    FundLine,
    MilestoneLine,
    ProjectAcceptanceSheet,
    ProjectApplicationSheet,
    ProjectMonthSheet,
)
from web.documents.sheets import Sheet

PLACE = "恰热克镇11村"
MARK = "77ab01c2ffee"

PLAN = (
    MilestoneLine("开工", date(2026, 4, 1), "10%", date(2026, 4, 3)),
    MilestoneLine("主管网", date(2026, 7, 15), "50%"),
    MilestoneLine("入户和泵站", date(2026, 10, 31), "40%"),
)

PROJECTS: dict[str, Sheet] = {
    "project_application": ProjectApplicationSheet(
        committee=COMMITTEE,
        case_number="〔2026〕第7号",
        year=2026,
        title=f"{PLACE}农村饮水管网改造",
        source="恰热克镇联络组",
        applicant="古丽娜尔·艾山",
        group="恰热克镇联络组",
        lead_unit="云岭县水利局",
        partner_units=("云岭县财政局", "恰热克镇人民政府"),
        place=PLACE,
        need="全村436户的供水管网建于2004年，冬季经常断水，群众反映强烈。",
        goal="更换主管网6.2公里、入户管网11.8公里，改造泵站1座，通水率达到100%。",
        beneficiaries="2,154",
        budget="386.50",
        fund_source="县财政、镇自筹",
        start_plan=date(2026, 4, 1),
        finish_plan=date(2026, 10, 31),
        group_opinion="情况属实，建议列入。",
        group_signed="",
        office_opinion="",
        office_signed="",
        ballot="应到委员18人，实到16人，赞成15票，列第二位。",
        issued_on=date(2026, 3, 1),
        record_mark="77ab01c2ffee",
        project_kind="县政府民生实事",
        leader="赵建国",
        budget_year="386.50",
        funds=(FundLine("县财政专项资金", "300.00"), FundLine("镇自筹", "86.50")),
        milestones=PLAN,
    ),
    "project_month": ProjectMonthSheet(
        committee=COMMITTEE,
        case_number="2026-07",
        month="2026年7月",
        title=f"{PLACE}农村饮水管网改造",
        place=PLACE,
        lead_unit="云岭县水利局",
        leader="赵建国",
        progress="45%",
        planned="60%",
        light="黄灯：截至2026年7月28日按节点应完成60%，实际45%，落后15个百分点"
        "（落后10个以上为黄灯，超过30个为红灯）。",
        budget="386.50",
        spent="171.20",
        work="完成主管网3.1公里，入户管网4.5公里；泵站基础开挖。",
        problem="管材到货晚了两周。",
        next_plan="主管网全部贯通，开始打压试验。",
        milestones=PLAN,
        photos=("主管网施工现场.jpg", "泵站基础.jpg"),
        reporter="阿依努尔·吾甫尔",
        checker="王建军",
        issued_on=date(2026, 7, 28),
        record_mark=MARK,
    ),
    "project_acceptance": ProjectAcceptanceSheet(
        committee=COMMITTEE,
        case_number="〔2026〕第7号",
        title=f"{PLACE}农村饮水管网改造",
        place=PLACE,
        lead_unit="云岭县水利局",
        partner_units=("云岭县财政局", "恰热克镇人民政府"),
        inspectors="阿卜杜拉·买买提、李喆、张晓云、艾尼瓦尔·吐尔逊",
        issued_on=date(2026, 11, 6),
        passed=True,
        lines=(
            AcceptanceLine(
                "目标任务", "更换主管网6.2公里、入户管网11.8公里，改造泵站1座。", "形象进度100%"
            ),
            AcceptanceLine("完成日期", "2026年10月31日", "2026年11月6日验收通过"),
            AcceptanceLine("投　　资", "总投资386.50万元", "累计完成379.20万元"),
        ),
        opinion="工程量与计划一致，水压、水质检测合格，同意通过验收。",
        remaining="",
        rectify_by=None,
        appraisal="应参加45人，满意38票，基本满意5票，不满意1票",
        record_mark="77ab01c2ffee",
        items=(
            AcceptanceLine("主管网6.2公里", "合格", "实测6.21公里"),
            AcceptanceLine("泵站1座", "有缺陷", "围栏没有刷漆"),
        ),
        remaining_items=(MilestoneLine("泵站围栏刷漆", date(2026, 11, 30)),),
    ),
}
