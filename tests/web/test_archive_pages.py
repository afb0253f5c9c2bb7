"""The pages of filing: what is missing, the volume put together, counted, checked and printed."""

from __future__ import annotations

import hashlib
import io
import zlib

import pdfplumber

from models import ArchivePiece, ArchiveVolume
from models.database import read_session
from models.queries.archive import uncounted
from tests.archive_samples import count_pages, volume_of
from tests.pages import Visit
from tests.reading import words_of
from tests.stories import ONCE, Story
from web.archiving import count_volume, print_piece
from web.house import House
from web.pdfpages import pages_of


@ONCE
def test_a_gap_is_named_explained_and_printed_on_the_list(visit: Visit, story: Story) -> None:
    volume = story.reach("archive_volume", "to_file")
    story.session.commit()
    number, office = volume.id, visit["office"]
    for name in ("office", "head", "auditor"):
        desk = visit[name].get("/archive")
        assert f"/cases/{number}" in desk.links
        assert "送达回证" in desk.text
    for name in ("author", "unit_a", "leader"):
        visit[name].get(f"/cases/{number}", 404)
        visit[name].get("/archive", 403)
    assert f"/cases/{number}" in office.get("/archive/volumes").links
    assert "/cases/" not in office.get("/archive?year=1999").one("main").decode()
    page = office.get(f"/cases/{number}")
    assert "没有确认收到，也没有纸质回证：段环莺" in page.text
    form = f"/cases/{number}/explain_gap"
    assert f"{form}?item=deliveries" in page.links
    assert office.get(f"{form}?item=deliveries").field("checklist_item") == "deliveries"
    refused = office.get(f"/cases/{number}/put_together", 409)
    assert "缺件须补充或者说明：送达回证" in refused.text
    office.send(form, {"checklist_item": "deliveries", "reason": "回执已经遗失"})
    assert "回执已经遗失" in office.get(f"/cases/{number}").text
    whole = office.get(f"/cases/{number}/put_together")
    assert whole.field("retention") == "years_30"
    office.send(f"/cases/{number}/put_together", {"retention": "years_30", "fonds_no": "0146"})
    assert "正在清点" in visit["head"].get(f"/cases/{number}").text
    story.session.expire_all()
    count_pages(story, volume)
    story.session.commit()
    listed = words_of(visit, "head", number, "volume_list")
    for part in ("0146", "2026-0001", "保管期限：30年", "送达回证", "回执已经遗失", "薛晓燕"):
        assert part in listed, part
    visit["head"].send(f"/cases/{number}/pass_volume", {})
    assert "2026-0001" in visit["auditor"].get("/archive/volumes?group=done").text
    assert "2026-0001" in visit["auditor"].get("/register?series=volume/2026").text


@ONCE
def test_the_pages_are_those_of_the_printed_sheets(
    visit: Visit, story: Story, house: House
) -> None:
    volume = volume_of(story, story.reach("proposal", "withdrawn"))
    story.do(volume, "add_piece")
    story.do(volume, "put_together")
    story.session.commit()
    number, office = volume.id, visit["office"]
    assert [one for one, _version in uncounted(story.session)] == [number]
    story.session.rollback()
    count_volume(house.database, house.engine, house.settings, number, story.now)
    assert count_volume(house.database, house.engine, house.settings, number, story.now) is None
    page = 1
    with read_session(house.database) as session:
        kept = session.get_one(ArchiveVolume, number)
        for piece in kept.pieces:
            assert piece.first_page == page
            page += piece.pages or 0
            if not piece.document:
                assert (piece.pages, piece.added is not None) == (2, True)
                continue
            content, pages = print_piece(session, house.engine, house.settings, piece)
            with pdfplumber.open(io.BytesIO(content)) as pdf:
                assert len(pdf.pages) == piece.pages == pages
            assert hashlib.sha256(content).hexdigest() == piece.sha256
            assert office.client.get(_address(piece)).data == content
        rows = [_row(piece) for piece in kept.pieces]
        digest, title = kept.list_sha256, kept.title
    cover = words_of(visit, "office", number, "volume_cover")
    counts = f"{len(rows)}件{page - 1}页"
    for part in (title, counts, digest, "已撤回", "没有交办"):
        assert part in cover, part
    listed = words_of(visit, "office", number, "volume_list")
    assert f"共{counts}" in listed
    assert digest in listed
    assert _printed_rows(visit, number) == rows


def _row(piece: ArchivePiece) -> list[str]:
    """A piece as the list has it, without blanks."""
    last = piece.last_page
    pages = f"{piece.first_page}" if piece.pages == 1 else f"{piece.first_page}—{last}"
    day = piece.made_on.isoformat() if piece.made_on else ""
    cells = (str(piece.no), piece.maker, piece.doc_no, piece.title, day, pages)
    return ["".join(cell.split()) for cell in cells]


def _printed_rows(visit: Visit, number: int) -> list[list[str]]:
    answer = visit["office"].client.get(f"/cases/{number}/documents/volume_list")
    with pdfplumber.open(io.BytesIO(answer.data)) as pdf:
        found = [row for page in pdf.pages for table in page.extract_tables() for row in table]
    cells = [["".join((cell or "").split()) for cell in row if cell is not None] for row in found]
    return [row for row in cells if len(row) == 6 and row[0].isdigit()]


def _address(piece: ArchivePiece) -> str:
    return f"/cases/{piece.subject_id}/documents/{piece.document}"


def test_the_pages_of_an_uploaded_file_are_read_from_its_page_tree() -> None:
    tree = b"<< /Type /Pages /Kids [1 0 R] /Count 3 >>"
    plain = (
        b"%PDF-1.4\n2 0 obj\n" + tree + b"\nendobj\n3 0 obj\n<< /Type /Pages /Count 1 >>\nendobj"
    )
    packed = zlib.compress(b"2 0 3 40 " + tree)
    head = b"<< /Type /ObjStm /N 2 /Filter /FlateDecode /Length %d >>" % len(packed)
    modern = b"%PDF-1.5\n1 0 obj\n" + head + b"\nstream\n" + packed + b"\nendstream\nendobj"
    assert pages_of("application/pdf", plain) == pages_of("application/pdf", modern) == 3
    assert pages_of("image/png", b"") == 1
    assert pages_of("application/pdf", b"%PDF-1.4 nothing") == 0
    assert pages_of("text/plain; charset=utf-8", plain) == 0
