"""Every template and style sheet of ours keeps the rules of the look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

WEB = Path(__file__).parents[2] / "web"
PAGES = sorted((WEB / "templates").rglob("*.html"))
SHEETS = sorted((WEB / "static").glob("*.css"))
SCRIPTS = sorted((WEB / "static").glob("*.js"))

#: a tag of HTML, once Jinja's own marks are gone
_TAG = re.compile(r"<[a-z][^>]*>", re.IGNORECASE)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_INLINE = re.compile(r"\s(style|on[a-z]+)\s*=", re.IGNORECASE)
_OUTSIDE = re.compile(r"(https?:)?//[a-z0-9]|javascript:", re.IGNORECASE)
#: left and right are for paper; logical properties turn with the direction
_PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)"
    r"|(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right))"
)
_ENVIRONMENT = Environment(
    extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols"], autoescape=True
)


def name_of(path: Path) -> str:
    return path.relative_to(WEB).as_posix()


def tree_of(page: Path) -> nodes.Template:
    return _ENVIRONMENT.parse(page.read_text("utf-8"))


def markup_faults(text: str) -> list[str]:
    tags = _TAG.findall(_JINJA.sub("", text))
    found = [f"inline: {tag}" for tag in tags if _INLINE.search(tag)]
    found += [f"outside: {tag}" for tag in tags if _OUTSIDE.search(tag)]
    found += [
        f"inside the page: {tag}"
        for tag in tags
        if tag.startswith("<style") or (tag.startswith("<script") and "src=" not in tag)
    ]
    return found


def sheet_faults(text: str) -> list[str]:
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    # Media conditions speak of the window, which has no logical width.
    plain = re.sub(r"@media[^{]*\{", "{", plain)
    found = [match.group() for match in _PHYSICAL.finditer(plain)]
    return found + [match.group() for match in _OUTSIDE.finditer(plain)]


def test_there_are_templates_sheets_and_a_script() -> None:
    assert len(PAGES) > 20
    assert SHEETS
    assert SCRIPTS


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_template_is_a_page_or_a_part(page: Path) -> None:
    tree = tree_of(page)
    extends = [node.template for node in tree.find_all(nodes.Extends)]
    if page.name == "base.html" or page.name.startswith("_"):
        assert extends == []
    else:
        # What is read without an account has a base of its own: nobody's name, no cookie.
        base = "public/base.html" if page.parent.name == "public" else "base.html"
        assert [getattr(one, "value", None) for one in extends] == [base]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_template_has_nothing_inline_and_nothing_from_outside(page: Path) -> None:
    assert markup_faults(page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_page_has_one_heading_that_is_its_title(page: Path) -> None:
    if page.name.startswith("_"):
        return
    text = page.read_text("utf-8")
    assert len(re.findall(r"<h1\b[^>]*>\{\{ heading \}\}</h1>", text)) == 1
    if page.name != "base.html":
        assert "{% set heading = " in text


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_form_that_posts_carries_its_token(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.count('method="post"') == text.count('name="csrf_token" value=')


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_chinese_in_a_template_is_a_message(page: Path) -> None:
    bare = _JINJA.sub("", page.read_text("utf-8"))
    assert re.findall(r"[\u3400-\u9fff]+", bare.replace(">中文<", "><")) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_a_sheet_knows_no_left_and_right_and_nothing_outside(sheet: Path) -> None:
    assert sheet_faults(sheet.read_text("utf-8")) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_the_script_asks_nobody_outside_and_writes_no_markup(script: Path) -> None:
    text = script.read_text("utf-8")
    wrong = r"https?://|innerHTML|outerHTML|insertAdjacentHTML|eval\(|\.style\b"
    assert re.findall(wrong, text) == []


def test_the_law_sees_what_it_forbids() -> None:
    assert markup_faults('<p style="color: red">') != []
    assert markup_faults('<a onclick="go()" href="/">') != []
    assert markup_faults('<img src="//cdn.example.org/a.png">') != []
    assert markup_faults("<script>go()</script>") != []
    assert sheet_faults("a { margin-left: 1px }") != []
    assert sheet_faults("a { float: right }") != []
    assert sheet_faults("@media (min-width: 3rem) { a { inline-size: 1px } }") == []
