"""记录检查点: what everybody may fetch and keep, so that the record cannot be changed unseen.

Sizes, roots and signatures only: a root tells nothing about any case. The addresses under
/.well-known are for programs and for witnesses; /record is for people. The pages stand under the
public blueprint: its language, its limit, no cookie.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, abort, url_for

from models.checkpoints import Checkpoint, Witnessing
from models.queries import checkpoints as queries
from web import db
from web.public import answer, bp
from web.wording import local
from workflow.signednote import NoteError, read_line, read_verifier
from workflow.witnessing import growth as growth_from

_SHOWN = 20
_WELL_KNOWN = "/.well-known/jianyan"


@dataclass(frozen=True, slots=True)
class WitnessView:
    """Who has countersigned, and when."""

    name: str
    seen_at: datetime
    verifier: str


@dataclass(frozen=True, slots=True)
class CheckpointView:
    """A checkpoint on the page."""

    size: int
    short_root: str
    root: str
    made_at: datetime
    url: str
    witnesses: tuple[WitnessView, ...]


@bp.get("/record")
def record() -> Response:
    """The newest checkpoints, for people."""
    found = queries.checkpoints_before(db.session(), None, _SHOWN)
    views = tuple(_view(one) for one in found)
    known = queries.record_keys(db.session())
    return answer(
        "public/record.html",
        "noindex",
        newest=views[0] if views else None,
        older=views[1:],
        verifier=known[-1].verifier if known else "",
        changed=len(known) > 1,
    )


@bp.get(f"{_WELL_KNOWN}/checkpoint")
def checkpoint() -> Response:
    """The newest checkpoint as a signed note, with the lines of its witnesses."""
    return _note(queries.newest_checkpoint(db.session()))


@bp.get(f"{_WELL_KNOWN}/checkpoint/<int(max=2147483647):number>")
def checkpoint_of_size(number: int) -> Response:
    """The checkpoint over exactly so many events."""
    return _note(queries.checkpoint_of_size(db.session(), number))


@bp.get(f"{_WELL_KNOWN}/growth/<int(max=2147483647):number>")
def growth(number: int) -> Response:
    """The newest checkpoint and the proof that it grew from so many events: for a witness."""
    newest = queries.newest_checkpoint(db.session())
    if newest is None or number > newest.size:
        abort(404)
    return _plain(str(growth_from(db.session(), number, newest)))


@bp.get(f"{_WELL_KNOWN}/keys")
def keys() -> Response:
    """Every public key that has signed, a line each, the last one in use; then who led them in."""
    known = queries.record_keys(db.session())
    lines = "".join(f"{one.verifier}\n" for one in known)
    notes = "".join(f"\n{one.introduction}" for one in known if one.introduction)
    return _plain(lines + notes)


def _note(found: Checkpoint | None) -> Response:
    if found is None:
        abort(404)
    lines = [f"{one.line}\n" for one in queries.witnessings_of(db.session(), found.size)]
    return _plain(found.note + "".join(lines))


def _plain(text: str) -> Response:
    return Response(text, mimetype="text/plain")


def _view(one: Checkpoint) -> CheckpointView:
    seen = queries.witnessings_of(db.session(), one.size)
    return CheckpointView(
        size=one.size,
        short_root=one.short_root,
        root=base64.b64encode(bytes.fromhex(one.root)).decode(),
        made_at=local(one.made_at),
        url=url_for("public.checkpoint_of_size", number=one.size),
        witnesses=tuple(view for row in seen if (view := _witness(row)) is not None),
    )


def _witness(row: Witnessing) -> WitnessView | None:
    try:
        verifier, line = read_verifier(row.verifier), read_line(row.line)
    except NoteError:
        return None  # `audit verify` says so; a page is no place for it
    return WitnessView(
        verifier.name, local(datetime.fromtimestamp(line.seen_at, UTC)), row.verifier
    )
