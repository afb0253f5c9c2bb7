"""The record: any later change of a row shows, and names the row.

A cut tail — the newest events of a subject removed together — is not detected here: a chain
alone cannot. That is the part of the tree and its checkpoints: see test_checkpoints.py.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from models import AccountEvent, AuditTrace, Event, OrderEvent, Tile, Witnessing
from models.database import write_session
from models.triggers import APPEND_ONLY
from tests.issuing import an_issued_sheet
from tests.people import build_county
from tests.stories import Story
from tests.tampering import rows, tampering
from workflow import history
from workflow.checkpoints import introduce, seal
from workflow.engine import Engine
from workflow.signednote import new_signer

#: columns a change of which must show; `id` is the order of writing, which the chain does not
#: claim to prove
PROVEN = [
    "subject_id",
    "seq",
    "action",
    "party",
    "actor_id",
    "actor_name",
    "on_behalf_of_id",
    "from_state",
    "to_state",
    "commitment",
    "rules_digest",
    "request_id",
    "happened_at",
    "recorded_at",
    "prev_hash",
    "hash",
    "algorithm",
]


@pytest.fixture
def record(session: Session, door: Engine) -> Story:
    """Some thirty events on cases of every kind, committed."""
    story = Story(session, door, build_county(session), joint=True)
    for kind, state in (
        ("proposal", "replied"),
        ("proposal", "not_filed"),
        ("livelihood_project", "examined"),
    ):
        story.reach(kind, state)
        story.pass_days(1)
    session.commit()
    return story


def other(value: Any, column: str) -> Any:
    """A value that differs by one byte, and can still be read as the column's type."""
    if value is None:
        return 1 if column.endswith("_id") else "x"
    if isinstance(value, int):
        return value + 1
    if column.endswith("_at"):
        changed = str(value).replace(".", ".9")[: len(str(value))]
        return changed if changed != str(value) else str(value).replace("2026", "2025", 1)
    if not value:
        return "x"
    middle = len(value) // 2
    flipped = "0" if value[middle] != "0" else "1"
    return value[:middle] + flipped + value[middle + 1 :]


def first_fault(session: Session) -> tuple[int, int] | None:
    session.expire_all()
    faults = history.verify_all(session)
    assert all(fault.sentence for fault in faults)
    return (faults[0].subject_id, faults[0].seq) if faults else None


def test_a_record_nobody_has_touched_is_whole(record: Story) -> None:
    assert len(rows(record.session)) > 30
    assert history.verify_all(record.session) == []


def test_a12_a_changed_byte_shows_and_names_the_first_bad_row(record: Story) -> None:
    session = record.session
    found = rows(session)
    for column in PROVEN:
        for number, subject_id, seq in found[PROVEN.index(column) % 7 :: 8]:
            with tampering(session):
                query = text(f"SELECT {column} FROM event WHERE id = :id")
                value = other(session.execute(query, {"id": number}).scalar_one(), column)
                if column in ("seq", "subject_id"):
                    value = 9_000 + number  # the next one is taken already
                session.execute(
                    text(f"UPDATE event SET {column} = :value WHERE id = :id"),
                    {"value": value, "id": number},
                )
                session.expire_all()
                named = {fault.subject_id: fault.seq for fault in history.verify_all(session)}
            if column == "subject_id":
                assert named[value] == seq, "one too many there, and missing here"
            elif column == "seq":
                assert subject_id in named
            else:
                assert named == {subject_id: seq}, column
    assert history.verify_all(session) == []


