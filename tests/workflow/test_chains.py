"""The chains from raw rows: the same text as the record's own, and not one byte may change."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from models import Event
from models.queries.rawrecord import raw_events
from tests.flipping import every_flip, flipped
from tests.people import build_county
from tests.stories import ONCE, Story
from tests.tampering import tampering
from workflow import auditing, chains, history
from workflow.chains import Stretch, leaf_text
from workflow.engine import Engine


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(), min_size=9, max_size=9), st.none() | st.integers(), st.datetimes())
def test_the_quick_text_is_the_text_of_the_record(
    texts: list[str], number: int | None, moment: datetime
) -> None:

    moment = moment.replace(tzinfo=UTC)
    event = Event(
        id=1, subject_id=2, seq=3, action=texts[0], party=texts[1], actor_id=number,
        actor_name=texts[2], on_behalf_of_id=number, from_state=texts[3] or None,
        to_state=texts[4], commitment=texts[5], rules_digest=texts[6], request_id=texts[7],
        happened_at=moment, recorded_at=moment, prev_hash=texts[8], algorithm="sha256",
    )  # fmt: skip
    stored = history.instant(moment).replace("T", " ").removesuffix("Z").encode()
    plain = (
        1, number, event.actor_name, "sha256", event.commitment, event.from_state, stored, number,
        event.party, event.prev_hash, stored, event.request_id, event.rules_digest, 3, 2,
        event.to_state, event.action,
    )  # fmt: skip
    row = tuple(one.encode() if isinstance(one, str) else one for one in plain)
    assert leaf_text((*row, b"", b"", b"", 0)) == history.leaf(event)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(), min_size=7, max_size=7), st.none() | st.integers(), st.datetimes())
def test_the_quick_way_finds_nothing_where_nothing_is(
    texts: list[str], number: int | None, moment: datetime
) -> None:
    """And takes it: what the slow way has to look at again is not quick."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chains, "_fault", lambda *_: pytest.fail("looked at twice"))
        for algorithm in history.ALGORITHMS:
            row = event_row(texts, number, moment, algorithm)
            assert Stretch().follow([row]).bad == {}


def event_row(
    texts: list[str], number: int | None, moment: datetime, algorithm: str
) -> tuple[Any, ...]:
    """A first event of any words, as the database would give it."""
    words = [one.encode() for one in texts]
    stored = history.instant(moment.replace(tzinfo=UTC)).replace("T", " ").removesuffix("Z")
    salt, text = b"5a", words[6]
    commitment = history.digest(algorithm, (salt + text).decode()).encode()
    row = (
        1, number, words[0], algorithm.encode(), commitment, words[1] or None, stored.encode(),
        number, words[2], history.GENESIS.encode(), stored.encode(), words[3], b"abc", 1, 2,
        words[4], words[5],
    )  # fmt: skip
    return (*row, history.digest(algorithm, leaf_text(row)).encode(), salt, text, 0)


@pytest.fixture
def record(session, door: Engine) -> Story:  # type: ignore[no-untyped-def]
    """More than two hundred events."""
    story = Story(session, door, build_county(session), joint=True, mode="lead_co")
    for _ in range(5):
        story.reach("proposal", "replied_again")
    session.commit()
    return story


@ONCE
def test_every_byte_of_two_hundred_rows_shows(record: Story) -> None:
    events = list(raw_events(record.session))[:200]
    assert len(events) == 200
    assert Stretch().follow(events).bad == {}
    bytes_of_rows = 0
    for row in events:
        for changed in every_flip(row, Random(row[0])):
            bytes_of_rows += 1
            assert [one.event_id for one in Stretch().follow([changed]).bad.values()] == [row[0]]
    assert bytes_of_rows > 200 * 500


@ONCE
def test_a_flipped_byte_in_the_database_shows(record: Story) -> None:
    """Also one after which the text is no text any more."""
    session, random = record.session, Random(5)
    columns = ("action", "party", "actor_name", "commitment", "happened_at", "recorded_at",
               "request_id", "rules_digest", "prev_hash", "hash", "to_state")  # fmt: skip
    numbers = [row[0] for row in raw_events(session)]
    for number in random.sample(numbers, 6):
        for column in columns:
            with tampering(session):
                query = text(f"SELECT CAST({column} AS BLOB) FROM event WHERE id = :id")
                stored: bytes = session.execute(query, {"id": number}).scalar_one()
                if not stored:
                    continue
                value = flipped(stored, random.randrange(len(stored)), 1 << random.randrange(8))
                change = f"UPDATE event SET {column} = CAST(:value AS TEXT) WHERE id = :id"
                session.execute(text(change), {"value": value, "id": number})
                bad = auditing.verify(session, processes=1).bad
                assert bad, (number, column, value)
                assert bad[0].event_id == number
