"""states.yaml, read strictly: a text becomes rules, or every fault in it at once.

Only the writing is judged here; whether the procedure makes sense is the question of `check`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, cast

from workflow import choices
from workflow.builtin import OPEN
from workflow.canonical import canonical, digest, from_canonical, reused_version, sealed
from workflow.nodes import Listing, Mapping, Node, Scalar, compose
from workflow.parameters import read_parameter
from workflow.problems import Problem, RulesError
from workflow.rules import (
    Action,
    Condition,
    Document,
    Field,
    Party,
    Role,
    Rules,
    Start,
    State,
    Workflow,
)
from workflow.spelling import LARGEST, decode, repair
from workflow.timegrammar import TimeReader

__all__ = [
    "Problem",
    "RulesError",
    "canonical",
    "digest",
    "from_canonical",
    "load",
    "load_file",
    "reused_version",
]

_ROOT = ("version", "roles", "parties", "parameters", "fields", "conditions", "workflows")
_MORE = ("reminders", "separation")
_SEES = ("own", "group", "all", "assigned", "none")
_FIELD = ("label", "type", "max", "hint", "choices", "seen_by")
_WORKFLOW = ("label", "start", "also", "steps", "states", "documents")
_START = ("state", "label", "by", "asks", "optional", "checks", "then", "notify", "hint")
_STATE = (
    "label", "step", "waits_for", "wants", "within", "no_clock", "escalates_to", "extendable",
    "private", "rests", "final", "actions",
)  # fmt: skip
_ACTION = (
    "label", "by", "only_if", "other_than", "asks", "optional", "checks", "warns", "to", "then",
    "notify", "negative", "sealed", "internal", "main", "personal", "bulk", "each", "hint",
)  # fmt: skip


def load_file(path: Path, parser: Any = None) -> Rules:
    """The rules in a file; RulesError also for a file that is too large or not UTF-8."""
    if path.stat().st_size > LARGEST:
        raise RulesError([_too_large()], path.name)
    text, problems = decode(path.read_bytes())
    if problems:
        raise RulesError(problems, path.name)
    return load(text, path.name, parser)


def load(text: str, source: str = "states.yaml", parser: Any = None) -> Rules:
    """The rules of a text; RulesError with every problem. `parser` is for tests of this."""
    if len(text) > LARGEST or len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise RulesError([_too_large()], source)
    text, problems = repair(text)
    root = compose(text, problems, parser)
    rules = None
    if isinstance(root, Mapping):
        rules = _Loader(problems).rules(root)
    elif not problems:
        problems.append(Problem(1, 1, "文件里没有内容，应当写着 version、roles、workflows 等各项"))
    if problems or rules is None:
        raise RulesError(problems, source, rules)
    return sealed(rules)


def _too_large() -> Problem:
    return Problem(1, 1, "文件超过 1 MiB，不是一份办理规则")


def _places(
    node: Node, path: tuple[str, ...], found: dict[tuple[str, ...], tuple[int, int]]
) -> None:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            inner = (*path, key.text)
            found[inner] = key.line, key.column
            _places(value, inner, found)
    elif isinstance(node, Listing):
        for item in node.items:
            _places(item, path, found)
    elif isinstance(node, Scalar):
        found.setdefault((*path, node.text), (node.line, node.column))


class _Loader(TimeReader):
    def rules(self, root: Mapping) -> Rules:
        """All sections, as far as they can be read."""
        part = self.keyed(root, "文件", (*_ROOT, *_MORE), _ROOT)
        places: dict[tuple[str, ...], tuple[int, int]] = {}
        _places(root, (), places)
        parameters = tuple(
            read_parameter(self, name, value)
            for name, _, value in self.entries(part.get("parameters"), "parameters")
        )
        self.parameters = {parameter.name: parameter.type for parameter in parameters}
        return Rules(
            version=self.sentence(part.get("version"), 40),
            roles=tuple(
                self._role(name, value)
                for name, _, value in self.entries(part.get("roles"), "roles")
            ),
            parties=tuple(
                self._party(name, value)
                for name, _, value in self.entries(part.get("parties"), "parties")
            ),
            parameters=parameters,
            fields=tuple(
                self._field(name, value)
                for name, _, value in self.entries(part.get("fields"), "fields")
            ),
            conditions=tuple(
                self._condition(name, value)
                for name, _, value in self.entries(part.get("conditions"), "conditions")
            ),
            workflows=tuple(
                self._workflow(name, value)
                for name, _, value in self.entries(part.get("workflows"), "workflows")
            ),
            reminders=self.reminders(part.get("reminders")),
            separation=self.pairs(part.get("separation")),
            places=places,
        )

    def _role(self, name: str, node: Node) -> Role:
        part = self.keyed(node, f"角色 {name} ", ("label", "sees"), ("label", "sees"))
        sees = self.choice(part.get("sees"), _SEES)
        return Role(
            name,
            self.label(part.get("label")),
            cast("Literal['own', 'group', 'all', 'assigned', 'none']", sees),
        )

    def _party(self, name: str, node: Node) -> Party:
        part = self.keyed(node, f"关系 {name} ", ("label", "role"), ("label",))
        return Party(name, self.label(part.get("label")), self.optional_id(part.get("role")))

    def _field(self, name: str, node: Node) -> Field:
        part = self.keyed(node, f"字段 {name} ", _FIELD, ("label", "type"))
        words, spans = choices.read(self, part.get("choices"))
        return Field(
            name,
            self.label(part.get("label")),
            self.id(part["type"]) if "type" in part else "",
            self.hint(part.get("hint")),
            self.whole_number(part.get("max")),
            words,
            spans,
            self.ids(part.get("seen_by")),
        )

    def _condition(self, name: str, node: Node) -> Condition:
        if not isinstance(node, Mapping):
            return Condition(name, self.sentence(node))
        part = self.keyed(node, f"判断 {name} ", ("says", "marks", "quiet"), ("says",))
        return Condition(
            name,
            self.sentence(part.get("says")),
            self.optional_id(part.get("marks")),
            self.flag(part.get("quiet")),
        )

    def _workflow(self, name: str, node: Node) -> Workflow:
        part = self.keyed(node, f"流程 {name} ", _WORKFLOW, ("label", "start", "steps", "states"))
        return Workflow(
            name,
            self.label(part.get("label")),
            self._start(part.get("start")),
            tuple(
                (step, self.label(value))
                for step, _, value in self.entries(part.get("steps"), "steps")
            ),
            tuple(
                self._state(state, key, value)
                for state, key, value in self.entries(part.get("states"), "states")
            ),
            tuple(
                self._document(document, value)
                for document, _, value in self.entries(part.get("documents"), "documents")
            ),
            tuple(
                self._start(value, way) for way, _, value in self.entries(part.get("also"), "also")
            ),
        )

    def _start(self, node: Node | None, name: str = OPEN) -> Start:
        what = "start " if name == OPEN else f"also 下的 {name} "
        part = self.keyed(node, what, _START, ("state", "label", "by"))
        return Start(
            name=name,
            state=self.id(part["state"]) if "state" in part else "",
            label=self.label(part.get("label")),
            by=self.ids(part.get("by")),
            asks=self.ids(part.get("asks")),
            optional=self.ids(part.get("optional")),
            checks=self.ids(part.get("checks")),
            then=self.ids(part.get("then")),
            notify=self.ids(part.get("notify")),
            hint=self.hint(part.get("hint")),
        )

    def _state(self, name: str, key: Scalar, node: Node) -> State:
        part = self.keyed(node, f"状态 {name} ", _STATE, ("label",))
        escalates_to, ladder = self.escalation(part.get("escalates_to"))
        return State(
            name=name,
            label=self.label(part.get("label")),
            waits_for=self.optional_id(part.get("waits_for")),
            wants=self.hint(part.get("wants")),
            within=self.limits(part.get("within")),
            no_clock=self.remark(part.get("no_clock")),
            escalates_to=escalates_to,
            ladder=ladder,
            extendable=self.flag(part.get("extendable")),
            private=self.flag(part.get("private")),
            rests=self.flag(part.get("rests")),
            final=self.flag(part.get("final")),
            step=self.optional_id(part.get("step")),
            actions=tuple(
                self._action(action, at, value)
                for action, at, value in self.entries(part.get("actions"), "actions")
            ),
            line=key.line,
        )

    def _action(self, name: str, key: Scalar, node: Node) -> Action:
        # a missing `by` is told by `check`, in a sentence about who may act
        part = self.keyed(node, f"动作 {name} ", _ACTION, ("label",))
        return Action(
            name=name,
            label=self.label(part.get("label")),
            by=self.ids(part.get("by")),
            only_if=self.ids(part.get("only_if")),
            other_than=self.ids(part.get("other_than")),
            asks=self.ids(part.get("asks")),
            optional=self.ids(part.get("optional")),
            checks=self.ids(part.get("checks")),
            warns=self.ids(part.get("warns")),
            to=self.destinations(part.get("to")),
            then=self.ids(part.get("then")),
            notify=self.ids(part.get("notify")),
            negative=self.flag(part.get("negative")),
            sealed=self.flag(part.get("sealed")),
            internal=self.flag(part.get("internal")),
            main=self.flag(part.get("main")),
            personal=self.flag(part.get("personal")),
            bulk=self.flag(part.get("bulk")),
            each=self.ids(part.get("each")),
            hint=self.hint(part.get("hint")),
            line=key.line,
        )

    def _document(self, name: str, node: Node) -> Document:
        words = ("label", "after", "for")
        part = self.keyed(node, f"文书 {name} ", words, words)
        return Document(
            name,
            self.label(part.get("label")),
            self.ids(part.get("after")),
            self.ids(part.get("for")),
        )