def test_changed_words_show(record: Story) -> None:
    session = record.session
    for column in ("salt", "text"):
        for number, subject_id, seq in rows(session)[1::9]:
            with tampering(session):
                query = text(f"SELECT {column} FROM event_body WHERE event_id = :id")
                whole: str = session.execute(query, {"id": number}).scalar_one()
                for place in (0, len(whole) // 3, len(whole) - 1):
                    flipped = "0" if whole[place] != "0" else "1"
                    session.execute(
                        text(f"UPDATE event_body SET {column} = :value WHERE event_id = :id"),
                        {"value": whole[:place] + flipped + whole[place + 1 :], "id": number},
                    )
                    assert first_fault(session) == (subject_id, seq)


def test_a_deleted_row_shows(record: Story) -> None:
    session = record.session
    found = rows(session)
    last = {subject_id: seq for _, subject_id, seq in found}
    for number, subject_id, seq in found[::7]:
        if seq == last[subject_id]:
            continue
        with tampering(session):
            session.execute(text("DELETE FROM event_body WHERE event_id = :id"), {"id": number})
            session.execute(text("DELETE FROM event WHERE id = :id"), {"id": number})
            assert first_fault(session) == (subject_id, seq + 1)


def test_words_taken_away_show(record: Story) -> None:
    session = record.session
    found = rows(session)
    for number, subject_id, seq in [*found[::11], found[-1]]:
        with tampering(session):
            session.execute(text("DELETE FROM event_body WHERE event_id = :id"), {"id": number})
            assert first_fault(session) == (subject_id, seq)


def test_swapped_rows_show(record: Story) -> None:
    session = record.session
    found = rows(session)
    for (one, subject_id, seq), (two, same, _) in zip(found[::5], found[1::5], strict=False):
        if subject_id != same:
            continue
        with tampering(session):
            for number, place in ((one, -1), (two, seq), (one, seq + 1)):
                session.execute(
                    text("UPDATE event SET seq = :seq WHERE id = :id"),
                    {"seq": place if place > 0 else 9_999, "id": number},
                )
            assert first_fault(session) == (subject_id, seq)


def test_swapped_words_show(record: Story) -> None:
    session = record.session
    (one, subject_id, seq), (two, *_) = rows(session)[4:6]
    with tampering(session):
        query = text("SELECT event_id, salt, text FROM event_body WHERE event_id IN (:a, :b)")
        bodies = {row[0]: row for row in session.execute(query, {"a": one, "b": two})}
        for target, source in ((one, two), (two, one)):
            session.execute(
                text("UPDATE event_body SET salt = :s, text = :t WHERE event_id = :id"),
                {"s": bodies[source][1], "t": bodies[source][2], "id": target},
            )
        assert first_fault(session) == (subject_id, seq)


def test_an_inserted_row_shows(record: Story) -> None:
    """Also one whose own hash is right: the next row is not chained to it."""
    session = record.session
    number, subject_id, seq = rows(session)[2]
    with tampering(session):
        session.execute(
            text("UPDATE event SET seq = seq + 1000 WHERE subject_id = :s AND seq > :q"),
            {"s": subject_id, "q": seq},
        )
        session.execute(
            text("UPDATE event SET seq = seq - 999 WHERE subject_id = :s AND seq > 1000"),
            {"s": subject_id},
        )
        whole = session.get_one(Event, number)
        forged = {c.key: getattr(whole, c.key) for c in Event.__table__.columns if c.key != "id"}
        row = Event(**forged | {"seq": seq + 1, "prev_hash": whole.hash, "action": "remind"})
        row.body = type(whole.body)(salt=whole.body.salt, text=whole.body.text)
        row.hash = history.digest(row.algorithm, history.leaf(row))
        session.add(row)
        session.flush()
        assert first_fault(session) == (subject_id, seq + 2)


def test_a_row_rewritten_together_with_its_hash_shows_in_the_next(record: Story) -> None:
    session = record.session
    for number, subject_id, seq in rows(session)[1:4]:
        with tampering(session):
            row = session.get_one(Event, number)
            row.actor_name, row.body.text = "别人", '{"data":{}}'
            row.commitment = history.digest(row.algorithm, row.body.salt + row.body.text)
            row.hash = history.digest(row.algorithm, history.leaf(row))
            session.flush()
            assert first_fault(session) == (subject_id, seq + 1)


def test_the_triggers_refuse_change_and_deletion(record: Story, engine: Database) -> None:
    record.reach(
        "proposal", "replied_again"
    )  # with what is written about a reply and its judgement
    history.record_refusal(
        record.session, subject=None, user=None, action="file", reason="x", request_id="",
        now=record.now,
    )  # fmt: skip
    told = AccountEvent(user_id=record.county["author"].id, what="created", at=record.now)
    ordered = OrderEvent(what="created", about="x", at=record.now)
    auditor = record.county["auditor"]
    read = AuditTrace(user_id=auditor.id, user_name="x", what="x", at=record.now)
    record.session.add_all([told, ordered, an_issued_sheet(record), read])
    witness_everything(record.session, record.now)
    record.session.commit()
    names = ("action", "text", "reason", "source", "what", "name", "what",
             "hash", "hashes", "reason", "note", "line", "name", "what")  # fmt: skip
    for table, column in zip(APPEND_ONLY, names, strict=True):
        for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
            with (
                write_session(engine) as session,
                pytest.raises(DatabaseError, match=f"{table} is append-only"),
            ):
                session.execute(text(statement))
    assert history.verify_all(record.session) == []


def witness_everything(session: Session, now: datetime) -> None:
    """A row in every table of the tree; a whole tile needs 256 events, so it is put by hand."""
    signer = new_signer("云岭")
    introduce(session, signer, now)
    made = seal(session, signer, now)
    assert made is not None
    session.add(Tile(level=9, number=0, hashes=b"", root=b""))
    session.add(Witnessing(size=made.size, verifier="x", line="x", taken_at=now))


def test_faults_of_several_cases_are_all_told(record: Story) -> None:
    session = record.session
    # A subject the procedure has only just opened has nothing but its first event.
    subjects = [subject_id for _, subject_id, seq in rows(session) if seq == 2]
    assert len(subjects) > 3
    with tampering(session):
        session.execute(text("UPDATE event SET actor_name = 'x' WHERE seq IN (2, 3)"))
        faults = history.verify_all(session)
    assert [(fault.subject_id, fault.seq) for fault in faults] == [(s, 2) for s in subjects]
    assert {fault.sentence for fault in faults} == {"第 2 条记录的内容被改动"}


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="no SM3 in this OpenSSL")
def test_a_county_that_must_chains_by_sm3(story: Story) -> None:
    plain = story.reach("proposal", "drafting")
    story.engine = Engine(story.engine.rules, algorithm="sm3")
    story.do(plain, "submit")
    other_case = story.reach("proposal", "submitted")
    events = story.session.query(Event).order_by(Event.id).all()
    assert [event.algorithm for event in events] == ["sha256", "sm3", "sm3", "sm3"]
    assert other_case.state == "submitted"
    assert history.verify_all(story.session) == []
    events[1].action = "withdraw"
    with story.session.no_autoflush:
        assert [f.seq for f in history.verify(events[:2])] == [2]
    story.session.rollback()


def test_the_same_words_have_one_form() -> None:
    assert history.canonical({"b": 1, "a": "·"}) == '{"a":"·","b":1}'
    with pytest.raises(TypeError):
        history.canonical({"a": object()})
