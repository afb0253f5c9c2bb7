"""What a sheet that leaves the house carries, and how it stands to what was issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from models import Event, IssuedSheet, Subject
from models.queries.checkpoints import checkpoint_before, newest_checkpoint
from models.queries.issues import issued_by
from web.config import Settings
from web.documents.marks import ABOUT, Proof, checkpoint_words, code_of
from web.documents.printer import DOCUMENTS
from web.documents.sheets import Sheet
from workflow.chainwords import PATIENCE
from workflow.engine import Engine
from workflow.issuing import is_issued
from workflow.openrecord import open_record


def proof_of(
    session: Session, engine: Engine, settings: Settings, subject: Subject, name: str, cause: Event
) -> Proof | None:
    """What a sheet carries that is registered; None for drafts and what stays in the house."""
    mark = mark_of(session, settings, subject, name, cause)
    return mark and replace(mark, record=open_record(engine, session, subject, cause, ABOUT))


def mark_of(
    session: Session, settings: Settings, subject: Subject, name: str, cause: Event
) -> Proof | None:
    """What stands at the foot of such a sheet, without the record."""
    if not is_issued(subject.kind, name):
        return None
    # A later print repeats the address that stands on the first.
    address = next((one.address for one in issued_by(session, cause.id)), settings.public_address)
    before = checkpoint_before(session, cause.id, cause.happened_at - PATIENCE)
    words = checkpoint_words(before.short_root, before.size) if before else ""
    return Proof(address, checkpoint=words)


def unregistered(session: Session) -> Proof:
    """What lists and reports carry, which are printed once: the newest checkpoint."""
    return Proof(checkpoint=newest_words(session), registered=False)


def newest_words(session: Session) -> str:
    """The newest checkpoint in words; empty without one."""
    newest = newest_checkpoint(session)
    return checkpoint_words(newest.short_root, newest.size) if newest else ""


def standing(rows: Sequence[IssuedSheet], sheets: Sequence[Sheet]) -> str:
    """How these sheets stand to what their act let out: pending, same, changed or template.

    `template`: it says the same, in another form than when it was issued.
    """
    issued = {one.code: one for one in rows if one.code}
    if not issued:
        return "pending"
    found = [issued.get(code_of(rows[0].name, sheet)) for sheet in sheets]
    if not all(found):
        return "changed"
    version = DOCUMENTS[rows[0].name].version
    return "same" if all(one and one.template_version == version for one in found) else "template"
