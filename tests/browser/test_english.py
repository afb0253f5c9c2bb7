"""The same pages in English: no Chinese is left but what people have typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.checks import chinese_left
from tests.browser.papers import SUGGESTIONS, TITLE
from tests.browser.stage import Person, Stage
from tests.databases import KINDS
from tests.people import UNIT_NAMES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", KINDS[:1], indirect=True),
]


#: people and places have no English names
NAMES = (
    "政协云岭县委员会", "段环莺", "青山镇联络组", "云岭县", *UNIT_NAMES, "中文",
)  # fmt: skip


def assert_english(person: Person) -> None:
    assert chinese_left(person.page, NAMES) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_proposal_is_written_in_english_surroundings(stage: Stage) -> None:
    author = stage["author"]
    author.press("English")
    assert_english(author)
    author.follow("Write a proposal")
    author.write("Title", TITLE)
    expect(author.page.get_by_text("Saved automatically")).to_be_visible()
    author.page.get_by_role("button", name="Add another suggestion").click()
    author.write("Suggestion 1", SUGGESTIONS[0])
    author.write("Suggestion 2", SUGGESTIONS[1])
    assert_english(author)
    author.press("Save as draft")
    author.heads(TITLE)
    assert_english(author)
