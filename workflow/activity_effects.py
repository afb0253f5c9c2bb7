"""Effects of an activity: who is invited, who came, what it brought."""

from __future__ import annotations

from collections.abc import Iterable

from models import Activity, ActivityParticipant, Member
from models.queries import activities as queries
from models.queries import people
from workflow.acts import Act
from workflow.registry import effect


def activity_of(act: Act) -> Activity:
    """The activity acted on."""
    if not isinstance(act.subject, Activity):
        raise TypeError(f"{act.subject.kind} is not an activity")
    return act.subject


def _told(activity: Activity) -> list[dict[str, object]]:
    """Who took part, as duties and points read it; without the reasons for a leave."""
    return [
        {
            "person": one.person_id,
            "name": one.person_name,
            "attendance": one.attendance,
            "speech": one.speech,
            "wrote": one.wrote,
        }
        for one in activity.participants
    ]


def _participants(activity: Activity) -> dict[int, ActivityParticipant]:
    return {one.person_id: one for one in activity.participants}


@effect
def plan_activity(act: Act) -> None:
    """安排活动: kind, theme, day and place, and whom it concerns.

    Who names nobody invites everybody: of the group, or of the committee where the county
    organises.
    """
    activity, data = activity_of(act), act.data
    activity.title = data["theme"]
    activity.activity_kind = data["activity_kind"]
    activity.meeting_level = data.get("meeting_level")
    activity.plan_on, activity.place = data["plan_on"], data["activity_place"]
    activity.organiser = data.get("activity_organiser") or activity.group_name
    _invite(act, activity)


def _invite(act: Act, activity: Activity) -> None:
    chosen = act.data.get("invited")
    if chosen:
        seats: Iterable[Member] = people.sitting_members(act.session, chosen)
    elif activity.group_id is not None:
        seats = queries.seats_of_group(act.session, activity.group_id)
    else:
        seats = queries.every_seat(act.session)
    wanted = {seat.person_id: seat.person.name for seat in seats}
    for participant in list(activity.participants):
        if participant.person_id not in wanted:
            activity.participants.remove(participant)
    known = _participants(activity)
    for person_id, name in wanted.items():
        if person_id not in known:
            activity.participants.append(
                ActivityParticipant(person_id=person_id, person_name=name, speech="none")
            )
    act.noted["invited"] = sorted(wanted)


@effect
def ask_leave(act: Act) -> None:
    """请假: before it takes place, by whoever is invited himself."""
    for participant in activity_of(act).participants:
        if act.user and participant.person_id == act.user.person_id:
            participant.leave_reason, participant.leave_asked_at = act.data["leave_reason"], act.now


@effect
def record_activity(act: Act) -> None:
    """登记活动: the day it was, who came and what it brought; all of it anew each time."""
    activity, data = activity_of(act), act.data
    activity.held_on, activity.results = data["held_on"], data["activity_results"]
    activity.findings = data.get("activity_findings") or ""
    activity.report_text = data.get("report_text") or ""
    activity.outcome = data.get("outcome") or ""
    activity.recorded_by = act.actor_name
    told = {one["person"]: one for one in data.get("attendance") or []}
    for participant in activity.participants:
        row = told.get(participant.person_id, {})
        asked = "leave" if participant.leave_asked_at else data.get("attendance_rest")
        participant.attendance = row.get("attendance") or asked
        participant.speech = row.get("speech") or "none"
        if participant.attendance != "present":
            participant.speech = "none"
        if row.get("reason"):
            participant.leave_reason = row["reason"]
    _add_walk_ins(act, activity)
    _mark_authors(act, activity)
    act.noted["participants"] = _told(activity)


def _add_walk_ins(act: Act, activity: Activity) -> None:
    """Who came without having been invited is present like the others."""
    known = _participants(activity)
    for seat in people.sitting_members(act.session, act.data.get("walk_ins") or []):
        participant = known.get(seat.person_id)
        if participant is None:
            participant = ActivityParticipant(
                person_id=seat.person_id, person_name=seat.person.name, speech="none"
            )
            activity.participants.append(participant)
        participant.attendance = "present"


def _mark_authors(act: Act, activity: Activity) -> None:
    seats = people.sitting_members(act.session, act.data.get("report_authors") or [])
    authors = {seat.person_id: seat.person.name for seat in seats}
    known = _participants(activity)
    for person_id, name in authors.items():
        if person_id not in known:
            activity.participants.append(
                ActivityParticipant(
                    person_id=person_id, person_name=name, attendance="present", speech="none"
                )
            )
    for participant in activity.participants:
        participant.wrote = participant.person_id in authors


@effect
def confirm_activity(act: Act) -> None:
    """确认: the second person's name stands beside the first's."""
    activity = activity_of(act)
    activity.confirmed_by = act.actor_name
    act.noted["held_on"] = activity.held_on
    act.noted["participants"] = _told(activity)


@effect
def revoke_confirmation(act: Act) -> None:
    """撤销确认: nobody's word stands for the record any more; duties and points forget it."""
    activity_of(act).confirmed_by = ""


@effect
def note_outcome(act: Act) -> None:
    """成果: what came of a report or an activity later on."""
    activity = activity_of(act)
    activity.outcome = "\n".join(one for one in (activity.outcome, act.data["outcome"]) if one)
