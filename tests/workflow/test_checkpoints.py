"""Checkpoints over the record: what is signed, what is proven, what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models import Event, Tile
from models.queries import checkpoints as queries
from tests.stories import Story
from tests.tampering import tampering
from tests.workflow import rfc9162
from workflow import auditing, merkle, treestore
from workflow.checkpoints import NotSigned, introduce, read_checkpoint, seal
from workflow.signednote import Signer, new_signer, read_note, read_verifier
from workflow.treestore import TreeStore, grow, leaf_data


@pytest.fixture
def signer(story: Story) -> Signer:
    made = new_signer("云岭县政协")
    introduce(story.session, made, story.now)
    return made


def entries(session: Session) -> list[bytes]:
    """What the leaves hold, told by the events themselves."""
    return [leaf_data(one) for one in session.scalars(select(Event.hash).order_by(Event.id))]


def test_a_checkpoint_says_how_many_events_and_their_root(story: Story, signer: Signer) -> None:
    assert seal(story.session, signer, story.now) is None
    story.reach("proposal", "submitted")
    made = seal(story.session, signer, story.now)
    assert made is not None
    assert made.root == rfc9162.mth(entries(story.session)).hex()
    note, said = read_checkpoint(made.note)
    assert (said.size, said.root.hex(), said.made_at) == (made.size, made.root, story.now)
    assert note.signed_by(signer.verifier)
    assert not note.signed_by(new_signer("云岭县政协").verifier)
    assert queries.newest_checkpoint(story.session) is made
    assert seal(story.session, signer, story.now) is None


def test_every_event_is_proven_and_growth_is(story: Story, signer: Signer) -> None:
    sizes = []
    for _ in range(3):
        story.reach("proposal", "submitted")
        made = seal(story.session, signer, story.now)
        assert made is not None
        sizes.append((made.size, bytes.fromhex(made.root)))
    store, kept = TreeStore(story.session), entries(story.session)
    last, root = sizes[-1]
    for index, entry in enumerate(kept):
        path = merkle.inclusion(store, index, last)
        assert rfc9162.root_by_path(merkle.leaf_hash(entry), index, last, path) == root
    for old, old_root in sizes:
        steps = merkle.consistency(store, old, last)
        assert rfc9162.roots_by_proof(old, last, steps, old_root) == (old_root, root)


def test_tiles_keep_what_the_leaves_say(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """With tiles of four, so that there are several levels; nothing but where it lies changes."""
    session = story.session
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
    else:
        session.execute(text("SET LOCAL session_replication_role = replica"))
    monkeypatch.setattr(treestore, "HEIGHT", 2)
    monkeypatch.setattr(treestore, "WIDTH", 4)
    hashes = [f"{number:064x}" for number in range(75)]
    size = 0
    for step in (3, 1, 13, 40, 18):
        some = [(10**6 + place, hashes[place]) for place in range(size, size + step)]
        queries.add_leaves(session, size, some)
        treestore._add_tiles(session, size, size + step)
        size += step
    whole = {(one.level, one.number) for one in session.scalars(select(Tile))}
    assert {level: sum(one[0] == level for one in whole) for level in range(4)} == {
        0: 18, 1: 4, 2: 1, 3: 0
    }  # fmt: skip
    kept, store = [leaf_data(one) for one in hashes], TreeStore(session)
    for many in range(1, size + 1):
        assert merkle.root(store, many) == rfc9162.mth(kept[:many])
        assert merkle.inclusion(store, many - 1, size) == rfc9162.path(many - 1, kept)
        assert merkle.consistency(store, many, size) == rfc9162.proof(many, kept)
    session.rollback()


def test_a_late_commit_gets_the_next_place(story: Story) -> None:
    """On PostgreSQL a smaller number may be committed later; what has a place keeps it."""
    first = story.reach("proposal", "submitted")
    events = list(story.session.scalars(select(Event).order_by(Event.id)))
    queries.add_leaves(story.session, 0, [(events[1].id, events[1].hash)])
    assert grow(story.session) == len(events)
    assert queries.leaf_of(story.session, events[0].id).position == 1  # type: ignore[union-attr]
    assert first.state == "submitted"


def test_nothing_is_signed_that_did_not_grow_from_the_last(story: Story, signer: Signer) -> None:
    story.reach("proposal", "submitted")
    made = seal(story.session, signer, story.now)
    assert made is not None
    story.reach("proposal", "submitted")
    lying = "0" * 64
    made.root = lying
    with story.session.no_autoflush, pytest.raises(NotSigned, match="对不上"):
        seal(story.session, signer, story.now)


def test_a_clock_set_back_is_not_signed_unless_explained(story: Story, signer: Signer) -> None:
    story.reach("proposal", "submitted")
    seal(story.session, signer, story.now)
    story.reach("proposal", "submitted")
    early = story.now - timedelta(days=1)
    with pytest.raises(NotSigned, match="时钟"):
        seal(story.session, signer, early)
    made = seal(story.session, signer, early, correction="原来快了\n一天")
    assert made is not None
    assert read_checkpoint(made.note)[1].correction == "原来快了 一天"


def test_only_the_key_in_use_signs(story: Story, signer: Signer) -> None:
    story.reach("proposal", "submitted")
    other = new_signer("云岭县政协")
    with pytest.raises(NotSigned, match="不是同一把"):
        seal(story.session, other, story.now)
    row = introduce(story.session, other, story.now, by=signer)
    assert seal(story.session, other, story.now) is not None
    note = read_note(row.introduction)
    assert note.signed_by(signer.verifier)
    assert note.signed_by(read_verifier(row.verifier))


def test_both_databases_are_verified_alike(story: Story, signer: Signer) -> None:
    session = story.session
    story.reach("proposal", "submitted")
    seal(session, signer, story.now)
    story.reach("proposal", "drafting")
    session.commit()
    report = auditing.verify(session)
    assert (report.bad, report.faults, report.events) == ([], [], len(entries(session)))
    first = session.scalars(select(Event.id).order_by(Event.id)).first()
    with tampering(session):
        session.execute(text("UPDATE event SET action = 'x'"))
        assert auditing.verify(session).bad[0].event_id == first
    with tampering(session):
        session.execute(text("DELETE FROM event_body"))
        assert [one.seq for one in auditing.verify(session).bad] == [1, 1]
