"""Conditions of evaluation and of what follows from it."""

from __future__ import annotations

from models.queries.evaluations import round_evaluations
from workflow.acts import Act
from workflow.registry import condition


def evaluators_outstanding(act: Act) -> list[str]:
    """Names of the proposers who have not evaluated the present round."""
    proposal = act.proposal
    done = {e.person_id for e in round_evaluations(act.session, proposal)}
    due = [(proposal.author_id, proposal.author_name)]
    due += [(s.person_id, s.name) for s in proposal.signatures if s.decision == "agreed"]
    return [name for person_id, name in due if person_id not in done]


def _dissatisfied(act: Act) -> bool:
    evaluations = round_evaluations(act.session, act.proposal)
    return any(evaluation.result == "dissatisfied" for evaluation in evaluations)


@condition
def not_yet_evaluated(act: Act) -> bool:
    """One evaluation per proposer and round; a proposer answers for nobody else."""
    evaluations = round_evaluations(act.session, act.proposal)
    return act.user is not None and all(e.person_id != act.user.person_id for e in evaluations)


@condition
def reason_if_dissatisfied(act: Act) -> bool:
    """不满意 needs a reason, since the unit handles the case again on it."""
    judged = (act.data.get("attitude"), act.data.get("result"))
    return "dissatisfied" not in judged or bool(act.data.get("comment"))


@condition
def waits_for_more_evaluations(act: Act) -> bool:
    """Each proposer of a joint proposal is asked."""
    return bool(evaluators_outstanding(act))


@condition
def calls_for_rehandling(act: Act) -> bool:
    """不满意 with the first reply's result reopens the case."""
    return act.proposal.round == 1 and _dissatisfied(act)


@condition
def calls_for_mediation(act: Act) -> bool:
    """Still 不满意 after re-handling: the office convenes a meeting."""
    return act.proposal.round > 1 and _dissatisfied(act)


@condition
def round_not_begun(act: Act) -> bool:
    """The present round has been judged, so the next has not begun."""
    return bool(round_evaluations(act.session, act.proposal))
