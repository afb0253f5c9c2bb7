"""`jianyan witness`: countersign the checkpoint of another house.

instance/witness_key          our key for that; made by itself
instance/witnessed/NUMBER     the last checkpoint of each house, NUMBER being its key's
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.console import read, stop

if TYPE_CHECKING:
    from web.config import Settings
    from workflow.checkpoints import Statement
    from workflow.signednote import Signer, Verifier


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--key", "key", required=True, metavar="公钥", help="对方签署检查点的公钥。")
@click.option("--out", type=click.Path(path_type=Path), help="见证过的检查点写到哪里。")
def witness(file: Path, key: str, out: Path | None) -> None:
    """给另一个县的检查点见证：核对是从上次见证的增长来的，签字；对不上的，拒绝，退出码 1。"""
    from web.recordkey import put
    from workflow.signednote import NoteError, read_verifier
    from workflow.witnessing import NotWitnessed, countersign, read_growth

    settings = read()
    try:
        trusted = read_verifier(key)
        handed = read_growth(file.read_text("utf-8"))
        signer = _signer(settings)
        before = _before(settings, trusted)
        now = int(datetime.now(UTC).timestamp())
        note = countersign(handed, trusted, before, signer, now)
    except (NoteError, NotWitnessed) as problem:
        stop(str(problem))
    except UnicodeDecodeError:
        stop("文件不是 UTF-8 的文本。")
    put(_place(settings, trusted), str(note))
    if out is None:
        click.echo(str(note), nl=False)
    else:
        put(out, str(note), mode=0o644)
    click.echo(f"已见证 {trusted.name} 的 {handed.said.size} 条。", err=True)
    click.echo(f"我方见证的公钥：{signer.verifier}", err=True)


def _place(settings: Settings, trusted: Verifier) -> Path:
    return settings.instance / "witnessed" / trusted.public.hex()[:16]


def _before(settings: Settings, trusted: Verifier) -> Statement | None:
    from workflow.checkpoints import read_checkpoint

    place = _place(settings, trusted)
    return read_checkpoint(place.read_text("utf-8"))[1] if place.exists() else None


def _signer(settings: Settings) -> Signer:
    from web.recordkey import name_of, put
    from workflow.signednote import WITNESS, new_signer, read_signer

    place = settings.instance / "witness_key"
    if not place.exists():
        put(place, new_signer(name_of(settings), WITNESS).secret() + "\n")
    return read_signer(place.read_text("utf-8"))
