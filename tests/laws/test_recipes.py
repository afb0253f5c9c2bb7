"""The recipes of the docs work: each is done to a copy of the program, which must then start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.laws import recipes
from tests.people import build_county
from tests.stories import Story
from workflow.engine import Engine

ROOT = Path(__file__).parent.parent.parent
RECIPES = recipes.read()
COOKED = {
    title: blocks
    for title, blocks in RECIPES.items()
    if blocks and all(block.path for block in blocks)
}
SHELL = "Open a Python shell on an installation"

START_UP = """
from web import create_app
from web.access import ACCESS
app = create_app()
assert set(app.view_functions) == set(ACCESS), set(app.view_functions) ^ set(ACCESS)
"""
#: what must be there afterwards, beside a procedure that is sound and an application that starts
AFTERWARDS = {
    "Add a field": "assert engine.rules.field('funds_noted_on').type == 'past_date'",
    "Add a condition": "assert 'contacted_thrice' in CONDITIONS",
    "Add an action": "assert task.state('working').action('report_state').label == '报告办理进展'",
    "Add a document": """
from datetime import date
from pathlib import Path
from web import documents
from web.documents.gather import _OF_TASK
from web.documents.sheets import AcknowledgementSheet
day = date(2026, 4, 2)
sheet = AcknowledgementSheet("023", "关于桥的提案", "云岭县交通运输局", day, "9f3c2a71b0de")
assert documents.render("acknowledgement", sheet).startswith(b"%PDF")
assert "acknowledgement" in _OF_TASK
""",
    "Add a role's list": "assert '/group/tasks' in {one.rule for one in app.url_map.iter_rules()}",
    "Change a deadline for the next session": (
        "assert engine.rules.parameter('reply_time').default.amount == 2"
    ),
}


def test_every_recipe_is_tried() -> None:
    shells = {title for title, blocks in RECIPES.items() if any(not b.path for b in blocks)}
    assert set(COOKED) == set(AFTERWARDS)
    assert set(RECIPES) == set(COOKED) | shells
    assert all(len(block.code.splitlines()) <= 20 for one in RECIPES.values() for block in one)


@pytest.mark.parametrize("title", COOKED)
def test_the_recipe_works(title: str, tmp_path: Path) -> None:
    folder = recipes.copy_program(tmp_path)
    recipes.follow(COOKED[title], folder)
    fonts = os.environ.get("JIANYAN_FONTS_DIR") or str(
        Path(os.environ.get("JIANYAN_INSTANCE") or ROOT / "instance") / "fonts"
    )
    after = "from workflow.registry import CONDITIONS\nengine = app.extensions['jianyan'].engine\n"
    after += f"task = engine.rules.workflow('handling_task')\n{AFTERWARDS[title]}"
    done = subprocess.run(
        (sys.executable, "-c", START_UP + after),
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(folder),
            "JIANYAN_INSTANCE": str(folder / "instance"),
            "JIANYAN_FONTS_DIR": fonts,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_shell_moves_cases_and_dates(
    session: Session, door: Engine, database_url: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    story = Story(session, door, build_county(session))
    story.reach("proposal", "submitted")
    session.commit()
    states = tmp_path / "states.yaml"
    newer = (ROOT / "states.yaml").read_text("utf-8").replace("version: ", "version: 9")
    states.write_text(newer.replace("default: 10 working days", "default: 9 working days"), "utf-8")
    monkeypatch.setenv("JIANYAN_STATES", str(states))
    monkeypatch.setenv("JIANYAN_DATABASE_URL", database_url)
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))
    [beginning] = RECIPES[SHELL]
    for title, said in (
        ("Recompute due dates after a change of the calendar", "0 dates changed"),
        ("Move open cases to new rules", "1 cases moved"),
    ):
        names: dict[str, object] = {}
        exec(beginning.code, names)
        try:
            for block in RECIPES[title]:
                exec(block.code, names)
        finally:
            opened = names["session"]
            assert isinstance(opened, Session)
            opened.close()
            opened.get_bind().engine.dispose()
        assert said in capsys.readouterr().out
