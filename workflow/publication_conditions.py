"""Conditions of publication."""

from __future__ import annotations

from workflow.acts import Act
from workflow.evaluators import proposers_of
from workflow.publication_effects import publication_of
from workflow.publicity import Text, copied, finds
from workflow.redaction import kinds
from workflow.registry import condition, detail


def _text(act: Act) -> Text:
    names = ("public_title", "public_text", "public_reply")
    return Text(*(act.data.get(name) or "" for name in names))


@condition
def summary_kept(act: Act) -> bool:
    """Where only a summary is agreed to, it is one."""
    return publication_of(act).scope == "full" or not _copied(act)


def _copied(act: Act) -> str:
    return copied(publication_of(act), _text(act))


@detail("summary_kept")
def _(act: Act) -> str:
    return _copied(act)


@condition
def not_yet_agreed_public(act: Act) -> bool:
    """One word a proposer on one public text."""
    said = {one.person_id for one in publication_of(act).agreements}
    return act.user is not None and act.user.person_id not in said


@condition
def every_proposer_agreed(act: Act) -> bool:
    """Nobody is left to be waited for."""
    said = {one.person_id for one in publication_of(act).agreements}
    return all(one.person_id in said for one in proposers_of(act.proposal))


@condition
def evaluation_over(act: Act) -> bool:
    """The case no longer waits for a proposer's judgement: the reply is the last of its round."""
    case = act.proposal
    rules = act.engine.rules_of(act.session, case)
    return rules.workflow(case.kind).state(case.state).waits_for != "proposer"


def _left(act: Act) -> str:
    publication = publication_of(act)
    texts = (publication.public_title, publication.public_text, publication.public_reply)
    return "、".join(kinds(finds(act.session, publication, "\n".join(texts))))


@condition
def findings_explained(act: Act) -> bool:
    """What still looks personal is either taken out or answered for."""
    return bool(act.data.get("note")) or not _left(act)


@detail("findings_explained")
def _(act: Act) -> str:
    return _left(act)


@condition
def publication_overtaken(act: Act) -> bool:
    """The case has begun another round of handling."""
    return publication_of(act).round < act.proposal.round
