"""Builds the case page: the matter, what is wanted, what has happened, papers and proof."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session

from models import HandlingTask, Proposal, Subject
from models.queries.files import attachments_of
from models.queries.history import events_of
from models.queries.visibility import visible_among
from web import (
    assessmentview,
    awarded,
    commendationview,
    db,
    gate,
    meetings,
    merging,
    parts,
    publications,
)
from web.assignmenttext import records_of
from web.casehandling import handling_sections, return_window
from web.caserecord import about, mark_of, timeline
from web.casetext import facts_of, replies_of, sections_of, suggestions_of, tags_of
from web.caseview import (
    CaseView,
    ClosedDoor,
    Due,
    OfferView,
    Step,
    TaskView,
)
from web.consultation import contacts_view, first_contact_due
from web.fileview import AttachmentView
from web.house import house, now, today
from web.judgements import judgements_view
from web.links import links_view
from web.paperlinks import document_links
from web.papers import papers_for
from web.urges import urges_view
from web.wording import DUTIES, say, say_reason, show_due, show_size
from workflow.numbers import short_number
from workflow.rules import Rules, Workflow
from workflow.sealing import readable_files, visible_events


@dataclass(frozen=True, slots=True)
class Matter:
    """A case with those of its tasks that the user may see, under its rules."""

    subject: Subject
    tasks: tuple[HandlingTask, ...]
    rules: Rules

    @property
    def workflow(self) -> Workflow:
        """The procedure of the case itself."""
        return self.rules.workflow(self.subject.kind)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The case and its tasks."""
        return (self.subject, *self.tasks)


def matter_of(subject: Subject) -> Matter:
    """The case with its visible tasks."""
    session = db.session()
    tasks: tuple[HandlingTask, ...] = ()
    if isinstance(subject, Proposal) and subject.tasks:
        ids = [task.id for task in subject.tasks]
        seen = visible_among(session, gate.visitor().standing, ids, today(), gate.sees())
        tasks = tuple(task for task in subject.tasks if task.id in seen)
    return Matter(subject, tasks, house().engine.rules_of(session, subject))


def build(subject: Subject) -> CaseView:
    """Everything the case page shows to this user now."""
    session = db.session()
    matter = matter_of(subject)
    workflow = matter.workflow
    state = workflow.state(subject.state)
    events = events_of(session, [one.id for one in matter.subjects])
    user = gate.visitor().standing
    shown = [
        event
        for one in matter.subjects
        for event in visible_events(house().engine, session, user, one, today())
    ]
    list_url, list_label = parts.case_link(subject) or _list_of(subject)
    return CaseView(
        subject_id=subject.id,
        kind=subject.kind,
        kind_label=say(workflow.label),
        title=subject.title,
        number=short_number(subject),
        state_label=say(state.label),
        url=case_url(subject),
        list_url=list_url,
        list_label=list_label,
        tags=(*tags_of(subject, matter.rules), *awarded.tags_of(subject)),
        steps=_steps(workflow, state.step),
        waiting=merging.follows(subject) or _waiting(matter.rules, state.waits_for),
        due=_due(session, matter),
        no_clock=say(state.no_clock or ""),
        offers=offers_of(session, matter),
        closed_doors=_closed_doors(session, matter),
        facts=facts_of(subject, matter.tasks, matter.rules),
        sections=(*sections_of(subject), *records_of(subject, matter.rules)),
        suggestions=suggestions_of(subject, matter.tasks),
        replies=replies_of(matter.tasks, matter.rules),
        contacts=contacts_view(session, subject, matter.tasks, matter.rules),
        judgements=judgements_view(session, subject, matter.rules),
        tasks=tuple(_task_view(session, task, matter.rules) for task in matter.tasks),
        parts=(*merging.merging_parts(session, subject), *parts.part_views(session, subject)),
        links=links_view(session, subject),
        urges=urges_view(session, matter.subjects, matter.rules),
        handling=handling_sections(subject) if isinstance(subject, Proposal) else (),
        agenda=meetings.agenda_of(subject),
        attachments=_attachments(session, matter),
        timeline=timeline(matter.subjects, matter.rules, shown),
        documents=document_links(papers_for(session, matter.subjects, matter.rules, events)),
        record=mark_of(subject, events),
        differences=publications.of_publication(subject),
        public=publications.note_of(subject),
        ledger=assessmentview.ledger_of(subject),
        evidence=commendationview.evidence_of(subject),
    )


def case_url(subject: Subject) -> str:
    """Where the case is read: a task is read on its proposal's page."""
    if isinstance(subject, HandlingTask) and not subject.released:
        return url_for("casework.show", number=subject.proposal_id, _anchor=f"task-{subject.id}")
    return url_for("casework.show", number=subject.id)


