"""The tables of docs/the-procedure.md, made from states.yaml so that they cannot lie.

`python -m tests.laws.described` writes them anew, between their markers, and touches nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from workflow.builtin import OPEN
from workflow.lengths import Duration, Limit, Parameter
from workflow.loader import load_file
from workflow.names import KNOWN
from workflow.rules import Action, Rules, Start, State, Workflow

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "the-procedure.md"
_MARKED = re.compile(r"(<!-- table (?P<name>[a-z_ ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_UNITS = {"working_days": "个工作日", "days": "天", "months": "个月"}
_SEES = {
    "own": "自己提出或者联名的件，以及它们的承办件",
    "group": "本组委员的件（不含草稿），以及自己提出的件",
    "all": "全部件（不含草稿）",
    "assigned": "交办给本单位的件",
    "none": "看不到任何件",
}
_AUTOMATIC = frozenset({"clock", "system"})


def rules_in_force() -> Rules:
    """The rules in the repository."""
    return load_file(ROOT / "states.yaml")


def refreshed(page: str, rules: Rules) -> str:
    """The page with every table as the rules have it; KeyError for a marker nobody knows."""
    made = tables(rules)
    return _MARKED.sub(lambda found: f"{found[1]}\n{made[found['name']]}\n\n{found[3]}", page)


def markers(page: str) -> list[str]:
    """The tables a page asks for."""
    return [found["name"] for found in _MARKED.finditer(page)]


def tables(rules: Rules) -> dict[str, str]:
    """Every table by the name of its marker."""
    made = {
        "roles": _table(
            ("账号角色", "看得到什么", "文件里的名字"),
            ((role.label, _SEES[role.sees], f"`{role.name}`") for role in rules.roles),
        ),
        "parties": _table(
            ("关系", "用哪种账号", "文件里的名字"),
            ((party.label, _role(rules, party.role), f"`{party.name}`") for party in rules.parties),
        ),
        "parameters": _table(
            ("设定", "默认", "文件里的名字"),
            ((one.label, _usual(one), f"`{one.name}`") for one in rules.parameters),
        ),
        "fields": _table(
            ("填什么", "类型", "最多", "选项", "文件里的名字"),
            (
                (
                    one.label,
                    f"`{one.type}`",
                    f"{one.max} 字" if one.max else "",
                    "、".join(f"{label}（`{key}`）" for key, label in one.choices),
                    f"`{one.name}`",
                )
                for one in rules.fields
            ),
        ),
        "conditions": _table(
            ("不满足时显示的话", "文件里的名字"),
            ((one.says.replace("{detail}", "……"), f"`{one.name}`") for one in rules.conditions),
        ),
        "silence": _table(("流程", "状态", "期限", "期限过了怎样"), _silences(rules)),
        "documents": _table(("文书", "从哪一步起可以打印", "谁可以打印", "名字"), _sheets(rules)),
    }
    for workflow in rules.workflows:
        made[f"states {workflow.name}"] = _states(rules, workflow)
        made[f"actions {workflow.name}"] = _actions(rules, workflow)
    return made


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(cell.replace('|', '｜') for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _role(rules: Rules, name: str | None) -> str:
    return rules.role(name).label if name else "不是人，由程序自己做"


def _length(duration: Duration) -> str:
    return f"{duration.amount} {_UNITS[duration.unit]}"


def _usual(parameter: Parameter) -> str:
    if isinstance(parameter.default, Duration):
        return _length(parameter.default)
    if parameter.type == "choice":
        return dict(parameter.choices)[str(parameter.default)]
    return "不设" if parameter.default is None else str(parameter.default)


def _people(rules: Rules, names: Iterable[str]) -> str:
    roles = {role.name: role.label for role in rules.roles}
    labels = {party.name: party.label for party in rules.parties}
    return "、".join(labels.get(name) or roles[name] for name in names)


def _limit(rules: Rules, workflow: Workflow, limit: Limit) -> str:
    if limit.anchor == "case":
        before = limit.relation == "before"
        return f"早于本案期限 {_limit_length(rules, limit)}" if before else "随本案期限"
    if limit.relation == "not_after":
        last = rules.parameter(limit.parameter).label if limit.parameter else "提案征集截止"
        return f"不晚于“{last}”"
    if limit.relation == "by":
        return f"到“{rules.field(limit.anchor).label}”为止"
    anchor = {"entered": "进入本状态", "opened": workflow.start.label}.get(limit.anchor)
    if not anchor and limit.anchor in (KNOWN.dates or ()):
        anchor = rules.field(limit.anchor).label
    return f"自{anchor or workflow.label_of(limit.anchor)}起 {_limit_length(rules, limit)}"


def _limit_length(rules: Rules, limit: Limit) -> str:
    if limit.duration:
        return _length(limit.duration)
    parameter = rules.parameter(limit.parameter or "")
    return f"{_usual(parameter)}（{parameter.label}）"


def _limits(rules: Rules, workflow: Workflow, state: State) -> str:
    several = "，以早的为准" if len(state.within) > 1 else ""
    return "；".join(_limit(rules, workflow, limit) for limit in state.within) + several


def _states(rules: Rules, workflow: Workflow) -> str:
    steps = dict(workflow.steps)
    return _table(
        ("状态", "进度条", "轮到谁", "期限", "说明", "名字"),
        (
            (
                state.label,
                steps[state.step or ""],
                _turn(rules, state),
                _limits(rules, workflow, state),
                "；".join(_remarks(rules, state)),
                f"`{state.name}`",
            )
            for state in workflow.states
        ),
    )


def _turn(rules: Rules, state: State) -> str:
    who = _people(rules, [state.waits_for]) if state.waits_for else ""
    return "：".join(part for part in (who, state.wants) if part)


def _remarks(rules: Rules, state: State) -> Iterable[str]:
    if state.final:
        yield "到此为止"
    if state.rests:
        yield "已经办完，还可以再动"
    if state.private:
        yield "只有提出人和受邀联名人看得到"
    if state.escalates_to:
        yield f"逾期由{_people(rules, [state.escalates_to])}过问"
    if state.no_clock:
        yield f"没有期限：{state.no_clock}"


def _actions(rules: Rules, workflow: Workflow) -> str:
    begins = [
        _row(rules, _beginning(start), f"进入“{workflow.state(start.state).label}”")
        for start in workflow.starts
    ]
    parts = [_of_state("开始", begins)]
    parts += [
        _of_state(
            f"{state.label} `{state.name}`",
            [_row(rules, action, _leads(rules, workflow, action)) for action in state.actions],
        )
        for state in workflow.states
        if state.actions
    ]
    return "\n\n".join(parts)


def _beginning(start: Start) -> Action:
    return Action(
        start.name, start.label, start.by, asks=start.asks, optional=start.optional,
        checks=start.checks, then=start.then, notify=start.notify,
    )  # fmt: skip


def _of_state(title: str, rows: list[tuple[str, ...]]) -> str:
    head = ("动作", "谁做", "先要满足", "必须填", "可以填", "做完以后")
    return f"#### {title}\n\n{_table(head, rows)}"


def _row(rules: Rules, action: Action, leads: str) -> tuple[str, ...]:
    told = f"通知{_people(rules, action.notify)}" if action.notify else ""
    follows = "、".join(f"`{name}`" for name in action.then)
    sealed = "归档前承办单位看不到" if action.sealed else ""
    name = "" if action.name == OPEN else f" `{action.name}`"
    internal = "提案人看不到所写内容" if action.internal else ""
    bulk = "可以批量办理" if action.bulk else ""
    warns = "".join(f"提醒 `{name}`，看过可以照办" for name in action.warns)
    return (
        action.label + name,
        _people(rules, action.by),
        "；".join(f"`{name}`" for name in (*action.only_if, *action.checks)),
        _labels(rules, action.asks),
        _labels(rules, action.optional),
        "；".join(part for part in (leads, follows, told, sealed, internal, warns, bulk) if part),
    )


def _labels(rules: Rules, names: Iterable[str]) -> str:
    return "、".join(rules.field(name).label for name in names)


def _leads(rules: Rules, workflow: Workflow, action: Action) -> str:
    if not action.to:
        return "状态不变"
    lines = []
    for to in action.to:
        label = f"到“{workflow.state(to.state).label}”"
        if len(action.to) > 1:
            label = f"{f'`{to.when}` 时' if to.when else '否则'}{label}"
        lines.append(label)
    return "，".join(lines)


def _silences(rules: Rules) -> Iterable[tuple[str, ...]]:
    for workflow in rules.workflows:
        for state in workflow.states:
            if state.within:
                lapses = [action for action in state.actions if "clock" in action.by]
                said = "；".join(f"{a.label}（{_leads(rules, workflow, a)}）" for a in lapses)
                escalated = f"标为超期，告知{_people(rules, [state.escalates_to or 'office'])}"
                for rung in state.ladder:
                    later = _people(rules, [rung.party])
                    escalated += f"；{_length(rung.after)}以后告知{later}"
                yield (
                    workflow.label, state.label, _limits(rules, workflow, state),
                    said or escalated,
                )  # fmt: skip


def _sheets(rules: Rules) -> Iterable[tuple[str, ...]]:
    for workflow in rules.workflows:
        for document in workflow.documents:
            after = "或".join(f"“{workflow.label_of(name)}”" for name in document.after)
            readers = _people(rules, document.parties)
            yield document.label, f"{workflow.label}：{after}", readers, f"`{document.name}`"


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text("utf-8"), rules_in_force()), "utf-8")
