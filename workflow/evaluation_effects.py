"""Effects of evaluation: written once, changed only by a new version, counted from paper by two."""

from __future__ import annotations

from typing import Any

from models import (
    Evaluation,
    EvaluationAlert,
    Mediation,
    PaperForm,
    ProposalRating,
)
from models.queries.evaluations import all_evaluations, mediations, paper_forms, ratings_of
from models.queries.files import own_new_attachments
from models.queries.tidying import KEEP_TRACES
from models.queries.traces import traces_of_units
from workflow.acts import Act
from workflow.contacts import own_tasks
from workflow.evaluators import proposers_of
from workflow.origins import Origin
from workflow.registry import effect

_AXES = ("met_how", "attitude", "result", "targeted", "promises_clear")


@effect
def record_evaluation(act: Act) -> None:
    """The proposer's own judgement: written once, never changed."""
    _file(act, _person(act), act.actor_name, act.data)


@effect
def change_evaluation(act: Act) -> None:
    """更正评价: a new version beside the old one, with the reason."""
    data = act.data
    _file(act, _person(act), act.actor_name, data, change_reason=data["reason"],
          urged=data["urged"])  # fmt: skip


def _person(act: Act) -> int:
    if act.user is None:
        raise TypeError("only a person evaluates")
    return act.user.person_id


def _file(act: Act, person_id: int, name: str, data: dict[str, Any], **more: Any) -> Evaluation:
    proposal = act.proposal
    earlier = [
        one
        for one in all_evaluations(act.session, proposal.id)
        if (one.round, one.person_id) == (proposal.round, person_id)
    ]
    found = Evaluation(
        proposal_id=proposal.id,
        round=proposal.round,
        person_id=person_id,
        version=len(earlier) + 1,
        name=name,
        comment=data.get("comment") or "",
        adoption={str(one["no"]): one["view"] for one in data.get("adoption") or []},
        filed_at=act.now,
        **{axis: data.get(axis) for axis in _AXES},
        **more,
    )
    act.session.add(found)
    # The destination of this very action depends on it.
    act.session.flush()
    act.noted["evaluation"] = {"id": found.id, "version": found.version}
    return found


@effect
def watch_origin(act: Act) -> None:
    """Note when the evaluation comes from where a unit of this case signs in; never block it."""
    if act.origin is None:
        return
    units = {task.unit_id for task in act.proposal.tasks}
    here, seen = act.origin, set()
    for trace, user, unit in traces_of_units(
        act.session, units, here.address, here.device, act.now - KEEP_TRACES
    ):
        kind = here.like(Origin(trace.address, trace.browser, trace.device))
        if kind is None or (user.id, kind) in seen:
            continue
        seen.add((user.id, kind))
        act.session.add(
            EvaluationAlert(
                proposal_id=act.proposal.id,
                evaluation_id=act.noted["evaluation"]["id"],
                kind=kind,
                unit_user_id=user.id,
                unit_user_name=user.name,
                unit_name=unit.name,
                signed_in_at=trace.seen_at,
                raised_at=act.now,
            )
        )
    if seen:
        act.noted["alerts"] = len(seen)


# ── paper ───────────────────────────────────────────────────────────────────


@effect
def enter_paper_evaluation(act: Act) -> None:
    """代录: what the clerk reads on the form waits for a second pair of eyes."""
    data = act.data
    names = {one.person_id: one.name for one in proposers_of(act.proposal)}
    kept = ("met_how", "attitude", "result", "targeted", "promises_clear", "adoption", "comment")
    form = PaperForm(
        proposal_id=act.proposal.id,
        round=act.proposal.round,
        person_id=data["evaluator"],
        name=names[data["evaluator"]],
        received_on=data["received_on"],
        answers={name: data[name] for name in kept if data.get(name) is not None},
        entered_by=act.actor_name,
        entered_at=act.now,
        scans=own_new_attachments(act.session, data["scan"], act.user.id if act.user else None),
    )
    act.session.add(form)
    act.session.flush()
    act.noted["paper_form"] = form.id


@effect
def confirm_paper_evaluation(act: Act) -> None:
    """复核无误: from now on it counts."""
    form = _decide(act, "confirmed")
    _file(act, form.person_id, form.name, form.answers, channel="paper", paper_form_id=form.id)


@effect
def reject_paper_evaluation(act: Act) -> None:
    """退回: it does not agree with the scan."""
    _decide(act, "rejected").reason = act.data["reason"]


def _decide(act: Act, status: str) -> PaperForm:
    form = act.session.get_one(PaperForm, act.data["paper_form"])
    return _settle(act, form, status)


def _settle(act: Act, form: PaperForm, status: str) -> PaperForm:
    form.status, form.decided_by, form.decided_at = status, act.actor_name, act.now
    act.session.flush()
    return form


@effect
def dispute_paper_evaluation(act: Act) -> None:
    """The proposer did not write that: it no longer counts, and he may evaluate himself."""
    person_id = _person(act)
    for form in paper_forms(act.session, act.proposal.id):
        if form.person_id == person_id and form.status in ("entered", "confirmed"):
            _settle(act, form, "disputed").reason = act.data["reason"]
            act.noted["paper_form"] = form.id


# ── mediation and the other direction ───────────────────────────────────────


@effect
def convene_mediation(act: Act) -> None:
    """Everybody is told when and where; a new date is a new line."""
    data = act.data
    act.session.add(
        Mediation(
            proposal_id=act.proposal.id,
            round=act.proposal.round,
            meets_on=data["mediation_on"],
            place=data["mediation_place"],
            invited=data["mediation_persons"],
            convened_by=act.actor_name,
            convened_at=act.now,
        )
    )


@effect
def record_mediation(act: Act) -> None:
    """What was said and agreed. The evaluation stays what it is."""
    meeting, data = mediations(act.session, act.proposal.id)[-1], act.data
    meeting.held_on, meeting.attended = data["mediation_held_on"], data["mediation_attended"]
    meeting.record = data["mediation_record"]
    meeting.recorded_by, meeting.recorded_at = act.actor_name, act.now


@effect
def rate_proposal(act: Act) -> None:
    """双向评价: for each unit of the actor that has not rated yet."""
    rated = {
        one.unit_id
        for one in ratings_of(act.session, act.proposal.id)
        if one.round == act.proposal.round
    }
    for task in own_tasks(act.proposal, act.user, act.today):
        if task.answers_proposer and task.unit_id not in rated:
            act.session.add(
                ProposalRating(
                    proposal_id=act.proposal.id,
                    round=act.proposal.round,
                    unit_id=task.unit_id,
                    unit_name=task.unit_name,
                    quality=act.data["quality"],
                    comment=act.data.get("quality_comment") or "",
                    rated_at=act.now,
                )
            )