#: kinds whose list has one address for everybody
_OTHER_LISTS = {
    "activity": ("activities.listing", lazy_gettext("活动")),
    "social_opinion": ("opinions.listing", lazy_gettext("社情民意")),
    "opinion_issue": ("opinions.issues", lazy_gettext("社情民意专报")),
}


def _list_of(subject: Subject) -> tuple[str, str]:
    roles = gate.visitor().roles
    project = subject.kind == "livelihood_project"
    if subject.kind in ("project_call", "ballot_session") and "auditor" not in roles:
        return url_for("projects.desk"), _("征集和票决")
    if (found := _OTHER_LISTS.get(subject.kind)) is not None:
        return url_for(found[0]), str(found[1])
    if subject.kind == "examination_meeting" and roles & {"office", "office_head"}:
        return url_for("meetings.desk"), _("提案审查")
    if subject.kind in awarded.LISTS:
        return awarded.list_of(subject.kind)
    everything = (
        ("office.projects", _("全部民生实事")) if project else ("office.proposals", _("全部提案"))
    )
    own = ("unit.projects", _("本单位民生实事")) if project else ("unit.tasks", _("本单位承办件"))
    known = {
        "office": everything,
        "office_head": everything,
        "supervisor": everything,
        "leader": everything,
        "liaison_leader": ("liaison.projects", _("本组民生实事"))
        if project
        else ("liaison.proposals", _("本组提案")),
        "member": ("member.projects", _("我申报的民生实事"))
        if project
        else ("member.proposals", _("我的提案")),
        "handling_unit": own,
        "unit_leader": own,
        "auditor": ("auditor.cases", _("全部案件")),
    }
    endpoint, label = next(found for role, found in known.items() if role in roles)
    return url_for(endpoint), label


def _steps(workflow: Workflow, current: str | None) -> tuple[Step, ...]:
    names = [name for name, _label in workflow.steps]
    here = names.index(current) if current in names else -1
    last = here == len(names) - 1
    return tuple(
        Step(
            say(label),
            "done" if place < here or last else "now" if place == here else "todo",
        )
        for place, (_name, label) in enumerate(workflow.steps)
    )


def _waiting(rules: Rules, party: str | None) -> str:
    if party is None:
        return _("已经办结，没有待办的事。")
    return _("现在等%(party)s办理。", party=say(rules.party(party).label))


def _due(session: Session, matter: Matter) -> Due | None:
    user, moment = gate.visitor().standing, now()
    urgent: Subject = matter.subject
    for task in matter.tasks:
        if task.closed_at is None and house().engine.available(session, task, user, moment):
            urgent = task
            break
    return show_due(session, urgent, url_for("casework.why", number=urgent.id))


def offers_of(session: Session, matter: Matter) -> tuple[OfferView, ...]:
    """The buttons: what this user may do now, the main one first."""
    user, moment = gate.visitor().standing, now()
    found = [
        OfferView(
            action=offer.action.name,
            subject_id=subject.id,
            url=url_for("casework.act", number=subject.id, action=offer.action.name),
            label=say(offer.action.label),
            hint=say(offer.action.hint or ""),
            main=offer.action.main,
            negative=offer.action.negative,
            about=about(subject),
            wants=say(_wants(matter, subject)) if offer.action.main else "",
        )
        for subject in matter.subjects
        for offer in house().engine.available(session, subject, user, moment)
    ]
    return tuple(sorted(found, key=lambda offer: not offer.main))


def _wants(matter: Matter, subject: Subject) -> str:
    return matter.rules.workflow(subject.kind).state(subject.state).wants or ""


def _closed_doors(session: Session, matter: Matter) -> tuple[ClosedDoor, ...]:
    user, moment = gate.visitor().standing, now()
    return tuple(
        ClosedDoor(say(door.action.label), say_reason(door.reason), about(subject))
        for subject in matter.subjects
        for door in house().engine.closed_doors(session, subject, user, moment)
        if not door.quiet
    )


def _task_view(session: Session, task: HandlingTask, rules: Rules) -> TaskView:
    return TaskView(
        subject_id=task.id,
        unit=task.unit_name,
        duty_label=say(DUTIES[task.duty]),
        state_label=say(rules.workflow(task.kind).state(task.state).label),
        round=task.round,
        due=show_due(session, task, url_for("casework.why", number=task.id)),
        url=url_for("casework.show", number=task.id) if task.released else "",
        first_contact=first_contact_due(session, task),
        return_by=return_window(session, task),
    )


def _attachments(session: Session, matter: Matter) -> tuple[AttachmentView, ...]:
    files = attachments_of(session, [subject.id for subject in matter.subjects])
    files = readable_files(house().engine, session, gate.visitor().standing, files, today())
    return tuple(
        AttachmentView(
            file.name, url_for("casework.attachment", number=file.id), show_size(file.size)
        )
        for file in files
    )
