"""Background work on DBOS, behind three functions: enqueue, schedule, run.

A job is enqueued in the caller's transaction: what is rolled back never runs. Its state lives in
the same database as everything else, so a killed worker, when it comes back, goes on where it
was. A step that was killed between its effect and its tick mark runs again: jobs are therefore
idempotent. DBOS is imported only here, and only when it is needed; it opens no port.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from dbos import DBOSClient

#: what a job may be given: it is kept as JSON
Plain = str | int | bool | None
Job = Callable[..., None]

_NAME = "jianyan"
_QUEUE = "work"
#: bound to work, not to code: a new version of the program finishes what the old one began
_VERSION = "1"
_KEPT = timedelta(days=30)

_jobs: dict[str, Job] = {}
_schedules: dict[str, str] = {}
_clients: dict[URL, DBOSClient] = {}
_lock = threading.Lock()


def job(work: Job) -> Job:
    """Make a function known as a job under its own name; it is called with the worker first."""
    _jobs[work.__name__] = work
    return work


def enqueue(session: Session, name: str, *given: Plain, key: str, delay: float = 0) -> None:
    """Have the job run once after this transaction commits; the same key again does nothing."""
    database = session.get_bind().engine
    with _lock:
        client = _clients.get(database.url)
        if client is None:
            _clients.clear()  # a program has one database; the tests have many
            client = _clients[database.url] = _client(database)
    options: dict[str, Any] = {"workflow_name": name, "queue_name": _QUEUE, "workflow_id": key}
    if delay:
        options["delay_seconds"] = delay
    client.enqueue_in_transaction(session, options, *given)  # type: ignore[arg-type]


def schedule(name: str, cron: str) -> None:
    """Have the job run at these times of Shanghai (five cron fields), once however many workers."""
    _schedules[name] = cron


@contextmanager
def run(
    url: str, context: object, *, worker: str = "local", polling: float = 0.5
) -> Iterator[None]:
    """Work in threads of this process until the block ends; `worker` names it among others.

    What a worker of the same name left unfinished is taken up again at once.
    """
    from dbos import DBOS, DBOSPortableJSONSerializer

    DBOS(
        config={
            "name": _NAME,
            "system_database_url": _plain(url),
            "serializer": DBOSPortableJSONSerializer(),
            "application_version": _VERSION,
            "executor_id": worker,
            "log_level": "ERROR",
            "enable_otlp": False,
        }
    )
    timed = {name: _announce(name, work, context) for name, work in _jobs.items()}
    DBOS.launch()
    try:
        DBOS.register_queue(_QUEUE, worker_concurrency=8, polling_interval_sec=polling)
        for known in DBOS.list_schedules():
            if known["schedule_name"] not in _schedules:
                DBOS.delete_schedule(known["schedule_name"])
        DBOS.apply_schedules(
            [
                {
                    "schedule_name": name,
                    "workflow_fn": timed[name],
                    "schedule": cron,
                    "context": None,
                    "cron_timezone": "Asia/Shanghai",
                }
                for name, cron in _schedules.items()
            ]
        )
        yield
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=5)


def prepare(url: str) -> None:
    """Make or renew the tables in which jobs are kept."""
    import logging

    from dbos import DBOS

    logging.getLogger("dbos").setLevel(logging.ERROR)
    DBOS.migrate(_plain(url))


def forget_finished() -> None:
    """Remove the traces of jobs that ended long ago (inside `run`)."""
    from dbos import DBOS

    before = (datetime.now(UTC) - _KEPT).isoformat()
    while ended := DBOS.list_workflows(
        status=["SUCCESS", "ERROR", "CANCELLED"],
        end_time=before,
        limit=200,
        load_input=False,
        load_output=False,
    ):
        DBOS.delete_workflows([workflow.workflow_id for workflow in ended])


def _announce(name: str, work: Job, context: object) -> Callable[[datetime, Any], None]:
    # One step a job: its end is remembered, and a failure is tried again after 1, 2 seconds.
    from dbos import DBOS

    @DBOS.step(name=f"{name}_step", retries_allowed=True, max_attempts=3)
    def step(*given: Plain) -> None:
        work(context, *given)

    @DBOS.workflow(name=name)
    def queued(*given: Plain) -> None:
        step(*given)

    @DBOS.workflow(name=f"{name}_on_time")
    def timed(_at: datetime, _context: Any) -> None:
        step()

    return timed


def _client(database: Engine) -> DBOSClient:
    from dbos import DBOSClient, DBOSPortableJSONSerializer

    return DBOSClient(
        system_database_engine=database,
        serializer=DBOSPortableJSONSerializer(),
        application_name=_NAME,
        lazy=True,
    )


def _plain(url: str) -> str:
    # DBOS picks the driver itself.
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
