import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from web import documents
from web.documents import AnswerLine, FeedbackFormSheet, ProjectApplicationSheet, ReplyLetterSheet

INSTANCE = Path(os.environ.get("JIANYAN_INSTANCE") or Path(__file__).parents[3] / "instance")


@pytest.fixture(scope="session")
def instance() -> Path:
    return INSTANCE


@pytest.fixture(scope="session")
def printed() -> Callable[..., bytes]:
    def render(name: str, sheet: documents.Sheet) -> bytes:
        return documents.render(name, sheet, INSTANCE)

    return render


@pytest.fixture(scope="session")
def a_letter() -> Callable[..., ReplyLetterSheet]:
    def make(**changes: object) -> ReplyLetterSheet:
        values: dict[str, object] = {
            "case_number": "十二届三次第023号",
            "title": "关于县政协第十二届第三次会议第023号提案的答复",
            "unit": "云岭县交通运输局",
            "doc_no": "云交函〔2026〕12号",
            "reply_class": "B",
            "signer": "李明",
            "salutation": "阿卜杜拉·买买提委员",
            "opening": "您提出的《关于加强农村公路养护管理的提案》（第023号）收悉。现答复如下：",
            "body": "我局已到恰热克镇实地调研。",
            "answers": (
                AnswerLine(1, "建立路长制。", "采纳", "已印发实施方案。"),
                AnswerLine(2, "经费列入预算。", "列入计划", "正在测算。", date(2026, 12, 31)),
            ),
            "closing": "感谢您对我们工作的关心和支持。",
            "issued_on": date(2026, 6, 18),
            "contact_person": "古丽娜尔·艾山",
            "contact_phone": "0998-8512345",
            "publicity": "主动公开",
            "attachments": ("征询意见表",),
            "copies": ("县政协提案委员会", "县人民政府督查室"),
            "record_mark": "9f3c2a71b0de",
        }
        return ReplyLetterSheet(**{**values, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def a_form() -> Callable[..., FeedbackFormSheet]:
    def make(**changes: object) -> FeedbackFormSheet:
        values: dict[str, object] = {
            "case_number": "十二届三次第023号",
            "title": "关于加强农村公路养护管理的提案",
            "proposer": "阿卜杜拉·买买提",
            "lead_units": ("云岭县交通运输局",),
            "co_units": ("云岭县财政局",),
            "doc_nos": ("云交函〔2026〕12号",),
            "round_no": 1,
            "suggestions": 3,
            "issued_on": date(2026, 6, 18),
            "return_by": date(2026, 7, 9),
            "return_to": "政协云岭县委员会提案委员会",
            "address": "云岭县胜利路1号",
            "postcode": "844700",
            "phone": "0998-8510001",
            "record_mark": "9f3c2a71b0de",
        }
        return FeedbackFormSheet(**{**values, **changes})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def an_application() -> Callable[..., ProjectApplicationSheet]:
    def make(**changes: object) -> ProjectApplicationSheet:
        values: dict[str, object] = {
            "committee": "政协云岭县委员会",
            "case_number": "〔2026〕第7号",
            "year": 2026,
            "title": "恰热克镇11村农村饮水管网改造",
            "source": "恰热克镇联络组",
            "applicant": "古丽娜尔·艾山",
            "group": "恰热克镇联络组",
            "lead_unit": "云岭县水利局",
            "partner_units": ("云岭县财政局",),
            "place": "恰热克镇11村",
            "need": "冬季经常断水。" * 20,
            "goal": "更换主管网6.2公里。" * 15,
            "beneficiaries": "2,154",
            "budget": "386.50",
            "fund_source": "县财政专项资金",
            "start_plan": date(2026, 4, 1),
            "finish_plan": date(2026, 10, 31),
            "group_opinion": "情况属实，建议列入。",
            "group_signed": "",
            "office_opinion": "",
            "office_signed": "",
            "ballot": "",
            "issued_on": date(2026, 3, 1),
            "record_mark": "77ab01c2ffee",
        }
        return ProjectApplicationSheet(**{**values, **changes})  # type: ignore[arg-type]

    return make
