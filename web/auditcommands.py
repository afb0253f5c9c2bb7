"""`jianyan audit`: verify the record, sign it, keep its key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.console import current, database, read, reading, stop, writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from web.config import Settings
    from workflow.signednote import Signer


@click.group()
def audit() -> None:
    """存证。"""


@audit.command("verify")
@click.option("--case", "number", default="", metavar="编号", help="只核验这一件和它的各部分。")
@click.option(
    "--from", "files", multiple=True, metavar="检查点", help="另外保存的检查点文件，可以写几个。",
    type=click.Path(path_type=Path),
)  # fmt: skip
@click.option("--key", "verifier", default="", metavar="公钥", help="只认这把公钥签署的检查点。")
@click.option(
    "--slip", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="只核验这一份打印的 PDF。",
)  # fmt: skip
def verify_record(number: str, files: tuple[Path, ...], verifier: str, slip: Path | None) -> None:
    """逐条核验全部记录；有改动的，指出最早的一处，退出码 1。"""
    from web import verifying

    if sum(map(bool, (number, files, slip))) > 1:
        stop("--case、--from、--slip 不能同时用：检查点核验的是全部记录，另两个只核验一件、一份。")
    if verifier and not files:
        stop("--key 要和 --from 一起用。")
    if slip is not None:
        from web.slipcommand import verify_slip

        verify_slip(slip)
    elif number:
        verifying.verify_case(number)
    else:
        verifying.verify_all(files, verifier)


@audit.command("replay")
def replay_record() -> None:
    """只凭记录重建每一件，和现在的逐项比较；有出入的，逐件指出第一处，退出码 1。"""
    from web import verifying

    verifying.replay_all()


@audit.command("checkpoint")
@click.option(
    "--clock-corrected",
    "correction",
    default="",
    metavar="缘由",
    help="时钟原来走快了、已经校准：写明缘由，一并签署。",
)
def make_checkpoint(correction: str) -> None:
    """把新的记录收进树里，签署一个检查点，打印出来；后台每半小时自己做一次。"""
    from models.queries.checkpoints import newest_checkpoint
    from web import recordkey
    from workflow.checkpoints import NotSigned
    from workflow.signednote import NoteError

    settings = read()
    current(settings)
    try:
        with database(settings) as opened:
            made = recordkey.checkpoint(opened, settings, datetime.now(UTC), correction=correction)
    except (NotSigned, NoteError, OSError) as problem:
        stop(str(problem))
    if made is None:
        with reading(settings) as session:
            made = newest_checkpoint(session)
            note = made.note if made else ""
    else:
        note = made.note
    if not note:
        stop("还没有记录，没有可以签署的。")
    click.echo(note, nl=False)


@audit.command("seal")
@click.argument("number")
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help="放到哪个文件夹。")
def seal_case(number: str, out: Path) -> None:
    """把一件封存成一个 ZIP：记录、证明、文书、附件，和离线核验它的程序。"""
    from web import sealingcommands

    sealingcommands.seal_case(number, out)


@audit.command("transfer")
@click.argument("year", type=click.IntRange(2000, 2200))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="放到哪个文件夹。")
def transfer(year: int, out: Path) -> None:
    """把一个年度已经归档的件逐件封存，移交档案馆。"""
    from web import sealingcommands

    sealingcommands.transfer(year, out)


@audit.command("witnessed")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--key", "verifier", required=True, metavar="公钥", help="见证方的公钥。")
def take_witnessing(file: Path, verifier: str) -> None:
    """登记别处见证过的检查点，从此和检查点一起公布。"""
    from web import verifying

    verifying.take_witnessing(file, verifier)


@audit.command("growth")
@click.argument("old", type=click.IntRange(min=0))
def show_growth(old: int) -> None:
    """打印最新的检查点，和它从 OLD 条增长来的证明；交给见证方。"""
    from models.queries.checkpoints import newest_checkpoint
    from workflow.witnessing import growth

    with reading(read()) as session:
        newest = newest_checkpoint(session)
        if newest is None:
            stop("还没有检查点。")
        if old > newest.size:
            stop(f"最新的检查点只有 {newest.size} 条。")
        click.echo(str(growth(session, old, newest)), nl=False)


@audit.group()
def key() -> None:
    """签署检查点的密钥。"""


@key.command("show")
def show_keys() -> None:
    """登记过的公钥，一行一把，最后一把正在用；凭它核验检查点。"""
    from models.queries.checkpoints import record_keys

    with reading(read()) as session:
        keys = record_keys(session)
    if not keys:
        stop("还没有签名密钥；签署第一个检查点的时候自己生成。")
    for one in keys:
        click.echo(one.verifier)


@key.command("rotate")
def rotate_key() -> None:
    """换一把新的密钥，由旧的签字引荐；旧的私钥随即不再保存。"""
    from web import recordkey

    _change(recordkey.rotate)


@key.command("replace")
@click.option("--reason", required=True, help="为什么旧的密钥不在了。")
def replace_key(reason: str) -> None:
    """旧的密钥遗失以后换一把新的；没有人引荐，须把新的公钥告诉保存检查点的人。"""
    from web import recordkey

    if not reason.strip():
        stop("请写明旧的密钥为什么不在了。")
    _change(lambda session, settings, now: recordkey.replace(session, settings, now, reason))


def _change(change: Callable[[Session, Settings, datetime], Signer]) -> None:
    from web import recordkey
    from workflow.checkpoints import NotSigned
    from workflow.signednote import NoteError

    settings = read()
    current(settings)
    try:
        with writing(settings) as session:
            new = change(session, settings, datetime.now(UTC))
            session.commit()
        recordkey.settle(settings)
    except (NotSigned, NoteError, OSError) as problem:
        stop(str(problem))
    click.echo(f"新的公钥：{new.verifier}")
