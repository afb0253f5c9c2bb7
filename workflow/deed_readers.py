"""What is read off each event: one small function for each action or state that counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models import HandlingTask, Proposal
from models.queries.evaluations import counting
from workflow.contacts import FACE_TO_FACE, counted
from workflow.deeds import Deed, Happening, entering, upon

# ── proposals ───────────────────────────────────────────────────────────────


def _by_proposers(one: Happening, what: str, **marks: str) -> Iterator[Deed]:
    case: Proposal = one.subject
    agreed = [each.person_id for each in case.signatures if each.decision == "agreed"]
    people = tuple(dict.fromkeys([*([case.author_id] if case.author_id else []), *agreed]))
    form = "collective" if case.collective_kind else "joint" if agreed else "individual"
    yield one.deed(what, people=people, group_id=case.group_id, marks={"form": form} | marks)


@entering("proposal", "submitted")
def _submitted(one: Happening) -> Iterator[Deed]:
    return _by_proposers(one, "proposal_submitted")


@entering("proposal", "filed")
def _filed(one: Happening) -> Iterator[Deed]:
    return _by_proposers(one, "proposal_filed")


@upon("proposal", "name_key_proposal", "assign")
def _key(one: Happening) -> Iterator[Deed]:
    return _by_proposers(one, "proposal_key") if one.data.get("key_leader") else iter(())


@upon("proposal", "not_file")
def _passed_on(one: Happening) -> Iterator[Deed]:
    if one.data.get("disposal") != "public_opinion":
        return iter(())
    return _by_proposers(one, "proposal_to_opinion")


# ── units ───────────────────────────────────────────────────────────────────


def _tasks_answered(one: Happening) -> list[HandlingTask]:
    """The tasks of the round that the event ended, whatever round the case is in today."""
    answered = [
        task
        for task in one.subject.tasks
        if task.answered_at and task.answered_at <= one.event.happened_at and not task.released
    ]
    last = max((task.round for task in answered), default=0)
    return [task for task in answered if task.round == last]


@upon("proposal", "all_answered")
def _replied(one: Happening) -> Iterator[Deed]:
    due = (one.changes.get("due_on") or [None])[0]
    for task in _tasks_answered(one):
        sent = [reply for reply in task.replies if reply.status == "issued"]
        day = sent[-1].issued_on if sent else None
        # What a unit could not know is not held against it: the case's own last day counts.
        late = "yes" if due and day and day.isoformat() > due else "no"
        met = any(contact.mode in FACE_TO_FACE for contact in counted(task.contacts))
        kind = sent[-1].final_class if sent else ""
        marks = {"late": late, "part": task.duty, "met": "yes" if met else "no", "class": kind}
        yield one.deed("reply", unit_id=task.unit_id, marks=marks)


@entering("proposal", "closed", "rehandling", "mediation")
def _judged(one: Happening) -> Iterator[Deed]:
    # The round has ended with this event: what was said in it is no longer sealed.
    tasks = [task for task in _tasks_answered(one) if task.answers_proposer]
    ended = tasks[0].round if tasks else 0
    for judged in counting(one.evaluations):
        if judged.round != ended:
            continue
        marks = {
            "attitude": judged.attitude, "result": judged.result,
            "round": "first" if ended == 1 else "again",
        }  # fmt: skip
        for task in tasks:
            yield one.deed("evaluation", unit_id=task.unit_id, marks=marks)


@entering("promise", "kept", "broken", "letter_due")
def _promised(one: Happening) -> Iterator[Deed]:
    outcome = "broken" if one.event.to_state == "broken" else "kept"
    if (one.event.from_state or "").startswith("letter"):
        return
    yield one.deed("promise", unit_id=one.subject.unit_id, marks={"outcome": outcome})


# ── projects ────────────────────────────────────────────────────────────────


@entering("livelihood_project", "closed")
def _done(one: Happening) -> Iterator[Deed]:
    project = one.subject
    people = (project.author_id,) if project.author_id else ()
    yield one.deed("project_done", people=people, group_id=project.group_id)


# ── activities and opinions ─────────────────────────────────────────────────


@upon("activity", "confirm_activity")
def _confirmed(one: Happening) -> Iterator[Deed]:
    # It counts once a second person has confirmed it, on the day it was held.
    day, activity = date.fromisoformat(one.noted["held_on"]), one.subject
    told = one.noted["participants"]
    marks = {
        "activity_kind": activity.activity_kind,
        "meeting_level": activity.meeting_level or "none",
    }
    present = tuple(who["person"] for who in told if who["attendance"] == "present")
    yield one.deed("activity", on=day, people=present, group_id=activity.group_id, marks=marks)
    for who in told:
        if who["attendance"]:
            own = {
                "attendance": who["attendance"], "speech": who["speech"],
                "wrote": "yes" if who["wrote"] else "no",
            }  # fmt: skip
            yield one.deed("attendance", on=day, people=(who["person"],), marks=marks | own)


def _by_writer(one: Happening, what: str, **marks: str) -> Iterator[Deed]:
    opinion = one.subject
    people = (opinion.author_id,) if opinion.author_id else ()
    marks = {"opinion_kind": opinion.opinion_kind} | marks
    yield one.deed(what, people=people, group_id=opinion.group_id, marks=marks)


@entering("social_opinion", "sent")
def _sent(one: Happening) -> Iterator[Deed]:
    # What the office has made of a proposal is counted as that, and not once more.
    return iter(()) if one.event.action == "from_proposal" else _by_writer(one, "opinion_sent")


@upon("social_opinion", "use_opinion", "merge_opinion")
def _used(one: Happening) -> Iterator[Deed]:
    how = "merged" if one.event.action == "merge_opinion" else "issue"
    return _by_writer(one, "opinion_used", how=how)


@upon("social_opinion", "not_use_opinion")
def _not_used(one: Happening) -> Iterator[Deed]:
    return _by_writer(one, "opinion_not_used")


@upon("social_opinion", "record_adoption")
def _adopted(one: Happening) -> Iterator[Deed]:
    return _by_writer(one, "opinion_adopted", level=one.noted["level"])


@upon("social_opinion", "record_instruction")
def _instructed(one: Happening) -> Iterator[Deed]:
    return _by_writer(one, "opinion_instructed", level=one.noted["level"])


# ── awards ──────────────────────────────────────────────────────────────────


@upon("commendation", "notice_over")
def _commended(one: Happening) -> Iterator[Deed]:
    award = one.subject
    if award.withdrawn_on is not None:
        return  # what was withdrawn is nobody's merit any more
    marks = {"award": award.award, "level": "county"}
    if award.proposal is not None:
        agreed = [each.person_id for each in award.proposal.signatures if each.decision == "agreed"]
        people = [number for number in (award.proposal.author_id, *agreed) if number is not None]
        yield one.deed("award", people=tuple(people), marks=marks)
        return
    people = [award.person_id] if award.person_id else []
    yield one.deed(
        "award", people=tuple(people), group_id=award.commended_group_id, unit_id=award.unit_id,
        marks=marks,
    )  # fmt: skip
