"""The record as others see it: public checkpoints, witnesses, and the commands around them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from models.database import make_engine, write_session
from tests.pages import Visit
from tests.people import build_county
from tests.stories import ONCE, Story
from web.commands import main
from workflow.engine import Engine
from workflow.signednote import read_note, read_verifier
from workflow.witnessing import read_growth

pytestmark = ONCE


class House:
    """An installation with a record, and its command line."""

    def __init__(self, place: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.place, self.url, self.patch = place, url, monkeypatch

    def run(self, *words: str) -> Result:
        self.patch.setenv("JIANYAN_INSTANCE", str(self.place))
        self.patch.setenv("JIANYAN_DATABASE_URL", self.url)
        return CliRunner().invoke(main, list(words))

    def good(self, *words: str) -> str:
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def bad(self, *words: str) -> str:
        result = self.run(*words)
        assert result.exit_code == 1, result.output
        return result.stderr

    def tamper(self, table: str, statement: str, **values: Any) -> None:
        """What the triggers refuse."""
        engine = make_engine(self.url)
        with write_session(engine) as session:
            for verb in ("update", "delete"):
                session.execute(text(f"DROP TRIGGER {table}_no_{verb}"))
            session.execute(text(statement), values)
            session.commit()
        engine.dispose()

    def file(self, name: str, content: str) -> str:
        (self.place / name).write_text(content, "utf-8")
        return str(self.place / name)


@pytest.fixture
def told(session: Any, door: Engine) -> Story:
    """Today, as the commands ask this machine's clock."""
    county = build_county(session)
    return Story(session, door, county, now=datetime.now(UTC), pace=timedelta(milliseconds=1))


