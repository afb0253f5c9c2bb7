"""登记簿: every number of a series in its order, with what bears it; a number without is a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models import (
    ArchiveVolume,
    BallotSession,
    LivelihoodProject,
    OpinionIssue,
    ProjectCall,
    Proposal,
    SocialOpinion,
    Subject,
    SupervisionCase,
)
from models.queries import register as queries

PROPOSAL, PROJECT = "proposal", "livelihood_project"
VOLUME = "archive_volume"
#: series whose numbers look like 督办〔2026〕3号, and what bears them
_BRACKETED = {
    "supervision": "supervision_case", "call": "project_call", "ballot": "ballot_session",
    "issue": "opinion_issue", "commendation": "commendation",
}  # fmt: skip
_WIDTHS = {
    "serial": 5, "case": 3, "category": 3, "project": 2, "supervision": 1, "call": 1, "ballot": 1,
    "volume": 4, "issue": 1, "commendation": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Series:
    """One series of numbers, taken apart from its name."""

    name: str
    #: serial, case, category, project, volume, or one of `_BRACKETED`
    what: str
    kind: str
    #: 2026, or term and session 12-3
    year: str
    category: str
    #: 平 for inter-session proposals
    mark: str
    #: what every number of the series begins with
    prefix: str
    last: int
    #: what every number of the series ends with
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One number, and what bears it: None is a gap that nothing explains."""

    no: int
    number: str
    subject: Subject | None


def series_of(session: Session) -> list[Series]:
    """Every series in which a number was given, in the order of their names."""
    return [_series(one.name, one.last) for one in queries.every_series(session)]


def _series(name: str, last: int) -> Series:
    what, *rest = name.split("/")
    if what == "serial":
        kind, year = rest
        return Series(name, what, kind, year, "", "", f"{year}-", last)
    if what == "project":
        return Series(name, what, PROJECT, rest[0], "", "", f"{rest[0]}-", last)
    if what in _BRACKETED:
        prefix, suffix = _around(what, rest[0])
        return Series(name, what, _BRACKETED[what], rest[0], "", "", prefix, last, suffix)
    if what == "volume":
        return Series(name, what, VOLUME, rest[0], "", "", f"{rest[0]}-", last)
    term, *category, mark = rest
    prefix = "-".join([term, *category, mark])
    return Series(name, what, PROPOSAL, term, "".join(category), mark, prefix, last)


def _around(what: str, year: str) -> tuple[str, str]:
    """What stands before and after the number of such a series."""
    written = {
        "supervision": f"督办〔{year}〕 号",
        "call": f"征〔{year}〕 号",
        "ballot": f"票决〔{year}〕 号",
        "issue": f"社情民意〔{year}〕 期",
        "commendation": f"表彰〔{year}〕 号",
    }  # fmt: skip
    before, after = written[what].split()
    return before, after


def entries(session: Session, series: Series) -> list[Entry]:
    """All its numbers from one to the last given; one beyond the last is listed too."""
    bearers = _bearers(session, series)
    numbers = {no: number for no, (number, _subject) in bearers.items()}
    width = min((len(_tail(number, series)) for number in numbers.values()), default=0)
    width = width or _WIDTHS[series.what]
    found = []
    for no in sorted({*range(1, series.last + 1), *bearers}):
        number, subject = bearers.get(no, (f"{series.prefix}{no:0{width}d}{series.suffix}", None))
        found.append(Entry(no, number, subject))
    return found


def _bearers(session: Session, series: Series) -> Mapping[int, tuple[str, Subject]]:
    subjects: Sequence[Subject]
    if series.what == "serial":
        subjects = queries.with_serial(session, series.kind, series.prefix)
        pairs = [(one.serial_no, one) for one in subjects]
    elif series.what == "category":
        found = queries.with_category_number(session, series.prefix)
        pairs = [(one.category_number, one) for one in found]
    else:
        subjects = queries.with_number(session, series.kind, series.prefix)
        pairs = [(one.number, one) for one in subjects]
    bearers = {}
    for number, subject in pairs:
        tail = _tail(number or "", series)
        if number and tail.isascii() and tail.isdigit():
            bearers[int(tail)] = (number, subject)
    return bearers


def _tail(number: str, series: Series) -> str:
    return number.removeprefix(series.prefix).removesuffix(series.suffix)


def moment_of(entry: Entry, series: Series) -> datetime | None:
    """When the number was taken, as far as the row tells."""
    subject = entry.subject
    if isinstance(subject, Proposal):
        return subject.submitted_at if series.what == "serial" else subject.filed_at
    if isinstance(subject, SupervisionCase | ProjectCall | BallotSession | OpinionIssue):
        return subject.opened_at
    if isinstance(subject, ArchiveVolume):
        return subject.closed_at
    return subject.submitted_at if isinstance(subject, LivelihoodProject | SocialOpinion) else None
