"""A states.yaml with one fault planted, and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from workflow.check import Names, prove
from workflow.loader import load
from workflow.names import KNOWN
from workflow.problems import Problem, RulesError

HERE = Path(__file__).parent
STATES = HERE.parents[1] / "states.yaml"
MARK = "▮"


@dataclass(frozen=True)
class Fault:
    """One paragraph of writing.txt or procedure.txt."""

    name: str
    edits: tuple[tuple[str, str], ...]
    says: str

    def planted(self, text: str) -> tuple[str, tuple[int, int] | None]:
        """The spoilt text, and line and column of the mark."""
        for old, new in self.edits:
            assert old in text, f"states.yaml has no {old!r} any more: plant this elsewhere"
            text = text.replace(old, new, 1)
        if MARK not in text:
            return text, None
        before = text[: text.index(MARK)]
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        return text.replace(MARK, ""), place


def read_faults(kind: str) -> list[Fault]:
    """The corpus of one kind."""
    _, *paragraphs = (HERE / f"{kind}.txt").read_text("utf-8").split("\n## ")
    return [_read_fault(paragraph) for paragraph in paragraphs]


def _read_fault(paragraph: str) -> Fault:
    name, _, body = paragraph.partition("\n")
    body = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), body)
    edits = []
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", body, re.MULTILINE):
        before, after = (
            "\n".join(line[1:] for line in part.split("\n")[:-1]) for part in (old, new)
        )
        edits.append((before, after))
    says = re.findall(r"^= (.+)$", body, re.MULTILINE)
    assert edits, name
    assert len(says) == 1, name
    return Fault(name, tuple(edits), says[0])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for kind in ("writing", "procedure"):
        if f"{kind}_fault" in metafunc.fixturenames:
            faults = read_faults(kind)
            metafunc.parametrize(f"{kind}_fault", faults, ids=[fault.name for fault in faults])


@pytest.fixture(scope="session")
def text() -> str:
    return STATES.read_text("utf-8")


@pytest.fixture(scope="session")
def known(text: str) -> Names:
    """The names the file itself uses, so that each test speaks of its planted fault only."""
    rules = load(text)
    actions = [act for one in rules.workflows for state in one.states for act in state.actions]
    starts = [start for one in rules.workflows for start in one.starts]
    return Names(
        conditions=frozenset(condition.name for condition in rules.conditions),
        effects=frozenset(
            [name for act in actions for name in act.then]
            + [name for start in starts for name in start.then]
        ),
        field_types=frozenset(item.type for item in rules.fields),
        parties=frozenset(party.name for party in rules.parties if party.role),
        parameters=KNOWN.parameters,
        roles=frozenset(role.name for role in rules.roles),
        dates=KNOWN.dates,
        derived=KNOWN.derived,
    )


@pytest.fixture(scope="session")
def told(known: Names) -> Callable[[str], list[Problem]]:
    """Every problem of a text."""

    def problems(text: str) -> list[Problem]:
        try:
            prove(text, known)
        except RulesError as error:
            return error.problems
        return []

    return problems
