"""The docs tell the truth: everything is mentioned, every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from tests.laws import described
from tests.people import todays_rules
from web.config import Settings
from workflow.fields import TYPES
from workflow.registry import CONDITIONS, EFFECTS
from workflow.rules import Rules

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
ADRS = sorted((DOCS / "adr").glob("[0-9]*.md"))
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
#: settings that are read outside web/config.py
_VARIABLE = re.compile(r"\bJIANYAN_[A-Z_]*[A-Z]\b")
_MACHINE = re.compile(r"(?<![\w./:-])/(?:work|root|home/\w+|Users/\w+|tmp|mnt)\b")
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")


def page(name: str) -> str:
    """The text of one page of the docs."""
    return (DOCS / name).read_text("utf-8")


def words(text: str) -> set[str]:
    """Everything the text sets in code type, and its parts."""
    code = re.findall(r"`([^`\n]+)`", text) + re.findall(r"```.*?```", text, re.DOTALL)
    return {word for piece in code for word in re.findall(r"\w+", piece)}


# ── commands and settings ───────────────────────────────────────────────────


def commands(group: click.Command, before: str = "jianyan") -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name."""
    if not isinstance(group, click.Group):
        yield before, group
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield from commands(command, f"{before} {name}")


def test_every_command_is_explained() -> None:
    from web.commands import main

    text = page("running.md")
    missing = [name for name, _ in commands(main) if f"`{name}" not in text]
    assert not missing


def test_every_option_of_a_command_is_explained() -> None:
    from web.commands import main

    text = page("running.md")
    missing = [
        f"{name} {option.opts[0]}"
        for name, command in commands(main)
        for option in command.params
        if isinstance(option, click.Option) and f"`{option.opts[0]}" not in text
    ]
    assert not missing


def test_no_command_is_explained_that_does_not_exist() -> None:
    from web.commands import main

    known = {name for name, _ in commands(main)}
    told = {
        found
        for one in PAGES
        for line in "\n".join(code(one.read_text("utf-8"))).splitlines()
        for found in re.findall(r"(?:^|\.venv/bin/)(jianyan(?: [a-z]+)+)", line.strip())
    }
    assert told
    assert not {one for one in told if not any(one.startswith(name) for name in known)}


def code(text: str) -> list[str]:
    """Every piece of code on a page."""
    return re.findall(r"`([^`\n]+)`", text) + re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)


def variables() -> set[str]:
    """Every setting the product reads."""
    found = {f"JIANYAN_{one.name.upper()}" for one in fields(Settings)}
    for source in (*(ROOT / "script").iterdir(), *(ROOT / "web").rglob("*.py"), ROOT / "wsgi.py"):
        found |= set(_VARIABLE.findall(source.read_text("utf-8")))
    for source in (ROOT / "tests").rglob("*.py"):
        found |= {
            one for one in _VARIABLE.findall(source.read_text("utf-8")) if one != "JIANYAN_WRONG"
        }
    return found


def test_every_setting_is_explained() -> None:
    table = set(re.findall(r"^\| `(JIANYAN_\w+)` \|", page("running.md"), re.MULTILINE))
    assert table == variables()


def test_the_defaults_of_the_settings_are_told() -> None:
    rows = dict(re.findall(r"^\| `JIANYAN_(\w+)` \| ([^|]+?) \|", page("running.md"), re.MULTILINE))
    wrong = {
        one.name: rows[one.name.upper()]
        for one in fields(Settings)
        if isinstance(one.default, str | int)
        and not isinstance(one.default, bool)
        and one.default != ""
        and f"`{one.default}`" not in rows[one.name.upper()]
    }
    assert not wrong


# ── the procedure ───────────────────────────────────────────────────────────


def test_the_tables_of_the_procedure_are_those_of_states_yaml() -> None:
    text = page("the-procedure.md")
    assert set(described.markers(text)) == set(described.tables(todays_rules()))
    assert described.refreshed(text, todays_rules()) == text, (
        "docs/the-procedure.md is old; run: .venv/bin/python -m tests.laws.described"
    )


def vocabulary(rules: Rules) -> dict[str, set[str]]:
    """Every word the rules and the program offer, by kind."""
    actions = {a.name for w in rules.workflows for s in w.states for a in s.actions}
    return {
        "states": {state.name for one in rules.workflows for state in one.states},
        "actions": actions,
        "conditions": set(CONDITIONS),
        "effects": set(EFFECTS),
        "field types": set(TYPES),
        "fields": {one.name for one in rules.fields},
        "parties": {one.name for one in rules.parties},
        "parameters": {one.name for one in rules.parameters},
        "roles": {one.name for one in rules.roles},
        "documents": {one.name for w in rules.workflows for one in w.documents},
    }


@pytest.mark.parametrize("kind", sorted(vocabulary(todays_rules())))
def test_every_word_of_the_procedure_is_explained(kind: str) -> None:
    missing = vocabulary(todays_rules())[kind] - words(page("the-procedure.md"))
    assert not missing


def test_every_key_of_the_grammar_is_explained() -> None:
    from workflow import loader

    parts = (loader._ROOT, loader._WORKFLOW, loader._START, loader._STATE, loader._ACTION)
    keys = {key for part in (*parts, loader._FIELD) for key in part}
    keys |= {"sees", "role", "default", "says", "marks", "after", "for"}
    missing = keys - words(page("the-procedure.md"))
    assert not missing


def test_the_glossary_knows_only_words_that_are_used() -> None:
    text = page("words.md")
    used = "\n".join(
        source.read_text("utf-8")
        for folder in ("models", "workflow", "web")
        for source in (ROOT / folder).rglob("*.py")
    )
    used += (ROOT / "states.yaml").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|", text, re.MULTILINE)
    told = {word for row in rows for word in re.findall(r"`(\w+)`", row[2])}
    assert len(told) > 40
    assert told <= set(re.findall(r"\w+", used, re.ASCII))


# ── pages ───────────────────────────────────────────────────────────────────


def anchors(text: str) -> set[str]:
    """The anchors of the headings, as the forges make them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    source = ROOT / name
    broken = []
    for found in _LINK.finditer(source.read_text("utf-8")):
        path, _, anchor = found["target"].partition("#")
        if path.startswith(("http://", "https://")):
            continue
        target = (source.parent / path) if path else source
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            broken.append(found["target"])
    assert not broken


@pytest.mark.parametrize("name", NAMES)
def test_no_page_names_a_path_of_somebodys_machine(name: str) -> None:
    assert not _MACHINE.findall((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_every_decision_has_context_decision_and_consequence(path: Path) -> None:
    text = path.read_text("utf-8")
    places = [text.find(f"**{part}.**") for part in ("Context", "Decision", "Consequence")]
    assert -1 < places[0] < places[1] < places[2]
    assert text.startswith(f"# {int(path.stem[:4])}. ")
    assert len(text.splitlines()) < 40


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.stem[:4]) for path in ADRS] == list(range(1, len(ADRS) + 1))