@pytest.fixture
def ours(told: Story, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    told.reach("proposal", "submitted")
    told.session.commit()
    return House(tmp_path, database_url, monkeypatch)


def more(told: Story, ours: House) -> str:
    """Something happens, and is sealed."""
    told.reach("proposal", "submitted")
    told.session.commit()
    return ours.good("audit", "checkpoint")


def test_a_checkpoint_is_made_kept_and_verified(ours: House, told: Story) -> None:
    first = ours.good("audit", "checkpoint")
    assert (ours.place / "checkpoint").read_text("utf-8") == first
    assert (ours.place / "record_key").stat().st_mode & 0o077 == 0
    key = ours.good("audit", "key", "show").strip()
    assert read_note(first).signed_by(read_verifier(key))
    assert ours.good("audit", "checkpoint") == first, "nothing new, nothing signed"
    kept = ours.file("kept", first)
    more(told, ours)
    assert "相符" in ours.good("audit", "verify", "--from", kept, "--key", key)
    assert "读不出来" in ours.bad("audit", "verify", "--from", ours.file("x", "x"))
    assert "一起用" in ours.bad("audit", "verify", "--key", key)
    assert "不能同时用" in ours.bad("audit", "verify", "--from", kept, "--case", "1")


def test_one_case_is_verified_by_its_number(ours: House, told: Story) -> None:
    ours.good("audit", "checkpoint")
    case = told.reach("proposal", "submitted")
    number = case.serial_no
    told.session.commit()
    assert "核验无误" in ours.good("audit", "verify", "--case", number)
    assert "没有编号" in ours.bad("audit", "verify", "--case", "no such")
    ours.good("audit", "checkpoint")
    number, subject_id = case.serial_no, case.id
    told.session.close()
    change = "UPDATE event SET actor_name = 'x' WHERE subject_id = :id AND seq = 2"
    ours.tamper("event", change, id=subject_id)
    assert "第 2 条记录的内容被改动" in ours.bad("audit", "verify", "--case", number)
    said = ours.bad("audit", "verify")
    assert said.startswith(f"案件 {number}：第 2 条记录的内容被改动")


def test_a_key_is_changed_and_a_lost_one_is_replaced(ours: House, told: Story) -> None:
    ours.good("audit", "checkpoint")
    assert "还在" in ours.bad("audit", "key", "replace", "--reason", "x")
    old = (ours.place / "record_key").read_text()
    ours.good("audit", "key", "rotate")
    assert (ours.place / "record_key").read_text() != old
    more(told, ours)
    assert "核验无误" in ours.good("audit", "verify")
    (ours.place / "record_key").unlink()
    assert "签名密钥" in ours.bad("audit", "verify")
    told.reach("proposal", "submitted")
    told.session.commit()
    assert "签名密钥" in ours.bad("audit", "checkpoint")
    assert "写明" in ours.bad("audit", "key", "replace", "--reason", " ")
    ours.good("audit", "key", "replace", "--reason", "硬盘损坏")
    ours.good("audit", "checkpoint")
    result = ours.run("audit", "verify")
    assert result.exit_code == 0
    assert "没有前一把引荐，是因为：硬盘损坏" in result.stderr
    assert len(ours.good("audit", "key", "show").split()) == 3
    (ours.place / "record_key").write_text("spoilt")
    assert ours.bad("audit", "verify")
    assert "不是私钥" in ours.bad("audit", "checkpoint")


def test_a_database_put_back_is_noticed_by_the_machine_itself(ours: House, told: Story) -> None:
    earlier = ours.good("audit", "checkpoint")
    later = more(told, ours)
    first = int(earlier.split("\n")[1])
    told.session.close()
    ours.tamper("checkpoint", "DELETE FROM checkpoint WHERE size > :size", size=first)
    ours.tamper("leaf", "DELETE FROM leaf WHERE position >= :size", size=first)
    size = later.split("\n")[1]
    assert f"记着 {size} 条，现在只有 {first} 条" in ours.bad("audit", "verify")


def test_another_county_witnesses_growth_and_nothing_else(
    ours: House, told: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ours.good("audit", "checkpoint")
    size = first.split("\n")[1]
    key = ours.good("audit", "key", "show").strip()
    (tmp_path / "other").mkdir()
    other = House(tmp_path / "other", f"sqlite:///{tmp_path / 'none.db'}", monkeypatch)
    monkeypatch.setenv("JIANYAN_COMMITTEE", "政协青石县委员会")
    seen = other.run("witness", ours.file("first", first), "--key", key)
    assert seen.exit_code == 0, seen.output
    witness = seen.stderr.strip().rpartition("：")[2]
    ours.good("audit", "witnessed", ours.file("back", seen.stdout), "--key", witness)
    unseen = ours.file("unseen", first)
    assert "没有这把公钥" in ours.bad("audit", "witnessed", unseen, "--key", witness)
    more(told, ours)
    alone = ours.file("alone", (ours.place / "checkpoint").read_text())
    assert f"从 {size} 条算起" in other.bad("witness", alone, "--key", key)
    grown = ours.file("grown", ours.good("audit", "growth", size))
    out = tmp_path / "out"
    other.good("witness", grown, "--key", key, "--out", str(out))
    ours.good("audit", "witnessed", str(out), "--key", witness)
    assert "退回去了" in other.bad("witness", ours.file("old", first), "--key", key)
    lying = read_growth(Path(grown).read_text("utf-8"))
    assert lying.proof
    spoilt = Path(grown).read_text("utf-8").split("\n")
    more(told, ours)
    newer = ours.good("audit", "growth", str(lying.said.size)).split("\n")
    newer[1] = spoilt[1]
    said = other.bad("witness", ours.file("lie", "\n".join(newer)), "--key", key)
    assert "记录被改写过，不予见证" in said
    assert "核验无误" in ours.good("audit", "verify")
    assert "不是给出的公钥" in other.bad("witness", grown, "--key", witness)
    assert "只有" in ours.bad("audit", "growth", "99999")


def test_everybody_may_fetch_the_checkpoint(visit: Visit, story: Story) -> None:
    from workflow.checkpoints import introduce, seal
    from workflow.signednote import new_signer

    nobody = visit.nobody()
    assert nobody.client.get("/.well-known/jianyan/checkpoint").status_code == 404
    assert "还没有签署过检查点" in nobody.client.get("/record").text
    signer = new_signer("云岭县政协")
    introduce(story.session, signer, story.now)
    story.reach("proposal", "submitted")
    made = seal(story.session, signer, story.now)
    assert made is not None
    story.session.commit()
    fetched = nobody.client.get("/.well-known/jianyan/checkpoint")
    assert fetched.mimetype == "text/plain"
    assert fetched.text == made.note
    assert nobody.client.get(f"/.well-known/jianyan/checkpoint/{made.size}").text == made.note
    assert nobody.client.get(f"/.well-known/jianyan/checkpoint/{made.size + 1}").status_code == 404
    assert nobody.client.get("/.well-known/jianyan/keys").text == f"{signer.verifier}\n"
    grown = read_growth(nobody.client.get("/.well-known/jianyan/growth/1").text)
    assert (grown.old, grown.said.size) == (1, made.size)
    assert nobody.client.get(f"/.well-known/jianyan/growth/{made.size + 1}").status_code == 404
    for language in ("", "?lang=en"):
        page = nobody.client.get(f"/record{language}")
        assert made.short_root in page.text
        assert "Set-Cookie" not in page.headers
