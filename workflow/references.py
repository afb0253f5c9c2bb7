"""Whether every name in the rules stands for something: declared in the file, known in Python."""

from __future__ import annotations

import re

from workflow import parameters
from workflow.builtin import OPEN
from workflow.findings import AUTOMATIC, RESERVED, Findings
from workflow.lengths import Duration, Limit
from workflow.rules import Action, Condition, Field, Start, State, Workflow

_DATES = frozenset({"date", "future_date"})

_NO_FIELD = "没有名为“{name}”的字段，请在 fields 里写明"
_NO_PARTY = "没有“{name}”这种关系，请在 parties 里写明"
_NO_EFFECT = "程序里没有名为“{name}”的后续动作（then）"
_NO_CONDITION = "没有名为“{name}”的判断，请在 conditions 里写明"
_NO_PERSON = "“{name}”不是人，不能写在 "


def examine(findings: Findings) -> None:
    """Look up every name."""
    _examine_people(findings)
    parameters.examine(findings)
    for item in findings.rules.fields:
        _examine_field(findings, item)
    for condition in findings.rules.conditions:
        _examine_condition(findings, condition)
    declared = {condition.name for condition in findings.rules.conditions}
    for name in sorted(findings.known.conditions - declared):
        findings.note(("conditions",), f"程序里有判断“{name}”，conditions 里没有写")
    for workflow in findings.rules.workflows:
        _examine_workflow(findings, workflow)


def _examine_people(findings: Findings) -> None:
    rules, known = findings.rules, findings.known
    roles = [role.name for role in rules.roles]
    if known.roles is not None:
        findings.compare(("roles",), roles, known.roles, "程序里没有“{name}”这种账号角色")
    parties = [party.name for party in rules.parties]
    sentence = "程序里没有“{name}”这种关系"
    findings.compare(("parties",), parties, known.parties | AUTOMATIC, sentence)
    for name in sorted((known.parties | AUTOMATIC) - set(parties)):
        findings.note(("parties",), f"程序里有“{name}”这种关系，parties 里没有写")
    for party in rules.parties:
        path = ("parties", party.name)
        sentence = "没有“{name}”这种账号角色，请在 roles 里写明"
        findings.compare((*path, "role"), [party.role], roles, sentence)
        if party.name in AUTOMATIC and party.role:
            findings.note((*path, "role"), f"“{party.name}”是系统自己，不能有账号角色")
        if party.name not in AUTOMATIC and not party.role and (*path, "role") not in rules.places:
            findings.note(path, f"关系“{party.name}”没有写 role（哪种账号角色）")


def _examine_duration(findings: Findings, path: tuple[str, ...], duration: Duration) -> None:
    if duration.amount < 1:
        findings.note(path, "期限不能是 0")
    elif not parameters.is_length(duration.amount, duration.unit):
        findings.note(path, f"期限超过 {parameters.LONGEST_DAYS} 天，请核对数字和单位")


def _examine_field(findings: Findings, item: Field) -> None:
    path = ("fields", item.name)
    types = findings.known.field_types
    sentence = f"没有“{{name}}”这种字段类型，可以写：{'、'.join(sorted(types))}"
    findings.compare((*path, "type"), [item.type], types, sentence)
    choices = (*path, "choices")
    if item.type == "choice" and len(item.choices) < 2:
        findings.note((*path, "type", "choice"), f"字段“{item.name}”是选择题，choices 至少写两项")
    if item.type != "choice" and item.choices:
        findings.note(choices, f"字段“{item.name}”不是 choice 类型，不能写 choices")
    roles = [role.name for role in findings.rules.roles]
    sentence = "没有“{name}”这种账号角色，seen_by 里写 roles 里的角色"
    findings.compare((*path, "seen_by"), item.seen_by, roles, sentence)
    seen: dict[str, str] = {}
    for name, label in item.choices:
        if label and label in seen:
            findings.note((*choices, name), f"“{label}”与“{seen[label]}”一项的文字相同")
        seen.setdefault(label, name)


def _examine_condition(findings: Findings, condition: Condition) -> None:
    path = ("conditions", condition.name)
    sentence = "程序里没有名为“{name}”的判断"
    findings.compare(path[:1], [condition.name], findings.known.conditions, sentence)
    fields = [item.name for item in findings.rules.fields]
    findings.compare((*path, "marks"), [condition.marks], fields, _NO_FIELD)
    if re.search(r"[{}]", condition.says.replace("{detail}", "")):
        findings.note((*path, "says"), "话里的花括号只能写成 {detail}")


def _examine_workflow(findings: Findings, workflow: Workflow) -> None:
    rules = findings.rules
    path = ("workflows", workflow.name)
    states = [state.name for state in workflow.states]
    for start in workflow.starts:
        at = (*path, "start") if start is workflow.start else (*path, "also", start.name)
        _examine_start(findings, at, start, states)
    for state in workflow.states:
        _examine_state(findings, workflow, state)
    actions = {action.name for state in workflow.states for action in state.actions}
    parties = [party.name for party in rules.parties]
    for document in workflow.documents:
        at = (*path, "documents", document.name)
        sentence = f"流程“{workflow.label}”里没有“{{name}}”这个动作"
        findings.compare((*at, "after"), document.after, actions | {OPEN}, sentence)
        findings.compare((*at, "for"), document.parties, parties, _NO_PARTY)


