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


#: What a page is built of: every kind of element by its place in the tree, however often it is
#: there and whatever it says, as short marks; those in `known` have been judged before. An element
#: in which nothing is new is marked, so that axe-core passes it by: the second row of a list, the
#: head of every page.
_SHAPE = """(known) => {
  const before = new Set(known.split(" ")), found = new Set();
  const mark = (text) => {
    let one = 7, two = 11;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      one = Math.imul(one ^ code, 2654435761);
      two = Math.imul(two ^ code, 1597334677);
    }
    return (one >>> 0).toString(36) + (two >>> 0).toString(36);
  };
  const kind = (one) => {
    const names = [...one.attributes]
      .filter((a) => !/^(value|href|for|id|action|data-)/.test(a.name))
      .map((a) => /^(class|role|type|aria-(live|current|invalid|hidden))$/.test(a.name)
        ? `${a.name}=${a.value}` : a.name);
    return `${one.tagName} ${names.sort().join(" ")}${one.textContent.trim() ? "" : " empty"}`;
  };
  const visit = (one, above) => {
    const path = mark(`${above} > ${kind(one)}`);
    let something = !before.has(path) && !found.has(path);
    if (something) found.add(path);
    for (const child of one.children) something = visit(child, path) || something;
    if (!something) one.setAttribute("data-judged", "");
    return something;
  };
  visit(document.documentElement, "");
  return [...found].join(" ");
}"""
_UNMARK = """() => document.querySelectorAll("[data-judged]")
  .forEach((one) => one.removeAttribute("data-judged"))"""


def faults(page: Page, judged: set[str] | None = None) -> list[str]:
    """What is wrong with the page as it is shown now.

    axe-core is slow, and asked about each kind of element once: `judged` is what it has been
    asked about, and grows.
    """
    found: list[str] = page.evaluate(_HOUSE)
    if judged is None:
        return found + _asked(page)
    # One text each way: the driver looks at every entry of a list, and there are thousands.
    new = page.evaluate(_SHAPE, " ".join(judged)).split()
    judged.update(new)
    if new:
        found += _asked(page)
    page.evaluate(_UNMARK)
    return found


def _asked(page: Page) -> list[str]:
    answer = _axe.run(page, context={"exclude": [["[data-judged]"]]}, options=_AXE).response
    found = []
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
