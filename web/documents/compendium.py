"""From the filed proposals of a session to its compendium (提案汇编)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from models import HandlingTask, PlenarySession, Proposal
from web.documents.addressees import addressees
from web.documents.booksheets import (
    BookCase,
    BookChapter,
    BookIndex,
    BookReply,
    CompendiumSheet,
)
from web.documents.orders import Office
from web.documents.wording import chinese_number
from web.sounds import sorting_key
from workflow.evaluators import proposers_in
from workflow.numbers import short_number


def compendium(
    plenary: PlenarySession,
    proposals: Sequence[Proposal],
    categories: Sequence[tuple[str, str]],
    office: Office,
    mark: str,
    on: date,
) -> CompendiumSheet:
    """The whole book; `categories` gives their order and their names."""
    known = dict(categories)
    grouped: dict[str, list[Proposal]] = defaultdict(list)
    for one in proposals:
        grouped[one.category if one.category in known else ""].append(one)
    chapters = [
        BookChapter(label, tuple(map(_case, grouped[name])))
        for name, label in [*categories, ("", "未分类")]
        if grouped.get(name)
    ]
    meeting = f"第{chinese_number(plenary.term.no)}届第{chinese_number(plenary.no)}次会议"
    return CompendiumSheet(
        committee=office.committee,
        meeting=meeting,
        case_number=f"{meeting}（{len(proposals)}件）",
        chapters=tuple(chapters),
        proposers=_index(proposals, _proposers),
        units=_index(proposals, lambda one: [task.unit_name for task in _tasks(one)]),
        issued_on=on,
        record_mark=mark,
    )


def _case(proposal: Proposal) -> BookCase:
    return BookCase(
        number=f"第{short_number(proposal)}号",
        title=proposal.title,
        proposers=tuple(_proposers(proposal)),
        background=proposal.background,
        analysis=proposal.analysis,
        suggestions=tuple(one.text for one in proposal.suggestions),
        replies=tuple(
            BookReply(task.unit_name, reply.doc_no, reply.final_class, reply.issued_on)
            for task in _tasks(proposal)
            for reply in task.replies
            if reply.status == "issued"
        ),
        merged_into=f"第{short_number(proposal.main)}号" if proposal.main else "",
    )


def _proposers(proposal: Proposal) -> list[str]:
    if proposal.collective_body:
        return [one.name for one in addressees(proposal, None) if one.case is proposal]
    return [one.name for one in proposers_in(proposal)]


def _tasks(proposal: Proposal) -> list[HandlingTask]:
    return [one for one in proposal.tasks if not one.released]


def _index(
    proposals: Iterable[Proposal], names: Callable[[Proposal], Iterable[str]]
) -> tuple[BookIndex, ...]:
    """By the sound of the names, as people look them up."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in proposals:
        for name in dict.fromkeys(names(one)):
            found[name].append(short_number(one))
    lines = sorted(found.items(), key=lambda line: (sorting_key(line[0]), line[0]))
    return tuple(BookIndex(name, tuple(numbers)) for name, numbers in lines)
