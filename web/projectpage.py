"""The page of a project: its light and why, its plan, reports, visits, acceptance, appraisal."""

from __future__ import annotations

from decimal import Decimal

from flask import url_for
from flask_babel import gettext as _

from models import (
    Attachment,
    BallotSession,
    LivelihoodProject,
    ProgressReport,
    ProjectCall,
    SiteVisit,
    Subject,
)
from models.queries.files import attachments_of
from models.queries.history import events_of
from models.queries.projects import projects_of_call, public_project_of
from web import db, gate
from web.caseview import Signal
from web.fileview import AttachmentView
from web.house import house, today
from web.lights import light_view
from web.projectview import (
    AppraisalView,
    CandidateView,
    ItemView,
    MilestoneView,
    NeedView,
    ProjectView,
    ReportView,
    VisitView,
)
from web.wording import paragraphs, say, show_day, show_month, show_size
from workflow.limits import setting
from workflow.monthly import missing_month
from workflow.numbers import short_number
from workflow.row_fields import ROWS
from workflow.sealing import reads_internal

_STATUS = {"drafted": "待单位审核", "refused": "单位内退回重填", "returned": "办公室退回"}
_OUTCOMES = {"satisfied": "满意", "basic": "基本满意", "dissatisfied": "不满意"}
_BODIES = {"deputies": "人大代表测评", "members": "政协委员测评", "beneficiaries": "受益人测评"}
_RESULTS = {key: word for column in ROWS["accepted_items"] for key, word in column.choices}
_VISITS = {"inspection": "视察", "supervision": "督查"}


def view_of(subject: Subject) -> ProjectView | None:
    """What the page shows of a project, a ballot or a call; None for any other case."""
    if isinstance(subject, LivelihoodProject):
        return _project(subject)
    if isinstance(subject, BallotSession):
        return ProjectView(candidates=_candidates(subject))
    if isinstance(subject, ProjectCall):
        return ProjectView(needs=_needs(subject), public_url=_public(_call_url(subject)))
    return None


def _project(project: LivelihoodProject) -> ProjectView:
    session = db.session()
    internal = reads_internal(house().engine, gate.visitor().standing, project, today())
    page = public_project_of(session, project.id)
    photos = _photos(project)
    last = next((one for one in reversed(project.inspections) if one.items), None)
    return ProjectView(
        light=light_view(project),
        missing=_missing(project),
        milestones=_milestones(project),
        funds=tuple((one.source, money(one.amount)) for one in project.funds),
        reports=tuple(
            _report(one, photos)
            for one in reversed(project.reports)
            if one.status == "sent" or internal
        ),
        visits=tuple(_visit(one) for one in reversed(project.visits)),
        accepted=tuple(
            ItemView(
                one["item"],
                " ".join(filter(None, (say(_RESULTS[one["result"]]), one.get("note")))),
                "ok" if one["result"] == "fit" else "late",
            )
            for one in (last.items if last else ())
        ),
        remaining=_remaining(project),
        appraisals=tuple(
            AppraisalView(
                _("%(body)s：应参加 %(all)s 人，满意 %(a)s 票，基本满意 %(b)s 票，不满意 %(c)s 票",
                  body=say(_BODIES[one.body]), all=one.turnout, a=one.satisfied, b=one.basic,
                  c=one.dissatisfied),
                say(_OUTCOMES[one.outcome]),
            )
            for one in project.appraisals
        ),
        public_url=_public(url_for("public.project", number=page.number) if page else ""),
    )  # fmt: skip


def money(amount: Decimal | None) -> str:
    """An amount of 万元."""
    return "" if amount is None else _("%(amount)s 万元", amount=f"{amount:,.2f}")


def _missing(project: LivelihoodProject) -> str:
    if project.state != "carrying_out":
        return ""
    rules = house().engine.rules_of(db.session(), project)
    month = missing_month(project, today(), setting(rules, project, "report_day"))
    return _("%(month)s的月报还没有报来。", month=show_month(month)) if month else ""


