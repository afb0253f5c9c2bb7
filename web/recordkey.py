"""The key that signs the checkpoints: a file of the installation, made, changed, replaced.

instance/record_key        the private key; nobody but the program may read it
instance/record_key.next   while a key is being changed
instance/checkpoint        the newest checkpoint, for whoever fetches files; and the memory of
this machine, should the database be put back to an earlier day
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from models.checkpoints import Checkpoint
from models.database import write_session
from models.queries.checkpoints import record_keys
from web.config import Settings
from workflow.checkpoints import NotSigned, introduce, seal
from workflow.signednote import NoteError, Signer, new_signer, read_signer

_LOST = (
    "签名密钥 record_key 不在了，或者不是库里登记的那一把。找回备份放回原处；"
    "确实找不回的，运行 jianyan audit key replace 写明缘由，换一把新的。"
)


def place(settings: Settings) -> Path:
    """Where the private key lies."""
    return settings.instance / "record_key"


def kept_checkpoint(settings: Settings) -> Path:
    """Where the newest checkpoint lies as a file."""
    return settings.instance / "checkpoint"


def name_of(settings: Settings) -> str:
    """What a new key is called: the committee, without what a key's name may not have."""
    return "".join(settings.committee.replace("+", "").split()) or "jianyan"


def signer_in_use(session: Session, settings: Settings, now: datetime) -> Signer:
    """The key that signs now; the first one is made by itself. NotSigned when it is lost."""
    keys = record_keys(session)
    if not keys:
        signer = _read(place(settings)) or _make(settings, name_of(settings))
        introduce(session, signer, now)
        return signer
    wanted = keys[-1].verifier
    following = _read(_next(settings))
    if following and str(following.verifier) == wanted:
        # The change of keys was committed; only the file had not been renamed.
        _next(settings).replace(place(settings))
    kept = _read(place(settings))
    if kept is None or str(kept.verifier) != wanted:
        raise NotSigned(_LOST)
    return kept


def checkpoint(
    database: Database, settings: Settings, now: datetime, *, correction: str = ""
) -> Checkpoint | None:
    """Sign what is new in the record; none when nothing is. NotSigned says why not."""
    with write_session(database) as session:
        signer = signer_in_use(session, settings, now)
        made = seal(session, signer, now, correction=correction)
        session.commit()
        if made:
            session.refresh(made)
            session.expunge(made)
            put(kept_checkpoint(settings), made.note, mode=0o644)
    return made


def rotate(session: Session, settings: Settings, now: datetime) -> Signer:
    """A new key, introduced by the one in use; call `settle` after the commit."""
    old = signer_in_use(session, settings, now)
    new = new_signer(old.name)
    put(_next(settings), new.secret() + "\n")
    introduce(session, new, now, by=old)
    return new


def replace(session: Session, settings: Settings, now: datetime, reason: str) -> Signer:
    """A new key for one that is lost, with a reason; NotSigned while the old one is there."""
    keys = record_keys(session)
    kept = _readable(place(settings))
    if not keys or (kept and str(kept.verifier) == keys[-1].verifier):
        raise NotSigned("原来的密钥还在，用 jianyan audit key rotate 更换，新旧之间才接得上。")
    new = new_signer(keys[-1].verifier.split("+")[0])
    put(_next(settings), new.secret() + "\n")
    introduce(session, new, now, reason=reason)
    return new


def missing(session: Session, settings: Settings) -> str:
    """Why this machine cannot sign; nothing when it can, or has never signed."""
    keys = record_keys(session)
    held = {str(one.verifier) for path in (place(settings), _next(settings))
            if (one := _readable(path))}  # fmt: skip
    return _LOST if keys and keys[-1].verifier not in held else ""


def settle(settings: Settings) -> None:
    """Let the new key take the old one's place; the old one is gone after that."""
    _next(settings).replace(place(settings))


def put(path: Path, text: str, *, mode: int = 0o600) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    opened = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def _next(settings: Settings) -> Path:
    return place(settings).with_name("record_key.next")


def _make(settings: Settings, name: str) -> Signer:
    signer = new_signer(name)
    put(place(settings), signer.secret() + "\n")
    return signer


def _read(path: Path) -> Signer | None:
    """The key in that file; none without a file, NoteError when it is damaged."""
    return read_signer(path.read_text("utf-8")) if path.exists() else None


def _readable(path: Path) -> Signer | None:
    try:
        return _read(path)
    except (NoteError, UnicodeDecodeError):
        return None
