"""The walk: every case goes through the engine, on a clock that runs once through two years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from models import HandlingUnit, Subject, User
from models.queries.county import newest_subject
from web.sample.people import County
from web.sample.timeline import NOW, SHANGHAI, Deed
from workflow import clock
from workflow.builtin import OPEN
from workflow.deadlines import local_date
from workflow.engine import Engine, Refused
from workflow.rules import Rules


def salts(seed: str) -> Callable[[], str]:
    """Salts that are the same every time: only for events that are about nobody real."""
    number = 0

    def salt() -> str:
        nonlocal number
        number += 1
        return sha256(f"{seed}/{number}".encode()).hexdigest()[:32]

    return salt


def sample_engine(rules: Rules, source: str, seed: str = "yunling") -> Engine:
    """An engine whose records come out the same every time."""
    return Engine(rules, source=source, salt=salts(seed))


@dataclass(slots=True)
class Walk:
    """Performs what people do, at the moment at which they do it."""

    session: Session
    engine: Engine
    county: County
    letters: Counter[str]
    #: what follows from what has been done so far, asked when something new was opened
    follow: Callable[[datetime], Iterable[tuple[datetime, Deed]]] = lambda _now: ()

    def open(self, kind: str, by: User, now: datetime, *, way: str = OPEN, **data: Any) -> Subject:
        """Begin a case."""
        return self.engine.open(self.session, kind, by=by, data=data, now=now, way=way)

    def do(self, case: Subject, action: str, by: User, now: datetime, **data: Any) -> None:
        """One action of one person; a refusal is a mistake of the sample and is not caught.

        What is only pointed out is read, and the act goes on.
        """
        perform = partial(
            self.engine.perform, self.session, case, action, by=by, data=data, now=now
        )
        try:
            perform()
        except Refused as refused:
            if not refused.acknowledgement:
                raise
            perform(acknowledged=refused.acknowledgement)

    def letter(self, unit: HandlingUnit, now: datetime) -> str:
        """The next 发文字号 of a unit."""
        prefix = unit.letter_prefix
        series = f"{prefix}〔{local_date(now).year}〕"
        self.letters[series] += 1
        return f"{series}{self.letters[series]}号"

    def run(self, deeds: Iterable[tuple[datetime, Deed]], until: datetime = NOW) -> None:
        """Everything in the order of time; the clock of the rules strikes every night between.

        What a deed brings about later (`follow`) joins the others at its place.
        """
        night: datetime | None = None
        seen = 0
        order = count()
        coming = [(moment, next(order), deed) for moment, deed in deeds]
        heapify(coming)
        while coming:
            moment, _place, deed = heappop(coming)
            if moment > until:
                break
            night = self._strike(night or moment, moment)
            deed(moment)
            if (newest := newest_subject(self.session)) > seen:
                seen = newest
                for when, follows in self.follow(moment):
                    heappush(coming, (when, next(order), follows))
        if night is not None:
            self._strike(night, until)

    def _strike(self, last: datetime, now: datetime) -> datetime:
        day = local_date(last) + timedelta(days=1)
        while day <= local_date(now):
            midnight = datetime.combine(day, time(0, 5), SHANGHAI).astimezone(UTC)
            clock.tick(self.session, self.engine, midnight)
            day += timedelta(days=1)
        return now
