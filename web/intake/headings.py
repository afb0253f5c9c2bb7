"""The headings and head fields under which members write, in all their spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: label → what it is; a label with an empty kind is reported, not imported
FIELDS = {
    "案由": "title", "题目": "title", "标题": "title", "提案题目": "title", "提案标题": "title",
    "提案案由": "title", "提案名称": "title",
    "提案人": "author", "第一提案人": "author", "提案者": "author", "姓名": "author",
    "委员姓名": "author", "提案人姓名": "author", "领衔人": "author",
    "集体提案单位": "collective", "提案单位": "collective", "集体提案": "collective",
    "界别": "sector", "所属界别": "sector",
    "联络组": "group", "所属联络组": "group", "所在联络组": "group",
    "联名人": "cosigners", "联名委员": "cosigners", "联名提案人": "cosigners",
    "附议人": "cosigners", "附议委员": "cosigners", "共同提案人": "cosigners",
    "建议承办单位": "units", "建议办理单位": "units", "建议承办部门": "units",
    "联系电话": "", "电话": "", "手机": "", "手机号码": "", "委员证号": "", "证号": "",
    "工作单位": "", "工作单位及职务": "", "单位及职务": "", "单位职务": "", "通讯地址": "",
    "邮编": "", "提交日期": "", "提交时间": "", "日期": "", "提案编号": "", "编号": "",
    "类别": "", "提案类别": "", "电子邮箱": "", "邮箱": "", "是否同意公开": "",
}  # fmt: skip

_LABEL = "|".join(
    # 案　由 is 案由
    r"[ \u3000]*".join(label)
    for label in sorted(FIELDS, key=len, reverse=True)
)
_FIELD = re.compile(rf"(?:^|(?<=[\s\u3000]))({_LABEL})\s*[：:]")
_MARKER = re.compile(
    r"(?:(?P<one>[一二三四五六七八九十]{1,3}[、．.])|[（(][一二三四五六七八九十]{1,3}[)）]、?|"
    r"第[一二三四五六七八九十]部分[：:、]?|\d{1,2}[．.、])?\s*"
)
_CORE = (
    r"情况|背景|现状|案由|缘由|事由|由来|概况|问题|原因|成因|困难|分析|理由|依据|"
    r"建议|对策|措施|办法|意见建议|意见和建议"
)
_AROUND = (
    r"主要|基本|当前|目前|存在|的|有关|具体|几点|相关|工作|提案|本案|我的|我们的|意见|反映|解决|"
    r"及|和|与|、|及其|说明|简述|介绍|调研|一些|以下|对|如下|原因|办理"
)
_HEADING = re.compile(rf"(?:{_CORE}|{_AROUND})+")
_HAS_CORE = re.compile(_CORE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading: its section, how it is numbered, and text on the same line."""

    section: str
    style: str
    rest: str = ""


def as_field(cell: str) -> str:
    """The label, if the cell is nothing but a known label."""
    label = re.sub(r"[\s\u3000：:]", "", cell)
    return label if label in FIELDS else ""


def split_fields(line: str) -> list[tuple[str, str]]:
    """提案人：甲　界别：乙 as pairs; empty unless the line begins with a label."""
    hits = list(_FIELD.finditer(line))
    if not hits or line[: hits[0].start()].strip():
        return []
    ends = [hit.start() for hit in hits[1:]] + [len(line)]
    return [
        (re.sub(r"\s", "", hit[1]), line[hit.end() : end].strip(" \t\u3000"))
        for hit, end in zip(hits, ends, strict=True)
    ]


def as_heading(line: str) -> Heading | None:
    """The section that the line opens, if it is one of the usual headings."""
    if bracket := re.fullmatch(r"[【\[〔]\s*(.{2,12}?)\s*[】\]〕][：:]?(.*)", line, re.DOTALL):
        section = _section(bracket[1])
        return Heading(section, "【", bracket[2].strip()) if section else None
    marker = _MARKER.match(line)
    begin = marker.end() if marker else 0
    title, colon, rest = line[begin:].partition("：")
    if not colon:
        title, _colon, rest = line[begin:].partition(":")
    section = _section(title)
    if not section:
        return None
    style = "一、" if marker and marker["one"] else ("1．" if begin else "")
    return Heading(section, style, rest.strip())


def _section(title: str) -> str:
    bare = re.sub(r"[\s\u3000。.]", "", title)
    # The length first: the words overlap, and a long text would be tried in every division.
    if len(bare) > 14 or not _HEADING.fullmatch(bare) or not _HAS_CORE.search(bare):
        return ""
    if re.search(r"建议|对策|措施|办法", bare):
        return "suggestions"
    if re.search(r"问题|原因|成因|困难|分析|理由|依据", bare):
        return "analysis"
    return "background"
