"""Reads docs/recipes.md as a cook would: each block done to a copy of the program."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "recipes.md"
#: what a recipe may touch
PARTS = ("models", "workflow", "web", "migrations", "states.yaml")
_SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(
    r"^(?P<before>[^\n]*)\n\n```(?P<kind>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)
_FILE = re.compile(r"[Ii]n `(?P<path>[\w./]+)`:$")


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of code; `path` is the file it belongs to, empty for the Python shell."""

    path: str
    kind: str
    code: str


def read(page: Path = PAGE) -> dict[str, list[Block]]:
    """The blocks of every recipe, by its title."""
    found: dict[str, list[Block]] = {}
    for title, text in _SECTION.findall(page.read_text("utf-8")):
        blocks = []
        for one in _BLOCK.finditer(text):
            named = _FILE.search(one["before"])
            blocks.append(Block(named["path"] if named else "", one["kind"], one["code"]))
        found[title] = blocks
    return found


def copy_program(folder: Path) -> Path:
    """A copy that may be spoilt."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
            shutil.copytree(source, folder / part, ignore=ignored)
        else:
            shutil.copy(source, folder / part)
    return folder


def follow(blocks: list[Block], folder: Path) -> None:
    """Do to the copy what the recipe says; AssertionError when a place is not found."""
    for block in blocks:
        place = folder / block.path
        if block.kind == "diff":
            place.write_text(_patched(place.read_text("utf-8"), block.code), "utf-8")
        elif block.kind == "python":
            place.write_text(f"{place.read_text('utf-8')}\n\n{block.code}", "utf-8")
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(block.code, "utf-8")


def _patched(text: str, diff: str) -> str:
    for hunk in diff.split("@@\n"):
        lines = hunk.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(old) == 1, f"{text.count(old)} places for\n{old}"
        text = text.replace(old, new)
    return text
