"""`script/bench documents`: seconds and memory of printing, beside LibreOffice and Typst.

Every figure is of this machine and this minute: the load is printed with it. What is not
installed is said, not guessed. Typst and LibreOffice are given the same words without the
letterhead, so that theirs is the lighter task.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from web.documents import AnswerLine, ReplyLetterSheet  # noqa: E402 (the path comes first)
from web.documents.booksheets import BookCase, BookChapter, BookIndex, CompendiumSheet  # noqa: E402
from web.documents.marks import Proof  # noqa: E402
from web.documents.pool import Print, print_many, print_one  # noqa: E402

INSTANCE = Path(os.environ.get("JIANYAN_INSTANCE") or ROOT / "instance")
BODY = "我局高度重视，已会同县财政局到恰热克镇实地调研，逐条研究提案提出的建议。\n" * 8
MIB = 1024


def a_letter(no: int) -> ReplyLetterSheet:
    """A letter of two pages; each has another number, so that nothing can be remembered."""
    return ReplyLetterSheet(
        case_number=f"十二届三次第{no:03}号",
        title=f"关于县政协第十二届第三次会议第{no:03}号提案的答复",
        unit="云岭县交通运输局",
        doc_no=f"云交函〔2026〕{no}号",
        reply_class="B",
        signer="李明",
        salutation="阿卜杜拉·买买提委员",
        opening=f"您提出的《关于加强农村公路养护管理的提案》（第{no:03}号）收悉。现答复如下：",
        body=BODY,
        answers=(
            AnswerLine(1, "建立路长制，明确养护责任。", "采纳", "已印发实施方案，逐村落实。"),
            AnswerLine(2, "经费列入预算。", "列入计划", "正在测算。", date(2026, 12, 31)),
        ),
        closing="感谢您对我们工作的关心和支持，欢迎继续提出宝贵意见。",
        issued_on=date(2026, 6, 18),
        contact_person="古丽娜尔·艾山",
        contact_phone="0998-8512345",
        publicity="主动公开",
        attachments=("征询意见表",),
        copies=("县政协提案委员会", "县人民政府督查室"),
        record_mark="9f3c2a71b0de",
    )


def a_print(no: int) -> Print:
    """One letter, with its code, QR code and a record."""
    return Print(no, "reply_letter", (a_letter(no),), INSTANCE, Proof("https://a.cn", b"{}\n"))


def a_book(cases: int) -> Print:
    """A compendium of so many proposals of about 900 characters each."""
    text = "农村公路养护经费不足，路面破损，群众出行不便。" * 14
    some = tuple(
        BookCase(f"第{no:03}号", f"关于加强第{no}村公路养护的提案", ("王明", "李喆"), text, text,
                 ("建立路长制。" * 8, "经费列入预算。" * 8), ())
        for no in range(1, cases + 1)
    )  # fmt: skip
    index = (BookIndex("王明", tuple(f"{no:03}" for no in range(1, cases + 1))),)
    meeting, day = "第十二届第三次会议", date(2026, 6, 18)
    chapters = (BookChapter("社会建设", some),)
    sheet = CompendiumSheet("政协云岭县委员会", meeting, meeting, chapters, index, index, day, "0")
    return Print(0, "compendium", (sheet,), INSTANCE)


def measured(work: Callable[[], object]) -> float:
    """Seconds of one go."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def peak_of_children() -> float:
    """The most that any child, waited for so far, has had in memory, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MIB


def _book_alone(cases: int) -> tuple[float, int, float]:
    begin = time.perf_counter()
    pages = print_one(a_book(cases)).pages
    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
    return time.perf_counter() - begin, pages, mine


def tell(what: str, value: str) -> None:
    """One line."""
    print(f"{what:<46}{value}", flush=True)


def ours(letters: int, cases: int) -> Iterator[tuple[str, str]]:
    """Our own figures."""
    cold = "import bench_documents as b; b.print_one(b.a_print(1))"
    where = {**os.environ, "PYTHONPATH": str(ROOT / "script")}
    command = [sys.executable, "-c", cold]
    seconds = measured(lambda: subprocess.run(command, check=True, cwd=ROOT, env=where))
    yield "cold: start, import, first letter", f"{seconds:.2f} s"
    pages = print_one(a_print(1)).pages
    warm = [measured(lambda no=no: print_one(a_print(no))) for no in range(2, 22)]
    yield (
        f"warm, {pages} pages, median of {len(warm)}",
        (f"{statistics.median(warm):.3f} s (fastest {min(warm):.3f})"),
    )
    begin = time.perf_counter()
    done = sum(1 for one in print_many(map(a_print, range(letters))) if one.content)
    spent = time.perf_counter() - begin
    yield f"{done} letters, 2 processes, start included", f"{done / spent:.1f} a second"
    yield "most memory of one of these processes", f"{peak_of_children():.0f} MiB"
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
        seconds, count, most = alone.submit(_book_alone, cases).result()
    yield f"compendium of {cases} proposals, {count} pages", f"{seconds:.1f} s, {most:.0f} MiB"


def libreoffice() -> Iterator[tuple[str, str]]:
    """The same letter as .docx, by LibreOffice."""
    from web.documents.wordcopy import write_word

    program = shutil.which("soffice")
    if program is None:
        yield "LibreOffice", "not installed"
        return
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for no in range(10):
            names.append(f"{folder}/{no}.docx")
            Path(names[-1]).write_bytes(write_word("reply_letter", [a_letter(no)], INSTANCE))
        own = f"-env:UserInstallation=file://{folder}/profile"
        call = [program, own, "--headless", "--convert-to", "pdf", "--outdir", folder]

        def convert(some: list[str]) -> float:
            return measured(lambda: subprocess.run([*call, *some], check=True, capture_output=True))

        yield "LibreOffice, first call (makes its profile)", f"{convert(names[:1]):.2f} s"
        yield "LibreOffice, a call", f"{convert(names[:1]):.2f} s"
        yield "LibreOffice, ten in one call", f"{convert(names) / 10:.3f} s each"


def typst() -> Iterator[tuple[str, str]]:
    """The same words, by Typst."""
    try:
        import typst as compiler
    except ImportError:
        yield "Typst", "not installed (pip install typst)"
        return
    fonts = [str(INSTANCE / "fonts")]

    def source(no: int) -> bytes:
        one = a_letter(no)
        parts = [one.title, one.salutation + "：", one.opening, *one.body.split("\n"),
                 *(part for a in one.answers for part in (a.suggestion, a.measure)), one.closing,
                 one.unit]  # fmt: skip
        head = '#set page(paper: "a4")\n#set text(font: "FandolFang R", size: 16pt, lang: "zh")\n'
        return (head + "\n\n".join(parts)).encode()

    first = measured(lambda: compiler.compile(source(0), font_paths=fonts))
    warm = [
        measured(lambda no=no: compiler.compile(source(no), font_paths=fonts))
        for no in range(1, 11)
    ]
    yield "Typst, first", f"{first:.3f} s"
    yield "Typst, then, median of 10", f"{statistics.median(warm):.3f} s"


def main() -> None:
    """Print every figure as it is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--cases", type=int, default=300)
    asked = parser.parse_args()
    tell("processors, load before", f"{os.cpu_count()}, {os.getloadavg()[0]:.1f}")
    for some in (ours(asked.letters, asked.cases), libreoffice(), typst()):
        for what, value in some:
            tell(what, value)
    tell("load after", f"{os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
