"""What lists, homes and the navigation are given: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from web.caseview import Due, Signal


@dataclass(frozen=True, slots=True)
class Item:
    """A case in a list."""

    subject_id: int
    url: str
    title: str
    number: str
    kind_label: str
    state_label: str
    due: Due | None = None
    #: author and, for tasks, the unit
    who: str = ""
    #: what is wanted of the reader, in a sentence; empty when nothing
    wanted: str = ""
    #: short words beside the state: 集体提案, 代录
    marks: tuple[str, ...] = ()
    #: at which step of how many a case of the reader's own is
    progress: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number that is a link."""

    label: str
    number: int
    url: str
    signal: Signal | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class NewKind:
    """Something the user may start: 写提案, 申报民生实事."""

    label: str
    url: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list: a select in a GET form; a text box when it has no choices."""

    name: str
    label: str
    value: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupTab:
    """待我办理 · 办理中 · 已办结: a link with its count."""

    name: str
    label: str
    count: int
    url: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """批量办理: the cases of the list can be ticked."""

    #: the list as it stands, to come back to
    back: str
    #: ticked from the beginning: a whole page or everything was asked for
    ticked: bool
    page_url: str
    none_url: str
    #: everything the filters find, when it does not stand on this page; with how many it is
    all_url: str = ""
    all_count: int = 0


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of cases with its filters."""

    title: str
    items: tuple[Item, ...]
    groups: tuple[GroupTab, ...] = ()
    filters: tuple[Filter, ...] = ()
    next_url: str = ""
    clear_url: str = ""
    #: the words that were looked for
    sought: str = ""
    total: int | None = None
    #: None where nothing can be done to many at once
    pick: Pick | None = None


@dataclass(frozen=True, slots=True)
class NavLink:
    """One entry of the navigation."""

    label: str
    url: str
    count: int | None = None
    current: bool = False
    #: the role it belongs to, when the person has several
    role: str = ""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page: what waits for me, what goes on, what is done."""

    #: the name and how many things wait, in one sentence
    greeting: str
    waiting: tuple[Item, ...] = ()
    doing: tuple[Item, ...] = ()
    done: tuple[Item, ...] = ()
    counts: tuple[Count, ...] = ()
    new_kinds: tuple[NewKind, ...] = ()
    more: dict[str, str] = field(default_factory=dict)
