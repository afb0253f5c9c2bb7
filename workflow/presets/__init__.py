"""Presets (现成的积分办法): tables that committees really use, to be taken over and changed."""

from __future__ import annotations

from importlib.resources import files

_FOLDER = files("workflow.presets")


def preset_names() -> list[str]:
    """The presets there are, in alphabetical order."""
    names = (one.name for one in _FOLDER.iterdir())
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def preset_text(name: str) -> str:
    """The text of one; KeyError where there is none of that name."""
    if name not in preset_names():
        raise KeyError(name)
    return (_FOLDER / f"{name}.yaml").read_text("utf-8")
