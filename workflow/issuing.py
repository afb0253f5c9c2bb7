"""发出登记: that a sheet has left the house, and what exactly it was, enters the record.

No rule decides anything here: what a document is, and from which act on it exists, stands in
states.yaml. The bytes are a fact, so the act is built in. The event names the digest of every
copy; the row beside it only makes it quick to find, and is compared with the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models import Event, IssuedSheet, Subject
from models.queries.history import lock_subject
from models.queries.issues import issued_by
from workflow import history
from workflow.builtin import ISSUE_SHEETS
from workflow.engine import Engine
from workflow.rules import Rules

#: how long after the act a sheet is still registered as first issued; older ones by command
STILL_NEW = timedelta(days=7)
#: kinds whose sheets stay in the house and have a proof of their own: the list of a volume
KEPT_IN = frozenset({"archive_volume", "examination_meeting"})
#: sheets that are not issued yet by what they are: 送审稿、征求意见稿
DRAFTS = frozenset({"reply_draft", "comment_draft"})


@dataclass(frozen=True, slots=True)
class Copy:
    """One printed copy; number 0 is the file in which all copies follow one another."""

    name: str
    copy: int
    template_version: str
    code: str | None
    sha256: str
    case_number: str
    dated: date
    address: str


def is_issued(kind: str, name: str) -> bool:
    """Whether a document of that kind of subject is registered when it is first issued."""
    return kind not in KEPT_IN and name not in DRAFTS


def causes_of(rules: Rules) -> set[tuple[str, str]]:
    """Every act (kind of subject, action) that lets a sheet out."""
    return {
        (workflow.name, action)
        for workflow in rules.workflows
        for document in workflow.documents
        if is_issued(workflow.name, document.name)
        for action in document.after
    }


def record_issue(
    session: Session, engine: Engine, cause: Event, copies: Sequence[Copy], now: datetime
) -> Event | None:
    """Register the copies of one act; None when they are registered already, or there are none."""
    subject = session.get_one(Subject, cause.subject_id)
    lock_subject(session, subject)
    if not copies or issued_by(session, cause.id):
        return None
    act = engine.own_act(session, subject, ISSUE_SHEETS, now, party="system")
    act.noted = {"cause": cause.hash, "sheets": [_noted(one) for one in copies]}
    event = engine.record(act)
    for one in copies:
        session.add(
            IssuedSheet(
                subject_id=subject.id,
                cause_id=cause.id,
                event_id=event.id,
                issued_at=now,
                **asdict(one),
            )
        )
    session.flush()
    return event


def stands_in_record(session: Session, row: IssuedSheet) -> bool:
    """Whether the record says what the row says, and its chain holds up to there and after."""
    events = history.chain_of(session, row.subject_id)
    if list(history.verify(events)):
        return False
    event = next((one for one in events if one.id == row.event_id), None)
    if event is None or event.action != ISSUE_SHEETS:
        return False
    cause = next((one for one in events if one.id == row.cause_id), None)
    noted = history.body(event)["noted"]
    copy = Copy(
        row.name, row.copy, row.template_version, row.code, row.sha256,
        row.case_number, row.dated, row.address,
    )  # fmt: skip
    return cause is not None and noted["cause"] == cause.hash and _noted(copy) in noted["sheets"]


def _noted(copy: Copy) -> dict[str, Any]:
    return asdict(copy) | {"dated": copy.dated.isoformat()}
