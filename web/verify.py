"""核验: whoever holds a sheet finds out whether it is what was issued. No login, nothing kept.

What is answered stands on the sheet already: which document, of which case, of which day. A
code has sixty bits, so nobody comes upon one by trying; a file is only hashed, never opened.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Answer

from models import IssuedSheet, Subject
from models.database import read_session
from models.queries.issues import issued_as, issued_file
from web.documents.marks import CODE_LENGTH, read_code, shown
from web.house import house
from web.issuing import still_says
from web.wording import say
from workflow.issuing import stands_in_record

bp = Blueprint("verify", __name__)
#: a sheet is some hundred kilobytes
LARGEST = 20 * 1024 * 1024
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is told about a code or a file. `good`: it was issued, and the record says so."""

    good: bool
    sentence: str
    label: str = ""
    case_number: str = ""
    dated: date | None = None
    issued_at: datetime | None = None
    code: str = ""
    template_version: str = ""
    sha256: str = ""
    #: whether the case would be printed the same today, in a sentence
    today: str = ""


@bp.route("/verify", methods=["GET", "POST"])
def show() -> str | Answer | tuple[str, int]:
    """The page: a code in its address (the QR code), or a code or a file that was handed in."""
    typed = request.values.get("code", "").strip()[:100]
    file = request.files.get("file") if request.method == "POST" else None
    verdict, status = None, 200
    # Reading, although a form is sent: whoever checks a paper takes no lock.
    with read_session(house().database) as session:
        if file is not None and file.filename:
            verdict = of_file(session, file)
        elif typed:
            verdict = of_code(session, typed)
    if verdict is None and request.method == "POST":
        verdict = Verdict(False, _("请输入核验码，或者选择一个 PDF 文件。"))
    if verdict is not None and not verdict.good and request.method == "POST":
        status = 422
    return render_template("verify.html", verdict=verdict, typed=typed), status


def of_code(session: Session, typed: str) -> Verdict:
    """What is known of a code."""
    code = read_code(typed)
    if len(code) != CODE_LENGTH:
        return Verdict(
            False,
            _(
                "核验码是 12 位字母和数字，这里有 %(count)s 位，请对照文书重新输入。",
                count=len(code),
            ),
        )
    row = issued_as(session, code)
    if row is None:
        return Verdict(
            False,
            _("没有登记过这个核验码。请对照文书重新输入；刚刚发出的文书，过几分钟再试。"),
        )  # fmt: skip
    return _of_row(session, row, _("这个核验码登记过，请把下面的内容与手里的文书对照。"))


def of_file(session: Session, file: FileStorage) -> Verdict:
    """What is known of a file, by its bytes alone."""
    digest, size = hashlib.sha256(), 0
    while chunk := file.stream.read(_CHUNK):
        size += len(chunk)
        if size > LARGEST:
            return Verdict(False, _("文件超过 20 MB，不会是这里发出的文书。"))
        digest.update(chunk)
    row = issued_file(session, digest.hexdigest())
    if row is None:
        return Verdict(
            False,
            _("这个文件与登记过的任何一份文书都不同。扫描、另存或者改动过的文件都会不同，"
              "可以改用文书上的核验码。"),
        )  # fmt: skip
    return _of_row(session, row, _("这个文件与首次发出的一份一字不差。"))


def _of_row(session: Session, row: IssuedSheet, sentence: str) -> Verdict:
    engine = house().engine
    subject = session.get_one(Subject, row.subject_id)
    rules = engine.rules_of(session, subject)
    label = next(
        (one.label for one in rules.workflow(subject.kind).documents if one.name == row.name),
        row.name,
    )
    if not stands_in_record(session, row):
        return Verdict(False, _("登记与记录不符：这份文书的登记可能被改动过，请告诉提案委办公室。"))
    same = still_says(session, engine, house().settings, row)
    return Verdict(
        good=True,
        sentence=sentence,
        label=say(label),
        case_number=row.case_number,
        dated=row.dated,
        issued_at=row.issued_at,
        code=shown(row.code) if row.code else "",
        template_version=row.template_version,
        sha256=row.sha256,
        today=_("发出以后，内容没有变动。") if same else _("发出以后，系统里的内容有变动。"),
    )
