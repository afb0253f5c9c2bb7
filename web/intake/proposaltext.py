"""Understanding the text of a proposal: head, situation, analysis, numbered suggestions.

Nothing is lost: what has no place of its own goes to the situation (情况), with a notice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from web.intake.headings import FIELDS, Heading, as_field, as_heading, split_fields
from web.intake.lines import Line
from web.intake.names import BadCell, clean_name
from web.intake.numbering import split_suggestions
from web.intake.told import told

TITLE_LENGTH = 60
_TITLE = re.compile(r"关于.{2,80}的?(提案|建议案?)")
_DATE = re.compile(
    r"[二〇○零\d]{4}年[一二三四五六七八九十\d]{1,2}月[一二三四五六七八九十\d]{1,3}日"
)
_COLLECTIVE = re.compile(r"[（(]\s*(集体提案|集体|界别提案|党派提案)\s*[)）]")
_BODY = re.compile(
    r"(联络组|委员会|民革|民盟|民建|民进|农工党|致公党|九三|台盟|工商联|界别?|党派|小组)"
)


@dataclass(slots=True)
class ProposalText:
    """A proposal as text; what could not be understood is in `notices`, as sentences."""

    title: str = ""
    author: str = ""
    sector: str = ""
    group: str = ""
    cosigners: list[str] = field(default_factory=list)
    collective_body: str = ""
    background: str = ""
    analysis: str = ""
    suggestions: list[str] = field(default_factory=list)
    suggested_units: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """Where the reader stands."""

    text: ProposalText
    section: str = ""
    #: the numbering of the known headings, as "一、"
    style: str = ""
    background: list[str] = field(default_factory=list)
    analysis: list[str] = field(default_factory=list)
    suggestions: list[Line] = field(default_factory=list)
    headless: list[str] = field(default_factory=list)
    #: the field whose value stands on the next line
    open_field: str = ""


def understand(lines: list[Line], notices: list[str], extra: list[str]) -> ProposalText:
    """Sort the lines into their places."""
    reading = _Reading(ProposalText(notices=list(notices)))
    rows = [each for line in lines for each in _unfold(line)]
    for at, line in enumerate(rows):
        _take(reading, line, last=at == len(rows) - 1)
    return _close(reading, extra)


def _unfold(line: Line) -> list[Line]:
    """A table row is a line of text; in a form, label and content become a field."""
    if line.table is None:
        return [line]
    cells = [cell.strip() for cell in line.table]
    labels = [as_field(cell) or as_heading(cell) for cell in cells]
    pairs = range(0, len(cells) - 1, 2)
    if len(cells) >= 2 and len(cells) % 2 == 0 and all(labels[at] for at in pairs):
        forms: list[Line] = []
        for at in pairs:
            if label := as_field(cells[at]):
                forms.append(Line(f"{label}：" + cells[at + 1].replace("\n", "、")))
            else:
                forms.append(Line(cells[at], heading=True))
                forms += [Line(part) for part in cells[at + 1].split("\n") if part]
        return forms
    if len(cells) == 1:
        return [Line(part) for part in cells[0].split("\n") if part]
    text = " | ".join(cell.replace("\n", " ") for cell in cells)
    return [Line(text, table=line.table)] if any(cells) else []


def _take(reading: _Reading, line: Line, *, last: bool) -> None:
    text = reading.text
    if last and _DATE.fullmatch(line.text.replace(" ", "")):
        text.notices.append(told("落款日期“%(text)s”没有导入。", text=line.text))
        return
    if line.table is None:
        if reading.open_field:
            _set_field(text, reading.open_field, line.text)
            reading.open_field = ""
            return
        pairs = split_fields(line.text)
        if pairs:
            for name, value in pairs:
                _set_field(text, name, value)
            if not pairs[-1][1]:
                reading.open_field = pairs[-1][0]
            return
        if not text.title and not reading.section and _is_title(line, reading):
            text.title = line.text
            return
        heading = as_heading(line.text)
        # （一）具体措施 below 三、建议 is part of the text.
        if heading is not None and not (reading.style and heading.style == "1．" != reading.style):
            _enter(reading, heading)
            return
        if _is_unknown_heading(reading, line):
            text.notices.append(
                told("没有认出“%(text)s”这一部分，放在了“情况”里，请核对。", text=line.text)
            )
            reading.section = "background"
    _put(reading, line)


def _is_title(line: Line, reading: _Reading) -> bool:
    if reading.headless or as_heading(line.text):
        return False
    return line.heading or bool(_TITLE.fullmatch(line.text)) or len(line.text) <= 40


def _enter(reading: _Reading, heading: Heading) -> None:
    reading.section = heading.section
    reading.style = reading.style or heading.style
    if heading.rest:
        _put(reading, Line(heading.rest))


def _is_unknown_heading(reading: _Reading, line: Line) -> bool:
    """A short line numbered like the known headings, but with another name."""
    if not reading.section or not reading.style or len(line.text) > 20:
        return False
    marker = re.match(r"[一二三四五六七八九十]+、|【", line.text)
    style = "" if marker is None else ("【" if marker[0] == "【" else "一、")
    return style == reading.style and not re.search(r"[。；;！!？?，,]", line.text)


def _put(reading: _Reading, line: Line) -> None:
    if reading.section == "suggestions":
        reading.suggestions.append(line)
    elif reading.section == "analysis":
        reading.analysis.append(line.text)
    elif reading.section == "background":
        reading.background.append(line.text)
    else:
        reading.headless.append(line.text)


def _set_field(text: ProposalText, name: str, value: str) -> None:
    kind = FIELDS[name]
    if _COLLECTIVE.search(value) and kind in {"author", "collective"}:
        text.collective_body = _COLLECTIVE.sub("", value).strip()
    elif kind == "title":
        text.title = text.title or value
    elif kind == "author":
        if text.author or _BODY.search(value):
            text.collective_body = text.collective_body or value
        else:
            names = _names(value, text)
            text.author, others = (names[0], names[1:]) if names else ("", [])
            text.cosigners += others
    elif kind == "collective":
        text.collective_body = value
    elif kind == "cosigners":
        text.cosigners += [name for name in _names(value, text) if name not in text.cosigners]
    elif kind == "units":
        text.suggested_units += [part for part in re.split(r"[、，,；;\s]+", value) if part]
    elif kind == "sector":
        text.sector = value
    elif kind == "group":
        text.group = value
    elif value:
        text.notices.append(
            told("“%(name)s：%(value)s”没有导入，请在页面上核对。", name=name, value=value)
        )


def _names(value: str, text: ProposalText) -> list[str]:
    value = re.sub(r"等\s*\d*\s*(位|名|人)?(委员)?$", "", value.strip())
    parts = re.split(r"[、，,；;\n]+", value)
    if len(parts) == 1:
        # 张 三 is one name, 张三 李四 are two
        loose = re.sub(r"(?<![^\s])(\S)\s+(\S)(?![^\s])", r"\1\2", value)
        parts = re.split(r"\s+", loose)
    names: list[str] = []
    for part in parts:
        try:
            if name := clean_name(part).text:
                names.append(name)
        except BadCell:
            text.notices.append(told("“%(name)s”不像人名，没有导入，请在页面上核对。", name=part))
    return names


def _close(reading: _Reading, extra: list[str]) -> ProposalText:
    text = reading.text
    background = reading.headless + reading.background
    if not reading.section:
        text.notices.append(
            told("没有认出“情况”“分析”“建议”几个部分，全文放在了“情况”里，请自己分开。")
        )
    elif reading.headless:
        text.notices.append(told("标题和第一部分之间的文字放在了“情况”的开头，请核对。"))
    intro, text.suggestions = split_suggestions(reading.suggestions)
    if intro:
        text.notices.append(told("“建议”开头没有编号的文字放在了“分析”的末尾，请核对。"))
    text.background = "\n".join(background + extra)
    text.analysis = "\n".join(reading.analysis + intro)
    if not text.title:
        text.notices.append(told("没有认出案由，请自己填写。"))
    if reading.section and not text.suggestions:
        text.notices.append(told("没有认出建议，请自己填写。"))
    return text
