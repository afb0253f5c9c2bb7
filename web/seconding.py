"""What a member sees of a proposal that he may second: title, text and names, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from models import Proposal
from models.queries import seconding
from web import db, gate
from web.casepage import Matter, case_url, offers_of
from web.casetext import sections_of, suggestions_of
from web.caseview import CaseView
from web.house import house, today
from web.listview import Item
from web.proposers import names_of, proposer_kind
from web.wording import say
from workflow.numbers import short_number


@dataclass(frozen=True, slots=True)
class SecondingView:
    """What may be seconded now, and what this member seconded."""

    open_now: tuple[Item, ...]
    mine: tuple[Item, ...]


def view() -> SecondingView:
    """The page for this user."""
    session, user = db.session(), gate.visitor().standing
    return SecondingView(
        _items(seconding.open_to(session, user, today())),
        _items(seconding.seconded_by(session, user, today())),
    )


def case(proposal: Proposal) -> CaseView:
    """The page of one of them."""
    rules = house().engine.rules_of(db.session(), proposal)
    workflow = rules.workflow(proposal.kind)
    # What the state wants is wanted of somebody else.
    wants = _("赞成这件提案的，可以附议")
    offers = offers_of(db.session(), Matter(proposal, (), rules))
    return CaseView(
        subject_id=proposal.id,
        kind=proposal.kind,
        kind_label=say(workflow.label),
        title=proposal.title,
        number=short_number(proposal),
        state_label=say(workflow.state(proposal.state).label),
        url=case_url(proposal),
        list_url=url_for("member.to_second"),
        list_label=_("可附议的提案"),
        offers=tuple(replace(one, wants=wants if one.main else "") for one in offers),
        facts=names_of(proposal, rules),
        sections=sections_of(proposal),
        suggestions=suggestions_of(proposal, ()),
        text_alone=True,
    )


def _items(found: Iterable[Proposal]) -> tuple[Item, ...]:
    return tuple(_item(proposal) for proposal in found)


def _item(proposal: Proposal) -> Item:
    rules = house().engine.rules_of(db.session(), proposal)
    workflow = rules.workflow(proposal.kind)
    count = len(proposal.seconders)
    names = [proposal.collective_body or (proposal.author.name if proposal.author else "")]
    if count:
        names.append(_("附议 %(count)s 人", count=count))
    return Item(
        subject_id=proposal.id,
        url=case_url(proposal),
        title=proposal.title,
        number=short_number(proposal),
        kind_label=proposer_kind(proposal),
        state_label=say(workflow.state(proposal.state).label),
        who="　".join(names),
    )
