"""Whether a procedure can be lived under: nobody gets stuck, nothing runs by itself for ever."""

from __future__ import annotations

from workflow.findings import AUTOMATIC, Findings
from workflow.rules import Action, State, Workflow
from workflow.traps import reached

#: parties for whom nobody else can act: their silence needs a clock action
_IRREPLACEABLE = frozenset({"author", "proposer", "cosigner"})
_OWNER = "office"


def examine(findings: Findings) -> None:
    """Judge the shape of every workflow, then look for what nothing uses."""
    for workflow in findings.rules.workflows:
        _examine_paths(findings, workflow)
        _examine_automatic_cycles(findings, workflow)
        _examine_labels(findings, workflow)
        _examine_steps(findings, workflow)
        for state in workflow.states:
            _examine_state(findings, workflow, state)
    _examine_unused(findings)


def _path(workflow: Workflow, state: State, action: Action | None = None) -> tuple[str, ...]:
    path = ("workflows", workflow.name, "states", state.name)
    return path if action is None else (*path, "actions", action.name)


def _automatic(action: Action) -> bool:
    return bool(action.by) and set(action.by) <= AUTOMATIC


def _acting_in_parts(findings: Findings) -> set[str]:
    """The parties who act in a workflow that the system opens as part of another one."""
    parts = [one for one in findings.rules.workflows if one.start.by == ("system",)]
    actions = [action for part in parts for state in part.states for action in state.actions]
    return {party for action in actions for party in action.by} - AUTOMATIC


def _idle_owner(state: State) -> bool:
    """Whether the one waited for has nothing to do in this state itself."""
    return not any(state.waits_for in action.by for action in state.actions)


def _moved_elsewhere(state: State) -> bool:
    """Whether the one waited for moves the case on in its parts alone; here he only takes notes."""
    return not any(state.waits_for in action.by for action in state.actions if action.moves)


def _examine_paths(findings: Findings, workflow: Workflow) -> None:
    edges = [(state.name, to.state) for state, _, to in workflow.edges()]
    reachable = reached([start.state for start in workflow.starts], edges)
    final = [state.name for state in workflow.states if state.final]
    if not final:
        states = ("workflows", workflow.name, "states")
        findings.note(states, f"流程“{workflow.label}”没有终点，至少一个状态要写 final: true")
    # What rests has come to its end, though it may be taken up again.
    ends = [state.name for state in workflow.states if state.settled]
    finishing = reached(ends, [(target, source) for source, target in edges])
    for state in workflow.states:
        path: tuple[str, ...] = _path(workflow, state)
        if state.name not in reachable:
            findings.note(path, f"状态“{state.label}”从开始走不到")
        if final and state.actions and state.name not in finishing:
            findings.note(path, f"状态“{state.label}”走不到任何终点，进来就出不去")
    for start in workflow.starts:
        if start.state in final:
            way = ("start",) if start is workflow.start else ("also", start.name)
            path = ("workflows", workflow.name, *way, "state", start.state)
            findings.note(path, "开始的状态不能就是终点")


def _examine_automatic_cycles(findings: Findings, workflow: Workflow) -> None:
    elsewhere = _acting_in_parts(findings)
    moves = [
        (state, action, to.state)
        for state, action, to in workflow.edges()
        if _automatic(action) and not (_moved_elsewhere(state) and state.waits_for in elsewhere)
    ]
    edges = [(state.name, target) for state, _, target in moves]
    for state, action, target in moves:
        if state.name in reached([target], edges):
            sentence = f"自动动作“{action.label}”会绕成一圈：其中没有一步要人来做"
            findings.note(_path(workflow, state, action), sentence)


def _examine_labels(findings: Findings, workflow: Workflow) -> None:
    labels: dict[str, str] = {}
    seen: set[str] = set()
    for state in workflow.states:
        if state.label in seen:
            path = (*_path(workflow, state), "label")
            findings.note(path, f"有两个状态都叫“{state.label}”，分不清")
        seen.add(state.label)
        here: set[str] = set()
        for action in state.actions:
            path = (*_path(workflow, state, action), "label")
            first = labels.setdefault(action.name, action.label)
            if action.label != first:
                sentence = f"动作 {action.name} 在别的状态里叫“{first}”，同一流程里要一致"
                findings.note(path, sentence)
            if action.label in here:
                findings.note(path, f"这个状态下有两个动作都叫“{action.label}”，分不清")
            here.add(action.label)


