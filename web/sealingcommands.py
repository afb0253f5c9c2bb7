"""`jianyan audit seal` and `jianyan audit transfer`: sealed case files, one or a year of them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.console import current, proven, read, reading, stop

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Subject
    from web.config import Settings


def seal_case(number: str, out: Path) -> None:
    """One case into a folder; exit 1 with a sentence when there is none, or it is not whole."""
    from models.queries.checkpoints import subjects_numbered

    settings = _ready()
    with reading(settings) as session:
        found = [one for one in subjects_numbered(session, number.strip()) if not one.parent_id]
        if not found:
            stop(f"没有编号为“{number}”的件。")
        for path, digest in _write(session, settings, found, out):
            click.echo(f"{path}  sha256 {digest}")


def transfer(year: int, out: Path) -> None:
    """Every case whose volume of that year is archived, with a list of all; none is exit 1."""
    from models.queries.archive import archived_cases

    settings = _ready()
    with reading(settings) as session:
        found = archived_cases(session, year)
        if not found:
            stop(f"{year} 年度没有已经归档的案卷。")
        written = _write(session, settings, found, out)
    lines = [f"{digest}  {path.name}\n" for path, digest in written]
    (out / "SHA256SUMS").write_text("".join(lines), "utf-8")
    click.echo(f"{year} 年度 {len(written)} 件，清单是 {out / 'SHA256SUMS'} 。")


def _ready() -> Settings:
    settings = read()
    current(settings)
    return settings


def _write(
    session: Session, settings: Settings, cases: list[Subject], out: Path
) -> list[tuple[Path, str]]:
    from web.recordkey import signer_in_use
    from web.sealedfile import sealed_file, signs_checkpoints
    from workflow.checkpoints import NotSigned
    from workflow.engine import Engine
    from workflow.signednote import NoteError

    engine = Engine(proven(settings), source=settings.states.read_text("utf-8"))
    written, now = list[tuple[Path, str]](), datetime.now(UTC)
    try:
        signer = signer_in_use(session, settings, now)
        if not signs_checkpoints(session, signer):
            stop("换过密钥以后还没有签署过检查点，请先运行 jianyan audit checkpoint 。")
        out.mkdir(parents=True, exist_ok=True)
        for case in cases:
            content = sealed_file(session, engine, settings, case, signer, now)
            path = out / f"{case.kind}-{case.number or case.serial_no or case.id}.zip"
            path.write_bytes(content)
            written.append((path, hashlib.sha256(content).hexdigest()))
    except (NotSigned, NoteError) as problem:
        stop(str(problem))
    except OSError as problem:
        stop(f"{problem.filename}：{problem.strerror}，案卷不全，没有封存。")
    return written
