"""每周提醒组长: what of his group's duties falls due, and what is missed; by the weekly mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models import Outbox
from models.queries.duties import active_groups
from models.queries.parties import reviewers_of_group
from models.queries.weekly import is_queued
from workflow.deadlines import local_date
from workflow.deedbook import deeds_of_year
from workflow.dutyboard import board, coming, rules_in_force

#: how many weeks ahead the mail looks
AHEAD = 2


def post_duties(session: Session, now: datetime) -> int:
    """Put one line for each leader of a group with something due; how many were put.

    Once a week, like the list of the supervisors; who owes nothing soon gets nothing.
    """
    day = local_date(now)
    monday = day - timedelta(days=day.weekday())
    groups = active_groups(session)
    ids = [one.id for one in groups]
    boards = board(
        rules_in_force(session), "group", ids, deeds_of_year(session, day.year), day.year
    )
    put = 0
    for group in groups:
        soon = coming(boards[group.id], day, AHEAD)
        missed = sum(one.standing(day) == "missed" for one in boards[group.id])
        if not soon:
            continue
        names = "、".join(dict.fromkeys(one.rule.name for one in soon))
        text = f"{group.name}两周内要完成：{names}；今年已缺 {missed} 项"
        for user in reviewers_of_group(session, group.id, day):
            key = f"duties-{monday.isoformat()}-{group.id}-{user.id}"
            if is_queued(session, key):
                continue
            to = {
                "login": user.login, "name": user.person.name, "mobile": user.person.mobile,
                "email": user.person.email,
            }  # fmt: skip
            payload = {"to": to, "text": text, "due": len(soon), "missed": missed}
            session.add(Outbox(key=key, channel="weekly", created_at=now, payload=payload))
            put += 1
    return put
