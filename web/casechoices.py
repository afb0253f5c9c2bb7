"""What a form of a case lets one choose among: rows of that case."""

from __future__ import annotations

from wtforms.fields.choices import SelectChoice

from models import Subject
from web import db, gate
from web.house import today
from workflow.acts import case_of
from workflow.contacts import awaiting, correctable
from workflow.evaluators import proposers_of
from workflow.rules import Rules

#: how these types look: like a field of another type
WIDGETS = {"proposers": "units", "contact": "choice"}


def proposers(subject: Subject | None) -> list[SelectChoice]:
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
    user = gate.visitor().user
    found = awaiting(db.session(), proposal, user) or correctable(proposal, user, today())
    return [SelectChoice(str(one.id), contact_label(one, rules)) for one in found]
