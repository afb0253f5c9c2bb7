"""The examination's own pages: what waits for either examination, and the meetings."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from models import AgendaItem, ExaminationMeeting, Proposal, Subject
from models.queries.meetings import agenda_places, meetings, proposals_in
from web import db, gate
from web.casetext import first_examination
from web.caseview import AgendaLine, Due
from web.house import house
from web.wording import say, show_day, show_due, show_values
from workflow.deadlines import local_date
from workflow.numbers import short_number
from workflow.rules import Rules

bp = Blueprint("meetings", __name__, url_prefix="/examination")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that waits for an examination."""

    number: str
    title: str
    url: str
    proposer: str
    submitted: str
    proposed: tuple[str, ...]
    meeting: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list."""

    title: str
    url: str
    place: str
    count: int
    state: str


@bp.get("")
def desk() -> str:
    """待初审, 待复审 and the meetings, all on one page."""
    session = db.session()
    places = agenda_places(session)
    begins = "office" in gate.visitor().roles
    return render_template(
        "examination.html",
        first=tuple(_waiting(one, "") for one in proposals_in(session, "submitted")),
        second=tuple(
            _waiting(one, places.get(one.id, "")) for one in proposals_in(session, "examining")
        ),
        meetings=tuple(_meeting(one) for one in meetings(session)),
        begin_url=url_for("casework.begin", kind="examination_meeting") if begins else "",
    )


def _waiting(proposal: Proposal, meeting: str) -> Waiting:
    rules = house().engine.rules_of(db.session(), proposal)
    day = local_date(proposal.submitted_at) if proposal.submitted_at else None
    return Waiting(
        number=short_number(proposal),
        title=proposal.title,
        url=url_for("casework.show", number=proposal.id),
        proposer=proposal.collective_body or proposal.author_name,
        submitted=show_day(day),
        proposed=first_examination(proposal, rules),
        meeting=meeting,
        due=show_due(db.session(), proposal),
    )


def _meeting(meeting: ExaminationMeeting) -> MeetingLine:
    rules = house().engine.rules_of(db.session(), meeting)
    return MeetingLine(
        title=meeting.title,
        url=url_for("casework.show", number=meeting.id),
        place=meeting.place,
        count=len(meeting.items),
        state=say(rules.workflow(meeting.kind).state(meeting.state).label),
    )


def agenda_of(subject: Subject) -> tuple[AgendaLine, ...]:
    """The agenda of a meeting with what was decided; nothing for other kinds."""
    if not isinstance(subject, ExaminationMeeting):
        return ()
    return tuple(_line(item) for item in subject.items)


def _line(item: AgendaItem) -> AgendaLine:
    proposal = item.proposal
    rules = house().engine.rules_of(db.session(), proposal)
    return AgendaLine(
        no=item.no,
        number=proposal.serial_no or "",
        title=proposal.title,
        url=url_for("casework.show", number=proposal.id),
        proposer=proposal.collective_body or proposal.author_name,
        proposed=first_examination(proposal, rules),
        decided=decided(item, rules),
    )


def decided(item: AgendaItem, rules: Rules) -> tuple[str, ...]:
    """What the meeting did with it, line by line."""
    if item.outcome is None:
        return (_("尚未议决"),)
    workflow = rules.workflow(item.proposal.kind)
    action = next(one for state in workflow.states if (one := state.action(item.outcome)))
    fields = [rules.field(name) for name in action.fields]
    return (say(action.label), *show_values(fields, item.decision or {}))
