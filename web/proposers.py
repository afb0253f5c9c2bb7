"""Who stands behind a proposal, in words: for its page, for lists, for those who may second it."""

from __future__ import annotations

from flask_babel import gettext as _

from models import Proposal
from web.caseview import Fact
from web.merging import merging_mark
from web.wording import say, show_value
from workflow.rules import Rules


def proposer_kind(proposal: Proposal) -> str:
    """个人提案、联名提案 or 集体提案, as a word."""
    return {"individual": _("个人提案"), "joint": _("联名提案"), "collective": _("集体提案")}[
        proposal.proposer_kind
    ]


def marks_of(proposal: Proposal) -> tuple[str, ...]:
    """What a list says of a proposal in a word: whether a body proposes, and whether on paper."""
    marks = [_("集体提案")] if proposal.proposer_kind == "collective" else []
    marks += [_("代录")] if proposal.entered else []
    return (*marks, *merging_mark(proposal))


def proposer_tags(proposal: Proposal, rules: Rules) -> list[str]:
    """Short words under the title: which kind, how many cosign and second, whether on paper."""
    # A case under older rules has none, and its rules do not know the word.
    asked = proposal.collective_kind
    kind = show_value(rules.field("collective_kind"), asked) if asked else ""
    tags = [_("%(what)s · %(kind)s", what=proposer_kind(proposal), kind=kind)
            if kind else proposer_kind(proposal)]  # fmt: skip
    signed = sum(one.decision == "agreed" for one in proposal.signatures)
    if signed:
        tags.append(_("联名 %(count)s 人", count=signed))
    if proposal.seconders:
        tags.append(_("附议 %(count)s 人", count=len(proposal.seconders)))
    if proposal.entered:
        tags.append(_("代录"))
    return [*tags, *merging_mark(proposal)]


def names_of(proposal: Proposal, rules: Rules) -> tuple[Fact, ...]:
    """Who stands behind it: first proposer, body, cosigners in their order, seconders apart."""
    found = [
        Fact(label, tuple(value for value in values if value))
        for label, values in names_beside(proposal, rules)
    ]
    return tuple(fact for fact in found if fact.values)


def names_beside(proposal: Proposal, rules: Rules) -> list[tuple[str, list[str]]]:
    """The same as labels and values."""
    field = rules.field
    signed = [one.name for one in proposal.signatures if one.decision == "agreed"]
    convenor = proposal.convenor.name if proposal.convenor else ""
    return [
        (_("提出人"), [proposal.author_name]),
        (say(field("collective_body").label) if proposal.collective_kind else _("集体提案单位"),
         [proposal.collective_body]),
        (say(field("convenor").label) if convenor else "", [convenor]),
        (_("联名"), [name for name in signed if name != convenor]),
        (_("附议"), [one.name for one in proposal.seconders]),
    ]  # fmt: skip
