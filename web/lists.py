"""Lists and homes: the same for every role, over what that role shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from flask import request, url_for
from flask_babel import gettext as _

from models import HandlingTask, LivelihoodProject, Proposal, Subject
from models.queries import desk
from models.queries.board import PHASES
from models.queries.buckets import Bucket
from models.queries.desk import Group, Wish
from web import db, gate, parts, picking
from web.access import COMMITTEE
from web.casepage import case_url
from web.house import house, today
from web.listfilters import filter_of
from web.listkinds import kinds_of
from web.listview import Count, GroupTab, HomeView, Item, ListView, NewKind
from web.proposers import marks_of
from web.wording import DUTIES, called, say, show_due
from workflow.acts import case_of
from workflow.builtin import OPEN
from workflow.numbers import short_number
from workflow.rules import Workflow

_GROUPS: tuple[Group, ...] = ("waiting", "doing", "done")
_BUCKETS: tuple[Bucket, ...] = ("late", "today", "week", "month", "later", "none")
_PAGE = 30


def group_label(group: Group) -> str:
    """The three computed groups: lateness and turn are computed, never states."""
    return {
        "waiting": _("待我办理"),
        "doing": _("办理中"),
        "done": _("已办结"),
        "": _("全部"),
    }[group]


def asked_group() -> str:
    """What the group the address asks for is called; empty for all of them."""
    group = cast(Group, _one_of(request.args.get("group", ""), _GROUPS))
    return group_label(group) if group else ""


def listing(
    title: str, kinds: Sequence[str], role: str, *, filters: Sequence[str], ownerless: bool = False
) -> ListView:
    """A list of these kinds as the address asks for it."""
    asked = {name: request.args.get(name, "").strip() for name in filters}
    group = cast(Group, _one_of(request.args.get("group", ""), _GROUPS))
    wish = _wish(kinds, asked, group, request.args.get("after", ""), role)
    wish = replace(wish, ownerless=ownerless, limit=picking.most() or _PAGE)
    user, session = gate.visitor().standing, db.session()
    found = desk.find_cases(session, user, gate.sees(), wish, role=role)
    shown = found[: wish.limit]
    kept = {name: value for name, value in asked.items() if value}
    total = desk.count_cases(session, user, gate.sees(), wish, role=role)
    return ListView(
        title=title,
        items=tuple(item(subject, mine=group == "waiting") for subject in shown),
        groups=_tabs(wish, role, kept),
        filters=tuple(filter_of(name, asked[name], kinds) for name in filters),
        next_url=_next_url(shown[-1], group, kept) if len(found) > len(shown) else "",
        clear_url=_here({}) if kept else "",
        sought=" ".join(wish.text.split()),
        total=total,
        pick=picking.pick(kinds, len(shown), total) if shown else None,
    )


def everything(
    kinds: Sequence[str], role: str, *, filters: Sequence[str], limit: int
) -> tuple[Sequence[Subject], int]:
    """The list as the address asks for it in one piece, and how many there are in all."""
    asked = {name: request.args.get(name, "").strip() for name in filters}
    group = cast(Group, _one_of(request.args.get("group", ""), _GROUPS))
    wish = replace(_wish(kinds, asked, group, "", role), limit=limit)
    user, session = gate.visitor().standing, db.session()
    found = desk.find_cases(session, user, gate.sees(), wish, role=role)[:limit]
    return found, desk.count_cases(session, user, gate.sees(), wish, role=role)


def home(role: str, urls: Mapping[str, str], kinds: Sequence[str]) -> HomeView:
    """The home page of a role: what waits for me comes first."""
    user, session = gate.visitor().standing, db.session()
    units = own_units(role)

    def some(group: Group, limit: int) -> tuple[Item, ...]:
        held = kinds_of(kinds, role, group)
        wish = Wish(kinds=held, group=group, task_units=units, today=today(), limit=limit)
        found = desk.find_cases(session, user, gate.sees(), wish, role=role)[:limit]
        return tuple(item(subject, mine=group == "waiting") for subject in found)

    def number(**more: Any) -> int:
        held = kinds_of(kinds, role, more.get("group", ""))
        wish = Wish(kinds=held, task_units=units, today=today(), **more)
        return desk.count_cases(session, user, gate.sees(), wish, role=role)

    waiting = number(group="waiting")
    main = next(iter(urls.values()), "")
    late = number(due="late")
    counts = [
        Count(group_label(group), number(group=group), f"{main}?group={group}")
        for group in _GROUPS
        if main
    ]
    if main:
        signal = "late" if late else ""
        counts.append(Count(_("已超期"), late, f"{main}?due=late", signal))  # type: ignore[arg-type]
    if role in COMMITTEE and (lost := number(ownerless=True)):
        counts.append(Count(_("无主件"), lost, url_for("office.ownerless"), "soon"))
    return HomeView(
        greeting=_greeting(called(user.name, role), waiting),
        waiting=some("waiting", 20),
        doing=some("doing", 8),
        done=some("done", 5),
        counts=tuple(counts),
        new_kinds=new_kinds(role),
        more={group: f"{main}?group={group}" for group in _GROUPS if main},
    )


def _greeting(name: str, waiting: int) -> str:
    if waiting:
        return _("%(name)s，有 %(count)s 件事等您", name=name, count=waiting)
    return _("%(name)s，现在没有等您的事", name=name)


def own_units(role: str) -> tuple[int, ...]:
    """The units the user works for, or leads, in that role."""
    grants = (grant for grant in gate.visitor().grants if grant.role == role)
    return tuple(grant.unit_id for grant in grants if grant.unit_id is not None)


def new_kinds(role: str) -> tuple[NewKind, ...]:
    """What this role may begin."""
    return tuple(
        NewKind(
            say(start.label),
            url_for(
                "casework.begin", kind=workflow.name, way=None if start.name == OPEN else start.name
            ),
            say(start.hint or ""),
        )
        for workflow in house().rules.workflows
        for start in workflow.starts
        if role in start.by
    )


def beginnings(kind: str) -> list[tuple[str, str]]:
    """What the reader may begin of that kind, for the head of its list: words and address."""
    start = house().rules.workflow(kind).start
    if not gate.visitor().roles & set(start.by):
        return []
    return [(say(start.label), url_for("casework.begin", kind=kind))]


def item(subject: Subject, *, mine: bool) -> Item:
    """A case in a list."""
    rules = house().engine.rules_of(db.session(), subject)
    workflow = rules.workflow(subject.kind)
    state = workflow.state(subject.state)
    title, who = subject.title, subject.author_name
    marks: tuple[str, ...] = ()
    if isinstance(subject, Proposal):
        marks = marks_of(subject)
        who = subject.collective_body or who
    if isinstance(subject, HandlingTask):
        who = f"{say(DUTIES[subject.duty])}　{subject.unit_name}"
    elif subject.kind in parts.WORDS:
        # What tells it from the other parts of the same case stands first.
        title, about = parts.WORDS[subject.kind](subject)
        named = subject.title if subject.title not in title else ""
        who = "　".join(word for word in (about, named) if word)
    elif isinstance(subject, LivelihoodProject) and subject.place:
        who = f"{who}　{subject.place}" if who else subject.place
    # Never the name of one answer: whoever examines must not read "请立案" before he has read.
    wanted = say(state.wants or state.label) if mine else ""
    followed = subject.author_id == gate.visitor().standing.person_id and not subject.closed_at
    numbered = case_of(subject) or subject
    return Item(
        subject_id=subject.id,
        url=case_url(subject),
        title=title,
        number=short_number(numbered),
        kind_label=say(workflow.label),
        state_label=say(state.label),
        due=show_due(db.session(), subject),
        who=who,
        wanted=wanted,
        marks=marks,
        progress=_progress(workflow, state.step) if followed and not mine else None,
    )


def _progress(workflow: Workflow, step: str | None) -> tuple[int, int] | None:
    names = [name for name, _label in workflow.steps]
    return (names.index(step) + 1, len(names)) if step in names else None


def _wish(
    kinds: Sequence[str], asked: Mapping[str, str], group: Group, after: str, role: str
) -> Wish:
    on, _comma, number = after.rpartition(",")
    return Wish(
        kinds=kinds_of(kinds, role, group),
        group=group,
        state=asked.get("state", ""),
        session_id=_id(asked.get("session", "")),
        unit_id=_id(asked.get("unit", "")),
        task_units=own_units(role),
        group_id=_id(asked.get("liaison", "")),
        category=asked.get("category", ""),
        phase=_one_of(asked.get("phase", ""), tuple(PHASES)),
        due=cast(Bucket, _one_of(asked.get("due", ""), _BUCKETS)),
        text=asked.get("q", "")[:100].replace("\x00", ""),
        today=today(),
        after=(on, known) if (known := _id(number)) is not None else None,
        limit=_PAGE,
    )


def _tabs(wish: Wish, role: str, kept: Mapping[str, str]) -> tuple[GroupTab, ...]:
    user, session = gate.visitor().standing, db.session()
    tabs = []
    for group in ("", *_GROUPS):
        kinds = kinds_of(wish.kinds, role, group)
        wished = replace(wish, kinds=kinds, group=group, after=None)
        count = desk.count_cases(session, user, gate.sees(), wished, role=role)
        address = _here({**kept, **({"group": group} if group else {})})
        chosen = wish.group == group
        tabs.append(GroupTab(group, group_label(group), count, address, chosen))
    return tuple(tabs)


def _next_url(last: Subject, group: Group, kept: Mapping[str, str]) -> str:
    after = f"{desk.sort_key(last, group)},{last.id}"
    return _here({**kept, **({"group": group} if group else {}), "after": after})


def _here(arguments: Mapping[str, Any]) -> str:
    return url_for(request.endpoint or "home.index", **(request.view_args or {}), **arguments)


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _one_of(text: str, known: Sequence[str]) -> str:
    return text if text in known else ""
