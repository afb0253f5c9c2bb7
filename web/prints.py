"""成批打印、汇编和年度报告: asked for here, made by the worker, fetched here by who asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import send_file as send
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from models import PlenarySession, PrintJob
from models.queries import directory
from models.queries.prints import job_of, jobs_of, open_jobs
from web import db, gate, jobs
from web.documents.wordcopy import MIME as WORD
from web.house import house, now
from web.listfilters import session_label
from web.paperlinks import named
from web.printing import folder_of
from web.wording import say, show_moment, show_size

bp = Blueprint("prints", __name__, url_prefix="/prints")
#: waiting or running at the same time, of one person
_MOST = 3


@dataclass(frozen=True, slots=True)
class JobView:
    """A print job as its page and the list show it."""

    url: str
    title: str
    asked: str
    words: str
    running: bool
    done: int
    total: int
    #: label, address, and what is in it
    files: tuple[tuple[str, str, str], ...]
    skipped: tuple[tuple[str, str], ...]


@bp.route("", methods=["GET", "POST"])
def desk() -> str | Answer | tuple[str, int]:
    """What may be printed in one go, and what one has asked for."""
    problem = ""
    if request.method == "POST":
        problem, job = _ask()
        if job is not None:
            return redirect(url_for("prints.job", number=job.id), 303)
    plenaries = directory.sessions(db.session())
    page = render_template(
        "prints.html",
        problem=problem,
        sessions=[(one.id, session_label(one)) for one in plenaries],
        documents=_offered(),
        books=_books(),
        chosen=(request.form.get("session", type=int), request.form.get("what", "")),
        jobs=[_view(one) for one in jobs_of(db.session(), gate.visitor().user.id)],
    )
    return (page, 422) if problem else page


def _ask() -> tuple[str, PrintJob | None]:
    session, user = db.session(), gate.visitor().user
    plenary = session.get(PlenarySession, request.form.get("session", 0, int))
    what = request.form.get("what", "")
    if plenary is None:
        return _("请选择会议。"), None
    if what not in dict(_books()) and what not in dict(_offered()):
        return _("请选择要打印什么。"), None
    if open_jobs(session, user.id) >= _MOST:
        return _("已经有 %(most)s 个打印任务没有完成，请等一等，或者取消一个。", most=_MOST), None
    kind, _colon, name = what.partition(":")
    job = PrintJob(
        user_id=user.id,
        kind="sheets" if name else "book",
        subject_kind=kind if name else "",
        document=name or what,
        session_id=plenary.id,
        asked_at=now(),
        files=[],
        skipped=[],
    )
    session.add(job)
    session.flush()
    jobs.enqueue(session, "print_batch", job.id, key=f"print {job.id} {job.asked_at.isoformat()}")
    return "", job


@bp.get("/<int:number>")
def job(number: int) -> Response:
    """How far a job is, and what came out; the page looks again by itself while it runs."""
    view = _view(_find(number))
    response = make_response(render_template("print_job.html", view=view))
    if view.running:
        response.headers["Refresh"] = "5"
    return response


@bp.post("/<int:number>/cancel")
def cancel(number: int) -> Answer:
    """Stop after the part that is being printed."""
    found = _find(number)
    if found.finished_at is None and found.cancelled_at is None:
        found.cancelled_at = now()
        flash(_("已经取消。印好的部分还可以取用。"), "success")
    return redirect(url_for("prints.job", number=number), 303)


@bp.get("/<int:number>/files/<int:no>")
def file(number: int, no: int) -> Response:
    """One of its files."""
    found = _find(number)
    if not 0 < no <= len(found.files):
        gate.refuse(404, f"prints/{number}/files/{no}", "没有这个文件")
    part, _no, kept = _numbered(found)[no - 1]
    name = kept["name"]
    place = folder_of(house().settings) / name
    if not place.is_file():
        gate.refuse(404, f"prints/{number}/files/{no}", "文件已经清理")
    mime = WORD if place.suffix == ".docx" else "application/pdf"
    return named(send(place, mimetype=mime), name, f"{_title(found)}-{part}{place.suffix}")


def _find(number: int) -> PrintJob:
    found = job_of(db.session(), gate.visitor().user.id, number)
    if found is None:
        gate.refuse(404, f"prints/{number}", "不是本人的打印任务")
    return found


def _offered() -> list[tuple[str, str]]:
    """Every document of the rules, under the kind of case it belongs to."""
    return [
        (f"{workflow.name}:{document.name}", f"{say(workflow.label)} · {say(document.label)}")
        for workflow in house().rules.workflows
        for document in workflow.documents
        if workflow.name in ("proposal", "handling_task", "livelihood_project")
    ]


def _books() -> list[tuple[str, str]]:
    """What is made of a whole session."""
    return [
        ("examination_report", _("提案审查情况报告")),
        ("work_report", _("提案工作情况报告")),
        ("compendium", _("提案汇编（目录、正文、索引）")),
    ]


def _part(found: PrintJob, no: int, file: dict[str, Any]) -> str:
    if found.kind == "book":
        return _("Word 稿，可以接着写") if file["name"].endswith("docx") else "PDF"
    return _("第 %(no)s 部分", no=no)


def _within(file: dict[str, Any]) -> str:
    size = show_size(file["size"])
    if not file["pages"]:
        return size
    return _("%(cases)s 件，%(pages)s 页，%(size)s", cases=len(file["cases"]),
             pages=file["pages"], size=size)  # fmt: skip


def _title(found: PrintJob) -> str:
    what = dict(_books()).get(found.document, "")
    if found.kind == "sheets":
        what = dict(_offered()).get(f"{found.subject_kind}:{found.document}", found.document)
    return f"{session_label(found.session)} · {what}"


def _numbered(found: PrintJob) -> list[tuple[int, int, dict[str, Any]]]:
    """Of each file which part it is, and its number in the address.

    They are kept as they became ready, so that an address once shown stays that of its file.
    """
    return [(one.get("part", no), no, one) for no, one in enumerate(found.files, 1)]


def _view(found: PrintJob) -> JobView:
    running = found.finished_at is None and found.cancelled_at is None
    if found.cancelled_at:
        words = _("已经取消")
    elif found.problem:
        words = _("没有印成")
    elif running:
        words = _("正在打印：%(done)s / %(total)s 件", done=found.done, total=found.total)
    elif not found.files:
        words = _("没有可以打印的")
    else:
        words = _("已经印好：%(total)s 件", total=found.total)
    return JobView(
        url=url_for("prints.job", number=found.id),
        title=_title(found),
        asked=show_moment(found.asked_at),
        words=words,
        running=running,
        done=found.done,
        total=found.total,
        files=tuple(
            (_part(found, part, one), url_for("prints.file", number=found.id, no=no), _within(one))
            for part, no, one in sorted(_numbered(found), key=lambda each: each[0])
        ),
        skipped=tuple((one["number"], one["reason"]) for one in found.skipped),
    )  # fmt: skip
