"""The whole record verified: chains, words, tree, checkpoints, keys, what was kept outside."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

from sqlalchemy.orm import Session

from models import Subject
from models.checkpoints import Checkpoint
from models.queries import checkpoints as queries
from models.queries.rawrecord import (
    dialect_of,
    events_query,
    last_event_id,
    leaf_bounds,
    leaves_query,
    raw_events,
    raw_rows,
)
from workflow import apart
from workflow.chains import BadEvent, Stretch, joined
from workflow.leaves import LeafStretch
from workflow.treeaudit import Kept, key_notices, spans, tree_faults

#: below that another process takes longer to start than it saves
_WORTH_SPLITTING = 50_000
#: events or leaves in one piece of work; a multiple of a tile
_PIECE = 1 << 15


@dataclass(slots=True)
class Report:
    """What was verified, and what was found: sentences, first places first."""

    events: int = 0
    checkpoints: int = 0
    #: events, in the order in which they happened
    bad: list[BadEvent] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def verify(session: Session, outside: Sequence[Kept] = (), *, processes: int = 0) -> Report:
    """Verify everything there is; `processes` 0 means as many as the machine has cores."""
    report, last = Report(), last_event_id(session)
    processes = processes or os.cpu_count() or 1
    signed = list(queries.checkpoints(session))
    if processes > 1 and last > _WORTH_SPLITTING:
        stretches, report.faults = _together(session, signed, outside, last, processes)
    else:
        stretches = [Stretch().follow(raw_events(session))]
        report.faults = list(tree_faults(session, signed, _leaves(session, signed), outside))
    report.events = sum(one.count for one in stretches)
    report.bad = joined(stretches)
    early = [one for stretch in stretches for one in stretch.early]
    report.bad += [one for one in early if not _excused(session, one)]
    report.bad.sort(key=lambda one: one.event_id)
    report.checkpoints = len(signed)
    report.notices = key_notices(queries.record_keys(session))
    return report


def verify_subjects(session: Session, subject_ids: Sequence[int]) -> list[BadEvent]:
    """The first bad places of these subjects' chains; no tree."""
    return joined([Stretch().follow(raw_events(session, subject_ids))])


def _together(
    session: Session,
    signed: Sequence[Checkpoint],
    outside: Sequence[Kept],
    last: int,
    processes: int,
) -> tuple[list[Stretch], list[str]]:
    """The chains and the faults of the tree, by several processes."""
    source, dialect, limits = _source(session), dialect_of(session), spans(signed)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        chains = [
            pool.submit(
                apart.chain,
                source,
                events_query(dialect, first=first + 1, last=min(first + _PIECE, last)),
            )
            for first in range(0, last, _PIECE)
        ]
        leaves = [
            pool.submit(apart.leaves, source, leaves_query(dialect, first, end), begins, limits)
            for first, end, begins in _pieces(session)
        ]
        stretches = [one.result() for one in chains]
        faults = list(tree_faults(session, signed, (one.result() for one in leaves), outside))
    return stretches, faults


def _leaves(session: Session, signed: Sequence[Checkpoint]) -> Iterator[LeafStretch]:
    """The leaves, a piece at a time."""
    limits = spans(signed)
    for first, end, begins in _pieces(session):
        rows = raw_rows(session, leaves_query(dialect_of(session), first, end))
        yield LeafStretch().follow(rows, begins, limits)


def _pieces(session: Session) -> Iterator[tuple[int, int, int]]:
    """From which position to which, and where the first leaf must be."""
    smallest, size = leaf_bounds(session)
    for begins in range(0, size, _PIECE):
        yield min(begins, smallest) if begins == 0 else begins, min(begins + _PIECE, size), begins


def _source(session: Session) -> apart.Source:
    bind = session.get_bind()
    args, named = bind.dialect.create_connect_args(bind.engine.url)
    return apart.Source(bind.dialect.name, tuple(args), dict(named))


def _excused(session: Session, one: BadEvent) -> bool:
    """Whether a later checkpoint says that the clock was corrected."""
    leaf = queries.leaf_of(session, one.event_id)
    over = queries.checkpoint_over(session, leaf.position) if leaf else None
    return over is not None and "\nclock corrected " in over.note


def called(session: Session, subject_id: int) -> str:
    """How a sentence names a case: its number, or that of the proposal a task belongs to."""
    subject = session.get(Subject, subject_id)
    whole = subject.parent if subject is not None and subject.parent else subject
    number = whole and (whole.number or whole.serial_no)
    return f"案件 {number}" if number else f"案件（内部号 {subject_id}）"
