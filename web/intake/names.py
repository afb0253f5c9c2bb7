"""Cleaning what people type into cells: names, telephones, addresses, and sorting keys."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from web.intake.told import told

#: what typists use for the dot between the parts of a name
_DOTS = str.maketrans(dict.fromkeys(".‧•・．｡∙⋅●･", "·"))
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufffd]")
_SPACES = re.compile(r"[\s\u3000\u00a0]+")
_HAN = "\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}·])\s+(?=[{_HAN}·])")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[·' \-’]|[\u0300-\u036f]){0,59}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,6})?|\d{3,5}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")


class BadCell(Exception):
    """A value that cannot be taken; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The value that will be kept, and what was done to it."""

    text: str
    notes: tuple[str, ...] = ()


def clean_cell(raw: object) -> Cleaned:
    """One line of text from a cell of any type; `=1+1` is text and stays text."""
    text = unicodedata.normalize("NFC", _spell(raw))
    if _CONTROL.search(text):
        raise BadCell(told("含有看不见的控制字符，请重新输入这一格"))
    visible = _INVISIBLE.sub("", text)
    notes = ("去掉了看不见的字符",) if visible != text else ()
    return Cleaned(_SPACES.sub(" ", visible).strip(), notes)


def clean_name(raw: object) -> Cleaned:
    """A person's name: no spaces between Chinese characters, one kind of dot, letters only."""
    cell = clean_cell(raw)
    notes = list(cell.notes)
    text = _BETWEEN_HAN.sub("", cell.text)
    if _SPACES.search(_spell(raw)) and text != _spell(raw):
        notes.append("去掉了姓名里的空格")
    dotted = re.sub(r"\s*·+\s*", "·", text.translate(_DOTS)).strip("·")
    if dotted != text:
        notes.append("间隔号统一成“·”")
    if dotted and not _NAME.fullmatch(dotted):
        raise BadCell(told("不像人名：姓名只能有文字和间隔号“·”，最多 60 个字"))
    return Cleaned(dotted, tuple(notes))


def clean_names(raw: object) -> list[Cleaned]:
    """Several names in one cell, as in 朱环、李四."""
    parts = re.split(r"[、，,；;/／\n]+", _spell(raw))
    return [cleaned for part in parts if (cleaned := clean_name(part)).text]


def clean_code(raw: object) -> Cleaned:
    """A number or code such as YL120001: half width, no spaces."""
    cell = clean_cell(raw)
    text = unicodedata.normalize("NFKC", cell.text).replace(" ", "")
    if not text or re.fullmatch(r"[\w\-/]{1,40}", text):
        notes = ("全角字符改成了半角",) if text != cell.text.replace(" ", "") else ()
        return Cleaned(text, cell.notes + notes)
    raise BadCell(told("只能有字母、数字和连接号"))


def clean_mobile(raw: object) -> Cleaned:
    """A mobile number of eleven digits; full-width digits become half width."""
    return _digits(raw, _MOBILE, told("不是 11 位手机号码"))


def clean_phone(raw: object) -> Cleaned:
    """A mobile or a fixed number with its area code."""
    return _digits(
        raw,
        re.compile(f"{_MOBILE.pattern}|{_LANDLINE.pattern}"),
        told("不是电话号码，写法如 0998-1234567"),
    )


def clean_email(raw: object) -> Cleaned:
    """An e-mail address."""
    cell = clean_cell(raw)
    text = unicodedata.normalize("NFKC", cell.text).replace(" ", "")
    if text and not _EMAIL.fullmatch(text):
        raise BadCell(told("不是电子邮箱，写法如 name@example.org"))
    return Cleaned(text, cell.notes)


def _digits(raw: object, pattern: re.Pattern[str], why: str) -> Cleaned:
    cell = clean_cell(raw)
    half = unicodedata.normalize("NFKC", cell.text)
    text = re.sub(r"[‐‑‒–—―−]", "-", half).replace(" ", "")
    text = re.sub(r"^(?:\+?86-?)(?=1\d{10}$)", "", text)
    if _MOBILE.fullmatch(bare := text.replace("-", "")):
        text = bare
    if text and not pattern.fullmatch(text):
        raise BadCell(why)
    notes = ("全角数字改成了半角",) if half != cell.text else ()
    return Cleaned(text, cell.notes + notes)


def _spell(raw: object) -> str:
    """The cell's value as the sheet shows it: 1.0 is 1, a date is 2026-03-05."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else repr(raw)
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ", "minutes")
    if isinstance(raw, date | time):
        return raw.isoformat()
    if isinstance(raw, timedelta):
        return str(raw)
    return str(raw)
