"""`jianyan demo`: twelve lines, the sheets and the logs, the same every time."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner, Result

from web.sample.commands import demo

#: below it the sheets have their page numbers
FOOT = 265 / 25.4 * 72
SHEETS = (
    "reply", "reply-2", "feedback", "feedback-2", "project-application", "project-acceptance",
)  # fmt: skip
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    out = tmp_path_factory.mktemp("demo")
    return out, CliRunner().invoke(demo, ["--out", str(out)], catch_exceptions=False)


def _events(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _text(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return "".join(
            char["text"]
            for page in document.pages
            for char in page.chars
            if not char["text"].isspace() and char["bottom"] < FOOT
        )


def test_the_demonstration_tells_twelve_lines(played: tuple[Path, Result]) -> None:
    _out, result = played
    assert result.exit_code == 0
    assert len(result.output.strip().splitlines()) == 12
    assert "{" not in result.output


def test_it_leaves_its_sheets_and_logs(played: tuple[Path, Result]) -> None:
    out, _result = played
    for name in SHEETS:
        assert (out / f"{name}.pdf").read_bytes().startswith(b"%PDF-"), name
    states = [event["to"] for event in _events(out / "events.jsonl")]
    assert states.count("replied") >= 2
    assert "mediation" not in states
    project = _events(out / "project-events.jsonl")
    assert "win_ballot" in [event["action"] for event in project]
    assert project[-1]["to"] == "closed"


def test_anybody_can_check_the_log(played: tuple[Path, Result]) -> None:
    out, _result = played
    before: dict[object, object] = {}
    for event in _events(out / "events.jsonl"):
        salt, body, mark = (str(event.pop(name)) for name in ("salt", "body", "hash"))
        assert event["commitment"] == hashlib.sha256((salt + body).encode()).hexdigest()
        leaf = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert mark == hashlib.sha256(leaf.encode()).hexdigest()
        assert event["prev"] == before.get(event["subject"], "0" * 64)
        before[event["subject"]] = mark


def test_the_letter_says_what_was_stored(
    played: tuple[Path, Result],
) -> None:
    out, _result = played
    bodies = [
        json.loads(str(event["body"]))["data"]
        for event in _events(out / "events.jsonl")
        if event["action"] == "draft_reply"
    ]
    for data, name in zip(bodies, ("reply", "reply-2"), strict=True):
        text = _text(out / f"{name}.pdf")
        stored = [*data["reply_body"].split("\n"), data["doc_no"]]
        stored += [answer["measure"] for answer in data["answers"]]
        for piece in stored:
            assert re.sub(r"\s", "", piece) in text


def test_the_same_story_has_the_same_hashes(played: tuple[Path, Result], tmp_path: Path) -> None:
    out, _result = played
    again = CliRunner().invoke(demo, ["--out", str(tmp_path), "--lang", "en"])
    assert again.exit_code == 0
    assert len(again.output.strip().splitlines()) == 12
    for name in ("events.jsonl", "project-events.jsonl", "reply.pdf", "feedback.pdf"):
        assert (out / name).read_bytes() == (tmp_path / name).read_bytes(), name
