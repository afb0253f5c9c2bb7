"""The locks hold what pyproject.toml asks for, and name no machine and no package host."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASKED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def names(requirements: list[str]) -> set[str]:
    return {
        re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")
        for requirement in requirements
    }


def locked(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", text, re.MULTILINE))


def test_what_the_program_needs_is_locked() -> None:
    assert names(ASKED["project"]["dependencies"]) <= locked("requirements.lock").keys()


def test_what_the_tests_and_checks_need_is_locked() -> None:
    groups = ASKED["dependency-groups"]
    wanted = names([*groups["build"], *groups["test"], *groups["check"]])
    assert wanted <= locked("requirements-dev.lock").keys()


def test_tests_run_with_the_versions_that_are_served() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_host_and_no_folder(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    assert [
        line for line in lines if "://" in line or "file:" in line or line.startswith("-")
    ] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    assert [package for package in packages if "--hash=sha256:" not in package] == []
