"""Searching finds what a plain reading of the cases finds, on both databases."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from models import (
    SearchText,
    Subject,
)  # fmt: skip
from models.queries.search import index_changed, matching, rebuild, words_of
from models.search import MOST_GRAMS, grams_of
from tests.searching import Reading, said
from tests.stories import CAME_FROM, Story, contents

#: signs that mean something to FTS5, to tsquery, to LIKE or to SQL
SIGNS = ["*", '"', "-", ":", "(", ")", "^", "+", "&", "|", "!", "<->", "%", "_", "/", "\\", "'",
         "''", '""', "NEAR", "AND", "OR", "NOT", "grams:", "NEAR(a b)", "a*", ":*", "；--",
         "'; DROP TABLE subject; --", "{x}", "$1", "%s", "?", ":ids"]  # fmt: skip


def found(session: Session, query: str) -> set[int]:
    session.flush()
    return set(session.scalars(matching(session, query)))


# ── what is found ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("我县养老服务不足", "养老"),
        ("我县养老服务不足", "足"),
        ("我县养老服务不足", "我"),
        ("我县养老服务不足", "不足 养老"),
        ("我县养老服务不足", "我县养老服务不足"),
        ("引进 Smart-Grid 设备", "smart-grid"),
        ("引进 Smart-Grid 设备", "GRID"),
        ("引进ＡＢＣ设备", "abc"),
        ("引进ABC设备", "ＡＢＣ　设备"),
        ("“请阿依古丽•艾力介绍”", "阿依古丽·艾力"),
        ("请阿依古丽·艾力介绍", "丽‧艾"),
        ("请阿依古丽・艾力介绍", "艾力"),
        ("𠮷田玉、𬱖某", "𠮷田"),
        ("𠮷田玉、𬱖某", "𬱖"),
        ("粘贴来的\u200b文\ufeff字", "来的文字"),
        ("百分之 50%_\\'\" 的", "50%_\\'\""),
    ],
)
def test_words_of_the_text_are_found(story: Story, words: str, query: str) -> None:
    proposal = story.propose(background=words)
    story.propose(background="别的")
    assert found(story.session, query) == {proposal.id}


@pytest.mark.parametrize("dot", "·‧•・")
def test_a_name_is_found_however_its_dot_is_written(story: Story, dot: str) -> None:
    story.joint = True
    proposal = story.propose()
    story.joint = False
    story.propose()
    assert found(story.session, f"阿依古丽{dot}艾力") == {proposal.id}
    assert found(story.session, "和志强") == set()  # his invitation has lapsed


def test_authors_cosigners_units_and_bodies_are_found(story: Story) -> None:
    proposal = story.propose(by="stranger")
    story.do(proposal, "declare_collective", collective_body="县工商联", convenor=None)
    project = story.apply(place="白沙镇河头村", need="吃水难", goal="打井 12 口")
    other = story.propose()
    assert [found(story.session, q) for q in ("𠮷田玉", "𠮷", "工商联")] == [{proposal.id}] * 3
    for query in ("河头村", "吃水难", "打井", "12 打井"):
        assert found(story.session, query) == {project.id}, query
    story.do(other, "submit")
    story.do(other, "pass_first_examination")
    story.do(other, "file")
    story.do(other, "assign")
    task = other.tasks[0]
    for query in (task.unit_name, task.unit.short_name, other.number, other.serial_no):
        assert found(story.session, query) == {other.id, task.id}, query
    assert found(story.session, task.number) == {task.id}


def test_the_last_sentence_of_the_longest_text_is_found(story: Story) -> None:
    body = ("全县需要加装电梯。" * 3000)[:19_980] + "末句：请解决渠首淤塞"
    proposal = story.propose(background=body, analysis=body[::-1][:20_000])
    assert found(story.session, "渠首淤塞") == {proposal.id}
    assert found(story.session, "塞") == {proposal.id}


def test_nothing_is_found_across_pairs(story: Story) -> None:
    story.propose(background="停车、车难；停\n车难", analysis="难停")
    assert found(story.session, "车难")
    assert found(story.session, "停车难") == set()
    assert found(story.session, "停车难 车难") == set()


def test_signs_are_text(story: Story) -> None:
    for sign in SIGNS:
        story.propose(background=f"甲{sign}乙")
    story.propose(background="near and or not")
    reading = Reading(story.session)
    for sign in SIGNS:
        for query in (sign, f"甲{sign}", f"甲{sign}乙", f"{sign}{sign}", f"{sign} 甲"):
            assert found(story.session, query) == reading.find(query), query


def test_a_long_query_is_a_query(story: Story) -> None:
    letters = [chr(0x4E00 + number * 7) for number in range(400)]
    proposal = story.propose(background="".join(letters))
    assert found(story.session, "".join(letters)) == {proposal.id}
    assert found(story.session, " ".join(letters)) == {proposal.id}


def test_a_blank_query_has_no_words() -> None:
    assert words_of(" \u3000\t\u200b\n") == []


def test_more_pairs_than_the_database_takes_do_not_stop_an_act(story: Story) -> None:
    rng = random.Random(1)
    rare = ["".join(chr(rng.randrange(0x20000, 0x2A6D0)) for _ in range(5000)) for _ in range(25)]
    assert len(grams_of(" ".join(rare))) == MOST_GRAMS
    proposal = story.propose(background="开头的话", suggestions=rare)
    assert found(story.session, "开头的话") == {proposal.id}


# ── all of it, against a plain reading ──────────────────────────────────────


def test_the_index_is_what_a_plain_reading_finds(story: Story) -> None:
    story.joint = True
    for kind, state in (("proposal", "replied_again"), ("proposal", "cosigning"),
                        ("handling_task", "reply_check"), ("handling_task", "released"),
                        ("handling_task", "opining"),
                        ("livelihood_project", "extended")):  # fmt: skip
        story.reach(kind, state)
    words = "\n".join(map(said, story.session.scalars(select(Subject))))
    compare(story.session, words, 60)
    if story.session.get_bind().dialect.name == "sqlite":
        check_fts(story.session)
    before = contents(story.session)["search_text"]
    assert rebuild(story.session) == len(before)
    assert contents(story.session)["search_text"] == before
    compare(story.session, words, 10)


def test_the_sample_county_is_found_as_it_reads(yunling: Session) -> None:
    words = "\n".join(yunling.scalars(select(SearchText.text)))
    assert len(words) > 50_000
    compare(yunling, words, 60)
    check_fts(yunling)


def compare(session: Session, words: str, count: int) -> None:
    reading = Reading(session)
    for query in queries(words, count):
        assert found(session, query) == reading.find(query), query


def queries(words: str, count: int) -> list[str]:
    """Pieces of the text, and pieces put together that stand nowhere."""
    rng = random.Random(count)

    def piece() -> str:
        start = rng.randrange(len(words) - 8)
        return words[start : start + rng.choice((1, 2, 2, 2, 3, 4, 6))]

    some = [rng.choice((piece(), piece() + piece(), f"{piece()} {piece()}")) for _ in range(count)]
    return [one for one in some if one.split()]


def check_fts(session: Session) -> None:
    session.execute(text("INSERT INTO search_index (search_index) VALUES ('integrity-check')"))


# ── when it is written ──────────────────────────────────────────────────────


def test_an_act_that_changes_no_word_writes_no_word(story: Story) -> None:
    task = story.task("sole")
    story.session.flush()
    spoken: list[str] = []

    def listen(_c: object, _cursor: object, statement: str, *_: object) -> None:
        spoken.append(statement)

    event.listen(story.session.get_bind(), "before_cursor_execute", listen)
    story.do(task, "accept")
    for turn in (story.talk, story.show_and_hear, story.send_reply):
        turn(task)
    assert spoken
    assert [one for one in spoken if "search_" in one] == []
    story.do(task, "approve_reply")
    assert [one for one in spoken if "search_" in one] != []


def test_a_new_name_is_found_and_so_is_the_old_that_stands_there(story: Story) -> None:
    proposal = story.reach("proposal", "handling")
    story.county["author"].person.name, unit = "段欣", proposal.tasks[0].unit
    old, unit.short_name = unit.short_name, "住建局"
    story.session.flush()
    index_changed(story.session)
    assert proposal.author_name == "段环莺"  # as he was called when he sent it in
    for name in ("段欣", "段环莺"):
        assert found(story.session, name) == {proposal.id, proposal.tasks[0].id}
    assert proposal.id in found(story.session, "住建局")
    assert old in proposal.tasks[0].unit_name  # as it was called when the task was assigned


def test_changed_text_is_found_by_the_new_words_only(story: Story) -> None:
    proposal = story.propose(background="旧的说法", suggestions=["修桥", "铺路"])
    story.do(proposal, "write", background="新的说法", suggestions=["修桥"])
    assert found(story.session, "新的") == found(story.session, "修桥") == {proposal.id}
    assert found(story.session, "旧的") == found(story.session, "铺路") == set()


def test_a_refusal_is_watched_on_the_words_too(story: Story) -> None:
    story.propose()
    assert contents(story.session)["search_text"] != []


def test_the_index_is_used(story: Story) -> None:
    story.reach("proposal", "submitted")
    session = story.session
    session.flush()
    light = session.get_bind().dialect.name == "sqlite"
    for query in ("电梯", "梯", "老旧小区"):
        statement = matching(session, query).compile(
            session.get_bind(), compile_kwargs={"literal_binds": True}
        )
        if not light:
            # A table this small is read whole, unless that is forbidden.
            session.execute(text("SET LOCAL enable_seqscan = off"))
        asked = "EXPLAIN QUERY PLAN " if light else "EXPLAIN "
        plan = "\n".join(map(str, session.connection().exec_driver_sql(asked + str(statement))))
        assert ("search_index VIRTUAL TABLE" if light else "ix_search_text_grams") in plan
        assert "SCAN search_text" not in plan


def test_every_kind_of_case_is_in_the_index(story: Story) -> None:
    for kind, ways in CAME_FROM.items():
        first = next(iter(ways.values()))[0]
        assert story.session.get(SearchText, story.reach(kind, first).id)