def _examine_steps(findings: Findings, workflow: Workflow) -> None:
    used = {state.step for state in workflow.states}
    for name, label in workflow.steps:
        if name not in used:
            path = ("workflows", workflow.name, "steps", name)
            findings.note(path, f"没有一个状态属于“{label}”这一步")


def _examine_state(findings: Findings, workflow: Workflow, state: State) -> None:
    path = _path(workflow, state)
    if state.step is None:
        findings.note(path, f"状态“{state.label}”没有写 step（属于哪一步）")
    if state.final:
        _examine_final(findings, path, state)
        return
    if state.rests:
        _examine_resting(findings, path, state)
    elif state.waits_for is None:
        findings.note(path, f"状态“{state.label}”没有写 waits_for（轮到谁办）")
    if not state.actions:
        findings.note(path, f"状态“{state.label}”不是终点，却没有一个动作")
    elif all(set(action.by) == {"system"} for action in state.actions):
        findings.note(path, f"状态“{state.label}”只有系统动作，没有一个人、也没有时钟能推动它")
    elif _idle_owner(state) and state.waits_for not in {None, *_acting_in_parts(findings)}:
        sentence = f"“{state.label}”轮到 {state.waits_for} 办，却没有他能做的动作"
        findings.note((*path, "waits_for"), sentence)
    _examine_deadline(findings, path, state)
    mains: dict[str, str] = {}
    for action in state.actions:
        _examine_action(findings, _path(workflow, state, action), action)
        for party in action.by if action.main else ():
            first = mains.setdefault(party, action.label)
            if first != action.label:
                sentence = f"“{first}”已经是主要动作，同一个人在一个状态下只能有一个"
                findings.note((*path, "actions", action.name, "main"), sentence)


def _examine_final(findings: Findings, path: tuple[str, ...], state: State) -> None:
    for key, present in (
        ("actions", state.actions),
        ("within", state.within),
        ("no_clock", state.no_clock),
        ("waits_for", state.waits_for),
        ("escalates_to", state.escalates_to),
        ("extendable", state.extendable),
    ):
        if present:
            findings.note((*path, key), f"“{state.label}”是终点，不能再有 {key}")


def _examine_resting(findings: Findings, path: tuple[str, ...], state: State) -> None:
    for key, present in (("waits_for", state.waits_for), ("within", state.within)):
        if present:
            findings.note((*path, key), f"“{state.label}”已经办完（rests），不能再有 {key}")


def _examine_deadline(findings: Findings, path: tuple[str, ...], state: State) -> None:
    if state.within and all(limit.relation == "not_after" for limit in state.within):
        sentence = f"“{state.label}”的期限可能没有填：not after 以外，还须有一条期限"
        findings.note((*path, "within"), sentence)
    lapses = any("clock" in action.by for action in state.actions)
    if state.within and state.no_clock:
        findings.note((*path, "no_clock"), f"“{state.label}”有期限（within），不能又写 no_clock")
    if not state.within:
        if not state.no_clock:
            sentence = f"“{state.label}”没有期限：请写 within，或者在 no_clock 里写明为什么没有"
            findings.note(path, sentence)
        for action in state.actions:
            if "clock" in action.by:
                sentence = f"“{state.label}”没有期限（within），时钟动作永远不会发生"
                findings.note((*path, "actions", action.name, "by"), sentence)
        if state.escalates_to:
            sentence = f"“{state.label}”没有期限（within），escalates_to 没有意义"
            findings.note((*path, "escalates_to"), sentence)
        if state.extendable:
            sentence = f"“{state.label}”没有期限（within），extendable 没有意义"
            findings.note((*path, "extendable"), sentence)
        return
    if state.waits_for in _IRREPLACEABLE and not lapses:
        sentence = f"“{state.label}”的期限没有后果：等的人不办，须有一个 by: clock 的动作"
        findings.note((*path, "within"), sentence)
    elif state.waits_for not in {None, _OWNER} and not lapses and not state.escalates_to:
        sentence = (
            f"“{state.label}”过了期限由谁来管？请写 escalates_to，或者加一个 by: clock 的动作"
        )
        findings.note((*path, "within"), sentence)


