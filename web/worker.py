"""`jianyan worker`: the clock and the outbox, in a process of its own.

It may be killed at any moment and started again, and several may run (each with its own
JIANYAN_WORKER_NAME): nothing is lost, nothing is done twice.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine as Database
from sqlalchemy.exc import SQLAlchemyError

from models import Outbox
from models.database import make_engine, read_session, write_session
from models.queries.archive import uncounted
from models.queries.audits import newest_verification
from models.queries.issues import to_issue
from models.queries.outbox import mark_delivered, mark_failed, undelivered
from models.queries.tidying import forget_abandoned
from web import archiving, issuing, jobs, printing, recordkey, verification
from web.config import Settings, read_settings
from web.delivery import Deliver, delivery
from web.documents.pool import print_apart
from web.dutynews import post_duties
from web.sendwindow import is_open
from web.storage import place_of
from web.weekly import post_weekly
from workflow.check import prove
from workflow.checkpoints import NotSigned
from workflow.clock import tick as tick_clock
from workflow.engine import Engine
from workflow.issuing import STILL_NEW, causes_of
from workflow.limits import calendar_of
from workflow.names import KNOWN
from workflow.redating import redate as redate_all
from workflow.signednote import NoteError

log = logging.getLogger("jianyan.worker")
_LOOK_EVERY = 1.0  # seconds
_AT_ONCE = 200


@dataclass(slots=True)
class Worker:
    """What every job is given."""

    settings: Settings
    database: Database
    engine: Engine
    deliver: Deliver
    clock: Callable[[], datetime]


@jobs.job
def tick(worker: Worker) -> None:
    """Do what is due by the clock."""
    with write_session(worker.database) as session:
        events = tick_clock(session, worker.engine, worker.clock())
        session.commit()
    if events:
        log.info("clock: %d actions", len(events))


@jobs.job
def deliver(worker: Worker, outbox_id: int) -> None:
    """Deliver one message; a failure is remembered, and the next look tries it again, later."""
    with read_session(worker.database) as session:
        row = session.get(Outbox, outbox_id)
        if row is None or row.delivered_at is not None:
            return
        key, message = row.key, {"channel": row.channel, "payload": row.payload}
    # No lock while we wait for somebody else's machine.
    error = ""
    try:
        worker.deliver(key, message)
    except OSError as failure:
        error = str(failure) or type(failure).__name__
        log.warning("outbox %s: %s", key, error)
    with write_session(worker.database) as session:
        if error:
            mark_failed(session, outbox_id, error)
        else:
            mark_delivered(session, outbox_id, worker.clock())
        session.commit()


@jobs.job
def count_pages(worker: Worker, volume_id: int) -> None:
    """Print the pieces of a volume and count their pages."""
    archiving.count_volume(
        worker.database, worker.engine, worker.settings, volume_id, worker.clock()
    )


@jobs.job
def issue(worker: Worker, cause_id: int) -> None:
    """Print what an act lets out, and register what exactly it was."""
    issuing.issue(
        worker.database, worker.engine, worker.settings, cause_id, worker.clock(), print_apart
    )


@jobs.job
def print_batch(worker: Worker, job_id: int) -> None:
    """Print what somebody asked for, part by part, until it is done or cancelled."""
    printing.carry_out(worker.database, worker.engine, worker.settings, job_id, worker.clock)


@jobs.job
def redate(worker: Worker) -> None:
    """Compute open due dates anew: a newly packaged calendar may move provisional ones."""
    with write_session(worker.database) as session:
        events = redate_all(session, worker.engine, worker.clock())
        session.commit()
    if events:
        log.info("redated: %d cases", len(events))


@jobs.job
def tidy(worker: Worker) -> None:
    """Forget jobs that ended long ago, and what people left lying and never handed in."""
    jobs.forget_finished()
    with write_session(worker.database) as session:
        unused = [upload.sha256 for upload in forget_abandoned(session, worker.clock())]
        prints = printing.forget_old(session, worker.settings, worker.clock())
        # The rows go first: a file without a row is only waste, a row without a file is a fault.
        session.commit()
    for digest in unused:
        place_of(worker.settings, digest).unlink(missing_ok=True)
    for place in prints:
        place.unlink(missing_ok=True)


@jobs.job
def weekly(worker: Worker) -> None:
    """Tell the supervisors how many cases are overdue and fall due soon (督查周报)."""
    with write_session(worker.database) as session:
        put = post_weekly(session, worker.clock()) + post_duties(session, worker.clock())
        session.commit()
    if put:
        log.info("weekly: %d messages", put)


@jobs.job
def checkpoint(worker: Worker) -> None:
    """Take what is new into the tree over the record, and sign it."""
    try:
        made = recordkey.checkpoint(worker.database, worker.settings, worker.clock())
    except (NotSigned, NoteError, OSError) as problem:
        # The work goes on without; `jianyan audit verify` names what is wrong.
        log.error("checkpoint: %s", problem)  # noqa: TRY400 (the sentence is enough)
        return
    if made:
        log.info("checkpoint: %d events", made.size)


@jobs.job
def verify_record(worker: Worker, number: int = 0) -> None:
    """Verify the whole record and keep what was found, every night or because somebody asked."""
    if wrong := verification.carry_out(worker.database, worker.clock(), number):
        log.error("verify: %d places are wrong; run jianyan audit verify", wrong)


jobs.schedule("tick", "*/5 * * * *")
jobs.schedule("checkpoint", "*/30 * * * *")
jobs.schedule("redate", "40 2 * * *")
jobs.schedule("tidy", "20 3 * * *")
jobs.schedule("verify_record", "10 4 * * *")
#: on Monday at nine; on a holiday it waits in the outbox for the next working day
jobs.schedule("weekly", "0 9 * * 1")


def main() -> None:
    """Work until told to stop by SIGTERM or SIGINT; RulesError when states.yaml is unsound."""
    logging.basicConfig(level=logging.WARNING)
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    work(read_settings(), stop)


def work(settings: Settings, stop: threading.Event) -> None:
    """Work until `stop` is set."""
    source = settings.states.read_text("utf-8")
    rules = prove(source, KNOWN, settings.states.name)
    database = make_engine(settings.database_url)
    worker = Worker(
        settings=settings,
        database=database,
        engine=Engine(rules, source=source),
        deliver=delivery(settings),
        clock=lambda: datetime.now(UTC),
    )
    with jobs.run(settings.database_url, worker, worker=settings.worker_name):
        with write_session(database) as session:
            for name in ("redate", "tick", "checkpoint"):
                jobs.enqueue(session, name, key=f"{name} at start {worker.clock().isoformat()}")
            session.commit()
        asked: set[tuple[int, int]] = set()
        counting: set[tuple[int, int]] = set()
        issued: set[int] = set()
        verifying = 0
        while not stop.wait(_LOOK_EVERY):
            try:
                counting = look_for_volumes(database, counting)
                issued = look_for_sheets(worker, issued)
                verifying = look_for_verification(database, verifying)
                if may_send(worker):
                    asked = look(database, asked)
            except SQLAlchemyError:
                log.exception("the outbox cannot be read; trying again")
    database.dispose()


def may_send(worker: Worker) -> bool:
    """Whether the send window is open, by the calendar as the office has corrected it."""
    with read_session(worker.database) as session:
        return is_open(worker.settings.send_window, worker.clock(), calendar_of(session))


def look(database: Database, asked: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Enqueue a delivery for what is new in the outbox; what is waiting or running now.

    The job's key holds the number of attempts, so each attempt is one job, whoever asks for it.
    """
    with read_session(database) as session:
        waiting = {(row.id, row.attempts): row.key for row in undelivered(session, _AT_ONCE)}
    fresh = waiting.keys() - asked
    if fresh:
        with write_session(database) as session:
            for row_id, attempts in sorted(fresh):
                key = f"deliver {waiting[row_id, attempts]} {attempts}"
                jobs.enqueue(session, "deliver", row_id, key=key, delay=pause(attempts))
            session.commit()
    return set(waiting)


