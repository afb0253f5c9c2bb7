"""Fields: what may be written into a form, by type. The one place that judges a value.

`clean` turns what a browser, a spreadsheet or a program hands in into a typed value, or raises
BadValue with a sentence for the person who typed it. It is idempotent: a clean value is clean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy.orm import Session

from models import Subject, User
from models.queries import people as people_queries
from models.queries.categories import category_on
from models.queries.files import own_new_attachments
from workflow.rules import Field


class BadValue(Exception):
    """A value that cannot be accepted; `sentence` tells the person what to do."""

    def __init__(self, sentence: str, **params: Any) -> None:
        super().__init__(sentence % params if params else sentence)
        self.sentence = sentence
        self.params = params


@dataclass(frozen=True, slots=True)
class Asked:
    """Where and when a field is asked: what `clean` needs to resolve references."""

    session: Session
    user: User | None
    today: date
    subject: Subject | None = None


Cleaner = Callable[[Field, Any, Asked], Any]
TYPES: dict[str, Cleaner] = {}

LINE_MAX, TEXT_MAX, ITEMS_MAX, FILES_MAX = 200, 20_000, 30, 10
VERDICTS = ("adopted", "partly", "planned", "not")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PHONE = re.compile(r"\+?[0-9][0-9 \-]{4,18}[0-9](?:转[0-9]{1,6})?")
_DOC_NO = re.compile(r"[^\s〔〕]{1,20}〔[0-9]{4}〕[1-9][0-9]{0,5}号")


def clean(field: Field, raw: Any, asked: Asked) -> Any:
    """The typed value of a field, None when nothing was filled in; BadValue with a sentence."""
    return TYPES[field.type](field, raw, asked)


def field_type(name: str) -> Callable[[Cleaner], Cleaner]:
    """Register how values of a type are cleaned."""

    def register(function: Cleaner) -> Cleaner:
        TYPES[name] = function
        return function

    return register


def _text(raw: Any) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise BadValue("请填写文字")
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadValue("里面有不完整的字符，请重新输入或者粘贴") from error
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    if found := _CONTROL.search(text):
        place = found.start() + 1
        raise BadValue("第 %(place)d 个字处有看不见的控制字符，请删去", place=place)
    return text


def _limited(text: str, limit: int) -> str:
    if len(text) > limit:
        raise BadValue("最多 %(limit)d 字，现在是 %(length)d 字", limit=limit, length=len(text))
    return text


@field_type("line")
def _line(field: Field, raw: Any, _asked: Asked) -> str | None:
    text = " ".join(_text(raw).split("\n")).strip()
    return _limited(text, field.max or LINE_MAX) or None


@field_type("text")
def _lines(field: Field, raw: Any, _asked: Asked) -> str | None:
    text = _text(raw).strip("\n")
    return _limited(text, field.max or TEXT_MAX) if text.strip() else None


@field_type("phone")
def _phone(_field: Field, raw: Any, _asked: Asked) -> str | None:
    text = unicodedata.normalize("NFKC", _text(raw)).strip()
    if text and not _PHONE.fullmatch(text):
        raise BadValue("电话只能写数字、空格和横线，例如 0900-6600000")
    return text or None


@field_type("doc_no")
def _doc_no(_field: Field, raw: Any, _asked: Asked) -> str | None:
    text = _text(raw).strip()
    if text and not _DOC_NO.fullmatch(text):
        raise BadValue("发文字号写成“云教育函〔2026〕12号”：年份用六角括号，序号不编虚位")
    return text or None


@field_type("choice")
def _choice(field: Field, raw: Any, asked: Asked) -> str | None:
    if raw in (None, ""):
        return None
    if not isinstance(raw, str) or raw not in dict(field.choices_on(asked.today)):
        raise BadValue("请从所列的选项中选择")
    return raw


def _number(raw: Any) -> int | None:
    if raw in (None, ""):
        return None
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    if isinstance(raw, bool) or not re.fullmatch(r"[0-9]{1,9}", text):
        raise BadValue("请填写不带小数的数字")
    return int(text)


@field_type("number")
def _whole(_field: Field, raw: Any, _asked: Asked) -> int | None:
    return _number(raw)


@field_type("percent")
def _percent(_field: Field, raw: Any, _asked: Asked) -> int | None:
    number = _number(raw)
    if number is not None and number > 100:
        raise BadValue("百分数在 0 到 100 之间")
    return number


@field_type("money")
def _money(_field: Field, raw: Any, _asked: Asked) -> Decimal | None:
    if raw in (None, ""):
        return None
    try:
        value = Decimal(unicodedata.normalize("NFKC", str(raw)).replace(",", "").strip())
    except InvalidOperation as error:
        raise BadValue("请填写金额数字，例如 120.5") from error
    if not value.is_finite() or not 0 <= value < 10**10:
        raise BadValue("金额不能是负数，也不能过大")
    return value.quantize(Decimal("0.01"))


@field_type("date")
def _date(_field: Field, raw: Any, _asked: Asked) -> date | None:
    if raw in (None, ""):
        return None
    if isinstance(raw, date):
        day = raw
    else:
        try:
            day = date.fromisoformat(str(raw).strip())
        except ValueError as error:
            raise BadValue("没有这一天，请写成 2026-03-05") from error
    if not 1990 <= day.year <= 2100:
        raise BadValue("年份不对，请核对")
    return day


@field_type("past_date")
def _past_date(field: Field, raw: Any, asked: Asked) -> date | None:
    day: date | None = _date(field, raw, asked)
    if day and day > asked.today:
        raise BadValue("这是已经发生的事，日期不能晚于今天")
    return day


@field_type("future_date")
def _future_date(field: Field, raw: Any, asked: Asked) -> date | None:
    day: date | None = _date(field, raw, asked)
    if day and day <= asked.today:
        raise BadValue("日期要在今天以后")
    return day


def identifiers(raw: Any, sentence: str) -> list[int]:
    """Ids as a form sends them, each once; BadValue with the sentence for anything else."""
    if raw in (None, ""):
        return []
    values = raw if isinstance(raw, list | tuple) else [raw]
    numbers = [str(value) for value in values if value not in (None, "")]
    if len(numbers) > 300 or not all(re.fullmatch(r"[0-9]{1,9}", number) for number in numbers):
        raise BadValue(sentence)
    return list(dict.fromkeys(map(int, numbers)))


@field_type("units")
def _units(_field: Field, raw: Any, asked: Asked) -> list[int] | None:
    sentence = "请从承办单位名册中选择"
    numbers = identifiers(raw, sentence)
    if len(people_queries.active_units(asked.session, numbers)) != len(numbers):
        raise BadValue(sentence)
    return numbers or None


@field_type("unit")
def _unit(field: Field, raw: Any, asked: Asked) -> int | None:
    numbers = _units(field, raw, asked)
    if numbers and len(numbers) > 1:
        raise BadValue("只能选择一个单位")
    return numbers[0] if numbers else None


@field_type("local_category")
def _local_category(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "请从在用的二级类别中选择"
    numbers = identifiers(raw, sentence)
    if len(numbers) > 1 or any(not category_on(asked.session, n, asked.today) for n in numbers):
        raise BadValue(sentence)
    return numbers[0] if numbers else None


@field_type("members")
def _members(_field: Field, raw: Any, asked: Asked) -> list[int] | None:
    sentence = "请从委员名册中选择"
    numbers = identifiers(raw, sentence)
    if len(people_queries.sitting_members(asked.session, numbers)) != len(numbers):
        raise BadValue(sentence)
    return numbers or None


@field_type("member")
def _member(field: Field, raw: Any, asked: Asked) -> int | None:
    numbers = _members(field, raw, asked)
    if numbers and len(numbers) > 1:
        raise BadValue("只能选择一位委员")
    return numbers[0] if numbers else None


@field_type("order")
def _order(_field: Field, raw: Any, _asked: Asked) -> list[int] | None:
    values = raw if isinstance(raw, list | tuple) else [raw]
    chosen = [str(value) for value in values if value not in (None, "")]
    if len(set(chosen)) < len(chosen):
        raise BadValue("同一位委员排了两次，请核对")
    return identifiers(chosen, "请从联名人里选择") or None


@field_type("suggestions")
def _suggestions(_field: Field, raw: Any, _asked: Asked) -> list[str] | None:
    values = raw if isinstance(raw, list | tuple) else [raw]
    texts = [text for text in (_text(value).strip() for value in values) if text]
    if len(texts) > ITEMS_MAX:
        raise BadValue("建议最多 %(limit)d 条，请合并", limit=ITEMS_MAX)
    return [_limited(text, 5000) for text in texts] or None


@field_type("answers")
def _answers(field: Field, raw: Any, asked: Asked) -> list[dict[str, Any]] | None:
    if raw and not isinstance(raw, list | tuple):
        raise BadValue("请逐条答复建议")
    answers = [_answer(field, item, asked) for item in raw or []]
    if len({answer["no"] for answer in answers}) != len(answers):
        raise BadValue("同一条建议答复了两次")
    return answers or None


def _answer(field: Field, item: Any, asked: Asked) -> dict[str, Any]:
    if not isinstance(item, dict) or _number(item.get("no")) is None:
        raise BadValue("请逐条答复建议")
    number = _number(item["no"])
    if item.get("verdict") not in VERDICTS:
        raise BadValue("第 %(no)d 条建议：请选择采纳、部分采纳、列入计划或者未采纳", no=number)
    measure = _limited(_text(item.get("measure")).strip(), 5000)
    if not measure:
        raise BadValue("第 %(no)d 条建议：请写明措施或者理由", no=number)
    due_on = _date(field, item.get("due_on"), asked)
    return {"no": number, "verdict": item["verdict"], "measure": measure, "due_on": due_on}


@field_type("files")
def _files(_field: Field, raw: Any, asked: Asked) -> list[int] | None:
    numbers = identifiers(raw, "附件没有传上来，请重新选择文件")
    if len(numbers) > FILES_MAX:
        raise BadValue("附件最多 %(limit)d 个", limit=FILES_MAX)
    owner = asked.user.id if asked.user else None
    if len(own_new_attachments(asked.session, numbers, owner)) != len(numbers):
        raise BadValue("附件没有传上来，请重新选择文件")
    return numbers or None
