"""Merged cases on the pages: what belongs together, and which suggestion comes from which."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from models import Proposal, Subject
from models.queries.merging import merges_of
from models.queries.visibility import visible_among
from web import db, gate
from web.caseview import PartView, TextSection
from web.house import house, today
from web.wording import paragraphs, say
from workflow.evaluators import proposers_in
from workflow.merging import AskedSuggestion, asked_suggestions
from workflow.numbers import short_number


def merging_parts(session: Session, subject: Subject) -> tuple[PartView, ...]:
    """The main case of a merged one; the cases that were merged into a main one."""
    if not isinstance(subject, Proposal):
        return ()
    cases = [subject.main] if subject.main else list(subject.merged)
    label = _("主案") if subject.main else _("并入本件的提案")
    ids = [case.id for case in cases]
    seen = visible_among(session, gate.visitor().standing, ids, today(), gate.sees())
    reasons = {
        one.main_id if subject.main else one.merged_id: one.reason
        for one in merges_of(session, subject.id)
        if one.undone_at is None
    }
    return tuple(_part(session, case, label, reasons, seen) for case in cases)


def _part(
    session: Session, case: Proposal, label: str, reasons: dict[int, str], seen: set[int]
) -> PartView:
    rules = house().engine.rules_of(session, case)
    names = [case.collective_body] if case.collective_body else [
        one.name for one in proposers_in(case)
    ]  # fmt: skip
    why = _("并案理由：%(why)s", why=reasons.get(case.id, ""))
    return PartView(
        subject_id=case.id,
        kind="merging",
        kind_label=label,
        words=_("第%(number)s号　%(title)s", number=short_number(case), title=case.title),
        about=" · ".join(("、".join(names), why)),
        state_label=say(rules.workflow(case.kind).state(case.state).label),
        due=None,
        url=url_for("casework.show", number=case.id) if case.id in seen else "",
    )


def follows(subject: Subject) -> str:
    """The sentence on a merged case in place of whose turn it is; nothing on others."""
    if not isinstance(subject, Proposal) or subject.main is None:
        return ""
    main = subject.main
    return _(
        "本件已并入第%(number)s号《%(title)s》，随主案一并办理、一并答复。",
        number=short_number(main), title=main.title,
    )  # fmt: skip


def merging_mark(proposal: Proposal) -> tuple[str, ...]:
    """What a list says of a merged case in a word."""
    if proposal.main is None:
        return ()
    return (_("并入第%(number)s号", number=short_number(proposal.main)),)


def annexes(proposal: Proposal) -> tuple[TextSection, ...]:
    """The texts of the merged cases, to be read with the main one; theirs stay where they are."""
    return tuple(
        TextSection(
            _("附：并入的第%(number)s号《%(title)s》", number=short_number(case), title=case.title),
            (*paragraphs(case.background), *paragraphs(case.analysis)),
        )
        for case in proposal.merged
    )


def source_of(one: AskedSuggestion) -> str:
    """From which of the cases a suggestion comes; nothing where there is only one."""
    if not one.merged:
        return ""
    return _("第%(number)s号提案第%(no)s条建议", number=short_number(one.case), no=one.own_no)


def asked_of(proposal: Proposal) -> list[tuple[int, str]]:
    """Every suggestion that is to be answered or judged, with where it comes from."""
    return [
        (one.no, f"{one.text}（{source}）" if (source := source_of(one)) else one.text)
        for one in asked_suggestions(proposal)
    ]


def parted_since(proposal: Proposal, moment: datetime) -> bool:
    """Whether a case has come out of this one after that moment."""
    return any(
        one.undone_at is not None and one.undone_at > moment
        for one in merges_of(db.session(), proposal.id)
        if one.main_id == proposal.id
    )
