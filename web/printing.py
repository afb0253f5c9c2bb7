"""成批打印: the worker prints what somebody asked for, some cases at a time, until he cancels.

Each part is one file of at most fifty cases, so that memory and the loss by a killed worker stay
small. A job that is begun again begins from the start: its files are written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from models import HandlingTask, PrintJob, Subject
from models.database import read_session, write_session
from models.queries.history import events_of
from models.queries.prints import filed_in, old_jobs, subjects_with
from models.queries.visibility import visible_among
from web import documents
from web.config import Settings
from web.documents.marks import Proof
from web.documents.orders import Office
from web.documents.pool import (
    PROCESSES,
    RECYCLED_PARTS,
    Print,
    Printed,
    print_many,
    print_one,
    unprintable,
)
from web.documents.reports import REPORTS
from web.documents.sheets import Sheet
from web.papers import Asking, cause_of, sheets_for
from web.printedbooks import book_of, proof_of_book
from web.proofs import mark_of
from workflow.engine import Engine
from workflow.numbers import short_number
from workflow.rules import Document

PART = 50
KEPT = timedelta(days=7)
_SHANGHAI = ZoneInfo("Asia/Shanghai")


def folder_of(settings: Settings) -> Path:
    """Where the files lie."""
    return settings.instance / "prints"


def carry_out(
    database: Database,
    engine: Engine,
    settings: Settings,
    job_id: int,
    clock: Callable[[], datetime],
    processes: int = PROCESSES,
) -> None:
    """Print a whole job; what was cancelled or finished meanwhile is left alone."""
    with read_session(database) as session:
        job = session.get(PrintJob, job_id)
        if job is None or job.finished_at or job.cancelled_at:
            return
        cases = _cases(session, engine, job, clock())
    _note(database, job_id, total=len(cases), done=0, files=[], skipped=[])
    folder_of(settings).mkdir(parents=True, exist_ok=True)
    run = _Run(database, engine, settings, job_id, clock)
    for printed in print_many(run.prints(cases), processes, RECYCLED_PARTS):
        run.keep(printed)
    if run.cancelled():
        return
    _note(database, job_id, finished_at=clock())


@dataclass(frozen=True, slots=True)
class _Case:
    """What is printed of one case, and what each of its sheets carries."""

    number: str
    sheets: tuple[Sheet, ...]
    mark: Proof | None = None


def _print(key: int, name: str, cases: list[_Case], settings: Settings) -> Print:
    """The file of these cases; a book stands in the first of them, with its own proof."""
    sheets = tuple(sheet for case in cases for sheet in case.sheets)
    marks = tuple(case.mark for case in cases if case.mark for _sheet in case.sheets)
    proof = replace(marks[0], singly=marks) if marks else None
    return Print(key, name, sheets, settings.instance, proof)


class _Run:
    """One running of a job."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        settings: Settings,
        job_id: int,
        clock: Callable[[], datetime],
    ) -> None:
        self.database, self.engine, self.settings = database, engine, settings
        self.job_id, self.clock = job_id, clock
        self.parts: dict[int, list[_Case]] = {}
        with read_session(database) as session:
            job = session.get_one(PrintJob, job_id)
            self.name, self.whole = job.document, job.kind == "book"

    def cancelled(self) -> bool:
        with read_session(self.database) as session:
            job = session.get(PrintJob, self.job_id)
            return job is None or job.cancelled_at is not None

    def prints(self, cases: list[int]) -> Iterator[Print]:
        """The parts one after another; each is gathered when it is its turn."""
        step = (len(cases) or 1) if self.whole else PART
        parts = [cases[at : at + step] for at in range(0, len(cases), step)]
        for key, some in enumerate(parts, 1):
            if self.cancelled():
                return
            with read_session(self.database) as session:
                found = self._book(session) if self.whole else self._sheets(session, some)
            self.parts[key] = found
            asked = _print(key, self.name, found, self.settings)
            if asked.sheets:
                yield asked

    def _book(self, session: Session) -> list[_Case]:
        job = session.get_one(PrintJob, self.job_id)
        proposals = filed_in(session, job.session_id)
        office, on = Office.of(self.settings), job.asked_at.astimezone(_SHANGHAI).date()
        sheet = book_of(session, self.engine, job, proposals, office, on)
        proof = proof_of_book(session, job.document)
        return [
            _Case(short_number(one), () if no else (sheet,), proof)
            for no, one in enumerate(proposals)
        ]

    def _sheets(self, session: Session, some: list[int]) -> list[_Case]:
        job = session.get_one(PrintJob, self.job_id)
        today = self.clock().astimezone(_SHANGHAI).date()
        asking = Asking(session, self.engine, self.settings, job.user, today)
        found = []
        for number in some:
            subject = session.get_one(Subject, number)
            document = _document(self.engine, session, subject, job.document)
            events = events_of(session, [subject.id])
            sheets = sheets_for(asking, subject, document, events) if document else []
            mark = None
            if document and sheets:
                cause = cause_of(document, events)
                mark = mark_of(session, self.settings, subject, document.name, cause)
            case = subject.proposal if isinstance(subject, HandlingTask) else subject
            found.append(_Case(short_number(case), tuple(sheets), mark))
        return found

    def keep(self, printed: Printed) -> None:
        """Write the file; when one case cannot be printed, the others of its part still are."""
        found, bad = self.parts.pop(printed.key), []
        if printed.problem:
            good = []
            for case in found:
                if problem := unprintable(self.name, case.sheets, self.settings.instance):
                    bad.append({"number": case.number, "reason": problem})
                else:
                    good.append(case)
            again = _print(printed.key, self.name, good, self.settings)
            if again.sheets:
                printed = print_one(again)
            found = good
        # Made before the database is taken: nobody else could write while a file is laid out.
        files = list(self._files(printed, found)) if printed.content else []
        with write_session(self.database) as session:
            job = session.get_one(PrintJob, self.job_id)
            job.skipped = [*job.skipped, *bad]
            job.files = [*job.files, *files]
            job.done = min(job.total, job.done + len(found) + len(bad))
            session.commit()

    def _files(self, printed: Printed, found: list[_Case]) -> Iterator[dict[str, Any]]:
        """The file of a part; beside a report, which the office goes on writing, its Word copy."""
        # a book is one sheet of all its cases
        cases = [case.number for case in found if self.whole or case.sheets]
        file = self._file(printed.key, "pdf", printed.content)
        yield file | {"cases": cases, "pages": printed.pages}
        if self.name in REPORTS:
            sheets = [sheet for case in found for sheet in case.sheets]
            content, ending, _mime = documents.word(self.name, sheets, self.settings.instance)
            yield self._file(printed.key, ending, content) | {"cases": cases, "pages": 0}

    def _file(self, key: int, ending: str, content: bytes) -> dict[str, Any]:
        name = f"{self.job_id}-{key}.{ending}"
        (folder_of(self.settings) / name).write_bytes(content)
        return {"name": name, "size": len(content), "part": key}