def _examine_start(
    findings: Findings, path: tuple[str, ...], start: Start, states: list[str]
) -> None:
    rules = findings.rules
    findings.compare((*path, "state"), [start.state], states, "没有“{name}”这个状态")
    openers = [*(role.name for role in rules.roles), "system"]
    sentence = "没有“{name}”这种账号角色，开始一件只能由 roles 里的角色或 system"
    findings.compare((*path, "by"), start.by, openers, sentence)
    declared = [condition.name for condition in rules.conditions]
    findings.compare((*path, "checks"), start.checks, declared, _NO_CONDITION)
    if "also" in path and start.name in RESERVED:
        findings.note(path, f"“{start.name}”另有含义，不能作动作名")
    _examine_form(findings, path, start.asks, start.optional)
    _examine_consequences(findings, path, start.then, start.notify)


def _examine_state(findings: Findings, workflow: Workflow, state: State) -> None:
    path = ("workflows", workflow.name, "states", state.name)
    if state.name in RESERVED:
        findings.note(path, f"“{state.name}”另有含义，不能作状态名")
    steps = [name for name, _ in workflow.steps]
    findings.compare((*path, "step"), [state.step], steps, "steps 里没有“{name}”这一步")
    people = [party.name for party in findings.rules.parties if party.name not in AUTOMATIC]
    ladder = [("escalates_to", step.party) for step in state.ladder]
    for key, name in (
        ("waits_for", state.waits_for),
        ("escalates_to", state.escalates_to),
        *ladder,
    ):
        if name in AUTOMATIC:
            findings.note((*path, key, name), f"{_NO_PERSON.format(name=name)}{key} 里")
        else:
            findings.compare((*path, key), [name], people, _NO_PARTY)
    for limit in state.within:
        _examine_limit(findings, workflow, state, limit)
    for action in state.actions:
        _examine_action(findings, workflow, (*path, "actions", action.name), action)


def _examine_limit(findings: Findings, workflow: Workflow, state: State, limit: Limit) -> None:
    path = ("workflows", workflow.name, "states", state.name, "within")
    if limit.duration is not None:
        _examine_duration(findings, path, limit.duration)
    inner = workflow.start.by == ("system",)
    if limit.anchor == "case":
        if not inner:
            findings.note(path, "case 是上一级案件的期限，只有系统开出的承办件才能用")
    elif limit.relation == "by" or limit.anchor in (findings.known.dates or ()):
        _examine_date(findings, workflow, path, limit.anchor)
    elif limit.relation != "not_after" and limit.anchor not in {"entered", "opened"}:
        scope = findings.rules.workflows if inner else (workflow,)
        actions = {action.name for one in scope for other in one.states for action in other.actions}
        if limit.anchor not in actions:
            findings.note(path, f"since 后面的“{limit.anchor}”不是动作名，也不是 entered、opened")


def _examine_date(findings: Findings, workflow: Workflow, path: tuple[str, ...], name: str) -> None:
    asked = {item for state in workflow.states for act in state.actions for item in act.fields}
    types = {item.name: item.type for item in findings.rules.fields}
    dates = findings.known.dates
    asked = asked.union(*(start.fields for start in workflow.starts))
    # What the system opens begins with dates that another workflow's form has asked for.
    given = workflow.start.by == ("system",) or name in findings.known.derived
    if types.get(name) not in _DATES or not (given or name in asked):
        findings.note(path, f"by 后面的“{name}”不是本流程里要填的日期字段")
    elif dates is not None and name not in dates:
        findings.note(path, f"程序里没有“{name}”这个可以作期限的日期")


def _examine_action(
    findings: Findings, workflow: Workflow, path: tuple[str, ...], action: Action
) -> None:
    rules = findings.rules
    if action.name in RESERVED:
        findings.note(path, f"“{action.name}”另有含义，不能作动作名")
    parties = [party.name for party in rules.parties]
    if not action.by and (*path, "by") not in rules.places:
        findings.note(path, f"动作“{action.label}”没有写 by（谁可以做）")
    findings.compare((*path, "by"), action.by, parties, _NO_PARTY)
    known = {one.name for flow in rules.workflows for state in flow.states for one in state.actions}
    findings.compare((*path, "other_than"), action.other_than, known, "没有“{name}”这个动作")
    declared = [condition.name for condition in rules.conditions]
    findings.compare((*path, "only_if"), action.only_if, declared, _NO_CONDITION)
    findings.compare((*path, "checks"), action.checks, declared, _NO_CONDITION)
    findings.compare((*path, "warns"), action.warns, declared, _NO_CONDITION)
    states = {state.name for state in workflow.states}
    for destination in action.to:
        if destination.state not in states:
            sentence = f"流程“{workflow.label}”里没有“{destination.state}”这个状态"
            findings.note((*path, "to", destination.state), sentence)
        at = (*path, "to", destination.state)
        findings.compare(at, [destination.when], declared, _NO_CONDITION)
    _examine_form(findings, path, action.asks, action.optional)
    _examine_consequences(findings, path, action.then, action.notify)


def _examine_form(
    findings: Findings, path: tuple[str, ...], asks: tuple[str, ...], optional: tuple[str, ...]
) -> None:
    fields = [item.name for item in findings.rules.fields]
    findings.compare((*path, "asks"), asks, fields, _NO_FIELD)
    findings.compare((*path, "optional"), optional, fields, _NO_FIELD)
    for name in sorted(set(asks) & set(optional)):
        findings.note(
            (*path, "optional", name), f"“{name}”已经写在 asks 里，不能又写在 optional 里"
        )


def _examine_consequences(
    findings: Findings, path: tuple[str, ...], then: tuple[str, ...], notify: tuple[str, ...]
) -> None:
    findings.compare((*path, "then"), then, findings.known.effects, _NO_EFFECT)
    people = {party.name for party in findings.rules.parties} - AUTOMATIC
    for name in notify:
        if name in AUTOMATIC:
            findings.note((*path, "notify", name), f"{_NO_PERSON.format(name=name)}notify 里")
        else:
            findings.compare((*path, "notify"), [name], people, _NO_PARTY)
