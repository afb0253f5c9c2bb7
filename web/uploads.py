"""Uploaded files: judged by their bytes, kept under their digest, refused in a sentence."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from models import Attachment
from models.database import write_session
from web.filekinds import ENDINGS, WELCOME, Bomb, kind_of
from web.house import house, now
from web.storage import place_of

MOST_FILES = 10
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was judged good and lies on disk; no row speaks of it yet."""

    name: str
    mime: str
    size: int
    sha256: str


def receive(files: Iterable[FileStorage], already: int = 0) -> tuple[list[Upload], list[str]]:
    """Take in the files of a form; whatever is refused is named in a sentence."""
    taken: list[Upload] = []
    sentences: list[str] = []
    given = [file for file in files if file.filename]
    if len(given) + already > MOST_FILES:
        return [], [_("附件最多 %(most)s 个，请减少以后再试。", most=MOST_FILES)]
    for file in given:
        name = clean_name(file.filename or "")
        content = read_content(file)
        if (sentence := refusal_of(name, content)) is not None:
            sentences.append(sentence)
        else:
            taken.append(_store(name, content))
    return taken, sentences


def read_content(file: FileStorage) -> bytes:
    """The bytes of an upload, one more than the limit at most."""
    return file.stream.read(_limit() + 1)


def refusal_of(name: str, content: bytes) -> str | None:
    """Why a file cannot be taken; None when it can."""
    if not content:
        return _("“%(name)s”是空文件。", name=name)
    if len(content) > _limit():
        most = house().settings.upload_limit
        return _("“%(name)s”超过 %(most)s MB，请缩小以后再传。", name=name, most=most)
    try:
        mime = kind_of(content)
    except Bomb:
        return _("“%(name)s”解压以后过大，不能接收。", name=name)
    if mime is None:
        return _("“%(name)s”不是可以接收的文件。可以接收%(kinds)s。", name=name, kinds=WELCOME)
    return None


def clean_name(given: str) -> str:
    """A name fit to be shown: no folders, no control or direction signs, not too long."""
    base = PurePosixPath(given.replace("\\", "/")).name
    shown = "".join(
        sign
        for sign in unicodedata.normalize("NFC", base)
        if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    shown = re.sub(r'[<>:"|?*]', "_", shown).strip(" .") or "未命名"
    stem, dot, ending = shown.rpartition(".")
    if not dot or len(ending) > 5:
        return shown[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending)]}.{ending}"


def keep(session: Session, uploads: Iterable[Upload], user_id: int) -> list[Attachment]:
    """Rows for the files, not bound to a case until their form is performed."""
    rows = [
        Attachment(
            name=upload.name,
            mime=upload.mime,
            size=upload.size,
            sha256=upload.sha256,
            uploaded_by_id=user_id,
            uploaded_at=now(),
        )
        for upload in uploads
    ]
    session.add_all(rows)
    session.flush()
    return rows


def keep_apart(uploads: Iterable[Upload], user_id: int) -> list[tuple[int, str]]:
    """The same in a transaction of its own, for a form that was refused: nothing is lost.

    The request's own session must have been rolled back: SQLite lets one write at a time.
    """
    uploads = list(uploads)
    if not uploads:
        return []
    with write_session(house().database) as session:
        kept = [(row.id, row.name) for row in keep(session, uploads, user_id)]
        session.commit()
    return kept


def path_of(attachment: Attachment) -> Path:
    """Where the bytes lie: made from the digest alone."""
    return _place(attachment.sha256)


def _place(digest: str) -> Path:
    return place_of(house().settings, digest)


def _limit() -> int:
    return house().settings.upload_limit * 1024 * 1024


def _store(name: str, content: bytes) -> Upload:
    mime = kind_of(content) or ""
    endings = ENDINGS[mime]
    if not name.lower().endswith(endings):
        name += endings[0]
    digest = hashlib.sha256(content).hexdigest()
    place = _place(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed: a killed process leaves no half file under a good name.
        handle, aside = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(place)
    return Upload(name, mime, len(content), digest)