def _cases(session: Session, engine: Engine, job: PrintJob, now: datetime) -> list[int]:
    """What the user may see of what was asked for."""
    if job.kind == "book":
        return [one.id for one in filed_in(session, job.session_id)]
    actions = {
        action
        for document in engine.rules.workflow(job.subject_kind).documents
        if document.name == job.document
        for action in document.after
    }
    found = subjects_with(session, job.subject_kind, job.session_id, actions)
    sees = {role.name: role.sees for role in engine.rules.roles}
    day = now.astimezone(_SHANGHAI).date()
    visible = set(visible_among(session, job.user, found, day, sees))
    return [number for number in found if number in visible]


def _document(engine: Engine, session: Session, subject: Subject, name: str) -> Document | None:
    documents = engine.rules_of(session, subject).workflow(subject.kind).documents
    return next((one for one in documents if one.name == name), None)


def _note(database: Database, job_id: int, **values: object) -> None:
    with write_session(database) as session:
        job = session.get_one(PrintJob, job_id)
        for name, value in values.items():
            setattr(job, name, value)
        session.commit()


def forget_old(session: Session, settings: Settings, now: datetime) -> list[Path]:
    """Delete the jobs of more than a week ago; return their files, to be removed afterwards."""
    places: list[Path] = []
    for job in old_jobs(session, now - KEPT):
        places += [folder_of(settings) / one["name"] for one in job.files]
        session.delete(job)
    return places
