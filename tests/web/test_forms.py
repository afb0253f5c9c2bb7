"""Forms: nothing typed is lost, nothing is done twice, and every refusal is a sentence."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from sqlalchemy import func, select

from models import Attachment, Draft, Event, Proposal, RefusedAttempt
from models.database import read_session
from tests.pages import Page, Visit
from tests.stories import ONCE, Story

TEXT = {
    "title": "关于加装老旧小区电梯的提案",
    "background": "事实。",
    "analysis": "原因。",
    "suggestions-0": "定出资比例",
}
HARD = (
    "阿依古丽·艾力；𠮷田玉、𬱖䶮；<script>alert(1)</script> & “引号” {{ 7*7 }} %(x)s\n"
    "第二段\t有制表符\n数字　一二三"
)


def the_count(visit: Visit, kind: type[Any]) -> int:
    with read_session(visit.database) as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def new_proposal(visit: Visit, **changed: str) -> int:
    done = visit["author"].send("/new/proposal", TEXT | changed)
    return int(done.location.rpartition("/")[2])


def a_file(content: bytes, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


@ONCE
def test_a_refused_form_keeps_what_was_typed_and_marks_the_field(visit: Visit) -> None:
    page = visit["author"].send("/new/proposal", TEXT | {"title": ""}, 422)
    assert "请填写“案由”" in page.text
    assert page.field("background") == "事实。"
    assert page.field("suggestions-0") == "定出资比例"
    assert page.one('[name="title"]').get("aria-invalid") == "true"
    assert the_count(visit, Proposal) == 0


@ONCE
def test_a_refusal_is_remembered(visit: Visit) -> None:
    visit["author"].send("/new/proposal", TEXT | {"title": ""}, 422)
    with read_session(visit.database) as session:
        (attempt,) = session.scalars(select(RefusedAttempt))
        assert attempt.action == "new/proposal"
        assert "案由" in attempt.reason


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("title", "长" * 51, "最多 50 字"),
        ("background", "长" * 20_001, "最多 20000 字"),
        ("background", "有\x07铃", "控制字符"),
        ("suggested_units", "999", "承办单位名册"),
        ("suggested_units", "abc", "承办单位名册"),
        ("publish_consent", "maybe", "所列的选项"),
    ],
)
@ONCE
def test_an_impossible_value_is_refused_in_a_sentence(
    visit: Visit, field: str, value: str, says: str
) -> None:
    page = visit["author"].send("/new/proposal", TEXT | {field: value}, 422)
    assert says in page.text
    assert page.field("analysis") == "原因。"


@ONCE
def test_hard_text_comes_back_as_it_was_typed(visit: Visit) -> None:
    number = new_proposal(visit, background=HARD, analysis="长" * 20_000)
    stored = visit.look(Proposal, number)
    assert stored.background == HARD
    form = visit["author"].get(f"/cases/{number}/write")
    assert form.field("background") == HARD
    page = visit["author"].get(f"/cases/{number}")
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text


@ONCE
def test_another_box_is_added_without_saving(visit: Visit) -> None:
    browser = visit["author"]
    form = browser.get("/new/proposal")
    page = browser.post(
        "/new/proposal", TEXT | {"_more": "suggestions", "_key": form.field("_key")}, 200
    )
    assert page.field("suggestions-0") == "定出资比例"
    assert page.field("suggestions-1") == ""
    assert the_count(visit, Proposal) == 0


@ONCE
def test_a_double_click_is_one_action(visit: Visit) -> None:
    browser = visit["author"]
    form = browser.get("/new/proposal")
    sent = TEXT | {"_key": form.field("_key")}
    first, second = browser.post("/new/proposal", sent), browser.post("/new/proposal", sent)
    assert first.location == second.location
    assert the_count(visit, Proposal) == 1
    assert the_count(visit, Event) == 1


@ONCE
def test_a_double_click_on_an_action_is_one_action(visit: Visit) -> None:
    number = new_proposal(visit)
    browser = visit["author"]
    form = browser.get(f"/cases/{number}/submit")
    sent = {
        "publish_consent": "full", "_key": form.field("_key"), "_version": form.field("_version")
    }  # fmt: skip
    for _click in range(2):
        assert browser.post(f"/cases/{number}/submit", sent).location.endswith(f"/cases/{number}")
    assert the_count(visit, Event) == 2


@ONCE
def test_a_form_from_an_older_case_is_a_conflict_that_keeps_the_text(visit: Visit) -> None:
    number = new_proposal(visit)
    browser = visit["author"]
    old = browser.get(f"/cases/{number}/write")
    browser.send(f"/cases/{number}/write", TEXT | {"background": "别的窗口改的"})
    sent = TEXT | {"background": "这个窗口写的", "_version": old.field("_version"),
                   "_key": old.field("_key")}  # fmt: skip
    page = browser.post(f"/cases/{number}/write", sent, 409)
    assert "已有变化" in page.text
    assert page.field("background") == "这个窗口写的"
    assert visit.look(Proposal, number).background == "别的窗口改的"
    again = sent | {"_version": page.field("_version"), "_key": page.field("_key")}
    browser.post(f"/cases/{number}/write", again)
    assert visit.look(Proposal, number).background == "这个窗口写的"


@ONCE
def test_an_action_no_longer_possible_is_a_page_in_a_sentence(visit: Visit) -> None:
    number = new_proposal(visit)
    browser = visit["author"]
    form = browser.get(f"/cases/{number}/write")
    browser.send(f"/cases/{number}/submit", {"publish_consent": "full"})
    hidden = {"_version": form.field("_version"), "_key": form.field("_key")}
    page = browser.post(f"/cases/{number}/write", TEXT | hidden | {"background": "最后一句"}, 409)
    assert "不能再办“修改提案”" in page.text
    assert "最后一句" in page.text


@ONCE
def test_an_unknown_action_is_not_found(visit: Visit) -> None:
    number = new_proposal(visit)
    visit["author"].get(f"/cases/{number}/abolish", 404)
    visit["author"].post(f"/cases/{number}/abolish", {}, 404)
    visit["author"].get("/new/constitution", 404)
    visit["author"].get("/new/handling_task", 404)


@ONCE
def test_a_step_of_somebody_else_is_refused(visit: Visit) -> None:
    number = new_proposal(visit)
    visit["author"].send(f"/cases/{number}/submit", {"publish_consent": "full"})
    visit["author"].get(f"/cases/{number}/pass_first_examination", 404)
    version = str(visit.look(Proposal, number).version)
    sent = {"proposed_result": "file", "category": "social", "opinion": "可以", "_version": version}
    page = visit["author"].post(f"/cases/{number}/pass_first_examination", sent, 422)
    assert "提案委办公室来做" in page.text
    assert visit.look(Proposal, number).state == "submitted"


@ONCE
def test_a_closed_door_says_why(visit: Visit) -> None:
    number = new_proposal(visit, analysis="")
    page = visit["author"].get(f"/cases/{number}/submit", 409)
    assert "请先填全案由、情况、分析和至少一条建议" in page.text
    assert "请先填全" in visit["author"].get(f"/cases/{number}").text


@ONCE
def test_t14_what_is_typed_is_saved_as_a_draft_and_offered_again(visit: Visit) -> None:
    browser = visit["author"]
    saved = browser.post("/new/proposal/draft", TEXT | {"suggestions-1": "还没写完"}, 200)
    assert saved.response.json is not None
    assert "自动保存" in saved.response.json["sentence"]
    form = browser.get("/new/proposal")
    assert form.field("title") == TEXT["title"]
    assert form.field("suggestions-1") == "还没写完"
    assert "已恢复" in form.text
    browser.send("/new/proposal", TEXT)
    assert the_count(visit, Draft) == 0
    assert browser.get("/new/proposal").field("title") == ""


@ONCE
def test_a_refused_form_is_kept_as_a_draft(visit: Visit) -> None:
    visit["author"].send("/new/proposal", TEXT | {"title": ""}, 422)
    assert visit["author"].get("/new/proposal").field("background") == "事实。"


@ONCE
def test_a_draft_belongs_to_its_writer(visit: Visit) -> None:
    visit["author"].post("/new/proposal/draft", TEXT, 200)
    assert visit["ally"].get("/new/proposal").field("title") == ""


# ── files ───────────────────────────────────────────────────────────────────


@ONCE
def test_an_upload_is_kept_and_downloaded_by_those_who_see_the_case(visit: Visit) -> None:
    number = new_proposal(visit, attachments=a_file(b"%PDF-1.7 x", "../../照片·1.pdf"))  # type: ignore[arg-type]
    found = visit.look(Attachment, 1)
    assert (found.name, found.subject_id) == ("照片·1.pdf", number)
    answer = visit["author"].client.get("/attachments/1", buffered=True)
    assert answer.data == b"%PDF-1.7 x"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    visit["stranger"].get("/attachments/1", 404)
    visit["office"].get("/attachments/1", 404)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"MZ\x90\x00\x03program", "report.pdf", "不是可以接收的文件"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>\x00", "a.png", "不是可以接收的文件"),
        (b"", "empty.pdf", "空文件"),
        (packed(word__document_xml=b"0" * 5_000_000), "bomb.docx", "解压以后过大"),
        (packed(nothing_xml=b"x"), "archive.docx", "不是可以接收的文件"),
        (b"%PDF-" + b"x" * (20 * 1024 * 1024), "big.pdf", "超过 20 MB"),
    ],
    ids=["program", "picture", "empty", "bomb", "archive", "big"],
)  # fmt: skip
@ONCE
def test_an_unfit_upload_is_refused_in_a_sentence(
    visit: Visit, content: bytes, name: str, says: str
) -> None:
    page = visit["author"].send("/new/proposal", TEXT | {"attachments": a_file(content, name)}, 422)
    assert says in page.text
    assert page.field("background") == "事实。"
    assert the_count(visit, Attachment) == 0


@ONCE
def test_a_good_file_is_not_asked_for_again_when_the_form_is_refused(visit: Visit) -> None:
    browser = visit["author"]
    sent = TEXT | {"title": "", "attachments": a_file(b"\x89PNG\r\n\x1a\n....", "图.png")}
    page = browser.send("/new/proposal", sent, 422)
    assert "图.png" in page.text
    kept = page.field("attachments-kept")
    done = browser.post(
        "/new/proposal", TEXT | {"attachments-kept": kept, "_key": page.field("_key")}
    )
    number = int(done.location.rpartition("/")[2])
    assert visit.look(Attachment, int(kept)).subject_id == number


@ONCE
def test_a_file_of_somebody_else_cannot_be_claimed(visit: Visit) -> None:
    page = visit["author"].send(
        "/new/proposal", TEXT | {"title": "", "attachments": a_file(b"%PDF-1", "a.pdf")}, 422
    )
    kept = page.field("attachments-kept")
    visit["ally"].send("/new/proposal", TEXT | {"attachments-kept": kept})
    assert visit.look(Attachment, int(kept)).subject_id is None


@ONCE
def test_too_many_files_are_refused(visit: Visit) -> None:
    many = [a_file(b"%PDF-1", f"{number}.pdf") for number in range(11)]
    page = visit["author"].send("/new/proposal", TEXT | {"attachments": many}, 422)
    assert "最多 10 个" in page.text


@ONCE
def test_a_pasted_text_fills_the_form(visit: Visit) -> None:
    text = "关于修路的提案\n一、情况\n路坏了。\n二、分析\n没有养护。\n三、建议\n1.修路。\n2.养路。"
    browser = visit["author"]
    page = browser.post("/new/proposal", {"_pasted": text, "_read_word": "1"}, 200)
    assert page.field("title") == "关于修路的提案"
    assert "路坏了" in page.field("background")
    assert "修路" in page.field("suggestions-0")
    assert the_count(visit, Proposal) == 0


@ONCE
def test_a_word_file_that_cannot_be_read_is_refused_in_a_sentence(visit: Visit) -> None:
    sent = TEXT | {"_word": a_file(b"\xd0\xcf\x11\xe0old", "old.doc"), "_read_word": "1"}
    page: Page = visit["author"].post("/new/proposal", sent, 422)
    assert page.field("background") == "事实。"
    assert "old.doc" in page.text


@ONCE
def test_the_reply_form_has_a_place_for_each_suggestion(visit: Visit, story: Story) -> None:
    task = story.reach("handling_task", "heard")
    story.session.commit()
    form = visit["unit_a"].get(f"/cases/{task.id}/draft_reply")
    assert "定出资比例" in form.text
    partly = {"answers-0-verdict": "adopted", "answers-0-measure": "写了一半"}
    page = visit["unit_a"].send(f"/cases/{task.id}/draft_reply", partly, 422)
    assert page.field("answers-0-verdict") == "adopted"
    assert page.field("answers-0-measure") == "写了一半"
    assert "第 2 条建议" in page.text
