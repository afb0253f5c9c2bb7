"""清点: every piece of a volume is printed once, its pages are counted and its bytes hashed.

It takes seconds, so the worker does it; the volume is changed in one short transaction after.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from models import ArchivePiece, ArchiveVolume, Attachment, Event, Subject
from models.database import read_session, write_session
from models.queries.history import events_of
from web.config import Settings
from web.documents.gather import gather
from web.documents.printer import print_counted
from web.papers import order_of
from web.pdfpages import pages_of
from web.proofs import proof_of
from web.storage import place_of
from workflow.engine import Engine
from workflow.page_count import record_pages

Counted = dict[int, tuple[int, str]]


def count_volume(
    database: Database, engine: Engine, settings: Settings, volume_id: int, now: datetime
) -> Event | None:
    """Print and count what is not counted yet; None when there was nothing (more) to do."""
    with read_session(database) as session:
        volume = session.get(ArchiveVolume, volume_id)
        if volume is None or volume.list_sha256 or not volume.pieces:
            return None
        counted = count_pieces(session, engine, settings, volume)
    with write_session(database) as session:
        volume = session.get_one(ArchiveVolume, volume_id)
        event = record_pages(session, engine, volume, counted, now)
        session.commit()
    return event


def count_pieces(
    session: Session, engine: Engine, settings: Settings, volume: ArchiveVolume
) -> Counted:
    """Pages and sha256 of every piece, by its id."""
    return {one.id: _count(session, engine, settings, one) for one in volume.pieces}


def _count(
    session: Session, engine: Engine, settings: Settings, piece: ArchivePiece
) -> tuple[int, str]:
    if piece.added is not None:
        digests = [scan.sha256 for scan in piece.added.scans]
        joined = hashlib.sha256("\n".join(digests).encode()).hexdigest()
        return piece.added.pages, digests[0] if len(digests) == 1 else joined
    if piece.attachment is not None:
        return _pages_of_file(settings, piece.attachment), piece.attachment.sha256
    content, pages = print_piece(session, engine, settings, piece)
    return pages, hashlib.sha256(content).hexdigest()


def _pages_of_file(settings: Settings, file: Attachment) -> int:
    if not file.mime.startswith(("image/", "application/pdf")):
        return 0
    place = place_of(settings, file.sha256)
    return pages_of(file.mime, place.read_bytes() if place.is_file() else b"")


def print_piece(
    session: Session, engine: Engine, settings: Settings, piece: ArchivePiece
) -> tuple[bytes, int]:
    """The sheet that a piece is, as it is printed for the office, and its pages."""
    subject = session.get_one(Subject, piece.subject_id)
    events = events_of(session, [subject.id])
    documents = engine.rules_of(session, subject).workflow(subject.kind).documents
    after = next((one.after for one in documents if one.name == piece.document), ())
    causes = [event for event in events if event.action in after] or events
    order = order_of(session, engine, settings, subject, events, causes[-1])
    sheets = gather(piece.document, order)
    if not sheets:
        raise LookupError(f"{piece.document} of {subject.kind} {subject.id} is not there")
    proof = proof_of(session, engine, settings, subject, piece.document, causes[-1])
    return print_counted(piece.document, sheets, settings.instance, proof)
