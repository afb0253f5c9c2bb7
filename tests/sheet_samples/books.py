"""Samples of what is printed of a whole session: the compendium and the two yearly reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from web.documents.booksheets import (
    BookCase,
    BookChapter,
    BookIndex,
    BookReply,
    CompendiumSheet,
    ReportPart,
    ReportSheet,
    Share,
)
from web.documents.sheets import Sheet

COMMITTEE = "政协青山县委员会"
MEETING = "第十二届第三次会议"
_ROAD = BookCase(
    number="第001号",
    title="关于改造青山镇水厂老旧管网的提案",
    proposers=("段环莺", "阿依古丽·艾力"),
    background="青山镇水厂建于2003年，管网老化，2025年爆管17次。",
    analysis="漏损率31%，高于全县平均水平12个百分点。",
    suggestions=("列入2027年改造计划。", "公布每月漏损率。"),
    replies=(BookReply("青山县水务局", "青水函〔2026〕12号", "B", date(2026, 6, 18)),),
)
_SCHOOL = BookCase(
    number="第002号",
    title="关于增开乡镇学校晚班车的提案",
    proposers=("䶮𬱖",),
    background="住校生周五下午五点后没有班车。",
    analysis="",
    suggestions=("周五增开两班。",),
    replies=(),
    merged_into="第003号",
)

_SHARES = (Share("立案", 148, 203), Share("不予立案", 31, 203), Share("并案", 24, 203))
_REPORT = ReportSheet(
    committee=COMMITTEE,
    title="关于县政协第十二届第三次会议提案审查情况的报告",
    case_number=f"{MEETING}审查报告",
    parts=(
        ReportPart(
            "收到和审查",
            (
                "会议期间共收到提案203件，经审查，立案148/203（72.9%）。",
                "不予立案的，逐件说明了理由。",
            ),
            "审查结果",
            _SHARES,
        ),
        ReportPart("提出的主要问题", ("农业农村41/148（27.7%），教育和卫生33/148（22.3%）。",)),
        ReportPart("没有的事项", (), "没有可以相除的", (Share("承诺已经兑现", 0, 0),)),
    ),
    issued_on=date(2026, 3, 20),
    record_mark="9f2c61d07be4",
)

BOOKS: dict[str, Sheet] = {
    "compendium": CompendiumSheet(
        committee=COMMITTEE,
        meeting=MEETING,
        case_number=f"{MEETING}（2件）",
        chapters=(BookChapter("农业农村", (_ROAD,)), BookChapter("教育", (_SCHOOL,))),
        proposers=(
            BookIndex("阿依古丽·艾力", ("001",)),
            BookIndex("段环莺", ("001",)),
            BookIndex("䶮𬱖", ("002",)),
        ),
        units=(BookIndex("青山县水务局", ("001",)),),
        issued_on=date(2026, 11, 20),
        record_mark="41d07be49f2c",
    ),
    "examination_report": _REPORT,
    "work_report": replace(
        _REPORT,
        title="关于县政协第十二届第三次会议以来提案工作情况的报告",
        case_number=f"{MEETING}工作报告",
        parts=(
            ReportPart(
                "答复和协商",
                ("立案的148件中，已经答复147/148（99.3%），当面沟通146/148（98.6%）。",),
                "答复和协商",
                (Share("已经答复", 147, 148), Share("当面沟通", 146, 148)),
            ),
        ),
    ),
}
