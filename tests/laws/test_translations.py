"""Whatever is said in Chinese is said in English too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface

from models import Base
from tests.english import ENGLISH, read_catalog
from tests.pages import Visit
from tests.stories import Story
from web.translations.extract import is_chinese, python_words, rules_words

ROOT = Path(__file__).parents[2]
_PLACES = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|%%")
_CHINESE_RUN = re.compile(r"[\u3400-\u9fff]+")
#: a document number is Chinese in every language; the switch names the language in itself
_CHINESE_BY_NATURE = ("云教育函", "云政督函", "号", "中文")


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every message the program can show."""
    target = tmp_path_factory.mktemp("catalog") / "messages.pot"
    config = ROOT / "web" / "translations" / "babel.cfg"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        CommandLineInterface().run(
            ["pybabel", "-q", "extract", "-F", str(config), "-o", str(target), "."]
        )
    return {str(message.id) for message in read_catalog(target) if message.id}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return {str(one.id): str(one.string) for one in read_catalog(ENGLISH) if one.id}


def test_messages_are_found_in_all_three_places(messages: set[str]) -> None:
    assert {"跳到正文", "登录已经过期，请重新登录。", "联络组逾期未审，自动报送"} <= messages
    assert len(messages) > 500


def test_every_message_has_an_english_sentence(messages: set[str], english: dict[str, str]) -> None:
    assert sorted(one for one in messages if not english.get(one, "").strip()) == []


def test_nothing_is_translated_that_nobody_says(
    messages: set[str], english: dict[str, str]
) -> None:
    assert sorted(set(english) - messages) == []


def test_a_translation_keeps_the_places(english: dict[str, str]) -> None:
    wrong = [
        (chinese, sentence)
        for chinese, sentence in english.items()
        if sorted(_PLACES.findall(chinese)) != sorted(_PLACES.findall(sentence))
    ]
    assert wrong == []


def test_a_translation_is_english(english: dict[str, str]) -> None:
    left = {
        sentence
        for sentence in english.values()
        for run in _CHINESE_RUN.findall(sentence)
        if run not in _CHINESE_BY_NATURE
    }
    assert left == set()


def test_the_extraction_sees_a_sentence_wherever_it_stands(tmp_path: Path) -> None:
    source = tmp_path / "a.py"
    source.write_text('"""说明"""\nA = {"a": "甲"}\nB = f"乙{A}"\nC = r"丙[0-9]\\d"\n', "utf-8")
    with source.open("rb") as file:
        assert [text for _line, _name, text, _notes in python_words(file, {}, (), {})] == ["甲"]
    rules = tmp_path / "a.yaml"
    rules.write_text("steps: {a: 丁}\nfields:\n  b: {label: 戊, hint: 己, type: 庚}\n", "utf-8")
    with rules.open("rb") as file:
        assert [one[2] for one in rules_words(file, {}, (), {})] == ["丁", "戊", "己"]


def test_an_english_page_is_english(visit: Visit, story: Story, english_pages: None) -> None:
    proposal = story.reach("proposal", "replied")
    story.session.commit()
    said = _content(story)
    for name, addresses in {
        "author": ("/member", f"/cases/{proposal.id}", f"/cases/{proposal.id}/evaluate",
                   "/new/proposal", "/notices", "/preferences", "/password"),
        "leader": ("/group",),
        "office": ("/office", "/office/proposals", f"/cases/{proposal.id}"),
        "unit_a": ("/unit",),
        "auditor": ("/audit/cases", f"/audit/cases/{proposal.id}", "/audit/refusals"),
    }.items():  # fmt: skip
        visit[name].client.post(
            "/language", data={"lang": "en", "csrf_token": visit[name].csrf_token()}
        )
        for address in addresses:
            page = visit[name].get(address)
            left = {
                run
                for run in _CHINESE_RUN.findall(page.text)
                if run not in said and run not in _CHINESE_BY_NATURE
            }
            assert left == set(), address


def _content(story: Story) -> str:
    """Every word somebody wrote: all that stands in the database, and who the committee is."""
    rows = (
        row
        for table in Base.metadata.sorted_tables
        if table.name != "rules_text"
        for row in story.session.execute(table.select())
    )
    words = [str(value) for row in rows for value in row if is_chinese(str(value))]
    story.session.commit()
    return "\n".join([*words, "政协云岭县委员会"])
