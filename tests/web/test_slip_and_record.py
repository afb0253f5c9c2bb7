"""A journey: a member holds a slip, the office alters a row, and every later check names it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from models.database import write_session
from models.queries.checkpoints import newest_checkpoint
from tests.issuing import issue_letters
from tests.pages import Visit
from tests.stories import ONCE, Story
from web.commands import main
from web.house import House
from workflow.checkpoints import introduce, seal
from workflow.proofs import inclusion_of
from workflow.signednote import new_signer


@ONCE
def test_a_slip_is_verified_until_the_record_behind_it_is_altered(
    visit: Visit, story: Story, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANYAN_DATABASE_URL", house.settings.database_url)
    monkeypatch.setenv("JIANYAN_INSTANCE", str(tmp_path / "auditor"))

    def audit(*words: str) -> Result:
        return CliRunner().invoke(main, ["audit", *words])

    task, cause, _rows = issue_letters(story, house)
    number, about, approved = str(task.proposal.number), task.id, cause.id
    signer = new_signer("云岭县政协")
    introduce(story.session, signer, story.now)
    seal(story.session, signer, story.now)
    newest = newest_checkpoint(story.session)
    assert newest is not None
    checkpoint = tmp_path / "kept.txt"
    checkpoint.write_text(newest.note, "utf-8")
    story.session.commit()
    proof = inclusion_of(story.session, approved)
    assert proof is not None
    assert proof.holds()
    story.session.close()

    # the member
    slip = visit["author"].client.get(f"/cases/{about}/documents/reply_letter").data
    (tmp_path / "slip.pdf").write_bytes(slip)

    def dropped(status: int) -> str:
        file = {"file": (io.BytesIO(slip), "slip.pdf")}
        return visit.nobody().post("/verify", file, status=status).text

    assert "核验相符" in dropped(200)
    good = ("--slip", str(tmp_path / "slip.pdf")), ("--case", number)
    for words in good:
        assert audit("verify", *words).exit_code == 0, audit("verify", *words).output

    # the office, with SQL
    with write_session(house.database) as session:
        session.execute(text("DROP TRIGGER event_no_update"))
        session.execute(
            text("UPDATE event SET actor_name = '别人' WHERE id = :id"), {"id": approved}
        )
        session.commit()

    assert "登记与记录不符" in dropped(422)
    place = f"案件 {number}："
    for words in (("--case", number), (), ("--from", str(checkpoint))):
        said = audit("verify", *words)
        assert said.exit_code == 1
        assert said.stderr.startswith(place)
        assert "条记录的内容被改动" in said.stderr
    said = audit("verify", *good[0])
    assert said.exit_code == 1
    assert "登记与记录不符" in said.stderr
