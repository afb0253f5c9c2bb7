"""Everything works with scripts switched off; only comforts are missing."""

from __future__ import annotations

import pytest

from tests.browser.papers import ANALYSIS, BACKGROUND, SUGGESTIONS, TITLE
from tests.browser.stage import FIRST_PASSWORD, OWN_PASSWORD, Stage
from tests.databases import KINDS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", KINDS[:1], indirect=True),
]


@pytest.mark.parametrize("width", [390])
def test_a_proposal_with_three_suggestions_is_submitted_without_any_script(stage: Stage) -> None:
    author = stage.open("author", script=False)
    author.sign_in("author", FIRST_PASSWORD)
    author.write("现在的密码", FIRST_PASSWORD)
    author.write("新密码", OWN_PASSWORD)
    author.write("再写一遍新密码", OWN_PASSWORD)
    author.press("保存新密码")
    author.follow("写提案")
    author.write("案由", TITLE)
    author.write("情况", BACKGROUND)
    author.write("分析", ANALYSIS)
    author.write("第 1 条建议", SUGGESTIONS[0])
    for no, text in enumerate(SUGGESTIONS[1:], 2):
        author.press("再加一条建议")
        assert author.reads("情况") == BACKGROUND
        assert author.reads("第 1 条建议") == SUGGESTIONS[0]
        author.write(f"第 {no} 条建议", text)
    author.press("存为草稿")
    author.heads(TITLE)
    author.does("直接提交提案委")
    author.press("直接提交提案委", status=422)
    author.sees("请先看这里")
    author.choose("是否同意公开", "同意全文公开")
    author.press("直接提交提案委")
    author.sees("待初审", *SUGGESTIONS)
