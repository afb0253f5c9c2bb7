"""Questions about attachments."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.files import Attachment


def own_new_attachments(
    session: Session, ids: Collection[int], user_id: int | None
) -> list[Attachment]:
    """Those of the ids that this user uploaded and that belong to no case yet."""
    if not ids:
        return []
    return list(
        session.scalars(
            select(Attachment)
            .where(
                Attachment.id.in_(ids),
                Attachment.uploaded_by_id == user_id,
                Attachment.event_id.is_(None),
            )
            .order_by(Attachment.id)
        )
    )


def attachments_of(session: Session, subject_ids: Collection[int]) -> list[Attachment]:
    """The attachments of these subjects, oldest first."""
    return list(
        session.scalars(
            select(Attachment)
            .where(Attachment.subject_id.in_(subject_ids), Attachment.event_id.is_not(None))
            .order_by(Attachment.id)
        )
    )
