"""Several processes verify the same record."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from models.base import Base
from models.database import make_engine, write_session
from tests.bench import fill
from workflow import auditing
from workflow.checkpoints import introduce, seal
from workflow.signednote import new_signer


def test_several_processes_say_the_same_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over several pieces of chains and of leaves, whole and with something wrong in each."""
    signer = new_signer("云岭县政协")
    url, now = f"sqlite:///{tmp_path / 'record.db'}", datetime.now(UTC)
    database = make_engine(url)
    Base.metadata.create_all(database)
    fill(url, 700)
    monkeypatch.setattr(auditing, "_WORTH_SPLITTING", 0)
    monkeypatch.setattr(auditing, "_PIECE", 256)
    with write_session(database) as session:
        introduce(session, signer, now)
        seal(session, signer, now)
        session.commit()
        report = auditing.verify(session, processes=1)
        assert (report.events, report.bad, report.faults) == (700, [], [])
        for table in ("event", "leaf"):
            session.execute(text(f"DROP TRIGGER {table}_no_update"))
        for number in (10, 500):
            session.execute(text(f"UPDATE event SET actor_name = '别人' WHERE id = {number}"))
        session.execute(text("UPDATE leaf SET hash = hash || 'x' WHERE event_id = 600"))
        session.commit()
        report = auditing.verify(session, processes=1)
        assert [one.event_id for one in report.bad] == [10, 500]
        assert report.faults[0] == "第 600 条（事件 600）签署以后被改写"
        assert auditing.verify(session, processes=2) == report
    database.dispose()
