"""Whoever uses no mouse gets everywhere, and sees where he is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import Person, Stage
from tests.databases import KINDS
from tests.stories import Story

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", KINDS[:1], indirect=True),
]

#: where the focus is: what it is called, whether it can be seen, whether that is shown
_FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  // A box inside its label may let the label show the focus.
  const around = one.closest("label") ? getComputedStyle(one.closest("label")) : style;
  const marked = [style, around].some((s) =>
    (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none");
  const box = (one.closest("label") || one).getBoundingClientRect();
  const name = (one.getAttribute("aria-label") || one.textContent || one.name || "").trim();
  const seen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
  // The foot of a form sticks to the screen: nothing with the focus may lie under it.
  const low = Math.max(box.top, 0), high = Math.min(box.bottom, innerHeight);
  const free = [0.2, 0.5, 0.8].some((part) => {
    const top = document.elementFromPoint(box.left + box.width / 2, low + (high - low) * part);
    return one.contains(top) || top?.contains(one) || top?.closest("label")?.contains(one);
  });
  const known = `${one.tagName} ${name.replace(/\\s+/g, " ").slice(0, 30)}`;
  return [known, seen, marked, free];
}"""


def walk(page: Page) -> list[str]:
    """Tab through the page once; the names of the stops, each of them seen and marked."""
    stops: list[str] = []
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
    for _stop in range(120):
        page.keyboard.press("Tab")
        name, seen, marked, free = page.evaluate(_FOCUS)
        if name.startswith("BODY"):
            break
        assert seen, f"the focus is on {name}, out of sight"
        assert marked, f"nothing shows that the focus is on {name}"
        assert free, f"the focus is on {name}, under something else"
        stops.append(name)
    assert len(stops) > 3
    return stops


@pytest.fixture
def author(stage: Stage, story: Story) -> Person:
    """The author of a proposal that has been replied to."""
    story.reach("proposal", "replied")
    story.session.commit()
    stage.turn_clock(story.now)
    return stage["author"]


@pytest.mark.parametrize("width", [1280])
def test_the_first_stop_leads_past_the_head_of_the_page(author: Person) -> None:
    page = author.page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_focus_is_seen_on_every_stop(author: Person) -> None:
    walk(author.page)
    author.opens("关于加装老旧小区电梯的提案")
    stops = walk(author.page)
    assert any("评价答复" in one for one in stops)
    author.does("评价答复")
    walk(author.page)
    author.home()
    author.follow("写提案")
    walk(author.page)


@pytest.mark.parametrize("width", [1280])
def test_a_judgement_is_given_without_a_mouse(author: Person) -> None:
    author.opens("关于加装老旧小区电梯的提案")
    page = author.page
    page.get_by_role("link", name="评价答复", exact=True).press("Enter")
    author.heads("评价答复")
    for legend in ("单位怎样与您沟通", "对办理态度", "对办理结果"):
        author.group(legend).get_by_role("radio").first.press("Space")
    author.box("意见和理由").focus()
    page.keyboard.type("办得很好")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="评价答复")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    author.sees("已经办好", "办得很好")


@pytest.mark.parametrize("width", [390])
def test_the_menu_opens_and_closes_with_keys(author: Person) -> None:
    page = author.page
    menu = page.get_by_label("菜单：段环莺")
    menu.press("Enter")
    expect(page.get_by_role("link", name="大字和语言")).to_be_visible()
    author.met("menu")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="大字和语言")).to_be_hidden()
    expect(menu).to_be_focused()
