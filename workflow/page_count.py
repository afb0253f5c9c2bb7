"""清点页数: what the worker found when it printed the pieces enters the record.

No rule decides anything here: the pages are a fact, so the act is built in. It fixes the list:
its sha256 goes into the event, so that every later copy can be compared with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models import ArchiveVolume, Event
from models.queries.history import lock_subject
from workflow.archive_effects import last_place
from workflow.builtin import COUNT_PAGES
from workflow.completion import columns
from workflow.engine import Engine


def list_of(volume: ArchiveVolume) -> dict[str, Any]:
    """The list of pieces as it is hashed: everything the printed list says."""
    return {
        "fonds": volume.fonds_no,
        "year": volume.year,
        "number": volume.number,
        "case": volume.proposal.number or volume.proposal.serial_no,
        "title": volume.title,
        "retention": volume.retention,
        "pieces": [
            {
                "no": one.no,
                "item": one.item,
                "maker": one.maker,
                "doc_no": one.doc_no,
                "title": one.title,
                "date": one.made_on.isoformat() if one.made_on else "",
                "pages": one.pages,
                "from": one.first_page if one.pages else None,
                "sha256": one.sha256,
            }
            for one in volume.pieces
        ],
    }


def list_digest(volume: ArchiveVolume) -> str:
    """The sha256 of the list as canonical JSON."""
    text = json.dumps(list_of(volume), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def record_pages(
    session: Session,
    engine: Engine,
    volume: ArchiveVolume,
    counted: Mapping[int, tuple[int, str]],
    now: datetime,
) -> Event | None:
    """Keep pages and sha256 of each piece; None when the volume was changed meanwhile."""
    lock_subject(session, volume)
    session.expire(volume, ["pieces"])
    if volume.list_sha256 or {one.id for one in volume.pieces} != set(counted):
        return None
    act = engine.own_act(session, volume, COUNT_PAGES, now, party="system")
    before = columns(volume)
    page = last_place(act, volume)[1] + 1
    for piece in volume.pieces:
        piece.pages, piece.sha256 = counted[piece.id]
        piece.first_page = page
        page += piece.pages
    volume.list_sha256 = list_digest(volume)
    act.noted = {"pages": sum(one.pages or 0 for one in volume.pieces), "list": volume.list_sha256}
    return engine.record(act, before=before)
