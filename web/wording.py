"""How things are said on a page: dates, deadlines, sizes, and the words of states.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from flask_babel import format_date, get_locale, gettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from models import (
    Contact,
    Event,
    HandlingTask,
    HandoverMeeting,
    Subject,
    TextComment,
)
from web import db
from web.caseview import Due, TextSection
from web.house import SHANGHAI, today
from web.intake.told import Told
from web.named import NAMED
from workflow import history
from workflow.deadlines import Deadline, days_left
from workflow.judgement import Reason
from workflow.limits import calendar_of
from workflow.row_fields import ROWS
from workflow.rules import Field, Rules
from workflow.versions import suggestion_no

PARTS = {"title": "案由", "background": "情况", "analysis": "分析"}
DUTIES = {"sole": "独办", "lead": "主办", "co": "会办", "separate": "分办"}
VERDICTS = {"adopted": "采纳", "partly": "部分采纳", "planned": "列入计划", "not": "未采纳"}
_SURNAME = re.compile(
    r"(欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳"
    r"|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|呼延)[^\W\d_a-zA-Z]{1,2}\Z"
    r"|([^\W\d_a-zA-Z])[^\W\d_a-zA-Z]{1,2}\Z"
)


def say(text: str) -> str:
    """A word or sentence of the procedure in the reader's language."""
    return gettext(text) if text else ""


def called(name: str, role: str) -> str:
    """How a page speaks to somebody: a member by surname and office, as people do."""
    if role != "member" or not str(get_locale()).startswith("zh"):
        return name
    if found := _SURNAME.match(name):
        return f"{found[1] or found[2]}委员"
    # A name of another people, or in letters, has no surname to call somebody by.
    return f"{name}委员"


def say_told(sentence: str) -> str:
    """What was found in a file, in the reader's language."""
    if not isinstance(sentence, Told):
        return say(sentence)
    parts = {name: say_told(part) if isinstance(part, str) else part
             for name, part in sentence.parts.items()}  # fmt: skip
    return say(sentence.pattern) % parts


def say_reason(reason: Reason) -> str:
    """Why not, in the reader's language."""
    msgid = reason.msgid or reason.sentence
    translated = gettext(msgid) if msgid else ""
    if translated == msgid:
        return reason.sentence
    params = {
        name: say_reason(value) if isinstance(value, Reason) else _said(str(value))
        for name, value in reason.params
    }
    if "{detail}" in msgid:
        return translated.replace("{detail}", params.get("detail", "")).rstrip("：: ")
    return translated % params if params else translated


def _said(words: str) -> str:
    """A detail as a whole, or each of the words it lists."""
    whole = say(words)
    return whole if whole != words else "、".join(map(say, words.split("、")))


def who_acted(event: Event, rules: Rules) -> str:
    """Who did it, and for whom; the automatic parties have no name."""
    if event.actor_id is None:
        return say(rules.party(event.party).label)
    if event.on_behalf_of_id is None:
        return event.actor_name
    whom = history.body(event).get("noted", {}).get("on_behalf_of", "")
    return _("%(who)s（代 %(whom)s）", who=event.actor_name, whom=whom)


def show_day(day: date | None) -> str:
    """A date as people write it."""
    if day is None:
        return ""
    if str(get_locale()).startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return format_date(day, "d MMMM y", rebase=False)


def show_month(month: str) -> str:
    """A month, written 2026-07, as people write it."""
    year, number = (int(part) for part in month.split("-"))
    if str(get_locale()).startswith("zh"):
        return f"{year}年{number}月"
    return format_date(date(year, number, 1), "MMMM y", rebase=False)


def show_moment(moment: datetime) -> str:
    """An instant in the county's time."""
    local = moment.astimezone(SHANGHAI)
    return f"{show_day(local.date())} {local:%H:%M}"


def local(moment: datetime) -> datetime:
    """An instant on the county's clock."""
    return moment.astimezone(SHANGHAI)


def show_due(session: Session, subject: Subject, why_url: str = "") -> Due | None:
    """The deadline in words, with its signal."""
    if subject.due_on is None or subject.closed_at is not None:
        return None
    deadline = Deadline(subject.due_on, subject.due_provisional, ())
    return show_deadline(session, deadline, why_url)


def show_deadline(session: Session, deadline: Deadline, why_url: str = "") -> Due:
    """Any date that somebody has to keep, in words and with its signal."""
    left, signal = days_left(deadline.on, today(), calendar_of(session))
    if left < 0:
        words = _("已超过 %(days)s 个工作日", days=-left)
    elif deadline.on == today():
        words = _("今天到期")
    elif left == 0:
        words = _("到期前没有工作日了")
    else:
        words = _("还有 %(days)s 个工作日", days=left)
    return Due(deadline.on, words, signal, deadline.provisional, why_url)


