"""What a server does by itself or on one command: moving cases to new rules, tidying up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from models import Attachment, Draft, LoginSession
from models.queries.tidying import forget_abandoned
from tests.people import STATES, County, build_county
from tests.stories import Story
from web.commands import main
from workflow.engine import Engine

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("JIANYAN_DATABASE_URL", database_url)
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path))

    def call(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    return call


@pytest.fixture
def waiting(session: Session, door: Engine) -> Story:
    """A proposal before the office, committed under today's rules."""
    story = Story(session, door, build_county(session))
    story.reach("proposal", "submitted")
    session.commit()
    return story


def next_rules(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    text = STATES.read_text("utf-8").replace("version: 2026.1", "version: 2027.1")
    path = folder / "states.yaml"
    path.write_text(text.replace("联络组审核期限,", "联络组审看期限,"), "utf-8")
    monkeypatch.setenv("JIANYAN_STATES", str(path))


def test_open_cases_are_counted_and_then_moved(
    run: Run, waiting: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有要改的件" in run("workflow", "migrate").output
    next_rules(monkeypatch, tmp_path)
    preview = run("workflow", "migrate")
    assert (preview.exit_code, "submitted → submitted  1 件" in preview.output) == (0, True)
    assert "只是预览" in preview.output
    assert "已改 1 件" in run("workflow", "migrate", "--apply").output
    assert "没有要改的件" in run("workflow", "migrate").output


def test_a_case_without_a_place_to_go_stops_the_move(
    run: Run, waiting: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_rules(monkeypatch, tmp_path)
    nowhere = ("workflow", "migrate", "--map", "proposal.submitted=nowhere")
    assert run(*nowhere).exit_code == 1
    refused = run(*nowhere, "--apply")
    assert (refused.exit_code, "Traceback" in refused.output) == (1, False)
    assert run("workflow", "migrate", "--map", "nonsense").exit_code == 1
    assert "1 件" in run("workflow", "migrate").output


def test_what_was_left_lying_goes_and_the_rest_stays(
    session: Session, county: County, story: Story
) -> None:
    owner, now = county["author"].id, story.now

    def upload(age: int, digest: str) -> Attachment:
        return Attachment(
            name="a.pdf", mime="application/pdf", size=1, sha256=digest,
            uploaded_by_id=owner, uploaded_at=now - timedelta(days=age),
        )  # fmt: skip

    old, twin, fresh = upload(8, "aa"), upload(8, "bb"), upload(1, "bb")
    texts = [
        Draft(user_id=owner, place=place, data={}, saved_at=now - timedelta(days=age))
        for place, age in (("new/proposal", 61), ("cases/1/write", 59))
    ]
    logins = [
        LoginSession(
            key_hash=key, user_id=owner, data={}, created_at=now, seen_at=now,
            expires_at=now + timedelta(hours=hours),
        )
        for key, hours in (("over", -1), ("running", 1))
    ]  # fmt: skip
    session.add_all([old, twin, fresh, *texts, *logins])
    session.flush()

    gone = forget_abandoned(session, now)

    # The bytes of `twin` are still needed by `fresh`.
    assert [upload.sha256 for upload in gone] == ["aa"]
    session.expire_all()
    assert session.query(Attachment).count() == 1
    assert [draft.place for draft in session.query(Draft)] == ["cases/1/write"]
    assert [login.key_hash for login in session.query(LoginSession)] == ["running"]
