"""Background work: nothing lost, nothing done twice, whatever is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from models import Outbox
from tests.stories import ONCE
from web import jobs
from web.delivery import post, spool
from web.migrating import bring_up
from web.worker import pause

pytestmark = pytest.mark.own_database  # the engine of the jobs brings tables of its own

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tables_of_the_jobs(database_url: str) -> None:
    bring_up(database_url)


def test_what_is_rolled_back_is_never_asked_for(engine: Engine, session: Session) -> None:
    jobs.enqueue(session, "tick", key="one")
    session.rollback()
    assert asked_for(engine) == []


def test_the_same_key_is_one_job(engine: Engine, session: Session) -> None:
    for _ in range(2):
        jobs.enqueue(session, "deliver", 1, key="one")
    session.commit()
    jobs.enqueue(session, "deliver", 1, key="one")
    session.commit()
    assert asked_for(engine) == ["one"]


def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    database_url: str, tmp_path: Path, session: Session
) -> None:
    fill(session, 60)
    for moment in (0.0, 0.15):
        with worker(database_url, tmp_path) as running:
            already = len(files(tmp_path))
            wait_for(lambda already=already: len(files(tmp_path)) > already)
            time.sleep(moment)
            running.send_signal(signal.SIGKILL)
    assert 0 < len(files(tmp_path)) < 60, "the kill came too late to show anything"
    with worker(database_url, tmp_path):
        wait_for(lambda: undelivered(session) == 0)
    assert sorted(path.name for path in files(tmp_path)) == sorted(
        f"message-{number}.json" for number in range(60)
    )
    assert {json.loads(path.read_text("utf-8"))["key"] for path in files(tmp_path)} == {
        f"message-{number}" for number in range(60)
    }
    assert count(session, "attempts <> 1") == 0


@ONCE
def test_a_message_that_cannot_leave_is_tried_again_later(
    database_url: str, tmp_path: Path, session: Session
) -> None:
    fill(session, 2)
    # Nobody listens on the discard port of this machine.
    with worker(database_url, tmp_path, JIANYAN_WEBHOOK_URL="http://127.0.0.1:9/"):
        wait_for(lambda: count(session, "attempts = 1 AND error <> ''") == 2)
    assert undelivered(session) == 2


def test_the_pause_grows_to_an_hour() -> None:
    assert [pause(attempts) for attempts in (0, 1, 2, 3, 12)] == [0, 10, 20, 40, 3600]


@ONCE
def test_the_worker_stops_when_told(database_url: str, tmp_path: Path) -> None:
    with worker(database_url, tmp_path) as running:
        wait_for((tmp_path / "instance/outbox").exists)
        running.terminate()
        assert running.wait(15) == 0


def test_a_message_taken_away_does_not_come_back(tmp_path: Path) -> None:
    spool(tmp_path, "a/b·c", {"payload": {}})
    (tmp_path / "done").mkdir()
    [written] = tmp_path.glob("*.json")
    written.rename(tmp_path / "done" / written.name)
    spool(tmp_path, "a/b·c", {"payload": {}})
    assert list(tmp_path.glob("*.json")) == []


@pytest.mark.parametrize(("status", "fails"), [(204, False), (302, True), (500, True)])
def test_only_a_good_answer_counts_as_delivered(status: int, fails: bool) -> None:
    with receiver(status) as (url, received):
        if fails:
            with pytest.raises(OSError):
                post(url, "k", {"payload": {"标题": "路灯"}})
        else:
            post(url, "k", {"payload": {"标题": "路灯"}})
    assert received == [("k", {"key": "k", "payload": {"标题": "路灯"}})]


# ---------------------------------------------------------------- what the tests share


def fill(session: Session, how_many: int) -> None:
    session.add_all(
        Outbox(key=f"message-{number}", channel="notice", payload={"no": number}, created_at=NOW)
        for number in range(how_many)
    )
    session.commit()


def count(session: Session, condition: str) -> int:
    session.rollback()
    found = session.execute(text(f"SELECT count(*) FROM outbox WHERE {condition}")).scalar_one()
    session.rollback()
    return int(found)


def undelivered(session: Session) -> int:
    return count(session, "delivered_at IS NULL")


def asked_for(engine: Engine) -> list[str]:
    table = "workflow_status" if engine.dialect.name == "sqlite" else "dbos.workflow_status"
    with engine.connect() as connection:
        return list(connection.execute(text(f"SELECT workflow_uuid FROM {table}")).scalars())


def files(folder: Path) -> list[Path]:
    return list((folder / "instance/outbox").glob("*.json"))


def wait_for(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@contextmanager
def worker(url: str, folder: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {"JIANYAN_SEND_WINDOW": "always"} | more
    environment |= {"JIANYAN_DATABASE_URL": url, "JIANYAN_INSTANCE": str(folder / "instance")}
    command = (sys.executable, "-c", "from web.worker import main; main()")
    running = subprocess.Popen(command, env=environment)
    try:
        yield running
    finally:
        if running.poll() is None:
            running.terminate()
            running.wait(20)


@contextmanager
def receiver(status: int) -> Iterator[tuple[str, list[tuple[str, object]]]]:
    received: list[tuple[str, object]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.headers["Idempotency-Key"], json.loads(body)))
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
