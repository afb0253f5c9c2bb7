"""`jianyan import`: preview the office's files, then take them in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from web.intake.columns import KINDS


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
@click.option("--apply", is_flag=True, help="导入；不加这一项只预览。")
@click.option("--kind", type=click.Choice(list(KINDS)), help="表头认不出时，指明是哪一种名册。")
@click.option("--all", "every", is_flag=True, help="预览时把新增的行也列出来。")
@click.option(
    "--accounts",
    type=click.Path(path_type=Path),
    help="为没有账号的人建账号，初始密码写进这个新文件（只有本人可读）。",
)
@click.option(
    "--term-starts", metavar="YYYY-MM-DD", help="本届开始的日期，系统里还没有这一届时用。"
)
@click.option("--rename", is_flag=True, help="证号不变、姓名不同的，按更名处理。")
def import_files(
    files: tuple[Path, ...],
    *,
    apply: bool,
    kind: str | None,
    every: bool,
    accounts: Path | None,
    term_starts: str | None,
    rename: bool,
) -> None:
    """导入名册（.xlsx）和提案（.docx、.txt）。加 --apply 才导入，有一处不对就全部不导入。"""
    from models.database import make_engine
    from web.config import read_settings
    from web.intake.plan import describe
    from web.intake.run import Incoming, Wishes, run_import
    from web.passwords import hash_password
    from workflow.check import prove
    from workflow.engine import Engine
    from workflow.names import KNOWN

    if accounts is not None and (accounts.exists() or not accounts.parent.is_dir()):
        raise click.BadParameter(
            f"{accounts} 已经存在，或者所在的文件夹不存在，请换一个文件名。",
            param_hint="--accounts",
        )
    wishes = Wishes(
        kind=kind, term_starts=_day(term_starts), rename=rename, slips=accounts, by_user_id=None
    )
    settings = read_settings()
    source = settings.states.read_text("utf-8")
    engine = Engine(prove(source, KNOWN), source=source)
    database = make_engine(settings.database_url)
    try:
        plan = run_import(
            database,
            engine,
            [Incoming(path.name, path.read_bytes()) for path in files],
            wishes,
            now=datetime.now(UTC),
            apply=apply,
            hash_password=hash_password,
        )
    finally:
        database.dispose()
    for line in describe(plan, every=every):
        click.echo(line)
    if plan.applied and plan.accounts and accounts is not None:
        click.echo(f"初始密码写在 {accounts}，发给本人后请删除。")
    if not plan.sound:
        raise SystemExit(1)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            "没有这一天，请写成 2026-03-05。", param_hint="--term-starts"
        ) from None
