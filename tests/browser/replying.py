"""The letter on its way: heard by the proposers, countersigned, checked and signed."""

from __future__ import annotations

from tests.browser.papers import TITLE
from tests.browser.stage import Stage


def proposers_are_heard(stage: Stage, words: str = "") -> None:
    """The draft waits at home for each of them; the first may want it changed."""
    for name, said in (("author", words), ("ally", "")):
        proposer = stage[name]
        proposer.opens(TITLE)
        proposer.does("对草稿提意见")
        proposer.choose("对答复草稿", "希望修改" if said else "没有意见")
        if said:
            proposer.write("对草稿的意见", said)
        proposer.press("对草稿提意见")
        proposer.sees("已经办好")


def partner_countersigns(stage: Stage) -> None:
    """The lead unit cannot send it on before."""
    lead = stage["unit_a"]
    lead.opens(TITLE)
    lead.sees("现在不能“会签完毕，送核稿”", "尚有会办单位没有会签：云岭县财政局")
    co = stage["unit_b"]
    co.opens(TITLE)
    co.does("会签")
    co.choose("会签意见", "同意")
    co.press("会签")
    co.sees("已经办好")


def unit_checks_and_signs(stage: Stage) -> None:
    """Three people: who drafted neither checks nor signs."""
    drafter = stage["unit_a"]
    drafter.opens(TITLE)
    drafter.sees("现在不能“核稿通过”", "须由另一个人来做")
    for name, action in (("checker_a", "核稿通过"), ("boss_a", "签发")):
        person = stage[name]
        person.opens(TITLE)
        person.does(action)
        person.press(action)
        person.sees("已经办好")
