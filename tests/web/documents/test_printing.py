"""What a print may not do: fetch, differ, or slip in another face."""

import hashlib
import io
import os
import pickle
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pdfplumber
import pytest

from web import documents
from web.documents import fonts, justify, printer

ROOT = Path(__file__).parents[3]
#: run in a process of its own: print the pickled sheet on standard input, write its digest
PRINT = """
import hashlib, pickle, sys
from web import documents
name, sheet, instance = pickle.load(sys.stdin.buffer)
print(hashlib.sha256(documents.render(name, sheet, instance)).hexdigest())
"""


def digest_elsewhere(name, sheet, instance, seed):
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        input=pickle.dumps((name, sheet, instance)),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai"},
    )
    return done.stdout.decode().strip()


def test_the_same_sheet_gives_the_same_bytes_in_every_process(printed, a_letter, instance):
    sheet = a_letter(body="喆𬱖农村公路。" * 200)
    here = hashlib.sha256(printed("reply_letter", sheet)).hexdigest()
    assert digest_elsewhere("reply_letter", sheet, instance, "1") == here
    assert digest_elsewhere("reply_letter", sheet, instance, "2") == here


def test_another_word_gives_another_file_identity(printed, a_letter):
    assert printed("reply_letter", a_letter()) != printed("reply_letter", a_letter(signer="王明"))


def test_threads_print_the_same_bytes(printed, a_letter):
    expected = printed("reply_letter", a_letter())
    seen = []
    threads = [
        threading.Thread(target=lambda: seen.append(printed("reply_letter", a_letter())))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [expected] * 4


@pytest.mark.parametrize("scheme", ["file", "http", "https", "ftp", "data"])
def test_nothing_is_fetched_whatever_the_page_asks_for(scheme, instance, tmp_path, monkeypatch):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET" * 50)
    url = {
        "file": secret.as_uri(),
        "data": "data:text/plain,SECRETSECRETSECRET",
    }.get(scheme, f"{scheme}://127.0.0.1:9/secret")
    asked = []
    fetcher = type(printer._fetcher())
    refuse = fetcher.fetch

    def fetch(self, url, headers=None):
        asked.append(url)
        return refuse(self, url, headers)

    monkeypatch.setattr(fetcher, "fetch", fetch)
    html = (
        f'<link rel="attachment" href="{url}"><link rel="stylesheet" href="{url}">'
        f'<style>@import "{url}"; p {{ background: url("{url}") }}</style>'
        f'<p>答复<img src="{url}"><a rel="attachment" href="{url}">件</a></p>'
        f'<object data="{url}"></object>'
    )
    found = fonts.find_fonts(instance)
    pdf = printer._print_html([html], "reply_letter", found, "0" * 64)
    assert asked
    assert b"EmbeddedFile" not in pdf
    assert b"Filespec" not in pdf
    assert b"/Image" not in pdf


def test_the_document_says_its_title_language_and_record(printed, a_letter, tmp_path):
    file = tmp_path / "letter.pdf"
    file.write_bytes(printed("reply_letter", a_letter()))
    info = subprocess.run(["pdfinfo", str(file)], capture_output=True, check=True, text=True)
    assert "关于县政协第十二届第三次会议第023号提案的答复" in info.stdout
    assert "存证 9f3c2a71b0de" in info.stdout
    assert "Tagged:          yes" in info.stdout
    assert "CreationDate:    Thu Jun 18 00:00:00 2026 UTC" in info.stdout
    with pdfplumber.open(file) as document:
        catalogue = document.doc.catalog
        assert catalogue["Lang"] == b"zh-CN"
        packet = catalogue["Metadata"].resolve().get_data()
        assert re.search(rb'pdfaid:part[>="\']+3', packet)
        assert re.search(rb'pdfaid:conformance[>="\']+A', packet)


def test_a_missing_face_stops_the_start_with_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    monkeypatch.delenv("JIANYAN_FONTS_DIR", raising=False)
    with pytest.raises(documents.MissingFont) as caught:
        documents.check_fonts(tmp_path)
    sentence = str(caught.value)
    assert sentence.startswith("缺少公文字体：仿宋（FandolFang-Regular.otf）")
    assert "Fonts are missing: FandolFang-Regular.otf" in sentence
    assert "\n" not in sentence


def test_checking_the_fonts_takes_no_time(instance):
    fonts._find.cache_clear()
    begun = time.perf_counter()
    documents.check_fonts(instance)
    assert time.perf_counter() - begun < 0.05


def test_the_countys_own_licensed_face_comes_first(
    printed, a_letter, instance, tmp_path, monkeypatch
):
    own = tmp_path / "licensed"
    own.mkdir()
    (own / "fangsong.otf").symlink_to((instance / "fonts" / "FandolKai-Regular.otf").resolve())
    monkeypatch.setenv("JIANYAN_FONTS_DIR", str(own))
    file = tmp_path / "letter.pdf"
    file.write_bytes(printed("reply_letter", a_letter()))
    listed = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True, text=True)
    assert "jy-own-fangsong" in listed.stdout
    assert "jy-fangsong" not in listed.stdout


