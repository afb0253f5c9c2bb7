"""Which actions may be done to many cases at once: what `bulk` and `each` may say."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.assigning import OWN
from workflow.findings import AUTOMATIC, Findings
from workflow.rules import Action

#: what is chosen among the rows of one case, or written about one case alone
OF_ONE_CASE = frozenset(
    {
        "adoption", "agenda", "answers", "contact", "evaluator", "files", "order", "paper_form",
        "proposers", "suggestions",
    }
)  # fmt: skip


def examine(findings: Findings) -> None:
    """Judge every action that is marked."""
    types = {field.name: field.type for field in findings.rules.fields}
    for workflow in findings.rules.workflows:
        for state in workflow.states:
            for action in state.actions:
                path = ("workflows", workflow.name, "states", state.name, "actions", action.name)
                if action.each and not action.bulk:
                    sentence = f"“{action.label}”写了 each，须同时写 bulk: true"
                    findings.note((*path, "each"), sentence)
                for key, sentence in _objections(action, types) if action.bulk else ():
                    findings.note((*path, *key), sentence)


def _objections(action: Action, types: dict[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    label, bulk = action.label, ("bulk",)
    if action.personal:
        yield bulk, f"“{label}”须由本人逐件办理（personal），不能写 bulk"
    if action.sealed:
        yield bulk, f"“{label}”是评价，要逐件评，不能写 bulk"
    if action.negative:
        yield bulk, f"“{label}”不利于提出人，理由要逐件写，不能写 bulk"
    if set(action.by) <= AUTOMATIC:
        yield bulk, f"“{label}”由系统做，不能写 bulk"
    for name in action.each:
        if name not in action.fields:
            yield ("each", name), f"each 里的“{name}”不是“{label}”要填的"
        elif name not in OWN:
            known = "、".join(sorted(OWN))
            yield ("each", name), f"each 里的“{name}”，案件自己没有，可以写：{known}"
    for name in action.asks:
        if types.get(name) in OF_ONE_CASE and name not in action.each:
            yield bulk, f"“{label}”要填的“{name}”每件不同，不能写 bulk"
