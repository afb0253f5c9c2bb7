"""What the indicators are called, and in one sentence what each is of what."""

from __future__ import annotations

from flask_babel import gettext as _

from workflow.indicators import By, Name


def heading(name: Name) -> str:
    """The word of the field."""
    return {
        "filed": _("立案率"),
        "on_time": _("按期答复率"),
        "face_to_face": _("面商率"),
        "satisfied": _("首轮满意率"),
        "feedback": _("反馈率"),
        "adopted": _("采纳率"),
        "kept": _("承诺兑现率"),
        "to_class_a": _("B 类转 A 类"),
        "filing_days": _("从提交到立案"),
        "reply_days": _("从交办到答复"),
    }[name]


def words_of(name: Name) -> str:
    """What is counted, and of what."""
    return {
        "filed": _("已经作出决定的提案中，立案的。立案以前撤回、并入集体提案的不在内。"),
        "on_time": _("应当答复的承办件中，在期限（含批准的延期）以内答复的；没有答复的也在内。"),
        "face_to_face": _("已经答复的承办件中，与提案人当面沟通过（走访、座谈、现场）的。"),
        "satisfied": _("第一次答复征询到的每位提案人中，首次填写满意的；不作评价的也在内。"),
        "feedback": _("每轮征询到的每位提案人中，作了评价的。"),
        "adopted": _("答复过的每条建议中，单位答复采纳的。部分采纳、列入计划的不算。"),
        "kept": _("到期的承诺中，经核实兑现的；提前兑现的也在内。"),
        "to_class_a": _("答复为 B 类的承办件中，承诺全部兑现、已经再次答复的。"),
        "filing_days": _("自然日。"),
        "reply_days": _("自然日，不扣除中止计时。"),
    }[name]  # fmt: skip


def open_words(name: Name) -> str:
    """What cannot be said yet."""
    return {
        "filed": _("待定"),
        "on_time": _("未到期"),
        "face_to_face": _("未到期"),
        "satisfied": _("征询中"),
        "feedback": _("征询中"),
        "adopted": _("待定"),
        "kept": _("未到期"),
        "to_class_a": _("未到期"),
        "filing_days": _("还在等"),
        "reply_days": _("还在等"),
    }[name]


def dimension(by: By) -> str:
    """By what the figures are told apart."""
    return {
        "unit": _("承办单位"),
        "group": _("联络组"),
        "sector": _("界别"),
        "category": _("类别"),
        "month": _("提交月份"),
    }[by]
