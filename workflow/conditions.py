"""Conditions: booleans whose names, and whose refusals in plain words, stand in states.yaml.

`only_if` conditions look at the subject; `checks` also look at what was filled in. A
condition may have a detail, the words that replace `{detail}` in its sentence. Those of
handling, evaluation and projects stand in modules of their own.
"""

from __future__ import annotations

from models.queries import people as people_queries
from models.queries.parties import reviewers_of_group
from workflow.acts import Act
from workflow.limits import cutoff_passed
from workflow.registry import condition, detail

# ── the text ────────────────────────────────────────────────────────────────


@condition
def text_complete(act: Act) -> bool:
    """案由, 情况, 分析 and at least one suggestion: 有情况、有分析、有建议."""
    proposal = act.proposal
    return all((proposal.title, proposal.background, proposal.analysis, proposal.suggestions))


@condition
def project_complete(act: Act) -> bool:
    """Name, place, need and goal are there."""
    project = act.project
    return all((project.title, project.place, project.need, project.goal))


@condition
def publish_reason_given(act: Act) -> bool:
    """Who does not agree to full publication says why."""
    return act.data.get("publish_consent") in (None, "full") or bool(act.data.get("publish_reason"))


# ── liaison group ───────────────────────────────────────────────────────────


@condition
def in_a_group(act: Act) -> bool:
    """The author belongs to a liaison group."""
    return act.subject.group_id is not None


@condition
def has_a_reviewer(act: Act) -> bool:
    """Somebody other than the author can review: a leader never reviews his own."""
    reviewers = reviewers_of_group(act.session, act.subject.group_id, act.today)
    return any(reviewer.person_id != act.subject.author_id for reviewer in reviewers)


@condition
def reviewer_not_author(act: Act) -> bool:
    """A leader never reviews his own, nor lets the author do it in his name."""
    persons = [who.person_id for who in (act.user, act.deputy) if who is not None]
    return act.subject.author_id not in persons


# ── cosigning ───────────────────────────────────────────────────────────────


@condition
def every_invitation_answered(act: Act) -> bool:
    """No invitation is still open."""
    return all(signature.decision != "pending" for signature in act.proposal.signatures)


def _unfit_cosigners(act: Act) -> list[str]:
    asked: list[int] = act.data.get("cosigners", [])
    members = {m.id: m for m in people_queries.sitting_members(act.session, asked)}
    proposal = act.proposal
    invited = {s.person_id for s in proposal.signatures if s.decision in ("pending", "agreed")}
    unfit = [str(number) for number in asked if number not in members]
    unfit += [
        member.person.name
        for member in members.values()
        if member.person_id == proposal.author_id or member.person_id in invited
    ]
    return unfit


@condition
def cosigners_fit(act: Act) -> bool:
    """Only sitting members, not the author, nobody twice."""
    return bool(act.data.get("cosigners")) and not _unfit_cosigners(act)


@detail("cosigners_fit")
def _(act: Act) -> str:
    return "、".join(_unfit_cosigners(act))


# ── clock ───────────────────────────────────────────────────────────────────


@condition
def deadline_passed(act: Act) -> bool:
    """The whole of the last day is over; where the cut-off is the limit, its hour."""
    due = act.subject.due_on
    return due is not None and (due < act.today or (due == act.today and cutoff_passed(act)))
