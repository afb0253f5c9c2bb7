"""What makes a sheet verifiable and lasting: code, QR code, record, PDF/A-3 and PDF/UA marks.

No veraPDF can be installed here: these are the marks it asks for first, not its verdict.
"""

import io
import re
from dataclasses import replace

import pdfplumber
import pypdfium2
import pytest
import zxingcpp

from web.documents import Proof, render
from web.documents.marks import code_of, qr_path, read_code, shown, target
from web.documents.pdfua import RECORD

RECORD_TEXT = b'{"events": []}\n'


@pytest.fixture(scope="module")
def letter_pdf(a_letter, instance):
    proof = Proof("https://tian.example.cn", RECORD_TEXT)
    return render("reply_letter", a_letter(), instance, proof)


def test_the_file_says_that_it_is_pdf_a_3_and_pdf_ua(letter_pdf):
    with pdfplumber.open(io.BytesIO(letter_pdf)) as document:
        catalogue = document.doc.catalog
        packet = catalogue["Metadata"].resolve().get_data()
        pages = [page.page_obj.attrs for page in document.pages]
    assert re.search(rb'pdfaid:part[>="\']+3', packet)
    assert re.search(rb'pdfaid:conformance[>="\']+A', packet)
    assert re.search(rb'pdfuaid:part[>="\']+1', packet)
    assert packet.count(b"<rdf:RDF") == packet.count(b"</rdf:RDF>") == 1
    assert b"PDF/UA Universal Accessibility Schema" in packet
    assert catalogue["MarkInfo"]["Marked"] is True
    assert catalogue["ViewerPreferences"]["DisplayDocTitle"] is True
    assert catalogue["Lang"] == b"zh-CN"
    assert {page["Tabs"].name for page in pages} == {"S"}
    assert catalogue["OutputIntents"]
    assert not {"AA", "OpenAction", "AcroForm"} & set(catalogue)


def test_it_carries_the_record_as_an_associated_file(letter_pdf):
    with pdfplumber.open(io.BytesIO(letter_pdf)) as document:
        (file,) = document.doc.catalog["AF"]
        spec = file.resolve()
        stream = spec["EF"]["F"].resolve()
        assert spec["F"] == RECORD.encode()
        assert spec["AFRelationship"].name == "Data"
        assert stream.attrs["Subtype"].name == "application/json"
        assert stream.get_data() == RECORD_TEXT


def test_it_has_bookmarks_and_a_structure(letter_pdf):
    with pdfplumber.open(io.BytesIO(letter_pdf)) as document:
        titles = [one[1] for one in document.doc.get_outlines()]
        assert "一、关于第1条建议" in titles
        # what stands in the margin is an artifact; its code is told in the metadata too
        assert [one["type"] for one in document.structure_tree] == ["Document"]
        assert "核验码" in document.metadata["Subject"]


def test_the_code_is_of_what_the_sheet_says(a_letter, letter_pdf):
    code = code_of("reply_letter", a_letter())
    assert len(code) == 12
    assert code_of("reply_letter", replace(a_letter(), signer="王明")) != code
    assert code_of("second_letter", a_letter()) != code
    assert read_code(shown(code).lower()) == code
    with pdfplumber.open(io.BytesIO(letter_pdf)) as document:
        assert shown(code) in document.pages[-1].extract_text()
    assert target(code, "https://a.cn") == f"https://a.cn/verify?code={code}"
    assert target(code, "") == shown(code)


def test_the_qr_code_has_its_quiet_zone():
    size, path = qr_path("https://tian.example.cn/verify?code=7K2M9QXA04TD")
    starts = [tuple(map(int, one)) for one in re.findall(r"M(\d+) (\d+)", path)]
    assert min(min(one) for one in starts) == 4
    assert max(y for _x, y in starts) == size - 5
    assert size <= 41, "at 13 mm a module is a third of a millimetre, which a phone still reads"


def test_the_printed_qr_code_leads_to_the_page_that_verifies_the_sheet(a_letter, letter_pdf):
    """At 200 points an inch, as a copier sees it: read by a library that is not the writer's."""
    with pypdfium2.PdfDocument(letter_pdf) as document:
        seen = document[len(document) - 1].render(scale=200 / 72).to_pil()
    assert [one.text for one in zxingcpp.read_barcodes(seen)] == [
        target(code_of("reply_letter", a_letter()), "https://tian.example.cn")
    ]
