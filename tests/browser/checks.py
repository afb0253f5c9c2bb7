"""What every page is held to, whoever opens it and however wide the screen is."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: every rule of axe-core, and the size of targets (WCAG 2.5.8), which it leaves out by itself
_AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
_axe = Axe()

#: one head that the title begins with; nothing to the side; targets that a thumb finds
_HOUSE = """() => {
  const found = [];
  const squeeze = (text) => text.replace(/\\s+/g, " ").trim();
  const heads = [...document.querySelectorAll("h1")];
  if (heads.length !== 1) found.push(`${heads.length} h1`);
  else if (!document.title.startsWith(squeeze(heads[0].textContent)))
    found.push(`title “${document.title}” does not begin with h1`);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    found.push(`the page is ${root.scrollWidth} wide on a screen of ${root.clientWidth}`);
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const name = (one) => squeeze(one.getAttribute("aria-label") || one.textContent).slice(0, 40);
  for (const one of document.querySelectorAll("button, .btn, summary, label.choice")) {
    const box = one.getBoundingClientRect();
    if (!shown(one) || box.width <= 1) continue;
    const least = one.matches("main .btn, label.choice") ? 44 : 24;
    if (box.height < least - 0.5) found.push(`“${name(one)}” is ${box.height} high, not ${least}`);
    if (box.right > root.clientWidth + 1 || box.left < -1) found.push(`“${name(one)}” is cut off`);
  }
  for (const one of document.querySelectorAll("main .btn, main h1, main h2, .tag, .due")) {
    if (shown(one) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1
        && getComputedStyle(one).display !== "inline")
      found.push(`“${name(one)}” does not fit its box`);
  }
  return found;
}"""

#: Chinese that is neither typed by somebody nor marked as Chinese
_CHINESE = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.replace(/\\s+/g, " ").trim();
    if (/\\p{Script=Han}/u.test(text) && !parent.closest("[lang^=zh], textarea, script"))
      found.add(text);
  }
  for (const one of document.querySelectorAll("[aria-label], [placeholder], [title]"))
    for (const name of ["aria-label", "placeholder", "title"]) {
      const text = one.getAttribute(name) || "";
      if (/\\p{Script=Han}/u.test(text) && !one.closest("[lang^=zh]")) found.add(text);
    }
  return [...found];
}"""


#: what a page is built of: every kind of element by its place in the tree, however often it is
#: there and whatever it says
_SHAPE = """() => {
  const kinds = new Set();
  const kind = (one) => {
    const names = [...one.attributes]
      .filter((a) => !/^(value|href|for|id|action|data-)/.test(a.name))
      .map((a) => /^(class|role|type|aria-(live|current|invalid|hidden))$/.test(a.name)
        ? `${a.name}=${a.value}` : a.name);
    return `${one.tagName} ${names.sort().join(" ")}${one.textContent.trim() ? "" : " empty"}`;
  };
  const visit = (one, above) => {
    const path = `${above} > ${kind(one)}`;
    kinds.add(path);
    for (const child of one.children) visit(child, path);
  };
  visit(document.documentElement, "");
  return [...kinds];
}"""


def shape(page: Page) -> set[str]:
    """What the page is built of, for what is built alike to be judged once."""
    return set(page.evaluate(_SHAPE))


def faults(page: Page, *, thorough: bool = True) -> list[str]:
    """What is wrong with the page as it is shown now."""
    found: list[str] = page.evaluate(_HOUSE)
    if not thorough:
        return found
    answer = _axe.run(page, options=_AXE).response
    for one in answer["violations"]:
        nodes = [node["html"][:200] for node in one["nodes"]]
        found.append(f"axe {one['id']} ({one['impact']}): {json.dumps(nodes, ensure_ascii=False)}")
    return found


def chinese_left(page: Page, names: Sequence[str] = ()) -> list[str]:
    """Chinese text on an English page that nobody has typed; names of this county stay Chinese."""
    found: list[str] = page.evaluate(_CHINESE)
    for name in names:
        found = [text.replace(name, "") for text in found]
    return [text for text in found if re.search("[一-鿿]", text)]
