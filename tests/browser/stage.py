"""A stage for stories told in a browser: one person, one browser; every page met is looked at.

    author = stage["author"]
    author.follow("写提案")                      # a link or a button, by the words on it
    author.write("案由", "关于……的提案")         # a box, by its label
    author.choose("类别", "社会建设")            # one of several, by the legend and the words
    author.press("立案")                         # a button that leads to another page
    author.sees("已经办好")

Nothing is found by its place in the page, and nobody types an address except to sign in.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    FloatRect,
    Locator,
    Page,
    Response,
    expect,
)

from tests.browser.checks import faults
from tests.databases import KINDS
from web.house import House

FIRST_PASSWORD = "初次登录-2026"
OWN_PASSWORD = "山高水长-风清-1288"
SIZES = {390: (390, 844), 1280: (1280, 900)}
#: what axe-core has been asked about, by width
JUDGED: dict[int, set[str]] = {}
_SAFE = re.compile(r"[^\w一-鿿]+")


@dataclass
class Person:
    """Somebody at a browser."""

    stage: Stage
    name: str
    context: BrowserContext
    page: Page
    scripted: bool = True
    objections: list[str] = field(default_factory=list)
    #: statuses of pages that were asked for and are no mistake: 422, 409, 404
    expected: set[int] = field(default_factory=set)
    #: the instant of the last signing in; a day later the session is over
    entered: datetime | None = None

    # ── moving ──────────────────────────────────────────────────────────────

    def sign_in(self, login: str, password: str, *, mark: str = "") -> None:
        """From the login page, which is the one address people know."""
        self.page.goto(f"{self.stage.address}/login")
        self.met(mark and f"{mark}-登录")
        self.page.get_by_label("账号").fill(login)
        self.page.get_by_label("密码").fill(password)
        self.press("登录")

    def enter(self) -> None:
        """Sign in; whoever does it for the first time has to change the password."""
        if self.entered is not None:
            self.sign_in(self.name, OWN_PASSWORD)
            return
        self.sign_in(self.name, FIRST_PASSWORD, mark="first")
        self.heads("请先换一个自己的密码")
        self.write("现在的密码", FIRST_PASSWORD)
        self.write("新密码", OWN_PASSWORD)
        self.write("再写一遍新密码", OWN_PASSWORD)
        self.press("保存新密码")
        self.sees("密码已经修改")

    def follow(self, words: str | re.Pattern[str]) -> None:
        """Go where a link leads."""
        self._go(self.page.get_by_role("link", name=words).first)

    def does(self, action: str) -> None:
        """Open the form of an action from the page of its case."""
        self._go(self.page.get_by_role("link", name=action, exact=True).first)
        self.heads(action)

    def opens(self, title: str) -> None:
        """The page of a case, from the home page."""
        # The title alone: a part of a case, a promise say, names the case beside its own words.
        link = self.page.get_by_role("link").filter(has=self.page.get_by_text(title, exact=True))
        if not link.count():
            self.home()
        self._go(link.first)
        self.heads(title)

    def press(self, words: str, *, status: int = 200) -> None:
        """Press a button that sends a form; the page that answers has this status."""
        # The first may be the unseen one that the Enter key presses.
        button = self.page.get_by_role("button", name=words, exact=True).last
        if status != 200:
            self.expected.add(status)
        self._go(button, status)

    def _go(self, what: Locator, status: int = 200) -> None:
        with self.page.expect_navigation() as moving:
            what.click()
        answer = moving.value
        assert answer is not None
        assert answer.status == status, f"{self.name}: {answer.status} {answer.url}"
        self.met()

    def opens_pdf(self, words: str) -> None:
        """A paper of the case on show comes as a PDF to be read in the browser."""
        link = self.page.get_by_role("link", name=re.compile(f"^{re.escape(words)}")).first
        # Headless browsers do not agree on what to do with a PDF; the address is what is linked.
        answer = self.context.request.get(self.stage.address + (link.get_attribute("href") or ""))
        assert answer.status == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith("inline")
        assert answer.body().startswith(b"%PDF-")

    def home(self) -> None:
        """To the page that says what waits, by the name of the product."""
        self.follow(re.compile("^(建言|Jianyan)"))

    # ── filling in ──────────────────────────────────────────────────────────

    def write(self, label: str, text: str) -> None:
        """Type into the box of that label."""
        self.box(label).fill(text)

    def box(self, label: str) -> Locator:
        """The box of that label, whether or not it may stay empty."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(（[^）]*）)?\s*$"))

    def group(self, legend: str) -> Locator:
        """The boxes under a legend."""
        return self.page.get_by_role("group", name=re.compile(f"^{re.escape(legend)}")).first

    def choose(self, legend: str, words: str) -> None:
        """Take one of several."""
        self.group(legend).get_by_label(re.compile(f"^\\s*{re.escape(words)}")).first.check()

    def reads(self, label: str) -> str:
        """What stands in the box of that label."""
        return self.box(label).input_value()

    # ── seeing ──────────────────────────────────────────────────────────────

    def heads(self, words: str) -> None:
        """The head of the page says that."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def sees(self, *words: str) -> None:
        """These words stand on the page, open or folded away."""
        for one in words:
            expect(self.page.get_by_role("main")).to_contain_text(one)

    def misses(self, *words: str) -> None:
        """These words stand nowhere on the page."""
        content = self.page.content()
        for one in words:
            assert one not in content, f"{self.name} sees {one!r}"

    def offered(self, words: str) -> bool:
        """Whether an action of that name can be taken on this page."""
        return self.page.get_by_role("link", name=words, exact=True).count() > 0

    def met(self, mark: str = "") -> None:
        """Look at a page as it stands: anything to object to is kept for the end of the test."""
        head = self.page.get_by_role("heading", level=1).first.inner_text()
        where = f"{self.name} @ {urlsplit(self.page.url).path} “{head}”"
        if self.scripted:  # without scripts nothing can be measured either
            self.objections += [f"{where}: {one}" for one in self.stage.faults(self.page)]
        self.stage.shoot(self.page, f"{self.name}-{mark or head}")

    # ── watching ────────────────────────────────────────────────────────────

    def watch(self) -> None:
        """Write down whatever the browser complains about, and every call to the outside."""
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.objections.append(f"script: {error}"))
        self.page.on("response", self._answered)
        self.context.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.stage.address, "data:", "blob:")):
            self.objections.append(f"{self.name} asked for {url}")

    def _heard(self, message: ConsoleMessage) -> None:
        # The browser itself says that a page came with 422, which is what was wanted.
        answered = re.search(r"status of (\d+)", message.text)
        if answered and int(answered[1]) in self.expected:
            return
        if message.type in {"error", "warning"}:
            self.objections.append(f"{self.name} @ {self.page.url} console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.objections.append(f"{self.name}: {response.status} {response.url}")


@dataclass
class Stage:
    """The cast at their browsers, one width for all."""

    app: Flask
    house: House
    address: str
    browser: Browser
    width: int
    folder: Path | None = None
    people: dict[str, Person] = field(default_factory=dict)
    taken: int = 0

    def __getitem__(self, name: str) -> Person:
        """Somebody of the cast, signed in; on a new day everybody signs in again."""
        person = self.people.get(name) or self.open(name)
        if person.entered is None or self.house.clock() - person.entered >= timedelta(hours=8):
            person.enter()
            person.entered = self.house.clock()
        return person

    def open(self, name: str, *, script: bool = True) -> Person:
        """A browser of his own for somebody, empty."""
        wide, high = SIZES[self.width]
        narrow = self.width < 600
        context = self.browser.new_context(
            viewport={"width": wide, "height": high}, is_mobile=narrow, has_touch=narrow,
            java_script_enabled=script, locale="zh-CN", timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(15_000)
        person = Person(self, name, context, context.new_page(), script)
        person.watch()
        self.people[name] = person
        return person

    def turn_clock(self, moment: datetime) -> None:
        """Let it be another day."""
        self.house.clock = lambda: moment

    def faults(self, page: Page) -> list[str]:
        """What is wrong with a page; axe-core is asked wherever there is an element not met yet."""
        return faults(page, JUDGED.setdefault(self.width, set()))

    def shoot(self, page: Page, name: str) -> None:
        """Keep a picture, if somebody wants to look."""
        self.taken += 1
        if self.folder is None:
            return
        path = self.folder / f"{self.width}-{self.taken:03d}-{_SAFE.sub('-', name)[:60]}.png"
        page.screenshot(path=path, full_page=True)

    def keep_for_readme(self, page: Page) -> None:
        """The picture of a case page that README shows (docs/screenshot.png), small enough."""
        if self.folder is None or self.width != 1280:
            return
        clip = FloatRect(x=0, y=0, width=1280, height=1240)
        content = page.screenshot(full_page=True, clip=clip)
        picture = Image.open(BytesIO(content)).convert("RGB").quantize(96)
        picture.save(self.folder.parent / "screenshot.png", optimize=True)

    def objections(self) -> list[str]:
        """Everything anybody objected to, each thing once."""
        return list(dict.fromkeys(one for who in self.people.values() for one in who.objections))


def told(usual: int, other: int) -> list[tuple[str, int]]:
    """Where a whole story is told: on one screen, and on the other too when pictures are kept.

    A story takes minutes; single pages are met in both widths by the tests beside it.
    """
    on_the_other = [(KINDS[-1], other)] if os.environ.get("JIANYAN_SCREENSHOTS") else []
    return [(KINDS[0], usual), *on_the_other]


def picture_folder(test: str) -> Path | None:
    """Where pictures go: a folder of this test under JIANYAN_SCREENSHOTS."""
    given = os.environ.get("JIANYAN_SCREENSHOTS")
    if not given:
        return None
    folder = Path(given) / _SAFE.sub("-", test)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
