"""关联: one case keeps from which other it has come, and which other it serves.

`link` binds two subjects that are there; `open_linked` opens a case as a consequence of an act
and binds it to the subject acted on. The row names the event, and the event names the subjects,
so that either can be proved by the other.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from models import Subject, SubjectLink
from models.queries.history import last_event
from models.queries.links import linked_from
from models.queries.people import name_of, name_of_group, session_on, sitting_member
from workflow.acts import Act

#: has become; serves a promise that was there; a project was started from it; stands in
RELATIONS = frozenset({"turned_into", "fulfils", "project", "used_in"})


def link(act: Act, source: Subject, target: Subject, relation: str) -> None:
    """Bind two subjects by the act's own event; the same link twice is one. KeyError: unknown."""
    _known(relation)
    told = {"from": source.id, "to": target.id, "relation": relation}
    act.noted.setdefault("links", []).append(told)
    act.afterwards.append(partial(_write, act, act.subject, source, target, relation))


def open_linked(act: Act, kind: str, *, way: str, columns: dict[str, Any], relation: str) -> None:
    """Open a case after the act's event, from the subject acted on, in that relation."""
    _known(relation)

    def follow() -> None:
        noted = {"linked_from": act.subject.id, "relation": relation}
        opened = act.engine.open_case(act, kind, way=way, columns=columns, noted=noted)
        _write(act, opened, act.subject, opened, relation)

    act.afterwards.append(follow)


def in_the_name_of(act: Act) -> dict[str, Any]:
    """The columns of a case that whoever acts opens: the person, seat, group and session of today.

    For `open_linked`: a case opened by the system has no author of itself.
    """
    if act.user is None:
        return {}
    session, person_id = act.session, act.user.person_id
    seat = sitting_member(session, person_id)
    groups = [one.group_id for one in act.user.grants if one.role == "liaison_leader"]
    group_id = seat.group_id if seat else next(iter(groups), None)
    return {
        "author_id": person_id,
        "author_name": name_of(session, person_id),
        "author_sector": seat.sector if seat else "",
        "group_id": group_id,
        "group_name": name_of_group(session, group_id),
        "session": session_on(session, act.today),
    }


def _known(relation: str) -> None:
    if relation not in RELATIONS:
        raise KeyError(relation)


def _write(act: Act, recorded: Subject, source: Subject, target: Subject, relation: str) -> None:
    event = last_event(act.session, recorded.id)
    if event is None:
        raise LookupError("a link needs the event that made it")
    if any(one.to_id == target.id for one in linked_from(act.session, source.id, relation)):
        return
    act.session.add(
        SubjectLink(from_id=source.id, to_id=target.id, relation=relation, event_id=event.id)
    )