def _examine_action(findings: Findings, path: tuple[str, ...], action: Action) -> None:
    if set(action.by) & AUTOMATIC:
        if action.asks:
            findings.note((*path, "asks"), f"“{action.label}”由系统做，系统不会填表")
        if not action.only_if:
            findings.note(path, f"“{action.label}”由系统做，须写 only_if（什么时候做）")
    if action.sealed and not action.personal:
        findings.note(path, f"“{action.label}”是评价，不能委托别人，须写 personal: true")
    if action.negative and "reason" not in action.asks:
        findings.note((*path, "asks"), f"“{action.label}”不利于提出人，asks 里须有 reason（理由）")
    if "ground" in action.asks and not action.negative:
        findings.note(path, f"“{action.label}”要选不予立案的理由，须写 negative: true")
    _examine_destinations(findings, (*path, "to"), action)
    _examine_judged(findings, path, action)


def _examine_judged(findings: Findings, path: tuple[str, ...], action: Action) -> None:
    conditions = {condition.name: condition for condition in findings.rules.conditions}
    for key, names in (("checks", action.checks), ("warns", action.warns)):
        for name in names:
            condition = conditions.get(name)
            if condition and condition.marks and condition.marks not in action.fields:
                sentence = f"判断 {name} 要标出字段“{condition.marks}”，而这个动作不填它"
                findings.note((*path, key, name), sentence)
    if action.warns and set(action.by) & AUTOMATIC:
        findings.note((*path, "warns"), f"“{action.label}”由系统做，没有人看提醒（warns）")
    for name in action.warns:
        if name in (*action.only_if, *action.checks):
            sentence = f"判断 {name} 已经不满足就不能办，不用再写在 warns 里提醒"
            findings.note((*path, "warns", name), sentence)


def _examine_destinations(findings: Findings, path: tuple[str, ...], action: Action) -> None:
    if len(action.to) < 2:
        if action.to and action.to[0].when is not None:
            findings.note(path, f"“{action.label}”的 to 最后缺少一行 otherwise")
        return
    for destination in action.to[:-1]:
        if destination.when is None:
            sentence = f"“{action.label}”去哪里分不清：otherwise 只能写在最后一行，其余各行须写判断"
            findings.note((*path, destination.state), sentence)
    if action.to[-1].when is not None:
        sentence = f"“{action.label}”的 to 最后一行须是 otherwise，否则可能无处可去"
        findings.note((*path, action.to[-1].state), sentence)


def _examine_unused(findings: Findings) -> None:
    rules = findings.rules
    states = [state for workflow in rules.workflows for state in workflow.states]
    actions = [action for state in states for action in state.actions]
    starts = [start for workflow in rules.workflows for start in workflow.starts]
    fields = {name for action in actions for name in action.fields}
    fields |= {name for start in starts for name in start.fields}
    fields |= {limit.anchor for state in states for limit in state.within if limit.relation == "by"}
    conditions = {name for action in actions for name in (*action.only_if, *action.checks)}
    conditions |= {name for action in actions for name in action.warns}
    conditions |= {name for start in starts for name in start.checks}
    conditions |= {to.when for action in actions for to in action.to if to.when}
    parameters = {limit.parameter for state in states for limit in state.within}
    parameters |= set(findings.known.parameters)
    parties = {name for action in actions for name in (*action.by, *action.notify)}
    parties |= {state.escalates_to for state in states if state.escalates_to}
    parties |= {step.party for state in states for step in state.ladder}
    sheets = [document for workflow in rules.workflows for document in workflow.documents]
    parties |= {name for document in sheets for name in document.parties}
    for section, declared, used, what in (
        ("fields", rules.fields, fields, "字段"),
        ("conditions", rules.conditions, conditions, "判断"),
        ("parameters", rules.parameters, parameters, "期限参数"),
        ("parties", rules.parties, parties, "关系"),
    ):
        for item in declared:
            if item.name not in used:
                findings.note((section, item.name), f"{what}“{item.name}”没有一处用到")
