"""Files handed in with a form: kept, or refused in a sentence; never asked for twice."""

from __future__ import annotations

import pytest

from models import Attachment
from tests.pages import Visit
from tests.sending import TEXT, a_file, new_proposal, packed, the_count
from tests.stories import ONCE


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
