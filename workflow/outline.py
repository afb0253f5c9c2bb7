"""A workflow in words: as a plain list for screen readers, as Mermaid for other people's tools."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workflow.rules import State, Workflow

#: words that Mermaid keeps for itself
_MERMAID_WORDS = frozenset({"as", "direction", "end", "note", "state"})


def ordered(workflow: Workflow) -> list[tuple[int, State]]:
    """The states with their layers: the longest way from the start, going back aside."""
    edges = _forward_edges(workflow)
    layers = {state.name: 0 for state in workflow.states}
    for _ in workflow.states:
        for source, target in edges:
            layers[target] = max(layers[target], layers[source] + 1)
    ranked = sorted(workflow.states, key=lambda state: (layers[state.name], state.final))
    return [(layers[state.name], state) for state in ranked]


def text(
    workflow: Workflow,
    current: str | None = None,
    visited: Collection[str] = (),
    parties: Mapping[str, str] | None = None,
) -> str:
    """Every state and move, one a line; `parties` are the labels of who acts."""
    who = parties or {}
    lines = [workflow.label]
    lines += [f"开始：{one.label} → {workflow.state(one.state).label}" for one in workflow.starts]
    for number, (_, state) in enumerate(ordered(workflow), start=1):
        lines.append(f"{number}. {state.label}{_remark(state, current, visited)}")
        for action in state.actions:
            names = "、".join(who[name] for name in action.by if name in who)
            targets = " 或 ".join(workflow.state(to.state).label for to in action.to)
            said = f"   - {names + '：' if names else ''}{action.label}"
            lines.append(f"{said} → {targets}" if targets else f"{said}（状态不变）")
    return "\n".join(lines)


def mermaid(workflow: Workflow) -> str:
    """The state diagram in Mermaid's language."""
    lines = ["stateDiagram-v2"]
    lines += [
        f'    state "{_plain(state.label)}" as {_id(state.name)}' for state in workflow.states
    ]
    lines += [f"    [*] --> {_id(one.state)} : {_plain(one.label)}" for one in workflow.starts]
    lines += [
        f"    {_id(state.name)} --> {_id(to.state)} : {_plain(action.label)}"
        for state, action, to in workflow.edges()
    ]
    lines += [f"    {_id(state.name)} --> [*]" for state in workflow.states if state.final]
    return "\n".join(lines) + "\n"


def _forward_edges(workflow: Workflow) -> list[tuple[str, str]]:
    """The moves that do not lead back to a state on the way here."""
    following: dict[str, list[str]] = {state.name: [] for state in workflow.states}
    for state, _, to in workflow.edges():
        following[state.name].append(to.state)
    found: list[tuple[str, str]] = []
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        for target in following[name]:
            if target not in way:
                found.append((name, target))
                if target not in done:
                    walk(target, (*way, target))
        done.add(name)

    for start in workflow.starts:
        if start.state not in done:
            walk(start.state, (start.state,))
    return found


def _remark(state: State, current: str | None, visited: Collection[str]) -> str:
    if state.name == current:
        return "（现在）"
    if state.name in visited:
        return "（已经过）"
    return "（终点）" if state.final else ""


def _id(name: str) -> str:
    return f"{name}_" if name in _MERMAID_WORDS else name


def _plain(label: str) -> str:
    for sign, wide in ((":", "："), (";", "；"), ('"', "”"), ("#", "＃")):
        label = label.replace(sign, wide)
    return label
