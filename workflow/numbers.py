"""编号: which number a subject takes, in which series. Numbers are never reused."""

from __future__ import annotations

from models import Proposal, Subject
from models.queries.history import next_number
from workflow.acts import Act
from workflow.limits import setting


def take_serial(act: Act) -> str:
    """流水号 `2026-00012`, on submission; one series per kind and year."""
    year = act.today.year
    series = f"serial/{act.subject.kind}/{year}"
    return f"{year}-{next_number(act.session, series):05d}"


def take_case_number(act: Act) -> str:
    """案号, on filing: session and inter-session proposals count apart, per session.

    The number carries its session, so that it is unique for ever: `12-3-023`, `12-3-平006`.
    """
    proposal = act.proposal
    session = proposal.session
    term = f"{session.term.no}-{session.no}" if session else str(act.today.year)
    kind = "" if proposal.in_session else "平"
    last = next_number(act.session, f"case/{term}/{kind}")
    width = setting(act.rules, act.subject, "case_number_width")
    return f"{term}-{kind}{last:0{width}d}"


def take_project_number(act: Act) -> str:
    """项目编号 `2026-07`, when shortlisted."""
    year = act.today.year
    return f"{year}-{next_number(act.session, f'project/{year}'):02d}"


def short_number(subject: Subject) -> str:
    """The number as people say it: 023, 平006, 2026-07; the serial number before filing."""
    if subject.number is None:
        return subject.serial_no or ""
    if isinstance(subject, Proposal):
        return subject.number.rsplit("-", 1)[-1]
    return subject.number
