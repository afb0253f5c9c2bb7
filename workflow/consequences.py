"""What follows an act in the same transaction: attachments find their case, people are told."""

from __future__ import annotations

from typing import Any

from models import Event, User
from models.queries.files import own_new_attachments
from models.queries.outbox import keep_notices
from workflow.acts import Act
from workflow.numbers import short_number
from workflow.recipients import recipients


def adopt_attachments(act: Act, event: Event) -> None:
    """Files uploaded with the form belong to the case and the event from now on."""
    for name in act.action.fields:
        ids = act.data.get(name)
        if ids and act.rules.field(name).type == "files":
            owner = act.actor.id if act.actor else None
            for attachment in own_new_attachments(act.session, ids, owner):
                attachment.subject_id, attachment.event_id = act.subject.id, event.id


def tell(act: Act, event: Event) -> None:
    """One notice per person, and one outbox row each for the channels that leave the house.

    The text names the case and the action, never what was filled in: a message on a phone may
    be read by others, and an evaluation is sealed.
    """
    told = recipients(act)
    if not told:
        return
    notices = [{"user_id": one.id, "event_id": event.id, "created_at": act.now} for one in told]
    keep_notices(act.session, notices, [_message(act, event, one) for one in told])


def _message(act: Act, event: Event, user: User) -> dict[str, Any]:
    return {
        "key": f"notice-{event.hash[:24]}-{user.id}",
        "channel": "notice",
        "created_at": act.now,
        "payload": {
            "event": event.hash,
            "to": {
                "login": user.login,
                "name": user.person.name,
                "mobile": user.person.mobile,
                "email": user.person.email,
            },
            "subject": act.subject.id,
            "number": short_number(act.subject),
            "text": f"{act.action.label}：{act.subject.title}",
        },
    }
