"""A proposal as its author wrote it: a Word file, a text file or pasted text."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from web.intake.containers import BadFile, check_container
from web.intake.lines import Line
from web.intake.proposaltext import ProposalText, understand
from web.intake.told import told

MAX_CHARACTERS = 200_000
_BLANK = " \t\u3000\u00a0"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: removed text, field codes and the second copy of a text box
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sectPr"}
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


class WordProblem(Exception):
    """A text that cannot be read; the message is a sentence that says what to do."""


def read_proposal(data: bytes) -> ProposalText:
    """Read a .docx proposal; WordProblem with a sentence when it cannot be read."""
    try:
        check_container(data, "docx")
    except BadFile as why:
        raise WordProblem(why.args[0]) from None
    body, footnotes = _open(data)
    lines = list(_lines(body))
    notices: list[str] = []
    pictures = sum(1 for _ in body.iter("{*}blip"))
    if pictures:
        notices.append(
            told("文件里有 %(count)s 张图片，没有导入；需要的请作为附件上传。", count=pictures)
        )
    if tables := sum(1 for line in lines if line.table_start):
        notices.append(told("文件里有 %(count)s 个表格，已经转成文字，请核对。", count=tables))
    if footnotes:
        notices.append(told("文件里的脚注放在了“情况”的末尾。"))
    return _understand(lines, notices, [f"〔脚注〕{note}" for note in footnotes])


def read_text(text: str) -> ProposalText:
    """Read a proposal from pasted text, by the same rules."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    if _CONTROL.search(text):
        raise WordProblem(
            told("文字里有看不见的控制字符，请从原文件重新复制，或者上传 Word 文件。")
        )
    return _understand([Line(line) for line in text.split("\n")], [], [])


def read_file(name: str, data: bytes) -> ProposalText:
    """Read a proposal file of any kind we know: .docx or .txt."""
    ending = name.rpartition(".")[2].lower()
    if ending == "docx" or (ending != "txt" and data.startswith(b"PK")):
        return read_proposal(data)
    if ending in {"doc", "wps", "rtf"}:
        raise WordProblem(
            told(
                "“.%(ending)s”是旧格式，请用 Word 或 WPS 打开后另存为“.docx”，再上传。",
                ending=ending,
            )
        )
    if ending == "txt":
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return read_text(data.decode(encoding))
            except UnicodeDecodeError:
                continue
    raise WordProblem(told("只能读 Word 文件（.docx）和文本文件（.txt），请另存为其中一种再上传。"))


def _understand(lines: list[Line], notices: list[str], extra: list[str]) -> ProposalText:
    filled: list[Line] = []
    for line in lines:
        if line.table is not None:
            cells = tuple(_clean(cell) for cell in line.table)
            filled += [replace(line, table=cells)] if any(cells) else []
            continue
        parts = [part.strip(_BLANK) for part in _clean(line.text).split("\n")]
        filled += [replace(line, text=part) for part in parts if part]
    if not filled:
        raise WordProblem(told("没有读到文字。如果文件是扫描的图片，请把文字录入后再上传。"))
    if sum(len(line.text) + len("".join(line.table or ())) for line in filled) > MAX_CHARACTERS:
        raise WordProblem(
            told("文字超过 %(most)s 万字，请删减后再上传。", most=MAX_CHARACTERS // 10000)
        )
    return understand(filled, notices, extra)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).strip(_BLANK + "\n")


def _open(data: bytes) -> tuple[Any, list[str]]:
    """The body element, and the texts of the footnotes."""
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        body = document.element.body
        footnotes: list[str] = []
        for part in document.part.package.iter_parts():
            if str(part.partname).endswith(("/footnotes.xml", "/endnotes.xml")):
                from docx.oxml import parse_xml

                root = parse_xml(part.blob)
                notes = [child for child in root if child.get(f"{_W}type") is None]
                footnotes += [text for note in notes if (text := _text(note).strip())]
    except Exception:  # noqa: BLE001 - a stranger's file may break the library in any way
        raise WordProblem(told("Word 文件已经损坏，打不开，请重新保存一份再上传。")) from None
    return body, footnotes


def _lines(element: Any) -> Iterator[Line]:
    """The paragraphs and table rows under an element, in reading order."""
    for child in element:
        name = _local(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            yield from _table(child)
        elif name not in _SKIPPED:
            yield from _lines(child)


def _paragraph(paragraph: Any) -> Iterator[Line]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    value = "" if style is None else str(style.get(f"{_W}val"))
    numbering = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    numbered = numbering is not None and numbering.get(f"{_W}val") != "0"
    heading = bool(re.match(r"(?i)heading|title|标题|[1-9]$", value))
    yield Line(_text(paragraph), heading=heading, numbered=numbered and not heading)
    # A text box hangs inside a run; its paragraphs follow the one that carries it.
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(_local(above) == "Fallback" for above in box.iterancestors()):
            yield from _lines(box)


def _table(table: Any) -> Iterator[Line]:
    first = True
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        cells = [
            "\n".join(line.text for line in _lines(cell) if line.text.strip())
            for cell in row.iter(f"{_W}tc")
            if next(cell.iterancestors(f"{_W}tr")) is row
        ]
        yield Line("", table=tuple(cells), table_start=first)
        first = False


def _text(element: Any) -> str:
    """The text of a paragraph as it reads now: insertions in, deletions out."""
    pieces: list[str] = []
    for child in element:
        name = _local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name not in _SKIPPED and name != "txbxContent":
            pieces.append(_text(child))
    return "".join(pieces)


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else "del"
