"""Acceptance: numbers, names and texts stay what they were.

Others stand with their kind: an edited byte (12) in tests/workflow/test_history.py, rules without
a map (13) in test_migrate.py, who moves or leaves (16) in tests/web/test_changes.py, the Spring
Festival (18) in test_deadline_laws.py, cells that begin like formulas (20) in tests/web/intake.
"""

from __future__ import annotations

from random import Random

from tests.pages import Visit
from tests.reading import words_of
from tests.stories import ONCE, Story
from tests.web.documents.test_text import bare, prose, text_of

pytestmark = ONCE


def test_a01_twenty_proposals_filed_out_of_order_keep_their_numbers(story: Story) -> None:
    cases = [story.reach("proposal", "examining") for _ in range(20)]
    serials = [case.serial_no for case in cases]
    assert serials == [f"2026-{no:05d}" for no in range(1, 21)]
    given: dict[int, str | None] = {}
    for case in Random(20).sample(cases, 20):
        story.do(case, "withdraw" if case is cases[7] else "file")
        given[case.id] = case.number
        assert [given.get(one.id) for one in cases] == [one.number for one in cases]
    numbers = sorted(number for number in given.values() if number)
    assert numbers == [f"12-3-{no:03d}" for no in range(1, 20)]
    assert [case.serial_no for case in cases] == serials
    story.do(next(case for case in cases if case.number == "12-3-004"), "withdraw")
    late = story.reach("proposal", "filed")
    assert (late.number, late.serial_no) == ("12-3-020", "2026-00021"), "no number is used again"


def test_a02_a_letter_of_any_length_says_what_was_stored(visit: Visit, story: Story) -> None:
    """正文 200、2000、20000 字。"""
    written = {}
    for length in (200, 2_000, 20_000):
        task = story.reach("handling_task", "heard")
        story.send_reply(task, reply_body=prose(length))
        story.do(task, "approve_reply")
        written[task.id] = task.replies[-1].body
        assert bare(written[task.id]) == bare(prose(length))
    story.session.commit()
    for number, body in written.items():
        letter = visit["author"].client.get(f"/cases/{number}/documents/reply_letter")
        assert bare(body) in text_of(letter.data), len(body)


def test_a19_names_with_dots_and_rare_characters_are_stored_found_and_printed(
    visit: Visit, story: Story
) -> None:
    """The author has a character of four bytes, the cosigner a middle dot, the text both."""
    rare = "请𬱖䶮同志、李喆同志到阿依塔格村核实"
    case = story.propose(by="stranger", background=rare)
    story.do(case, "invite", cosigners=[story.county.seat("ally")])
    story.do(case, "sign", by="ally")
    story.do(case, "submit")
    number = case.id
    story.reach("proposal", "submitted")
    story.session.commit()
    for query in ("𠮷田玉", "阿依古丽·艾力", "阿依古丽•艾力", "𬱖䶮", "李喆"):
        links = visit["office"].get(f"/office/proposals?q={query}").links
        cases = {link for link in links if link.startswith("/cases/")}
        assert cases == {f"/cases/{number}"}, query
    printed = words_of(visit, "office", number, "proposal_form")
    for words in ("𠮷田玉", "阿依古丽·艾力", rare):
        assert words in printed, words
