"""What the page of a project, a ballot or a call is given: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from web.caseview import Signal
from web.fileview import AttachmentView
from web.lights import LightView


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """One milestone: planned, weight, and when it was reached."""

    no: int
    name: str
    planned: str
    weight: str
    done: str
    signal: Signal | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class ReportView:
    """One monthly report; `status` in words where it does not simply count."""

    month: str
    percent: str
    spent: str
    text: tuple[str, ...]
    problem: tuple[str, ...]
    next_plan: tuple[str, ...]
    who: str
    status: str
    reason: str
    photos: tuple[AttachmentView, ...]


@dataclass(frozen=True, slots=True)
class VisitView:
    """One visit, and what became of what it found."""

    heading: str
    visitors: str
    findings: tuple[str, ...]
    rectification: str
    state: str
    signal: Signal | Literal[""]
    report: str
    closing: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """Something that remains after acceptance, or one item of the acceptance."""

    text: str
    words: str
    signal: Signal | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class AppraisalView:
    """Counts, and what they come to."""

    words: str
    outcome: str


@dataclass(frozen=True, slots=True)
class CandidateView:
    """One line of a ballot."""

    no: int
    title: str
    url: str
    votes: str
    result: str
    signal: Signal | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class NeedView:
    """What was handed in to a call."""

    number: str
    title: str
    url: str
    state: str


@dataclass(frozen=True, slots=True)
class ProjectView:
    """Everything a page of these kinds shows beside what every case page shows."""

    light: LightView | None = None
    missing: str = ""
    milestones: tuple[MilestoneView, ...] = ()
    funds: tuple[tuple[str, str], ...] = ()
    reports: tuple[ReportView, ...] = ()
    visits: tuple[VisitView, ...] = ()
    accepted: tuple[ItemView, ...] = ()
    remaining: tuple[ItemView, ...] = ()
    appraisals: tuple[AppraisalView, ...] = ()
    public_url: str = ""
    candidates: tuple[CandidateView, ...] = ()
    needs: tuple[NeedView, ...] | None = None
