"""What a form of a case lets one choose among: rows of that case."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from models import Activity, Assessment, OpinionIssue, Proposal, Subject
from models.queries import assignment
from models.queries.comments import open_comments
from models.queries.duties import active_groups
from models.queries.evaluations import paper_forms
from models.queries.meetings import cases_to_examine
from models.queries.merging import possible_mains
from models.queries.opinions import free_opinions
from web import db, gate, projectchoices
from web.house import today
from web.wording import part_label, show_day
from workflow.acts import case_of
from workflow.assessing import reportable, waiting_items
from workflow.bundling import candidates
from workflow.contacts import awaiting, correctable
from workflow.evaluators import proposers_of
from workflow.likeness import percent
from workflow.numbers import short_number
from workflow.parties import current_tasks
from workflow.rules import Rules
from workflow.versions import content_of, parts_of

#: of these several may be chosen
SEVERAL = frozenset({"proposers", "agenda", "bundled_cases", "opinions", "candidates"})
#: how these types look: like a field of another type
WIDGETS = {
    "agenda": "units",
    "opinions": "units",
    "merge_into": "unit",
    "bundled_cases": "units",
    "text_part": "choice",
    "text_comment": "choice",
    "proposers": "units",
    "contact": "choice",
    "case_unit": "choice",
    "evaluator": "choice",
    "paper_form": "choice",
    "leader": "select",
    "town": "select",
    "candidates": "units",
    "project_call": "choice",
    "site_visit": "choice",
    "remaining_item": "choice",
    "report_month": "choice",
    "kept_promise": "choice",
    "handover": "select",
    "score_item": "choice",
    "reported_item": "choice",
    "group": "select",
}


def leaders() -> list[SelectChoice]:
    """The leaders of the county."""
    known = assignment.leaders(db.session(), today())
    return [SelectChoice(str(one.person_id), one.person.name) for one in known]


def handovers() -> list[SelectChoice]:
    """The handover meetings, the latest first."""
    return [
        SelectChoice(str(one.id), f"{show_day(one.held_on)}　{one.place}")
        for one in assignment.meetings(db.session())
    ]


def proposers(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The proposers of the case."""
    proposal = case_of(subject) if subject else None
    asked = proposers_of(proposal) if proposal else ()
    return [SelectChoice(str(one.person_id), one.name) for one in asked]


def contacts(subject: Subject | None, rules: Rules) -> list[SelectChoice]:
    """The contacts this user may answer or put right."""
    from web.consultation import contact_label

    proposal = case_of(subject) if subject else None
    if proposal is None:
        return []
    user = gate.visitor().standing
    found = awaiting(db.session(), proposal, user) or correctable(proposal, user, today())
    return [SelectChoice(str(one.id), contact_label(one, rules)) for one in found]


def forms_on_paper(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The paper forms that wait for a second person."""
    proposal = case_of(subject) if subject else None
    found = paper_forms(db.session(), proposal.id) if proposal else []
    return [
        SelectChoice(
            str(one.id),
            _(
                "%(name)s，%(day)s收到，%(clerk)s录入",
                name=one.name, day=show_day(one.received_on), clerk=one.entered_by,
            ),
        )
        for one in found
        if one.status == "entered"
    ]  # fmt: skip


def case_units(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The units that handle the case now."""
    proposal = case_of(subject) if subject else None
    tasks = current_tasks(proposal) if proposal else []
    return [SelectChoice(str(one.unit_id), one.unit_name) for one in tasks]


def signers(subject: Subject | None) -> list[SelectChoice]:
    """Those who cosigned, to be put in order."""
    proposal = case_of(subject) if subject else None
    signatures = proposal.signatures if proposal else []
    return [SelectChoice(str(s.id), s.name) for s in signatures if s.decision == "agreed"]


def agenda(_subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The proposals that a meeting can examine."""
    return [
        SelectChoice(str(one.id), f"{one.serial_no}　{one.title}（{one.author_name}）")
        for one in cases_to_examine(db.session())
    ]


def mains(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The cases that this one can be merged into, those with the likest titles first."""
    if not isinstance(subject, Proposal):
        return []
    found = sorted(
        possible_mains(db.session(), subject),
        key=lambda one: -percent(one.title, subject.title),
    )
    return [
        SelectChoice(
            str(one.id),
            _(
                "第%(number)s号　%(title)s（%(who)s）",
                number=short_number(one), title=one.title,
                who=one.collective_body or one.author_name,
            ),
        )
        for one in found
    ]  # fmt: skip


def parts(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The parts of the text, each with its beginning."""
    proposal = case_of(subject) if subject else None
    found = parts_of(content_of(proposal)) if proposal else {}
    return [
        SelectChoice(name, _("%(part)s：%(text)s", part=part_label(name), text=_begin(text)))
        for name, text in found.items()
        if text
    ]


def _begin(text: str, limit: int = 24) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit]}…"


def text_comments(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The comments that the author has not marked yet."""
    proposal = case_of(subject) if subject else None
    found = open_comments(db.session(), proposal.id) if proposal else ()
    return [
        SelectChoice(
            str(one.id),
            f"{one.name}　" + _("%(part)s：%(text)s", part=part_label(one.part), text=one.text),
        )
        for one in found
    ]


def drafts_to_bundle(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The other drafts before the same group."""
    found = candidates(db.session(), subject) if isinstance(subject, Proposal) else []
    return [SelectChoice(str(one.id), f"{one.title}（{one.author_name}）") for one in found]


def score_items(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The lines of the scheme that are reported."""
    found = reportable(subject) if isinstance(subject, Assessment) else []
    return [SelectChoice(one.name, one.label) for one in found]


def reported_items(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """What was reported and has not been checked."""
    found = waiting_items(subject) if isinstance(subject, Assessment) else []
    return [
        SelectChoice(str(one.no), _("第 %(no)s 项：%(text)s", no=one.no, text=_begin(one.text)))
        for one in found
    ]


def liaison_groups() -> list[SelectChoice]:
    """The groups at work."""
    return [SelectChoice(str(one.id), one.name) for one in active_groups(db.session())]


def invited(subject: Subject | None) -> list[tuple[int, str]]:
    """Whose attendance is filled in: everybody in the list of the activity."""
    listed = subject.participants if isinstance(subject, Activity) else []
    return [(one.person_id, one.person_name) for one in listed]


def opinions(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The opinions an issue can be made of."""
    issue = subject if isinstance(subject, OpinionIssue) else None
    return [
        SelectChoice(str(one.id), f"{one.serial_no or ''}　{one.title}（{one.author_name}）")
        for one in free_opinions(db.session(), issue)
    ]


CHOICES: dict[str, Callable[[Subject | None, Rules], list[SelectChoice]]] = {
    "bundled_cases": drafts_to_bundle,
    "score_item": score_items,
    "reported_item": reported_items,
    "text_part": parts,
    "text_comment": text_comments,
    "agenda": agenda,
    "opinions": opinions,
    "merge_into": mains,
    "proposers": proposers,
    "evaluator": proposers,
    "contact": contacts,
    "case_unit": case_units,
    "paper_form": forms_on_paper,
    **projectchoices.CHOICES,
}
