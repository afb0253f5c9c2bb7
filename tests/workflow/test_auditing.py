"""The whole record verified: whatever an administrator does to it, a sentence names it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from models import Event
from models.queries.checkpoints import leaf_of, newest_checkpoint
from tests.stories import ONCE, Story
from tests.tampering import rows, tampering
from workflow import auditing, history
from workflow.chains import Stretch, joined
from workflow.checkpoints import introduce, seal
from workflow.signednote import Signer, new_signer
from workflow.treeaudit import Kept, kept

#: both databases are read by the same code, and tests/workflow/test_checkpoints.py asks both
pytestmark = ONCE


@pytest.fixture
def signer() -> Signer:
    return new_signer("云岭县政协")


@pytest.fixture
def record(story: Story, signer: Signer) -> Story:
    """Two checkpoints and some events after the last, committed."""
    introduce(story.session, signer, story.now)
    for state in ("replied", "submitted"):
        story.reach("proposal", state)
        story.now += timedelta(hours=1)
        assert seal(story.session, signer, story.now)
        story.now += timedelta(hours=1)
    story.reach("proposal", "submitted")
    story.session.commit()
    return story


def found(session: Session, *outside: Kept) -> list[str]:
    session.expire_all()
    report = auditing.verify(session, outside, processes=1)
    return [*(one.sentence for one in report.bad), *report.faults]


def newest(session: Session) -> Kept:
    last = newest_checkpoint(session)
    assert last is not None
    return kept("凭据", last.note)


def run(session: Session, statement: str, **values: Any) -> None:
    session.execute(text(statement), values)


def test_an_untouched_record_has_no_faults(record: Story) -> None:
    report = auditing.verify(record.session, [newest(record.session)])
    assert (report.bad, report.faults, report.notices) == ([], [], [])
    assert report.events == len(rows(record.session))
    assert report.checkpoints == 2


def test_stretches_say_the_same_as_the_whole(record: Story) -> None:
    from models.queries.rawrecord import raw_events

    session, numbers = record.session, [row[0] for row in sorted(rows(record.session))]
    for spoilt in (None, numbers[5], numbers[-9]):
        with tampering(session):
            if spoilt:
                run(session, "UPDATE event SET actor_name = '别人' WHERE id = :id", id=spoilt)
            whole = joined([Stretch().follow(raw_events(session))])
            for cut in (numbers[0], numbers[5], numbers[20], numbers[-1]):
                parts = [
                    Stretch().follow(raw_events(session, last=cut)),
                    Stretch().follow(raw_events(session, first=cut + 1)),
                ]
                assert joined(parts) == whole
            assert [one.event_id for one in whole] == ([spoilt] if spoilt else [])


def test_text_that_became_bytes_shows(record: Story) -> None:
    """SQLite lets a column of text hold a BLOB of the same bytes; the program reads it no more."""
    session = record.session
    number, *_ = sorted(rows(session))[7]
    for column, table in (
        ("actor_name", "event"),
        ("rules_digest", "event"),
        ("salt", "event_body"),
    ):
        key = "id" if table == "event" else "event_id"
        with tampering(session):
            blob = f"UPDATE {table} SET {column} = CAST({column} AS BLOB) WHERE {key} = :id"
            run(session, blob, id=number)
            bad = auditing.verify(session, processes=1).bad
            assert [one.event_id for one in bad] == [number]


# ── what an administrator can do ────────────────────────────────────────────


def first_sealed(session: Session) -> tuple[int, int]:
    """An event in the middle of a sealed chain, and its place in the tree."""
    number, *_ = next(row for row in sorted(rows(session)) if row[2] == 3)
    leaf = leaf_of(session, number)
    assert leaf is not None
    return number, leaf.position


def whole_chain_rewritten(session: Session, number: int) -> None:
    """Another text, and every hash after it made anew, as whoever owns the program can."""
    event = session.get_one(Event, number)
    event.actor_name, prev = "别人", event.prev_hash
    later = session.query(Event).filter(
        Event.subject_id == event.subject_id, Event.seq >= event.seq
    )
    for one in later.order_by(Event.seq):
        one.prev_hash = prev
        one.hash = prev = history.digest(one.algorithm, history.leaf(one))
    session.flush()


def test_a_chain_made_anew_contradicts_its_leaves(record: Story) -> None:
    session = record.session
    number, position = first_sealed(session)
    with tampering(session):
        whole_chain_rewritten(session, number)
        said = found(session)
        assert said[0] == f"第 {position + 1} 条（事件 {number}）签署以后被改写"


def test_leaves_made_anew_contradict_the_signed_root(record: Story) -> None:
    session = record.session
    number, _ = first_sealed(session)
    with tampering(session):
        whole_chain_rewritten(session, number)
        run(session, "UPDATE leaf SET hash = (SELECT hash FROM event WHERE id = leaf.event_id)")
        assert found(session)[0].endswith("和签署的树根对不上，其中有的被改写、插入或者调换")


def remade(session: Session, signer: Signer, now: datetime) -> None:
    """The tree and its checkpoints thrown away and made again."""
    for table in ("witnessing", "checkpoint", "tile", "leaf", "record_key"):
        run(session, f"DELETE FROM {table}")
    session.expire_all()
    introduce(session, signer, now)
    seal(session, signer, now)


def test_a_record_rewritten_with_a_new_key_contradicts_what_was_kept(
    record: Story, signer: Signer
) -> None:
    session, outside = record.session, newest(record.session)
    trusting = kept("凭据", str(outside.note), str(signer.verifier))
    number, _ = first_sealed(session)
    with tampering(session):
        whole_chain_rewritten(session, number)
        remade(session, new_signer("云岭县政协"), record.now)
        assert found(session) == [], "inside the house nothing can show it"
        said = found(session, outside)
        assert said[0] == f"第 1 条到第 {outside.said.size} 条和凭据对不上，其中有的被改写"
        assert said[1].startswith("凭据的签名不是登记过的密钥签的")
        assert "连同密钥整个被换过" in found(session, trusting)[1]
    with tampering(session):
        whole_chain_rewritten(session, number)
        remade(session, signer, record.now)
        assert found(session, outside) == said[:1], "with the old key the root still differs"


def test_a_cut_tail_shows(record: Story) -> None:
    session = record.session
    last = session.query(Event).join(Event.body).filter(Event.id.in_(
        text("SELECT event_id FROM leaf"))).order_by(Event.id.desc()).first()  # fmt: skip
    assert last is not None
    number, size = last.id, newest(session).said.size
    with tampering(session):
        for table in ("form_key", "notice", "outbox"):
            run(session, f"DELETE FROM {table}")
        run(session, "DELETE FROM event_body WHERE event_id >= :id", id=number)
        run(session, "DELETE FROM event WHERE id >= :id", id=number)
        assert found(session) == [f"第 {size} 条（事件 {number}）签署以后被删除"]
        run(session, "DELETE FROM leaf WHERE event_id >= :id", id=number)
        assert found(session) == [f"尾部被截：签署过 {size} 条，树里只有 {size - 1} 条"]


def test_a_database_put_back_contradicts_what_was_kept(record: Story) -> None:
    session, outside = record.session, newest(record.session)
    size = outside.said.size
    with tampering(session):
        first = session.execute(text("SELECT min(size) FROM checkpoint")).scalar_one()
        run(session, "DELETE FROM checkpoint WHERE size > :size", size=first)
        assert f"树里有 {size} 条，最后的检查点被删除了" in found(session)
        run(session, "DELETE FROM leaf WHERE position >= :size", size=first)
        run(session, "DELETE FROM event_body WHERE event_id NOT IN (SELECT event_id FROM leaf)")
        run(session, "DELETE FROM event WHERE id NOT IN (SELECT event_id FROM leaf)")
        assert found(session) == [], "inside the house nothing can show it"
        assert found(session, outside)[0].startswith(f"凭据记着 {size} 条，现在只有 {first} 条")


def test_a_swapped_and_a_missing_leaf_show(record: Story) -> None:
    session = record.session
    with tampering(session):
        run(session, "UPDATE leaf SET position = position + 1000 WHERE position >= 4")
        assert "树里第 5 条缺失" in found(session)
    with tampering(session):
        for one, other in ((4, 9999), (5, 4), (9999, 5)):
            run(session, "UPDATE leaf SET position = :to WHERE position = :at", at=one, to=other)
        assert found(session)[0].endswith("其中有的被改写、插入或者调换")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE checkpoint SET root = 'xx'", "检查点被改动：和签过名的文字不符"),
        ("UPDATE checkpoint SET note = 'xx'", "检查点被改动：读不出来"),
        ("UPDATE checkpoint SET note = replace(note, 'made 2026', 'made 2025')", "签名不对"),
        ("UPDATE record_key SET verifier = 'xx'", "第 1 把签名密钥的公钥被改动"),
    ],
)
def test_a_changed_checkpoint_or_key_shows(record: Story, statement: str, sentence: str) -> None:
    with tampering(record.session):
        run(record.session, statement)
        assert any(sentence in one for one in found(record.session))


def test_a_key_nobody_introduced_is_told(record: Story, signer: Signer) -> None:
    session, other = record.session, new_signer("云岭县政协")
    introduce(session, other, record.now, reason="硬盘损坏")
    seal(session, other, record.now)
    report = auditing.verify(session)
    assert report.faults == []
    assert report.notices == ["第 2 把签名密钥没有前一把引荐，是因为：硬盘损坏"]
    introduce(session, new_signer("云岭县政协"), record.now)
    assert found(session) == ["第 3 把签名密钥没有人引荐，也没有写明缘由"]
    session.rollback()


# ── the clock ───────────────────────────────────────────────────────────────


def test_a_clock_set_back_shows_until_it_is_explained(record: Story, signer: Signer) -> None:
    session, now = record.session, record.now
    record.now -= timedelta(days=1)
    subject = record.reach("proposal", "submitted")
    session.commit()
    said = found(session)
    assert len(said) == 1
    assert "事后插入，或者时钟被调回过" in said[0]
    seal(session, signer, now)
    assert any("比前一个检查点还早，时钟被调回过" in one for one in found(session))
    session.rollback()
    seal(session, signer, record.now + timedelta(minutes=1), correction="原来快了一天")
    assert found(session) == []
    assert subject.state == "submitted"


def test_events_from_the_future_show(record: Story, signer: Signer) -> None:
    record.now += timedelta(days=3)
    record.reach("proposal", "submitted")
    seal(record.session, signer, record.now - timedelta(days=2))
    said = found(record.session)
    assert len(said) == 1
    assert "比签署它的检查点还晚，时钟走快过" in said[0]


def test_a_case_whose_clock_goes_back_shows(story: Story) -> None:
    subject = story.reach("proposal", "drafting")
    story.now -= timedelta(days=1)
    story.do(subject, "submit")
    assert found(story.session) == ["第 2 条记录的时刻比前一条还早，时钟被调回过"]
