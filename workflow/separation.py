"""Separation of duties: what one person must not do twice over, and whether the rules see to it."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.findings import AUTOMATIC, Findings
from workflow.rules import Action, State, Workflow

#: fields in which somebody says why
REASONS = frozenset({"reason", "opinion", "note", "comment"})


def examine(findings: Findings) -> None:
    """Prove every line of `separation`, and that whoever sends a case back says why."""
    for left, right in findings.rules.separation:
        _examine_pair(findings, left, right)
    for workflow in findings.rules.workflows:
        for state in workflow.states:
            for action in state.actions:
                _examine_way_back(findings, workflow, state, action)


def _doings(findings: Findings, name: str) -> list[Action]:
    """Every place where the action of that name stands."""
    states = (state for workflow in findings.rules.workflows for state in workflow.states)
    return [action for state in states if (action := state.action(name))]


def _roles(findings: Findings, actions: list[Action]) -> set[str]:
    """The roles of whoever may do one of these."""
    roles = {party.name: party.role for party in findings.rules.parties}
    return {role for action in actions for name in action.by if (role := roles.get(name))}


def _examine_pair(findings: Findings, left: str, right: str) -> None:
    path = ("separation", f"{left} ≠ {right}")
    one, other = _doings(findings, left), _doings(findings, right)
    roles = {role.name: role.label for role in findings.rules.roles}
    if not one:
        findings.note(path, f"separation 里的“{left}”不是动作名")
    elif right in roles:
        if right in _roles(findings, one):
            sentence = f"“{one[0].label}”不能由{roles[right]}来做，而 by 里有这种账号的人"
            findings.note(path, sentence)
    elif not other:
        findings.note(path, f"separation 里的“{right}”不是动作名，也不是账号角色")
    else:
        shared = "、".join(
            roles[name] for name in sorted(_roles(findings, one) & _roles(findings, other))
        )
        apart = all(right in action.other_than for action in one) or all(
            left in action.other_than for action in other
        )
        if shared and not apart:
            sentence = (
                f"“{other[0].label}”和“{one[0].label}”可能是同一个人做的：都可以由{shared}来做，"
                "请在其中一个动作里写 other_than"
            )
            findings.note(path, sentence)


def _examine_way_back(findings: Findings, workflow: Workflow, state: State, action: Action) -> None:
    if set(action.by) <= AUTOMATIC | {"author"} or _explained(findings, action):
        return  # whoever takes back what is his own owes nobody a reason
    for target in _earlier(workflow, state, action):
        sentence = (
            f"“{action.label}”退回到前面的“{target.label}”，须写明为什么："
            "请在 asks 里写 reason、opinion 或者 note"
        )
        path = ("workflows", workflow.name, "states", state.name, "actions", action.name)
        findings.note((*path, "to", target.name), sentence)
        return


def _earlier(workflow: Workflow, state: State, action: Action) -> Iterator[State]:
    steps = [name for name, _ in workflow.steps]
    states = {known.name: known for known in workflow.states}
    for to in action.to:
        target = states.get(to.state)
        if (
            target
            and {target.step, state.step} <= set(steps)
            and steps.index(str(target.step)) < steps.index(str(state.step))
        ):
            yield target


def _explained(findings: Findings, action: Action) -> bool:
    """Whether the form demands a reason, at least where a condition finds that one is due."""
    marks = {condition.name: condition.marks for condition in findings.rules.conditions}
    demanded = {marks.get(name) for name in action.checks} & set(action.optional)
    return bool(REASONS & (set(action.asks) | demanded))
