"""What a page says to its reader, and what it keeps beside a form."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from tests.pages import Visit
from tests.stories import ONCE, Story
from web.wording import called


@ONCE
def test_the_style_page_shows_a_field_of_every_type(visit: Visit) -> None:
    page = visit["auditor"].get("/style")
    types = {field.type for field in visit.house.rules.fields}
    shown = {
        field.type
        for field in visit.house.rules.fields
        if page.soup.select(f'[name="{field.name}"], [name^="{field.name}-"], #field-{field.name}')
    }
    assert shown == types


@ONCE
def test_the_counter_of_a_long_text_knows_its_limit(visit: Visit) -> None:
    page = visit["author"].get("/new/proposal")
    assert page.one('[name="background"]')["data-count"] == "20000"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("段环莺", "段委员"),
        ("王国", "王委员"),
        ("欧阳玉", "欧阳委员"),
        ("司马青山", "司马委员"),
        ("𠮷田玉", "𠮷委员"),
        ("阿依古丽·艾力", "阿依古丽·艾力委员"),
        ("阿依古丽", "阿依古丽委员"),
        ("Lin", "Lin委员"),
    ],
)
@ONCE
def test_a_member_is_called_by_surname(app: Flask, name: str, said: str) -> None:
    with app.test_request_context(), force_locale("zh"):
        assert called(name, "member") == said
        assert called(name, "office") == name
    with app.test_request_context(), force_locale("en"):
        assert called(name, "member") == name


@ONCE
def test_home_says_in_one_sentence_how_many_wait(visit: Visit, story: Story) -> None:
    assert visit["author"].get("/member").h1 == "段委员，现在没有等您的事"
    story.propose()
    story.session.commit()
    assert visit["author"].get("/member").h1 == "段委员，有 1 件事等您"


@ONCE
def test_a_proposal_of_mine_shows_how_far_it_is(visit: Visit, story: Story) -> None:
    story.reach("proposal", "submitted")
    story.session.commit()
    bar = visit["author"].get("/member").one("progress")
    assert (bar["value"], bar["max"]) == ("3", "7")
    assert not visit["office"].get("/office/proposals").soup.select("progress")


def beside(visit: Visit, who: str, address: str) -> str:
    return str(visit[who].get(address).one("aside.act-side").get_text())


@ONCE
def test_whoever_examines_has_the_text_beside(visit: Visit, story: Story) -> None:
    proposal = story.reach("proposal", "submitted")
    story.session.commit()
    text = beside(visit, "office", f"/cases/{proposal.id}/pass_first_examination")
    assert proposal.background in text
    assert proposal.analysis in text
    assert proposal.suggestions[0].text in text


@ONCE
def test_nothing_stands_beside_the_form_of_the_text_itself(visit: Visit, story: Story) -> None:
    draft = story.propose()
    story.session.commit()
    page = visit["author"].get(f"/cases/{draft.id}/write")
    assert not page.soup.select("aside.act-side")


@ONCE
def test_whoever_evaluates_has_the_reply_beside(visit: Visit, story: Story) -> None:
    proposal = story.reach("proposal", "replied")
    reply = proposal.tasks[0].replies[-1]
    words = (reply.body, reply.doc_no, reply.answers[0].measure)
    story.session.commit()
    text = beside(visit, "author", f"/cases/{proposal.id}/evaluate")
    assert all(word in text for word in words)


@pytest.mark.parametrize("action", ["approve_reply", "send_back_reply"])
@ONCE
def test_whoever_checks_a_reply_has_it_beside(visit: Visit, story: Story, action: str) -> None:
    task = story.reach("handling_task", "reply_check")
    story.session.commit()
    text = beside(visit, "office", f"/cases/{task.id}/{action}")
    assert task.replies[-1].body in text
    assert task.replies[-1].answers[0].measure in text


@ONCE
def test_whoever_decides_a_return_has_its_reason_and_the_unit_beside(
    visit: Visit, story: Story
) -> None:
    task = story.reach("handling_task", "return_asked")
    story.session.commit()
    for action in ("agree_return", "refuse_return"):
        text = beside(visit, "office", f"/cases/{task.id}/{action}")
        assert task.return_reason in text
        assert task.suggested_unit.name in text


@ONCE
def test_a_return_that_was_refused_is_not_shown_for_ever(visit: Visit, story: Story) -> None:
    task = story.reach("handling_task", "return_refused")
    story.session.commit()
    assert task.return_reason not in beside(visit, "unit_a", f"/cases/{task.id}/accept")
