"""Printing in processes of its own: two at a time, each replaced before its memory grows.

A process of the pool keeps its fonts and style sheets; a request or the worker is never blocked
by the lock of the layout library, and what a long print has taken is given back.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from web.documents.fonts import Unprintable
from web.documents.marks import Proof
from web.documents.sheets import Sheet
from web.documents.signing import BadCertificate

PROCESSES = 2
#: single sheets after which a process is replaced: it is then some 10 MiB larger, and a new one
#: takes as long to start as ten letters
RECYCLED = 500
#: parts of fifty cases after which it is: a part leaves 1.4 MiB behind
RECYCLED_PARTS = 100

_lock = threading.Lock()
_apart: ProcessPoolExecutor | None = None


@dataclass(frozen=True, slots=True)
class Print:
    """One file to be made."""

    key: int
    name: str
    sheets: tuple[Sheet, ...]
    instance: Path
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of it: the file and its pages, or why there is none."""

    key: int
    content: bytes = b""
    pages: int = 0
    problem: str = ""


def print_one(job: Print) -> Printed:
    """Make one file here and now."""
    from web.documents.printer import print_counted

    try:
        content, pages = print_counted(job.name, job.sheets, job.instance, job.proof)
    except (Unprintable, BadCertificate) as problem:
        return Printed(job.key, problem=str(problem))
    return Printed(job.key, content, pages)


def print_apart(job: Print) -> Printed:
    """Make one file in a process kept for that, so that this one's memory does not grow."""
    global _apart  # noqa: PLW0603 (one for the whole program, made when first needed)
    for again in (True, False):
        with _lock:
            executor = _apart = _apart or _pool(1, RECYCLED)
        try:
            return executor.submit(print_one, job).result()
        except BrokenProcessPool:  # somebody has killed it: one new one, once
            with _lock:
                _apart = None if _apart is executor else _apart
            if not again:
                raise
    raise AssertionError("unreachable")


def _pool(processes: int, recycled: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        max_tasks_per_child=recycled,
        initializer=_end_with_parent,
        initargs=(os.getpid(),),
    )


def _end_with_parent(parent: int) -> None:
    """A worker that is killed cannot tell its processes; they look for themselves."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def unprintable(name: str, sheets: Sequence[Sheet], instance: Path) -> str:
    """Why these sheets cannot be printed, without laying them out; empty when they can."""
    from web.documents import fonts
    from web.documents.printer import write_html

    found = fonts.find_fonts(instance)
    try:
        for sheet in sheets:
            fonts.require_characters(write_html(name, sheet, found), found)
    except Unprintable as problem:
        return str(problem)
    return ""


def print_many(
    jobs: Iterable[Print], processes: int = PROCESSES, recycled: int = RECYCLED
) -> Iterator[Printed]:
    """Make many files, as they become ready; no process at all for none (tests).

    Only as many are in the air as keep the processes busy, so that neither the sheets nor the
    files of a long run are in memory together. Stop asking, and no more is printed.
    """
    if not processes:
        yield from map(print_one, jobs)
        return
    with _pool(processes, recycled) as executor:
        waiting: set[Future[Printed]] = set()
        for job in jobs:
            waiting.add(executor.submit(print_one, job))
            if len(waiting) >= processes * 2:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (one.result() for one in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (one.result() for one in done)
