"""A sheet of paper with a seal, as a scanner sees it: the sample's signed and stamped papers."""

from __future__ import annotations

import hashlib
import struct
import zlib
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from models import Attachment, User
from web.config import Settings
from web.storage import place_of

_WIDE, _HIGH = 420, 594
_INK, _SEAL, _PAPER = b"\x60\x60\x60", b"\xc8\x2b\x2b", b"\xfb\xf9\xf4"
_CENTRE, _RADIUS = (300, 470), 62


def scan(session: Session, by: User, name: str, now: datetime) -> int:
    """The row of a scan that somebody has just uploaded; the bytes are always the same."""
    content = sheet()
    row = Attachment(
        name=name,
        mime="image/png",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=by.id,
        uploaded_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def lay_out(settings: Settings) -> Path:
    """Put the bytes where the pages look for them."""
    content = sheet()
    place = place_of(settings, hashlib.sha256(content).hexdigest())
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place


@cache
def sheet() -> bytes:
    """The picture, as PNG."""
    rows = b"".join(b"\x00" + b"".join(_colour(x, y) for x in range(_WIDE)) for y in range(_HIGH))
    head = struct.pack(">IIBBBBB", _WIDE, _HIGH, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def _colour(x: int, y: int) -> bytes:
    away = ((x - _CENTRE[0]) ** 2 + (y - _CENTRE[1]) ** 2) ** 0.5
    if _RADIUS - 5 < away < _RADIUS or (away < 16 and (x + y) % 4):
        return _SEAL
    line = 150 <= y < 400 and y % 22 < 3 and 60 <= x < (360 if y % 88 < 66 else 240)
    title = 80 <= y < 92 and 120 <= x < 300
    return _INK if line or title else _PAPER
