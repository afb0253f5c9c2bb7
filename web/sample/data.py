"""The texts of the sample county, read from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@cache
def read(name: str) -> dict[str, Any]:
    """The content of one data file."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def read_all(beginning: str, table: str) -> list[dict[str, Any]]:
    """The rows of a table that is spread over several files, in the order of their names."""
    found: list[dict[str, Any]] = []
    for path in sorted(_FOLDER.glob(f"{beginning}*.toml")):
        found += read(path.stem)[table]
    return found