def test_another_version_of_the_renderer_is_refused(monkeypatch):
    import weasyprint

    monkeypatch.setattr(weasyprint, "VERSION", "71.0")
    with pytest.raises(RuntimeError, match="justification is private"):
        justify.install()


def test_a_document_takes_its_own_sheet_only(printed, a_form):
    with pytest.raises(TypeError, match="ReplyLetterSheet"):
        printed("reply_letter", a_form())


def test_each_proposer_gets_a_letter_with_its_own_first_page(printed, a_letter):
    letters = [a_letter(salutation=f"{name}委员", body="农村公路。" * 200) for name in "甲乙丙"]
    with pdfplumber.open(io.BytesIO(printed("reply_letter", letters))) as document:
        texts = [page.extract_text() for page in document.pages]
        marks = [len([r for r in page.rects if r["width"] > 400]) for page in document.pages]
    each = len(texts) // 3
    assert marks == [4, *[0] * (each - 1)] * 3
    for number, name in enumerate("甲乙丙"):
        assert f"{name}委员：" in texts[number * each]


def test_a_letter_that_was_not_issued_says_so_and_has_no_date(printed, a_letter):
    with pdfplumber.open(io.BytesIO(printed("reply_letter", a_letter(draft="送审稿")))) as document:
        text = "".join(page.extract_text() for page in document.pages)
    assert "送审稿" in text
    assert "2026年6月18日" not in text


def test_faces_that_lack_a_needed_character_stop_the_start(instance, monkeypatch):
    whole = fonts.covered
    lost = set(map(ord, "龟ئ"))
    monkeypatch.setattr(fonts, "covered", lambda font: whole(font) - lost)
    with pytest.raises(documents.MissingFont, match=r"写不出 2 个必需的字，例如：ئ、龟。"):
        documents.check_fonts(instance)


def test_the_table_of_characters_is_read_as_fonttools_reads_it(instance):
    from fontTools.ttLib import TTFont

    for font in fonts.find_fonts(instance):
        with TTFont(font.path, fontNumber=font.face.number, lazy=True) as whole:
            assert fonts.covered(font) == frozenset(whole.getBestCmap()), font.face.file


def test_a_file_that_is_no_font_stops_with_a_sentence(tmp_path):
    from web.documents.coverage import UnreadableFont, code_points

    for content in (b"", b"\x00\x01\x00\x00", b"ttcf" + b"\xff" * 40, b"no font at all" * 9):
        file = tmp_path / "fangsong.ttf"
        file.write_bytes(content)
        with pytest.raises(UnreadableFont, match="字体文件不能使用"):
            code_points(file, -1)
        code_points.cache_clear()
