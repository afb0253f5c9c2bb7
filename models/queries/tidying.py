"""What may be forgotten: typed text long abandoned, sessions long over, files never handed in."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.accounts import LoginSession
from models.files import Attachment
from models.notices import Draft
from models.queries.traces import forget_traces

KEEP_DRAFTS = timedelta(days=60)
KEEP_UPLOADS = timedelta(days=7)
#: how long an evaluation is compared with the sign-ins of units
KEEP_TRACES = timedelta(days=90)


def forget_abandoned(session: Session, now: datetime) -> list[Attachment]:
    """Delete old drafts, ended sessions and unused uploads.

    Returned are the uploads whose bytes no other row needs; their files may be removed.
    """
    session.execute(delete(Draft).where(Draft.saved_at < now - KEEP_DRAFTS))
    session.execute(delete(LoginSession).where(LoginSession.expires_at < now))
    forget_traces(session, now - KEEP_TRACES)
    unused = list(
        session.scalars(
            select(Attachment).where(
                Attachment.event_id.is_(None), Attachment.uploaded_at < now - KEEP_UPLOADS
            )
        )
    )
    for upload in unused:
        session.delete(upload)
    session.flush()
    digests = [upload.sha256 for upload in unused]
    needed = set(session.scalars(select(Attachment.sha256).where(Attachment.sha256.in_(digests))))
    return [upload for upload in unused if upload.sha256 not in needed]