def forget_calendar(session: Session) -> None:
    """Read the calendar anew: a day has just been corrected."""
    session.info.pop("calendar", None)


def show_size(size: int) -> str:
    """A file's size."""
    if size < 1024 * 1024:
        return f"{max(1, size // 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The paragraphs of a text; empty lines only separate."""
    return tuple(line.rstrip() for line in (text or "").split("\n") if line.strip())


def section(label: str, text: str | None) -> TextSection | None:
    """A part of the text, None when there is nothing in it."""
    lines = paragraphs(text)
    return TextSection(say(label), lines) if lines else None


def unit_of(task: HandlingTask) -> str:
    """The unit in few words; under the name it had, once it has another."""
    renamed = task.unit.name != task.unit_name
    return task.unit_name if renamed or not task.unit.short_name else task.unit.short_name


def show_value(field: Field, value: Any) -> str:
    """What was filled into a field, as read back from the record."""
    if value is None or value in ("", []):
        return ""
    if field.type == "choice":
        return say(dict(field.choices).get(str(value), str(value)))
    if field.type in {"date", "past_date", "future_date"}:
        return show_day(value if isinstance(value, date) else date.fromisoformat(str(value)))
    if field.type in _NAMED:
        return "、".join(_NAMED[field.type](value if isinstance(value, list) else [value]))
    return _PLAIN.get(field.type, str)(value)


def show_values(
    fields: Iterable[Field],
    data: Mapping[str, Any],
    longest: int = 5000,
    *,
    called: Mapping[str, list[str]] | None = None,
) -> tuple[str, ...]:
    """Lines `label：value` for what was filled in, long texts left to their own sections.

    `called` is what units and members were called on that day.
    """
    lines = []
    for field in fields:
        if field.type in {"suggestions", "answers", "files", "order", "attendance"}:
            continue
        if field.type == "text" and (field.max or longest + 1) > longest:
            continue
        names = (called or {}).get(field.name)
        if shown := "、".join(names) if names else show_value(field, data.get(field.name)):
            lines.append(_("%(label)s：%(value)s", label=say(field.label), value=shown))
    return tuple(lines)


def _numbers_of_contacts(ids: list[int]) -> list[str]:
    contacts = (db.session().get(Contact, number) for number in ids)
    return [_("第 %(no)s 次", no=contact.no) for contact in contacts if contact]


def show_rows(kind: str, rows: list[Mapping[str, Any]]) -> str:
    """The rows of a record in one line: the parts of a row by a space, rows by a semicolon."""
    said = []
    for row in rows:
        number = [_("第 %(no)s 项", no=row["no"])] if "no" in row else []
        boxes = [
            show_value(Field(one.name, one.label, one.type, choices=one.choices), row.get(one.name))
            for one in ROWS[kind]
        ]
        said.append(" ".join([*number, *filter(None, boxes)]))
    return "；".join(said)


def show_adoption(value: Any) -> str:
    """How a proposer sees each suggestion: as a form sends it, or as the evaluation keeps it."""
    pairs = value.items() if isinstance(value, dict) else [(o["no"], o["view"]) for o in value]
    return "；".join(
        _("第 %(no)s 条%(view)s", no=no, view=say(VERDICTS[view])) for no, view in pairs
    )


def _days_of_meetings(ids: list[int]) -> list[str]:
    meetings = (db.session().get(HandoverMeeting, number) for number in ids)
    return [f"{show_day(one.held_on)}　{one.place}" for one in meetings if one]


def part_label(part: str) -> str:
    """A part of a proposal's text: 情况, 建议第 2 条."""
    number = suggestion_no(part)
    return say(PARTS[part]) if number is None else _("建议第 %(no)s 条", no=number)


def _names_of_parts(parts: list[str]) -> list[str]:
    return [part_label(part) for part in parts]


def _beginnings_of_comments(ids: list[int]) -> list[str]:
    comments = (db.session().get(TextComment, number) for number in ids)
    return [f"{one.name}　{part_label(one.part)}" for one in comments if one]


#: how a value that stands for itself is written
_PLAIN: dict[str, Callable[[Any], str]] = {
    "adoption": show_adoption,
    "report_month": lambda value: show_month(str(value)),
    "percent": lambda value: f"{value}%",
    "money": lambda value: f"{Decimal(str(value)):,}",
    **{kind: partial(show_rows, kind) for kind in ROWS},
}

#: field types whose values are ids
_NAMED: dict[str, Callable[[list[Any]], list[str]]] = {
    **NAMED,
    "text_part": _names_of_parts,
    "text_comment": _beginnings_of_comments,
    "contact": _numbers_of_contacts,
    "handover": _days_of_meetings,
}
