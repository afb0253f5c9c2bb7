"""What is being typed survives the end of the session (T14 on the browser's side)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from models import LoginSession
from models.database import write_session
from tests.browser.papers import BACKGROUND, TITLE
from tests.browser.stage import Stage
from tests.databases import KINDS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", KINDS[:1], indirect=True),
]


def test_a17_the_session_ends_while_a_long_text_is_being_typed_and_the_text_survives(
    stage: Stage,
) -> None:
    author = stage["author"]
    author.follow("写提案")
    author.write("案由", TITLE)
    author.write("情况", BACKGROUND)
    expect(author.page.locator("[data-status]")).to_contain_text("自动保存")
    with write_session(stage.house.database) as session:
        session.execute(delete(LoginSession))
        session.commit()
    author.expected.add(401)  # the next autosave is refused, and the device keeps the text
    last = BACKGROUND + "断线以后写的最后一句。"
    author.write("情况", last)
    expect(author.page.locator("[data-status]")).to_contain_text("登录已经过期")
    author.press("存为草稿")
    author.heads("登录")
    author.enter()
    author.follow("写提案")
    assert author.reads("情况") == BACKGROUND, "what the server had"
    author.page.get_by_role("button", name="恢复这些文字").click()
    assert (author.reads("案由"), author.reads("情况")) == (TITLE, last)
    author.press("存为草稿")
    author.heads(TITLE)
    author.sees(last)
