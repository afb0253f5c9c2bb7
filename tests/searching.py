"""What a search must find, told a second time: a plain reading of the cases, without an index."""

from __future__ import annotations

import unicodedata

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Activity,
    Commendation,
    HandlingTask,
    LivelihoodProject,
    OpinionIssue,
    ProjectCall,
    Promise,
    Proposal,
    SocialOpinion,
    Subject,
    SupervisionCase,
)


def plain(words: str) -> str:
    """What is compared, told a second time."""
    for dot in "‧•・∙":
        words = words.replace(dot, "·")
    return unicodedata.normalize("NFKC", words).casefold()


#: kinds whose searched words are their own columns, the proposal apart
PLAIN: dict[type[Subject], tuple[str, ...]] = {
    SupervisionCase: ("unit_name", "demands"),
    Promise: ("unit_name", "suggestion", "measure"),
    Activity: ("place", "organiser", "results", "findings", "report_text"),
    SocialOpinion: ("background", "analysis", "advice", "unit_name"),
    OpinionIssue: ("text", "main_to"),
    ProjectCall: ("scope",),
    Commendation: ("merits",),
    LivelihoodProject: ("place", "need", "goal"),
}


def said(subject: Subject) -> str:
    """Every searched word of a case, read from its objects."""
    words = [subject.title, subject.number, subject.serial_no]
    if isinstance(subject, HandlingTask):
        words += [subject.unit_name, subject.unit.name, subject.unit.short_name]
    elif subject.author is not None:
        words += [subject.author_name, subject.author.name]
    if isinstance(subject, Proposal):
        words += [subject.background, subject.analysis, subject.collective_body]
        words += [one.text for one in subject.suggestions]
        words += [s.name for s in subject.signatures if s.decision in ("agreed", "pending")]
        words += [f"{unit.name}\n{unit.short_name}" for unit in subject.suggested_units]
        for task in subject.tasks:
            words += [task.unit_name, task.unit.name, task.unit.short_name]
            for reply in task.replies:
                if reply.status == "issued":
                    words += [reply.doc_no, reply.body, *(a.measure for a in reply.answers)]
    words += [getattr(subject, name) for name in PLAIN.get(type(subject), ())]
    if isinstance(subject, LivelihoodProject):
        for unit in (subject.lead_unit, *subject.partner_units):
            words += [unit.name, unit.short_name] if unit else []
    return plain("\n".join(word or "" for word in words))


class Reading:
    """Every case as it reads now."""

    def __init__(self, session: Session) -> None:
        session.flush()
        session.expire_all()
        subjects = session.scalars(select(Subject)).all()
        own = {subject.id: said(subject) for subject in subjects}
        self.texts = {
            subject.id: (own[subject.id], own[subject.proposal_id])
            if isinstance(subject, HandlingTask) and not subject.released
            else (own[subject.id],)
            for subject in subjects
        }

    def find(self, query: str) -> set[int]:
        """The cases that hold every word: the slow way."""
        words = plain(query).split()
        return {
            number
            for number, texts in self.texts.items()
            if any(all(word in one for word in words) for one in texts)
        }
