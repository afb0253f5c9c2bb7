"""The Word file says what the PDF says, and nothing else."""

import io
from collections import Counter

import docx
import pdfplumber
import pytest

from web.documents.wordcopy import write_word


def of_word(content: bytes) -> str:
    """All text of the body, in order."""
    body = docx.Document(io.BytesIO(content)).element.body
    return bare("".join(one.text or "" for one in body.iter() if one.tag.endswith("}t")))


def of_pdf(content: bytes, foot: float) -> str:
    """All text above the foot (in mm from the paper's upper edge)."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return bare("".join(c["text"] for page in document.pages for c in page.chars
                            if c["bottom"] < foot / 25.4 * 72))  # fmt: skip


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("name", "maker", "foot"),
    [
        ("reply_letter", "a_letter", 265),
        ("feedback_form", "a_form", 276),
        ("project_application", "an_application", 273),
    ],
)
def test_word_and_pdf_say_the_same(name, maker, foot, request, printed, instance):
    sheet = request.getfixturevalue(maker)()
    word = of_word(write_word(name, [sheet], instance))
    pdf = of_pdf(printed(name, sheet), foot)
    assert Counter(word) == Counter(pdf)
    # a form is read in the same order; of a letter what stands in its head is drawn first
    assert word == pdf or name == "reply_letter"


def test_hostile_text_stays_text_in_word(a_letter, instance):
    hostile = "<script>alert(1)</script> & {{ 7 * 7 }}\x0b喆𬱖 阿卜杜拉·买买提" + "x" * 300
    word = of_word(write_word("reply_letter", [a_letter(body=hostile)], instance))
    assert bare(hostile.replace("\x0b", "")) in word


def test_the_same_letters_are_the_same_file(a_letter, instance):
    sheets = [a_letter(), a_letter(salutation="王明委员")]
    first = write_word("reply_letter", sheets, instance)
    assert first == write_word("reply_letter", sheets, instance)
    assert "王明委员" in of_word(first)


def test_an_editable_copy_has_no_code_to_verify(a_letter, instance):
    content = docx.Document(io.BytesIO(write_word("reply_letter", [a_letter()], instance)))
    foot = content.sections[0].footer.paragraphs[0].text
    assert "存证 9f3c2a71b0de" in foot
    assert "核验码" not in foot
