"""Papers that people bring along: a Word file as members write them."""

from __future__ import annotations

from io import BytesIO

from docx import Document

TITLE = "关于加装老旧小区电梯的提案"
BACKGROUND = "全县二十年以上的住宅楼 312 栋，六层以上的 208 栋都没有电梯。"
ANALYSIS = "楼上的老人下不了楼；各层住户的出资比例一直谈不拢。"
SUGGESTIONS = [
    "由县住建局牵头，逐栋摸底，三个月内拿出出资比例的参考办法。",
    "设一个窗口统一受理手续，一次告知，限时办结。",
    "县财政对每部电梯给予补助，连续三年列入预算。",
]


def proposal_in_word() -> bytes:
    """A proposal in the order everybody keeps: title, background, analysis, suggestions."""
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("一、情况")
    document.add_paragraph(BACKGROUND)
    document.add_paragraph("二、分析")
    document.add_paragraph(ANALYSIS)
    document.add_paragraph("三、建议")
    for number, text in enumerate(SUGGESTIONS, 1):
        document.add_paragraph(f"{number}. {text}")
    file = BytesIO()
    document.save(file)
    return file.getvalue()