def look_for_volumes(database: Database, asked: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Enqueue the counting of volumes that were put together; one job for each putting together."""
    with read_session(database) as session:
        waiting = set(uncounted(session))
    if fresh := waiting - asked:
        with write_session(database) as session:
            for number, version in sorted(fresh):
                jobs.enqueue(session, "count_pages", number, key=f"count {number} {version}")
            session.commit()
    return waiting


def look_for_verification(database: Database, asked: int) -> int:
    """Enqueue the verification that somebody has asked for; its number, 0 when none waits."""
    with read_session(database) as session:
        found = newest_verification(session, finished=False)
        waiting = found.id if found and found.finished_at is None else 0
    if waiting and waiting != asked:
        with write_session(database) as session:
            jobs.enqueue(session, "verify_record", waiting, key=f"verification {waiting}")
            session.commit()
    return waiting


def look_for_sheets(worker: Worker, asked: set[int]) -> set[int]:
    """Enqueue the registering of sheets that acts of the last days have let out."""
    causes = causes_of(worker.engine.rules)
    since = worker.clock() - STILL_NEW
    with read_session(worker.database) as session:
        waiting = set(to_issue(session, causes, since, _AT_ONCE + len(asked)))
    if fresh := waiting - asked:
        with write_session(worker.database) as session:
            for number in sorted(fresh):
                jobs.enqueue(session, "issue", number, key=f"issue {number}")
            session.commit()
    return waiting


def pause(attempts: int) -> float:
    """Seconds to wait after so many failures: 10, 20, 40 … an hour at most."""
    return min(3600.0, 10.0 * 2 ** (attempts - 1)) if attempts else 0
