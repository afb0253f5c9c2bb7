"""Conditions of evaluation and of what follows from it."""

from __future__ import annotations

from models.queries.evaluations import mediations, paper_forms, ratings_of, round_evaluations
from models.queries.traces import works_for
from workflow.acts import Act
from workflow.contacts import own_tasks
from workflow.evaluators import Evaluator, proposers_of
from workflow.limits import setting
from workflow.registry import condition


def asked(act: Act) -> tuple[Evaluator, ...]:
    """Who is to evaluate: every proposer, or the first of each case where the session says so."""
    everyone = proposers_of(act.proposal)
    if setting(act.rules, act.proposal, "joint_members_evaluate") == "no_":
        return tuple(one for one in everyone if one.first)
    return everyone


def evaluators_outstanding(act: Act) -> list[str]:
    """Names of those who have not evaluated the present round."""
    done = {one.person_id for one in round_evaluations(act.session, act.proposal)}
    return [one.name for one in asked(act) if one.person_id not in done]


def _has_evaluated(act: Act, person_id: int) -> bool:
    found = round_evaluations(act.session, act.proposal)
    return any(one.person_id == person_id for one in found)


def _dissatisfied(act: Act) -> bool:
    evaluations = round_evaluations(act.session, act.proposal)
    return any(evaluation.result == "dissatisfied" for evaluation in evaluations)


def _of_a_unit(act: Act, person_id: int) -> bool:
    units = {task.unit_id for task in act.proposal.tasks}
    return works_for(act.session, person_id, units, act.today)


@condition
def not_of_a_handling_unit(act: Act) -> bool:
    """Nobody who works for a unit of this case judges it, whatever account he uses."""
    return act.user is not None and not _of_a_unit(act, act.user.person_id)


@condition
def is_asked_to_evaluate(act: Act) -> bool:
    """The session asks this proposer."""
    return act.user is not None and act.user.person_id in {one.person_id for one in asked(act)}


@condition
def not_yet_evaluated(act: Act) -> bool:
    """One evaluation per proposer and round; a proposer answers for nobody else."""
    return act.user is not None and not _has_evaluated(act, act.user.person_id)


@condition
def has_evaluated(act: Act) -> bool:
    """There is an evaluation of his own in this round that could be changed."""
    return not not_yet_evaluated(act)


@condition
def reason_if_dissatisfied(act: Act) -> bool:
    """不满意 needs a reason, since the unit handles the case again on it."""
    judged = (act.data.get("attitude"), act.data.get("result"))
    return "dissatisfied" not in judged or bool(act.data.get("comment"))


@condition
def waits_for_more_evaluations(act: Act) -> bool:
    """Each proposer is asked; and who was read from paper has until the window ends to object."""
    if evaluators_outstanding(act):
        return True
    due = act.proposal.due_on
    found = round_evaluations(act.session, act.proposal)
    by_paper = any(one.channel == "paper" for one in found)
    return by_paper and not _dissatisfied(act) and due is not None and act.today <= due


@condition
def calls_for_rehandling(act: Act) -> bool:
    """不满意 with the reply's result reopens the case, as often as the session allows."""
    return act.proposal.round < _rounds(act) and _dissatisfied(act)


@condition
def calls_for_mediation(act: Act) -> bool:
    """Still 不满意 after the last round: the office convenes a meeting."""
    return act.proposal.round >= _rounds(act) and _dissatisfied(act)


def _rounds(act: Act) -> int:
    found: int = setting(act.rules, act.proposal, "max_rounds")
    return found


@condition
def round_not_begun(act: Act) -> bool:
    """The present round has been judged, so the next has not begun."""
    return bool(round_evaluations(act.session, act.proposal))


@condition
def mediation_convened(act: Act) -> bool:
    """A meeting is recorded after everybody was invited to it."""
    rounds = [one.round for one in mediations(act.session, act.proposal.id) if not one.record]
    return act.proposal.round in rounds


# ── paper ───────────────────────────────────────────────────────────────────


@condition
def paper_form_waiting(act: Act) -> bool:
    """A form that a clerk typed in waits for the second person."""
    return any(one.status == "entered" for one in paper_forms(act.session, act.proposal.id))


@condition
def no_paper_form_waiting(act: Act) -> bool:
    """The window is not closed over a form that lies before the second person."""
    return not paper_form_waiting(act)


@condition
def paper_form_waits(act: Act) -> bool:
    """The chosen form is one of them, and the proposer has not evaluated himself meanwhile."""
    form = next(
        one for one in paper_forms(act.session, act.proposal.id) if one.id == act.data["paper_form"]
    )
    return form.status == "entered" and not _has_evaluated(act, form.person_id)


@condition
def paper_form_entered(act: Act) -> bool:
    """The chosen form has not been decided."""
    forms = paper_forms(act.session, act.proposal.id)
    return any(one.id == act.data["paper_form"] and one.status == "entered" for one in forms)


@condition
def evaluator_is_free(act: Act) -> bool:
    """The proposer has not evaluated, no form of his is waiting, and he judges no unit of his."""
    person_id = act.data["evaluator"]
    waiting = any(
        one.person_id == person_id and one.status == "entered"
        for one in paper_forms(act.session, act.proposal.id)
    )
    return not (waiting or _has_evaluated(act, person_id) or _of_a_unit(act, person_id))


@condition
def own_paper_form(act: Act) -> bool:
    """A form was typed in under this proposer's name and stands."""
    return act.user is not None and any(
        one.person_id == act.user.person_id and one.status in ("entered", "confirmed")
        for one in paper_forms(act.session, act.proposal.id)
    )


# ── the other direction ─────────────────────────────────────────────────────


@condition
def not_yet_rated(act: Act) -> bool:
    """A unit rates the proposal once a round."""
    rated = {
        one.unit_id
        for one in ratings_of(act.session, act.proposal.id)
        if one.round == act.proposal.round
    }
    mine = [task.unit_id for task in own_tasks(act.proposal, act.user, act.today)]
    return any(unit not in rated for unit in mine)
