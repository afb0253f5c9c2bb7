"""What the pages of duties are given: the board, one holder's year, what is coming."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import request, url_for
from flask_babel import gettext as _

from models import DutyRule, LiaisonGroup
from models.queries.duties import active_groups, contacts_on
from models.queries.visibility import visible_among
from web import db, gate
from web.house import today
from web.listview import Choice, Filter
from web.wording import say
from workflow.deedbook import deeds_of_year
from workflow.deeds import Deed
from workflow.dutyboard import PERIODS, Tick, board, coming, rules_in_force
from workflow.schemes import COUNTS

#: how far ahead the pages look, in weeks
AHEAD = 6
_YEARS = 5
_PERIOD_WORDS = {
    "month": "%(no)s 月",
    "quarter": "第 %(no)s 季度",
    "half_year": "第 %(no)s 个半年",
    "year": "全年",
}
STANDINGS = {"done": "已完成", "missed": "缺", "due": "本期待办", "ahead": "未到期"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One deed: what it is, when, and where it is opened; no address where one may not look."""

    title: str
    on: date
    url: str = ""


@dataclass(frozen=True, slots=True)
class TickView:
    """One period of one duty."""

    label: str
    standing: str
    words: str
    until: date
    done: int
    minimum: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyView:
    """One duty over the year."""

    name: str
    every: str
    done: int
    #: how many periods of the year there are, and how many of them are over without it
    owed: int
    missed: int
    ticks: tuple[TickView, ...] = ()


@dataclass(frozen=True, slots=True)
class HolderView:
    """One group's or member's year."""

    name: str
    duties: tuple[DutyView, ...]
    coming: tuple[tuple[str, TickView], ...]
    url: str = ""
    area: str = ""
    #: who of the committee looks after it
    contacts: tuple[str, ...] = ()

    @property
    def done(self) -> int:
        """How many periods of all duties are done."""
        return sum(one.done for one in self.duties)

    @property
    def owed(self) -> int:
        """How many there are."""
        return sum(one.owed for one in self.duties)

    @property
    def missed(self) -> int:
        """How many are over without it: who has any needs a call."""
        return sum(one.missed for one in self.duties)


@dataclass(frozen=True, slots=True)
class BoardView:
    """The whole table."""

    year: int
    heads: tuple[str, ...]
    lines: tuple[HolderView, ...]
    filters: tuple[Filter, ...]
    #: of all groups, not only of those that are shown
    total: int = 0


def asked_year() -> int:
    """The year the address asks for: this one, or one of those before it."""
    this = today().year
    text = request.args.get("year", "")
    asked = int(text) if text.isdecimal() and len(text) == 4 else this
    return asked if this - _YEARS < asked <= this else this


def year_filter(chosen: int) -> Filter:
    """The choice of another year."""
    this = today().year
    years = range(this, this - _YEARS, -1)
    choices = tuple(Choice(str(one), _("%(year)s 年", year=one), one == chosen) for one in years)
    return Filter("year", _("年度"), str(chosen), choices)


def build() -> BoardView:
    """All groups, as the address asks for them; in the order of the register, never by number."""
    session, year = db.session(), asked_year()
    groups = active_groups(session)
    rules = rules_in_force(session)
    deeds = deeds_of_year(session, year)
    boards = board(rules, "group", [one.id for one in groups], deeds, year)
    kept = _contacts()
    lines = [(one, _line(one, boards[one.id], kept.get(one.id, []))) for one in groups]
    mine = _mine()
    shown = tuple(line for one, line in lines if _wanted(line, one.id in mine))
    names = dict.fromkeys(tick.rule.name for ticks in boards.values() for tick in ticks)
    return BoardView(year, tuple(names), shown, _filters(year, groups, mine), len(lines))


def _line(group: LiaisonGroup, ticks: Sequence[Tick], contacts: list[str]) -> HolderView:
    address = url_for("duties.group", number=group.id, year=asked_year())
    return holder(group.name, ticks, url=address, area=group.area, contacts=contacts, brief=True)


def _contacts() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for one in contacts_on(db.session(), today()):
        found.setdefault(one.group_id, []).append(one.person.name)
    return found


def _mine() -> set[int]:
    person = gate.visitor().user.person_id
    return {one.group_id for one in contacts_on(db.session(), today()) if one.person_id == person}


def _wanted(line: HolderView, looked_after: bool) -> bool:
    area, which = request.args.get("area", ""), request.args.get("which", "")
    if area and line.area != area:
        return False
    if which == "missed":
        return line.missed > 0
    return looked_after if which == "mine" else True


