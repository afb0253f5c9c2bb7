"""Samples of the sheets of a year. Everything in them is invented."""

from dataclasses import replace
from datetime import date

from tests.sheet_samples.letters import COMMITTEE, MARK, UNIT
from web.documents.yearsheets import AssessmentSheet, CertificateSheet, CountLine, SectionLine

MEMBER = AssessmentSheet(
    committee=COMMITTEE,
    case_number="考核8421",
    heading="委员履职考核表",
    year=2026,
    name_label="姓　　名",
    holder="阿卜杜拉·买买提",
    about_label="界别、单位职务",
    about="农业界，恰热克镇农牧业发展服务中心主任",
    group_label="联络组",
    group="恰热克镇联络组",
    scheme="委员履职考核（广水 2017）",
    counts=(
        CountLine("提案", "", "3 件", "1204、1377、1502"),
        CountLine("其中立案", "", "2 件", "1290、1466"),
        CountLine("社情民意、意见建议", "", "5 件", "1811、2075、2390、3012、3377"),
        CountLine("会议", "", "出席 4 次，请假 1 次，缺席 0 次", "1600、1655、2204、3108、3690"),
        CountLine("活动", "", "6 次", "1733、1920、2115、2688、3041、3520"),
        CountLine("调研报告（执笔）", "", "1 篇", "2688"),
        CountLine("为民办实事", "", "1 件", "3877"),
    ),
    sections=(
        SectionLine("履职", "80", "80", "提案立案 2 次 40；社情民意信息 20；办成一件实事 20"),
        SectionLine("考勤", "9", "10", "会议、活动请假 -1"),
        SectionLine("学习", "10", "10", "参加学习 2 次 10"),
        SectionLine("荣誉加分", "4", "", "获得荣誉 4"),
    ),
    score="103",
    grade="优秀",
    self_report="全年提出提案三件，带头为村里修了水渠。",
    examination="台账与记录一致。",
    corrections=(),
    signers=("单位意见", "联络组（专委会）意见", "考核领导小组意见"),
    issued_on=date(2026, 12, 18),
    record_mark=MARK,
)
CERTIFICATE = CertificateSheet(
    committee=COMMITTEE,
    case_number="表彰〔2026〕3号",
    heading="荣誉证书",
    recipient="阿卜杜拉·买买提委员",
    text="您提出的《关于加强农村公路养护管理的提案》（第023号）被评为2026年度优秀提案。",
    closing="特颁此证，以资鼓励。",
    issued_on=date(2027, 1, 12),
    record_mark=MARK,
)
YEARS = {
    "member_assessment": MEMBER,
    "group_assessment": replace(
        MEMBER,
        heading="联络组考核表",
        name_label="联络组",
        holder="恰热克镇联络组",
        about_label="组　　长",
        about="艾尼瓦尔·吐尔逊",
        group_label="委员数",
        group="7 人",
        scheme="联络组考核（沛县 2018）",
        counts=(
            CountLine("社情民意信息", "每月 1 次", "12 期，完成 11 期", "1811、2075、2390 等"),
            CountLine("意见建议", "每季度 1 次", "4 期，完成 4 期", "1822、2301、3014、3701"),
            CountLine("集体活动", "每季度 1 次", "4 期，完成 4 期", "1733、2115、3041、3520"),
            CountLine("视察活动", "每季度 1 次", "4 期，完成 3 期", "1920、2688、3333"),
            CountLine("调研报告", "每半年 1 次", "2 期，完成 2 期", "2688、3810"),
            CountLine("为民办实事", "每年 1 次", "1 期，完成 1 期", "3877"),
            CountLine("集体提案", "", "1 件", "1204"),
        ),
        sections=(
            SectionLine("党委领导", "16", "20", "委员之家 10；党委交给的课题 2 次 4；批示 2"),
            SectionLine("组织履职", "62", "70", "社情民意信息 11 次 11；视察、调研 3 次 9"),
            SectionLine("工作创新", "5", "10", "工作创新 5"),
        ),
        score="83",
        grade="",
        self_report="",
        corrections=("81分更正为83分：漏计一份批示（薛晓燕申请，陶文远同意，2026年12月28日）",),
        signers=("片区联系领导意见", "主席会议意见"),
    ),
    "unit_assessment": replace(
        MEMBER,
        heading="承办单位考核表",
        name_label="承办单位",
        holder=UNIT,
        about_label="",
        about="",
        group_label="",
        group="",
        scheme="承办单位考核（凤阳）",
        counts=(
            CountLine("按期答复", "", "12/13", "1204、1377、1502 等"),
            CountLine("当面沟通", "", "13/13", "1290、1466、1811 等"),
            CountLine("对办理结果满意、基本满意", "", "14/15", "2075、2390、3012 等"),
            CountLine("承诺兑现", "", "3/4", "3377、3520、3690"),
        ),
        sections=(
            SectionLine("办理时限", "0", "0.4", "按期答复 0"),
            SectionLine("办理质量", "0.3", "0.6", "当面沟通率 100% 0.3；满意率不低于 98% 0"),
        ),
        score="0.3",
        grade="",
        self_report="",
        signers=("提案委意见", "主席会议意见"),
    ),
    "certificate": CERTIFICATE,
}
