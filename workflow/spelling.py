"""Slips of the keyboard in states.yaml, found line by line before YAML is understood at all.

Each one is repaired after it was noted, so that the faults behind it can be told in the same run.
"""

from __future__ import annotations

import re

from workflow.problems import Problem

LARGEST = 1024 * 1024

_LINE_END = re.compile(r"\r\n|\n|\r")
_KEY = r"[A-Za-z_][A-Za-z0-9_]*"
_WIDE_COLON = re.compile(rf"(?:^\s*|[{{,]\s*)(?P<key>{_KEY})(?P<colon>\s*：\s*)")
_TIGHT_COLON = re.compile(rf"^\s*(?P<key>{_KEY}):(?=[^\s:/])")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*'")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")

# Everything a keyboard does not show: control characters, odd line ends, text direction marks,
# halves of characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)
_WIDE_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def decode(raw: bytes) -> tuple[str, list[Problem]]:
    """The text of a file; anything but UTF-8 is a problem, not a guess."""
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        sentence = "文件不是 UTF-8 编码，请用“另存为”选择 UTF-8 后再试"
        return "", [Problem(line, column, sentence)]


def repair(text: str) -> tuple[str, list[Problem]]:
    """The text as it was probably meant, and every slip in it."""
    problems: list[Problem] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        problems.append(Problem(1, 1, "文件开头有 BOM 标记，请另存为“UTF-8”（不带 BOM）"))
    lines = [
        _repair_line(line, number, problems)
        for number, line in enumerate(_LINE_END.split(text), start=1)
    ]
    return "\n".join(lines), problems


def _repair_line(line: str, number: int, problems: list[Problem]) -> str:
    if line.isascii() and "\t" not in line and line.isprintable() and not _TIGHT_COLON.match(line):
        return line
    for pattern, sentence in (
        (re.compile("\t"), "这里有制表符（Tab），请改用空格缩进"),
        (_INVISIBLE, "这里有看不见的控制字符，请删去"),
        (_WIDE_SPACE, "这里有全角空格或特殊空格，请改用普通空格"),
    ):
        if found := pattern.search(line):
            problems.append(Problem(number, found.start() + 1, sentence))
            line = pattern.sub(" ", line)
    return _repair_colons(line, number, problems)


def _repair_colons(line: str, number: int, problems: list[Problem]) -> str:
    masked = _COMMENT.sub("", _QUOTED.sub(lambda found: "“" * len(found[0]), line))
    code, comment = line[: len(masked)], line[len(masked) :]
    if found := _TIGHT_COLON.match(masked):
        sentence = f"“{found['key']}:”的冒号后面要空一格"
        problems.append(Problem(number, found.end(), sentence))
        return f"{code[: found.end()]} {code[found.end() :]}{comment}"
    for found in reversed(list(_WIDE_COLON.finditer(masked))):
        sentence = f"“{found['key']}”后面是全角冒号“：”，请改成半角冒号加一个空格“: ”"
        problems.append(Problem(number, found.start("colon") + 1, sentence))
        code = f"{code[: found.start('colon')]}: {code[found.end('colon') :]}"
    return code + comment
