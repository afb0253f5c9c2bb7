"""Effects of pre-assignment, assignment, leaders' instructions and key proposals."""

from __future__ import annotations

from models import (
    Assignment,
    AssignmentPlan,
    HandlingUnit,
    Instruction,
    KeyProposal,
    LeaderSupervision,
    Person,
    TrialAnswer,
    User,
)
from workflow.acts import Act
from workflow.parties import unit_ids
from workflow.registry import effect

#: what the units named under 主办单位 do in each way of handling
DUTY = {"sole": "sole", "lead_co": "lead", "separate": "separate"}


def _plan(act: Act, *, trial: bool) -> None:
    proposal, data = act.proposal, act.data
    duty = DUTY[data["handling_mode"]]
    duties = [(unit_id, duty) for unit_id in data["lead_units"]]
    duties += [(unit_id, "co") for unit_id in data.get("co_units") or []]
    proposal.plans.append(
        AssignmentPlan(
            no=len(proposal.plans) + 1,
            handling_mode=data["handling_mode"],
            note=data.get("note") or "",
            trial=trial,
            made_by=act.actor_name,
            made_at=act.now,
            answers=[_question(act, unit_id, duty) for unit_id, duty in duties],
        )
    )
    act.session.flush()


def _question(act: Act, unit_id: int, duty: str) -> TrialAnswer:
    unit = act.session.get_one(HandlingUnit, unit_id)
    return TrialAnswer(unit=unit, unit_name=unit.name, duty=duty)


@effect
def open_trial(act: Act) -> None:
    """预交办: every unit of the plan is asked."""
    _plan(act, trial=True)


@effect
def propose_assignment(act: Act) -> None:
    """拟办: the plan is written down, nobody is asked."""
    _plan(act, trial=False)


@effect
def record_trial_answer(act: Act) -> None:
    """One unit's word; somebody who works for two of the units speaks for both."""
    plan, data = act.proposal.plans[-1], act.data
    own = unit_ids(_somebody(act), act.today)
    for answer in plan.pending:
        if answer.unit_id in own:
            answer.answer = data["trial_answer"]
            answer.other_unit_id = data.get("other_unit")
            answer.reason = data.get("reason") or ""
            answer.answered_by, answer.answered_at = act.actor_name, act.now
            act.noted.setdefault("units", []).append(answer.unit_id)
    if not plan.pending:
        plan.closed_at = act.now


@effect
def close_trial(act: Act) -> None:
    """Who has not answered by now is 未答复: named in the record, never counted as consenting."""
    plan = act.proposal.plans[-1]
    act.noted["silent"] = [answer.unit_name for answer in plan.pending]
    plan.closed_at = act.now


@effect
def record_assignment(act: Act) -> None:
    """交办机关, 交办文号 and the meeting at which the case was handed over."""
    proposal, data = act.proposal, act.data
    proposal.assignment = Assignment(
        authority=data["authority"],
        letter_no=data.get("letter_no") or "",
        handover_id=data.get("handover"),
        assigned_by=act.actor_name,
        assigned_at=act.now,
    )


@effect
def record_instruction(act: Act) -> None:
    """领导批示, as it stands on the paper."""
    data = act.data
    act.proposal.instructions.append(
        Instruction(
            leader=data["instruction_leader"],
            given_on=data["instruction_on"],
            text=data["instruction_text"],
            recorded_by=act.actor_name,
            recorded_at=act.now,
        )
    )


@effect
def name_key_leader(act: Act) -> None:
    """列为重点提案."""
    proposal, data = act.proposal, act.data
    leader = act.session.get_one(Person, data["key_leader"])
    proposal.keys.append(
        KeyProposal(
            leader_id=leader.id,
            leader_name=leader.name,
            form=data["supervision_form"],
            reason=data["reason"],
            since=act.today,
        )
    )


@effect
def dismiss_key_leader(act: Act) -> None:
    """不再列为重点提案; what was recorded while it was one stays."""
    key = _key(act)
    key.ended_on = act.today
    act.noted["leader"] = key.leader_name


@effect
def record_supervision(act: Act) -> None:
    """What the supervising leader did, by himself or as the office writes it down."""
    data = act.data
    act.proposal.supervisions.append(
        LeaderSupervision(
            leader=_key(act).leader_name,
            held_on=data["supervised_on"],
            form=data["supervision_form"],
            done=data["supervision_done"],
            result=data.get("supervision_result") or "",
            recorded_by=act.actor_name,
            recorded_at=act.now,
        )
    )


def _key(act: Act) -> KeyProposal:
    if act.proposal.key is None:
        raise TypeError("not a key proposal")
    return act.proposal.key


def _somebody(act: Act) -> User:
    if act.user is None:
        raise TypeError("only a person answers")
    return act.user
