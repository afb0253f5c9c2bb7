"""What `jianyan audit verify` says: one sentence a fault, the first bad place first; 0 or 1."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from web.console import read, reading, stop, writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from web.config import Settings
    from workflow.treeaudit import Kept


def verify_all(files: tuple[Path, ...], verifier: str) -> None:
    """The whole record, also against checkpoints that were kept elsewhere; exit 1 on a fault."""
    from web.recordkey import missing
    from workflow.auditing import called, verify

    settings = read()
    outside = _outside(settings, files, verifier)
    with reading(settings) as session:
        report = verify(session, outside)
        said = [f"{called(session, one.subject_id)}：{one.sentence}" for one in report.bad]
        said += report.faults
        if lost := missing(session, settings):
            said.append(lost)
    for notice in report.notices:
        click.echo(f"请注意：{notice}", err=True)
    if said:
        _fail(said)
    click.echo(f"{report.events} 条记录，逐条核验无误；{report.checkpoints} 个检查点相符。")
    for one in outside:
        click.echo(f"{one.label}（{one.said.size} 条）相符。")


def verify_case(number: str) -> None:
    """The chains of one case and its parts, and their places in the tree; exit 1 on a fault."""
    with reading(read()) as session:
        said, count = _case(session, number)
    if said:
        _fail(said)
    click.echo(f"{number}：{count} 条记录，逐条核验无误。")


def take_witnessing(file: Path, key: str) -> None:
    """Keep the line of a witness under a checkpoint of ours; exit 1 when it is not true."""
    from datetime import UTC, datetime

    from models.checkpoints import Witnessing
    from models.queries.checkpoints import checkpoint_of_size, witnessings_of
    from workflow.checkpoints import read_checkpoint
    from workflow.signednote import NoteError, read_verifier

    try:
        verifier = read_verifier(key)
        note, said = read_checkpoint(file.read_text("utf-8"))
    except NoteError as problem:
        stop(str(problem))
    except UnicodeDecodeError:
        stop("文件不是 UTF-8 的文本。")
    line = note.signed_by(verifier)
    if line is None:
        stop("这份检查点没有这把公钥的见证签名。")
    with writing(read()) as session:
        ours = checkpoint_of_size(session, said.size)
        if ours is None or read_checkpoint(ours.note)[0].text != note.text:
            stop("见证的不是这里签署的检查点。")
        if str(line) not in {one.line for one in witnessings_of(session, said.size)}:
            row = Witnessing(
                size=said.size, verifier=key.strip(), line=str(line), taken_at=datetime.now(UTC)
            )
            session.add(row)
            session.commit()
    click.echo(f"已登记：{verifier.name} 见证了 {said.size} 条的检查点。")


def replay_all() -> None:
    """Every case rebuilt from its events and compared; exit 1 on a difference."""
    from workflow.auditing import called
    from workflow.replay import replay

    count, said = 0, list[str]()
    with reading(read()) as session:
        for one in replay(session):
            count += 1
            if one is not None:
                said.append(f"{called(session, one.subject_id)}：{one.sentence}")
    if said:
        _fail(said)
    click.echo(f"{count} 件，只凭记录重建，和现在的逐项相同。")


def _case(session: Session, number: str) -> tuple[list[str], int]:
    from models.queries.checkpoints import subjects_numbered
    from models.queries.history import count_events_of
    from models.queries.visibility import parts_of
    from workflow.auditing import called, verify_subjects
    from workflow.proofs import inclusion_faults

    found = subjects_numbered(session, number.strip())
    if not found:
        stop(f"没有编号为“{number}”的件。")
    ids = [one.id for case in found for one in (case, *parts_of(session, case.id))]
    bad = verify_subjects(session, ids)
    said = [f"{called(session, one.subject_id)}：{one.sentence}" for one in bad]
    return [*said, *inclusion_faults(session, ids)], count_events_of(session, ids)


def _outside(settings: Settings, files: tuple[Path, ...], verifier: str) -> list[Kept]:
    """What this machine remembers, and what was brought from elsewhere."""
    from web.recordkey import kept_checkpoint
    from workflow.signednote import NoteError
    from workflow.treeaudit import kept

    outside = []
    own = kept_checkpoint(settings)
    named = [(f"检查点 {file.name}", file, verifier) for file in files]
    if own.is_file():
        named.append((f"本机保存的检查点（{own.name}）", own, ""))
    for label, file, trusted in named:
        try:
            outside.append(kept(label, file.read_text("utf-8"), trusted))
        except (NoteError, UnicodeDecodeError) as problem:
            said = problem if isinstance(problem, NoteError) else "不是 UTF-8 的文本。"
            stop(f"{label}读不出来：{said}")
        except OSError as problem:
            stop(f"打不开 {file}：{problem.strerror}。")
    return outside


def _fail(said: list[str]) -> NoReturn:
    for sentence in said:
        click.echo(sentence, err=True)
    click.echo(f"不通过，共 {len(said)} 处；最早的一处列在最前面。", err=True)
    raise SystemExit(1)
