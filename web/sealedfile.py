"""封存案卷: one ZIP a case with all that proves it, to be verified without this program.

manifest.json    what is in it, with digests; manifest.note is its signature
events.json      every event with its words; proofs.json and checkpoint.txt prove its place
key.txt          the public key; verify.py verifies the whole with Python alone
sheets/          every sheet the case has let out, printed; attachments/ every file
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from models import ArchiveVolume, Event, Subject
from models.queries.checkpoints import newest_checkpoint, record_keys
from models.queries.files import attachments_of
from models.queries.history import events_of
from models.queries.issues import issued_by
from models.queries.visibility import parts_of
from web.config import Settings
from web.documents.gather import gather
from web.documents.printer import print_counted
from web.papers import order_of
from web.proofs import proof_of, unregistered
from web.storage import place_of
from workflow import history
from workflow.engine import Engine
from workflow.proofs import inclusions
from workflow.signednote import Note, Signer

_SCRIPT = Path(__file__).parent.parent / "script" / "verify_sealed.py"
#: every member of the ZIP bears it, so that the same case gives the same bytes
_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class _Contents:
    files: dict[str, bytes] = field(default_factory=dict)
    listed: list[dict[str, Any]] = field(default_factory=list)

    def put(self, path: str, content: bytes, **about: Any) -> None:
        self.files[path] = content
        digest = hashlib.sha256(content).hexdigest()
        self.listed.append({"path": path, "sha256": digest, "bytes": len(content), **about})


def sealed_file(
    session: Session, engine: Engine, settings: Settings, case: Subject, signer: Signer,
    now: datetime,
) -> bytes:  # fmt: skip
    """The sealed file of a case and its parts; OSError when a file of it is not on the disk."""
    subjects = [case, *parts_of(session, case.id)]
    ids = [one.id for one in subjects]
    events = events_of(session, ids)
    kept = _Contents()
    kept.put("events.json", _json([_entry(one) for one in events]))
    kept.put("proofs.json", _json([one.plain() for one in inclusions(session, ids)]))
    if newest := newest_checkpoint(session):
        kept.put("checkpoint.txt", newest.note.encode())
    kept.put("key.txt", f"{signer.verifier}\n".encode())
    for subject in subjects:
        _print(session, engine, settings, subject, kept)
    for one in attachments_of(session, ids):
        path = f"attachments/{one.id}-{one.sha256[:12]}"
        content = place_of(settings, one.sha256).read_bytes()
        kept.put(path, content, name=one.name, mime=one.mime, recorded_sha256=one.sha256)
    manifest = _json(_manifest(case, subjects, kept, now))
    text = f"{signer.name}\nsealed case\n{hashlib.sha256(manifest).hexdigest()}\n"
    note = str(Note(text, (signer.sign(text),)))
    return _zip({"manifest.json": manifest, "manifest.note": note.encode(),
                 "verify.py": _SCRIPT.read_bytes()} | kept.files)  # fmt: skip


def signs_checkpoints(session: Session, signer: Signer) -> bool:
    """Whether the newest checkpoint bears this key: else the file would need two."""
    newest, keys = newest_checkpoint(session), record_keys(session)
    return newest is None or str(signer.verifier) == next(
        one.verifier for one in keys if one.id == newest.key_id
    )


def _manifest(
    case: Subject, subjects: list[Subject], kept: _Contents, now: datetime
) -> dict[str, Any]:
    volumes = [one for one in subjects if isinstance(one, ArchiveVolume)]
    return {
        "format": "jianyan sealed case 1",
        "case": case.number or case.serial_no or str(case.id),
        "kind": case.kind,
        "title": case.title,
        "state": case.state,
        "sealed_at": history.instant(now),
        "volumes": [
            {
                "number": one.number,
                "fonds_no": one.fonds_no,
                "retention": one.retention,
                "list_sha256": one.list_sha256,
            }
            for one in volumes
        ],
        "files": sorted(kept.listed, key=lambda one: str(one["path"])),
    }


def _entry(event: Event) -> dict[str, Any]:
    words: Any = event.body
    return {
        "leaf": history.leaf(event),
        "hash": event.hash,
        "salt": words.salt if words else None,
        "text": words.text if words else None,
    }


def _print(
    session: Session, engine: Engine, settings: Settings, subject: Subject, kept: _Contents
) -> None:
    """Every sheet the subject has let out; the manifest says which are as they were issued."""
    events = events_of(session, [subject.id])
    for one in engine.rules_of(session, subject).workflow(subject.kind).documents:
        causes = [event for event in events if event.action in one.after]
        if not causes:
            continue
        cause = causes[-1]
        order = order_of(session, engine, settings, subject, events, cause)
        if sheets := list(dict.fromkeys(gather(one.name, order))):
            proof = proof_of(session, engine, settings, subject, one.name, cause)
            content, pages = print_counted(
                one.name, sheets, settings.instance, proof or unregistered(session)
            )
            about: dict[str, Any] = {"name": one.label, "pages": pages}
            rows = [row for row in issued_by(session, cause.id) if row.name == one.name]
            if issued := {row.sha256 for row in rows}:
                about["as_issued"] = hashlib.sha256(content).hexdigest() in issued
            kept.put(f"sheets/{subject.id}-{one.name}.pdf", content, **about)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _zip(files: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path, content in files.items():
            zipped.writestr(zipfile.ZipInfo(path, _DAY), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
