"""The public pages: what was approved, and not one byte more, for everybody who asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import Text, inspect, select

from models import Attachment, Base, Proposal, Publication, PublicPage, PublicUnit
from models.queries.publications import page_of
from tests.pages import Browser, Visit
from tests.publishing import PUBLIC
from tests.stories import ONCE, Story

TITLE = "关于给老楼加装电梯的提案"
#: what a canary may not be written over: the machine would not run
_KEPT = {
    "kind", "state", "rules_digest", "waits_for", "number", "duty", "status", "decision", "scope",
    "party", "action", "from_state", "to_state", "algorithm", "hash", "previous_hash", "prev_hash",
}  # fmt: skip


@pytest.fixture
def case(visit: Visit, story: Story) -> Proposal:
    """A published case."""
    publication = story.reach("publication", "approvable")
    publication.public_title = TITLE
    story.do(publication, "approve_public")
    story.session.commit()
    found = publication.parent
    assert isinstance(found, Proposal)
    return found


def everything(browser: Browser, number: str) -> Iterator[bytes]:
    """Every byte of every public page, headers too."""
    for address in (
        "/public", "/public?lang=en", "/public?q=电梯", "/public?unit=x&category=social",
        f"/public/{quote(number)}", f"/public/{quote(number)}?lang=en", "/robots.txt",
    ):  # fmt: skip
        response = browser.client.get(address, buffered=True)
        assert response.status_code < 500
        yield f"{response.headers}".encode() + response.data


def poison(story: Story, approved: set[type]) -> list[str]:
    """Write a word of its own into every text of every table that is not the public page."""
    words: list[str] = []
    for mapper in Base.registry.mappers:
        if mapper.class_ in approved:
            continue
        for row in story.session.scalars(select(mapper.class_)):
            for column in inspect(type(row)).columns:
                name = column.key
                checked = any(name in str(c.sqltext) for c in column.table.constraints
                              if hasattr(c, "sqltext"))  # fmt: skip
                plain = isinstance(column.type, Text) and not column.foreign_keys
                if not plain or checked or name in _KEPT or not hasattr(row, name):
                    continue
                words.append(f"canary{len(words)}x")
                setattr(row, name, words[-1])
    return words


APPEND_ONLY = {"Event", "EventBody", "RefusedAttempt", "RulesText", "AccountEvent", "Evaluation",
               "OrderEvent", "IssuedSheet"}  # fmt: skip


@ONCE
def test_no_byte_of_anything_else_is_on_a_public_page(
    visit: Visit, story: Story, case: Proposal
) -> None:
    number = str(case.number)
    story.session.add(
        Attachment(name="canaryfile.pdf", mime="application/pdf", size=9, sha256="0" * 64,
                   subject_id=case.id, uploaded_at=story.now,
                   uploaded_by_id=story.county["author"].id)
    )  # fmt: skip
    kept = {PublicPage, PublicUnit}
    kept |= {one.class_ for one in Base.registry.mappers if one.class_.__name__ in APPEND_ONLY}
    words = poison(story, kept)
    story.session.commit()
    assert len(words) > 100, "the canaries are there"
    shown = b"".join(everything(visit.nobody(), number))
    assert TITLE.encode() in shown
    assert [word for word in words if f"{word}".encode() in shown] == []
    assert b"canary" not in shown
    for leak in (f"/cases/{case.id}", "/attachments", "薛晓燕", "陶文远", "0900-6600000", "csrf"):
        assert leak.encode() not in shown, leak


@ONCE
def test_a_canary_on_the_page_would_be_seen(visit: Visit, story: Story, case: Proposal) -> None:
    page = story.session.scalars(select(PublicPage)).one()
    page.text += "canary"
    story.session.commit()
    assert b"canary" in b"".join(everything(visit.nobody(), str(case.number)))


@ONCE
@pytest.mark.parametrize(
    "state", ["drafting", "commenting", "approvable", "refusing", "not_public", "overtaken"]
)
def test_what_is_not_approved_is_nowhere(visit: Visit, story: Story, state: str) -> None:
    publication = story.reach("publication", state)
    number = str(publication.parent.number)
    story.session.commit()
    nobody = visit.nobody()
    nobody.get(f"/public/{number}", 404)
    assert "还没有公开的提案" in nobody.get("/public").text
    assert "加装" not in nobody.get("/public?q=加装").one("main").get_text().replace("q=加装", "")


def test_a_published_case_is_found_by_its_public_words_alone(
    visit: Visit, story: Story, case: Proposal
) -> None:
    nobody = visit.nobody()
    address = f"/public/{case.number}"
    page = nobody.get("/public")
    assert address in page.links
    for words in ("电梯", "梯", "老旧住宅楼", "住房和城乡建设局", str(case.number)):
        assert address in nobody.get(f"/public?q={words}").links, words
    for words in ("出资比例一直谈不拢", "312", "阿依古丽", "王经办", "%", "_"):
        assert address not in nobody.get(f"/public?q={quote(words)}").links, words
    for kept in ("session=12-3", "category=social", "unit=云岭县住房和城乡建设局"):
        assert address in nobody.get(f"/public?{kept}").links, kept
    for other in ("session=12-2", "category=economic", "unit=云岭县财政局"):
        assert address not in nobody.get(f"/public?{other}").links, other
    for odd in ("session=x-y", "after=x", "after=2026-01-01,", "q=%00", "unit=%00", "lang=xx",
                "_external=1&_scheme=javascript&endpoint=x&lang=en"):  # fmt: skip
        nobody.get(f"/public?{odd}")
    shown = nobody.get(address)
    assert shown.h1 == TITLE
    assert "段环莺（经济界）" in shown.text
    assert "已经办理。" in shown.text
    assert nobody.get(f"{address}?lang=en").one("html")["lang"] == "en"


def test_the_list_goes_on_where_it_stopped(visit: Visit, story: Story, case: Proposal) -> None:
    publication = story.reach("publication", "published")
    last = page_of(story.session, publication.id)
    assert last is not None
    story.session.commit()
    nobody = visit.nobody()
    from web import public

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(public, "_PAGE", 1)
        first = nobody.get("/public")
        following = next(link for link in first.links if "after=" in link)
        second = nobody.get(following)
    cases = [{link for link in page.links if re.match(r"/public/\d", link)}
             for page in (first, second)]  # fmt: skip
    assert [len(found) for found in cases] == [1, 1]
    assert cases[0].isdisjoint(cases[1])
    assert second.soup.select("a[rel=next]") == []


@ONCE
def test_what_is_taken_down_is_gone_at_once(visit: Visit, story: Story, case: Proposal) -> None:
    nobody, address = visit.nobody(), f"/public/{case.number}"
    before = nobody.client.get(address)
    assert before.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in before.headers
    again = nobody.client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert again.status_code == 304
    publication = story.session.scalars(select(Publication)).one()
    story.do(publication, "ask_take_down", reason="泄露")
    story.session.commit()
    nobody.get(address)
    story.do(publication, "agree_take_down", reason="同意，确有泄露")
    story.session.commit()
    gone = nobody.get(address, 410)
    assert "已经撤下" in gone.text
    assert "泄露" not in gone.text
    assert TITLE not in gone.text
    assert TITLE not in nobody.get("/public").text
    assert address not in nobody.get("/public?q=电梯").links


@ONCE
def test_the_pages_can_be_switched_off(visit: Visit, case: Proposal) -> None:
    nobody = visit.nobody()
    assert "Allow: /public" in nobody.client.get("/robots.txt").text
    visit.house.settings = replace(visit.house.settings, public_pages=False)
    for address in ("/public", f"/public/{case.number}"):
        nobody.get(address, 404)
    assert "Allow" not in nobody.client.get("/robots.txt").text
    assert "没有开放公开网页" in visit["office"].get(f"/cases/{case.id}").text


@ONCE
def test_the_page_is_the_same_for_whoever_is_signed_in(visit: Visit, case: Proposal) -> None:
    address = f"/public/{case.number}"
    mine, anybody = (b.client.get(address).data for b in (visit["office"], visit.nobody()))
    assert mine == anybody


def _form(**changed: Any) -> dict[str, Any]:
    return PUBLIC | changed


@ONCE
def test_the_office_drafts_and_the_head_sees_what_is_left(visit: Visit, story: Story) -> None:
    publication = story.reach("publication", "drafting")
    story.session.commit()
    address = f"/cases/{publication.id}"
    assert address in visit["office"].get("/office").links
    form = visit["office"].get(f"{address}/draft_public")
    assert "【情况】" in form.field("public_text")
    assert "王经办" not in form.field("public_reply")
    visit["office"].send(f"{address}/draft_public", _form(public_reply="请打 13800138000。"))
    assert address in visit["author"].get("/member").links
    assert "13800138000" in visit["author"].get(address).text
    visit["author"].send(f"{address}/agree_public")
    story.session.expire_all()
    story.evaluate(publication.parent)
    story.session.commit()
    assert address in visit["head"].get("/head").links
    page = visit["head"].get(f"{address}/approve_public")
    assert "像电话号码：13800138000" in page.text
    assert page.soup.select("del")
    refused = visit["head"].send(f"{address}/approve_public", {}, 422)
    assert "公开稿里还有像个人信息的内容：电话号码" in refused.text
    visit["head"].send(f"{address}/approve_public", {"note": "是公开的热线"})
    public = visit["author"].get(f"/cases/{publication.parent.id}")
    assert f"/public/{publication.parent.number}" in public.links


@ONCE
def test_the_case_says_why_it_is_not_public(visit: Visit, story: Story) -> None:
    case = story.reach("proposal", "handling")
    case.publish_consent = "none"
    story.session.flush()
    story.answer_every_task(case)
    story.session.commit()
    assert "不公开：提案人不同意公开" in visit["author"].get(f"/cases/{case.id}").text