def _milestones(project: LivelihoodProject) -> tuple[MilestoneView, ...]:
    return tuple(
        MilestoneView(
            one.no,
            one.name,
            show_day(one.planned_on),
            f"{one.weight}%",
            show_day(one.done_on),
            "ok" if one.done_on else "late" if one.planned_on < today() else "",
        )
        for one in project.milestones
    )


def _photos(project: LivelihoodProject) -> dict[str, list[Attachment]]:
    """The files of each report, by the instant of its event."""
    events = {one.id: one for one in events_of(db.session(), [project.id])}
    found: dict[str, list[Attachment]] = {}
    for file in attachments_of(db.session(), [project.id]):
        event = events.get(file.event_id) if file.event_id else None
        if event is not None and event.action == "report_progress":
            found.setdefault(event.happened_at.isoformat(), []).append(file)
    return found


def _report(report: ProgressReport, photos: dict[str, list[Attachment]]) -> ReportView:
    who = [_("报送人 %(name)s", name=report.reporter)] if report.reporter else []
    who += [_("审核人 %(name)s", name=report.checker)] if report.checker else []
    return ReportView(
        show_month(report.month) if report.month else show_day(report.reported_at.date()),
        f"{report.percent}%",
        money(report.spent),
        paragraphs(report.text),
        paragraphs(report.problem),
        paragraphs(report.next_plan),
        " · ".join(who),
        say(_STATUS.get(report.status, "")),
        report.return_reason,
        tuple(
            AttachmentView(
                one.name, url_for("casework.attachment", number=one.id), show_size(one.size)
            )
            for one in photos.get(report.reported_at.isoformat(), ())
        ),
    )


def _visit(visit: SiteVisit) -> VisitView:
    signal: Signal = "ok"
    late = visit.open and visit.rectify_by is not None and visit.rectify_by < today()
    if visit.rectify_by is None:
        state = _("没有要整改的")
    elif visit.closed_on is not None:
        state = _("已经改好，%(day)s确认（%(name)s）", day=show_day(visit.closed_on),
                  name=visit.closed_by)  # fmt: skip
    elif visit.reported_on is not None:
        state, signal = _("单位已报告整改，等待复查"), "soon"
    else:
        state = _("整改期限 %(day)s", day=show_day(visit.rectify_by))
        signal = "late" if late else "soon"
    return VisitView(
        _("第 %(no)s 次 %(kind)s，%(day)s", no=visit.no, kind=say(_VISITS[visit.kind]),
          day=show_day(visit.visited_on)),
        visit.visitors, paragraphs(visit.findings), visit.rectification, state, signal,
        visit.report, visit.closing,
    )  # fmt: skip


def _remaining(project: LivelihoodProject) -> tuple[ItemView, ...]:
    found = []
    for one in project.remaining:
        signal: Signal = "ok"
        if one.confirmed_on is not None:
            words = _("%(day)s确认完成（%(name)s）", day=show_day(one.confirmed_on),
                      name=one.confirmed_by)  # fmt: skip
        elif one.reported_on is not None:
            words, signal = _("单位已报告完成，等待确认"), "soon"
        else:
            words = _("期限 %(day)s", day=show_day(one.due_on))
            signal = "late" if one.due_on < today() else "soon"
        found.append(ItemView(one.text, words, signal))
    return tuple(found)


def _candidates(ballot: BallotSession) -> tuple[CandidateView, ...]:
    return tuple(
        CandidateView(
            line.no,
            line.project.title,
            url_for("casework.show", number=line.project_id),
            "" if line.votes is None else str(line.votes),
            "" if line.won is None else _("选中") if line.won else _("未选中"),
            "" if line.won is None else "ok" if line.won else "late",
        )
        for line in ballot.lines
    )


def _needs(call: ProjectCall) -> tuple[NeedView, ...]:
    engine, session = house().engine, db.session()
    return tuple(
        NeedView(
            short_number(one),
            one.title,
            url_for("casework.show", number=one.id),
            say(engine.rules_of(session, one).workflow(one.kind).state(one.state).label),
        )
        for one in projects_of_call(session, call.id)
    )


def _call_url(call: ProjectCall) -> str:
    return url_for("public.projects") if call.closed_at is None else ""


def _public(url: str) -> str:
    return url if house().settings.public_pages else ""
