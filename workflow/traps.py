"""No trap under any set of roles: a county that has no supervisor, say, must not get stuck.

Some roles need not exist in a county, or stand empty for a while. Whichever of them are missing,
every case that can begin must still be able to end, by somebody else or by the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from workflow.findings import Findings
from workflow.rules import State, Workflow

#: roles that a county may be without; nothing can be handled without office, members and units
OPTIONAL = ("liaison_leader", "unit_leader", "office_head", "supervisor", "leader")


def examine(findings: Findings) -> None:
    """Take away every set of the optional roles; name the states that then lead nowhere."""
    for workflow in findings.rules.workflows:
        told: dict[str, list[frozenset[str]]] = {}
        for missing in _sets_of_roles(findings):
            for state in stuck(findings, workflow, missing):
                known = told.setdefault(state.name, [])
                if not any(fewer <= missing for fewer in known):
                    known.append(missing)
                    _tell(findings, workflow, state, missing)


def stuck(findings: Findings, workflow: Workflow, missing: frozenset[str]) -> list[State]:
    """The states that can be reached without these roles, and cannot be left for good."""
    edges = list(_edges(findings, workflow, missing))
    begun = reached([start.state for start in workflow.starts], edges)
    ends = [state.name for state in workflow.states if state.settled]
    ending = reached(ends, [(target, source) for source, target in edges])
    return [
        state
        for state in workflow.states
        if state.name in begun and state.name not in ending and not state.final
    ]


def reached(first: Iterable[str], edges: Iterable[tuple[str, str]]) -> set[str]:
    """Every node reachable from the first ones, these included."""
    following: dict[str, list[str]] = {}
    for source, target in edges:
        following.setdefault(source, []).append(target)
    found = set(first)
    waiting = list(found)
    while waiting:
        for target in following.get(waiting.pop(), []):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _sets_of_roles(findings: Findings) -> Iterator[frozenset[str]]:
    declared = {role.name for role in findings.rules.roles}
    roles = [name for name in OPTIONAL if name in declared]
    for size in range(1, len(roles) + 1):
        yield from map(frozenset, combinations(roles, size))


def _edges(
    findings: Findings, workflow: Workflow, missing: frozenset[str]
) -> Iterator[tuple[str, str]]:
    absent = {party.name for party in findings.rules.parties if party.role in missing}
    for state, action, to in workflow.edges():
        if set(action.by) - absent:
            yield state.name, to.state


def _tell(findings: Findings, workflow: Workflow, state: State, missing: frozenset[str]) -> None:
    if not stuck(findings, workflow, frozenset()):
        roles = "、".join(
            f"“{role.label}”" for role in findings.rules.roles if role.name in missing
        )
        sentence = f"没有{roles}这种账号的县，“{state.label}”会走不到终点：须有别人或者时钟能推动它"
        findings.note(("workflows", workflow.name, "states", state.name), sentence)
