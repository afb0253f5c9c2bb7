"""The whole record verified: chains, words, tree, checkpoints, keys, what was kept outside."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import get_context

from sqlalchemy.orm import Session

from models import Subject
from models.database import make_engine, read_session
from models.queries import checkpoints as queries
from models.queries.rawrecord import (
    UnreadableText,
    broken_text_escaped,
    last_event_id,
    raw_events,
)
from workflow.chains import BadEvent, Stretch, joined
from workflow.treeaudit import Kept, key_notices, tree_faults

#: below that a second process takes longer to start than it saves
_WORTH_SPLITTING = 50_000


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
    try:
        return _verify(session, outside, processes or os.cpu_count() or 1)
    except UnreadableText:
        with broken_text_escaped(session):
            return _verify(session, outside, 1)


def verify_subjects(session: Session, subject_ids: Sequence[int]) -> list[BadEvent]:
    """The first bad places of these subjects' chains; no tree."""
    try:
        return joined([Stretch().follow(raw_events(session, subject_ids))])
    except UnreadableText:
        with broken_text_escaped(session):
            return joined([Stretch().follow(raw_events(session, subject_ids))])


def _verify(session: Session, outside: Sequence[Kept], processes: int) -> Report:
    report = Report()
    last = last_event_id(session)
    if processes > 1 and last > _WORTH_SPLITTING:
        url = session.get_bind().url.render_as_string(hide_password=False)  # type: ignore[union-attr]
        bounds = [last * part // processes for part in range(processes + 1)]
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            parts = [pool.submit(_stretch, url, first + 1, end) for first, end in pairwise(bounds)]
            report.faults = list(tree_faults(session, outside))
            stretches = [one.result() for one in parts]
    else:
        stretches = [Stretch().follow(raw_events(session))]
        report.faults = list(tree_faults(session, outside))
    report.events = sum(one.count for one in stretches)
    report.bad = joined(stretches)
    early = [one for stretch in stretches for one in stretch.early]
    report.bad += [one for one in early if not _excused(session, one)]
    report.bad.sort(key=lambda one: one.event_id)
    report.checkpoints = queries.count_checkpoints(session)
    report.notices = key_notices(queries.record_keys(session))
    return report


def _stretch(url: str, first: int, last: int) -> Stretch:
    """In a process of its own, with a connection of its own."""
    engine = make_engine(url)
    try:
        with read_session(engine) as session:
            return Stretch().follow(raw_events(session, first=first, last=last))
    finally:
        engine.dispose()


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
