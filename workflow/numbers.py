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
    term, kind = _meeting(act)
    last = next_number(act.session, f"case/{term}/{kind}")
    return f"{term}-{kind}{_padded(act, last)}"


def take_category_number(act: Act) -> str | None:
    """类别号 `12-3-economic-012`, where the session has one; each category counts apart."""
    category = act.proposal.category
    if category is None or setting(act.rules, act.subject, "category_numbers") != "yes_":
        return None
    term, kind = _meeting(act)
    last = next_number(act.session, f"category/{term}/{category}/{kind}")
    return f"{term}-{category}-{kind}{_padded(act, last)}"


def category_number(proposal: Proposal) -> tuple[str, str] | None:
    """The category number as category and number: `economic` and 012; None without one."""
    if proposal.category_number is None:
        return None
    *_session, category, number = proposal.category_number.rsplit("-", 2)
    return category, number


def _meeting(act: Act) -> tuple[str, str]:
    proposal = act.proposal
    session = proposal.session
    term = f"{session.term.no}-{session.no}" if session else str(act.today.year)
    return term, "" if proposal.in_session else "平"


def _padded(act: Act, number: int) -> str:
    width = setting(act.rules, act.subject, "case_number_width")
    return f"{number:0{width}d}"


def take_project_number(act: Act) -> str:
    """项目编号 `2026-07`, when listed."""
    year = act.today.year
    return f"{year}-{next_number(act.session, f'project/{year}'):02d}"


def take_supervision_number(act: Act) -> str:
    """督办号 `督办〔2026〕3号`, when a supervision case is opened."""
    year = act.today.year
    return f"督办〔{year}〕{next_number(act.session, f'supervision/{year}')}号"


def take_call_number(act: Act) -> str:
    """征集号 `征〔2026〕1号`, when a call is opened."""
    year = act.today.year
    return f"征〔{year}〕{next_number(act.session, f'call/{year}')}号"


def take_ballot_number(act: Act) -> str:
    """票决号 `票决〔2026〕1号`, when a ballot is arranged."""
    year = act.today.year
    return f"票决〔{year}〕{next_number(act.session, f'ballot/{year}')}号"


def take_issue_number(act: Act) -> str:
    """期号 `社情民意〔2026〕3期`, when an issue is opened; each year counts apart."""
    year = act.today.year
    return f"社情民意〔{year}〕{next_number(act.session, f'issue/{year}')}期"


def take_commendation_number(act: Act, year: int) -> str:
    """表彰号 `表彰〔2026〕3号`, when the public notice is over; of the year that is commended."""
    return f"表彰〔{year}〕{next_number(act.session, f'commendation/{year}')}号"


def take_volume_number(act: Act, year: int) -> str:
    """案卷号 `2026-0001`, when a volume is put together; each year counts apart."""
    return f"{year}-{next_number(act.session, f'volume/{year}'):04d}"


def short_number(subject: Subject) -> str:
    """The number as people say it: 023, 平006, 2026-07; the serial number before filing."""
    if subject.number is None:
        return subject.serial_no or ""
    if isinstance(subject, Proposal):
        return subject.number.rsplit("-", 1)[-1]
    return subject.number