def _filters(year: int, groups: Iterable[LiaisonGroup], mine: set[int]) -> tuple[Filter, ...]:
    area, which = request.args.get("area", ""), request.args.get("which", "")
    areas = sorted({one.area for one in groups if one.area})
    choose = [Choice("", _("全部"), not area), *(Choice(one, one, one == area) for one in areas)]
    words = [("", _("全部")), ("missed", _("有缺项，要打电话的"))]
    if mine:
        words.append(("mine", _("我联系的")))
    which_ones = tuple(Choice(value, label, value == which) for value, label in words)
    found = [year_filter(year), Filter("which", _("哪些组"), which, which_ones)]
    if areas:
        found.append(Filter("area", _("片区"), area, tuple(choose)))
    return tuple(found)


def holder(
    name: str,
    ticks: Sequence[Tick],
    *,
    url: str = "",
    area: str = "",
    contacts: Iterable[str] = (),
    brief: bool = False,
) -> HolderView:
    """One holder's year; `brief` leaves out the single periods."""
    readable = set() if brief else _readable(ticks)
    duties = []
    for rule_name in dict.fromkeys(one.rule.name for one in ticks):
        mine = [one for one in ticks if one.rule.name == rule_name]
        standings = [one.standing(today()) for one in mine]
        duties.append(
            DutyView(
                rule_name,
                say(PERIODS[mine[0].rule.period]),
                standings.count("done"),
                len(mine),
                standings.count("missed"),
                () if brief else tuple(tick_view(one, readable) for one in mine),
            )
        )
    soon = tuple((one.rule.name, tick_view(one, readable)) for one in coming(ticks, today(), AHEAD))
    return HolderView(name, tuple(duties), soon, url, area, tuple(contacts))


def _readable(ticks: Iterable[Tick]) -> set[int]:
    ids = list({deed.subject_id for one in ticks for deed in one.deeds})
    return visible_among(db.session(), gate.visitor().standing, ids, today(), gate.sees())


def tick_view(tick: Tick, readable: set[int]) -> TickView:
    """One period: what it is called, how it stands, and what it comes from."""
    standing = tick.standing(today())
    return TickView(
        say(_PERIOD_WORDS[tick.rule.period]) % {"no": tick.period.no},
        standing,
        say(STANDINGS[standing]),
        tick.period.until,
        len(tick.deeds),
        tick.rule.minimum,
        tuple(_evidence(one, readable) for one in tick.deeds),
    )


def _evidence(deed: Deed, readable: set[int]) -> Evidence:
    if deed.subject_id not in readable:
        return Evidence(_("（不在可以查看的范围）"), deed.on)
    return Evidence(deed.title, deed.on, url_for("casework.show", number=deed.subject_id))


def of_group(group: LiaisonGroup, year: int) -> HolderView:
    """One group's year, period by period."""
    session = db.session()
    ticks = board(rules_in_force(session), "group", [group.id], deeds_of_year(session, year), year)[
        group.id
    ]
    return holder(group.name, ticks, area=group.area, contacts=_contacts().get(group.id, []))


def of_member(person_id: int, name: str, year: int) -> HolderView:
    """A member's own duties; none while they are the groups'."""
    session = db.session()
    ticks = board(
        rules_in_force(session), "member", [person_id], deeds_of_year(session, year), year
    )[person_id]
    return holder(name, ticks)


def deeds_of(person_id: int, year: int) -> list[tuple[str, tuple[Evidence, ...]]]:
    """What the record of a year says of a member, kind by kind; it is nobody's to type."""
    found: dict[str, list[Deed]] = {}
    for one in deeds_of_year(db.session(), year):
        if person_id in one.people and one.marks.get("attendance", "present") == "present":
            found.setdefault(one.what, []).append(one)
    ids = [one.subject_id for mine in found.values() for one in mine]
    readable = visible_among(db.session(), gate.visitor().standing, ids, today(), gate.sees())
    return [
        (say(COUNTS[what]), tuple(_evidence(one, readable) for one in mine))
        for what, mine in found.items()
    ]


def table(year: int) -> tuple[list[str], list[list[str | int]]]:
    """The board as it is exported: one line a group and duty, one column a period of the year."""
    session = db.session()
    groups = active_groups(session)
    boards = board(
        rules_in_force(session), "group", [one.id for one in groups],
        deeds_of_year(session, year), year,
    )  # fmt: skip
    heads = [_("联络组"), _("片区"), _("指标"), _("周期"), _("已完成"), _("应完成"), _("缺")]
    rows: list[list[str | int]] = []
    for one in groups:
        ticks = boards[one.id]
        for duty in holder(one.name, ticks, brief=True).duties:
            counts = [len(tick.deeds) for tick in ticks if tick.rule.name == duty.name]
            said = (one.name, one.area, duty.name, duty.every, duty.done, duty.owed, duty.missed)
            rows.append([*said, *counts])
    # 各期完成的件数：一月到十二月，或者一季度到四季度……
    return [*heads, *(_("第 %(no)s 期", no=no) for no in range(1, 13))], rows


def rule_words(rule: DutyRule) -> str:
    """每季度 1 次."""
    return _("%(every)s至少 %(count)s 次", every=say(PERIODS[rule.period]), count=rule.minimum)
