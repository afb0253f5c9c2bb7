"""What of a case may be made public, and how its original reads beside the public text.

The strictest counts: every proposer's consent, and what each replying unit has said of its own
letter. A letter 不予公开 is left out; where nothing is left, the case is not published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import Proposal, Publication, Reply
from models.queries.publications import posts_of, publications_of
from workflow.evaluators import proposers_of
from workflow.merging import asked_suggestions, together
from workflow.parties import current_tasks
from workflow.redaction import Find, find, redact

_ORDER = ("none", "summary", "full")
#: why a case is not published
UNSAID = "提案人没有写明是否同意公开"
PROPOSER = "提案人不同意公开"
UNITS = "承办单位的答复不予公开"
TOO_LONG = "提案、答复的摘要各不超过 1000 字"
REPEATS = "有一段照录了原文"
VERDICTS = {"adopted": "采纳", "partly": "部分采纳", "planned": "列入计划", "not": "未采纳"}
#: a summary is no longer than this, and repeats no paragraph of this length whole
SUMMARY, _REPEATED = 1000, 100
_TITLE = re.compile(r"[\s()（）、,，;；/／\d\-—:：]+")


@dataclass(frozen=True, slots=True)
class Publicity:
    """How far a case may be made public: full, summary or none, and why none."""

    scope: str
    why: str = ""
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Title, proposal and reply: as they stand in the case, or as they are made public."""

    title: str
    text: str
    reply: str


def publicity_of(session: Session, case: Proposal) -> Publicity:
    """What the proposers and the replying units of the present round allow."""
    if any(one.refused_by for one in publications_of(session, case.id)):
        return Publicity("none", PROPOSER)
    # Merging takes no right away: who proposed a merged case is asked as well.
    given = [consent for one in together(case) for consent in _consents(one)]
    if None in given:
        return Publicity("none", UNSAID)
    consent = min(filter(None, given), key=_ORDER.index)
    if consent == "none":
        return Publicity("none", PROPOSER)
    letters = public_letters(case)
    if not letters:
        return Publicity("none", UNITS)
    scope = min((consent, *(one.publicity for one in letters)), key=_ORDER.index)
    return Publicity(scope, "", tuple(letters))


def _consents(case: Proposal) -> Iterator[str | None]:
    yield case.publish_consent
    for one in case.signatures:
        if one.decision == "agreed" and one.publish_consent:
            yield one.publish_consent


def public_letters(case: Proposal) -> list[Reply]:
    """The letters of the present round that are out and may be public, unit by unit."""
    return [
        reply
        for task in current_tasks(case)
        for reply in task.replies
        if reply.status == "issued" and reply.publicity in ("full", "summary")
    ]


# ── the original, and what the first draft of a public text is ──────────────


def original(publication: Publication) -> Text:
    """The text of the case and the letters that may be public, as one reads them in a row."""
    case = case_behind(publication)
    parts = [("情况", case.background), ("分析", case.analysis), ("建议", _suggestions(case))]
    letters = [_letter(case, reply) for reply in public_letters(case)]
    return Text(case.title, _joined(parts), "\n".join(letters))


def proposed(session: Session, publication: Publication) -> Text:
    """The first public text: the original without what looks personal; a summary is cut short."""
    case, whole = case_behind(publication), original(publication)
    if publication.scope == "summary":
        points = "\n".join(f"{one.no}. {_first(one.text)}" for one in asked_suggestions(case))
        letters = "\n".join(
            _joined([(_heading(case, reply), _points(reply))]) for reply in public_letters(case)
        )
        whole = Text(whole.title, _joined([("建议", points)]), letters)
    names, posts = unnamed(session, publication)
    return Text(*(redact(text, names, posts) for text in (whole.title, whole.text, whole.reply)))


def finds(session: Session, publication: Publication, text: str) -> list[Find]:
    """What the rules find in a text that is to be public."""
    names, posts = unnamed(session, publication)
    return find(text, names, posts)


def unnamed(session: Session, publication: Publication) -> tuple[set[str], set[str]]:
    """People of the case who are not to be named, and what the proposers are elsewhere."""
    case = case_behind(publication)
    names = {one.name for one in case.seconders} | {_person(case.collective_contact)}
    for task in case.tasks:
        names |= {task.contact_person, task.handler, task.plan_leader}
        for contact in task.contacts:
            names |= {_person(one) for one in re.split(r"[、,，;；\s]+", contact.unit_persons)}
        for reply in task.replies:
            names |= {reply.contact_person, reply.drafter, reply.checker}
    proposers = proposers_of(case)
    known = {one.name for one in proposers}
    # The proposers are named where they all agree to the whole text.
    names = names - known if publication.scope == "full" else names | known
    posts = set(posts_of(session, [one.person_id for one in proposers]))
    return {name for name in names if len(name) > 1}, posts


def copied(publication: Publication, text: Text) -> str:
    """How a summary repeats too much: a sentence about it, or nothing."""
    for part in (text.text, text.reply):
        if len(part) > SUMMARY:
            return TOO_LONG
    whole = original(publication)
    for line in f"{whole.text}\n{whole.reply}".split("\n"):
        if len(line) >= _REPEATED and line in f"{text.text}\n{text.reply}":
            return REPEATS
    return ""


def proposer_line(publication: Publication) -> str:
    """Who proposed it, as the public reads it: nobody where only a summary is agreed to."""
    if publication.scope != "full":
        return ""
    case = case_behind(publication)
    if case.collective_body:
        return case.collective_body
    sector = f"（{case.author_sector}）" if case.author_sector else ""
    first = f"{case.author_name}{sector}"
    count = len(proposers_of(case))
    return f"{first}等 {count} 位委员" if count > 1 else first


def case_behind(publication: Publication) -> Proposal:
    """The case a publication is a part of."""
    case = publication.parent
    if not isinstance(case, Proposal):
        raise TypeError("a publication belongs to a proposal")
    return case


def _joined(parts: list[tuple[str, str]]) -> str:
    return "\n".join(f"【{head}】\n{body.strip()}" for head, body in parts if body.strip())


def _suggestions(case: Proposal) -> str:
    return "\n".join(f"{one.no}. {one.text}" for one in asked_suggestions(case))


def unit_of(case: Proposal, reply: Reply) -> str:
    """The unit that wrote the letter, as it was called then."""
    return next(task.unit_name for task in case.tasks if task.id == reply.task_id)


def _heading(case: Proposal, reply: Reply) -> str:
    return f"{unit_of(case, reply)}的答复"


def _letter(case: Proposal, reply: Reply) -> str:
    answers = [
        f"对建议 {one.no}（{VERDICTS[one.verdict]}）：{one.measure}" for one in reply.answers
    ]
    return _joined([(_heading(case, reply), "\n".join([reply.body, *answers]))])


def _points(reply: Reply) -> str:
    return "\n".join(
        f"对建议 {one.no}：{VERDICTS[one.verdict]}。{_first(one.measure)}" for one in reply.answers
    )


def _first(text: str) -> str:
    """The first sentence of a text."""
    head, stop, _rest = text.strip().partition("。")
    return f"{head}{stop}"


def _person(words: str) -> str:
    """The name at the beginning of 王经办（科长）or 王强 0900-6600000."""
    return _TITLE.split(words.strip(), maxsplit=1)[0]
