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
    from sqlalchemy.exc import DBAPIError

    from models.database import make_engine
    from web.config import SettingsError, read_settings
    from web.intake.plan import describe
    from web.intake.run import Incoming, Wishes, run_import
    from web.passwords import hash_password
    from workflow.check import prove
    from workflow.engine import Engine
    from workflow.names import KNOWN
    from workflow.problems import RulesError

    if accounts is not None and (accounts.exists() or not accounts.parent.is_dir()):
        raise click.BadParameter(
            f"{accounts} 已经存在，或者所在的文件夹不存在，请换一个文件名。",
            param_hint="--accounts",
        )
    wishes = Wishes(kind=kind, term_starts=_day(term_starts), rename=rename, slips=accounts)
    try:
        settings = read_settings()
        source = settings.states.read_text("utf-8")
        rules = prove(source, KNOWN, settings.states.name)
    except (SettingsError, OSError, UnicodeDecodeError) as problem:
        raise click.ClickException(str(problem)) from None
    except RulesError:
        raise click.ClickException(
            "办理规则有错，请先运行 jianyan workflow check 并改好。"
        ) from None
    database = make_engine(settings.database_url)
    try:
        plan = run_import(
            database,
            Engine(rules, source=source),
            [Incoming(path.name, _content(path)) for path in files],
            wishes,
            now=datetime.now(UTC),
            apply=apply,
            hash_password=hash_password,
        )
    except DBAPIError:
        raise click.ClickException(
            "数据库打不开，或者还没有建立、升级，什么都没有导入。"
            "请运行 jianyan database upgrade 后再试。"
        ) from None
    except OSError as problem:
        raise click.ClickException(
            f"{problem.filename}：{problem.strerror}；什么都没有导入。"
        ) from None
    finally:
        database.dispose()
    for line in describe(plan, every=every):
        click.echo(line)
    if plan.applied and plan.accounts and accounts is not None:
        click.echo(f"初始密码写在 {accounts}，发给本人后请删除。")
    if not plan.sound:
        raise SystemExit(1)


def _content(path: Path) -> bytes:
    """The file, but no more of it than is needed to see that it is too large."""
    from web.intake.containers import MAX_FILE

    with path.open("rb") as file:
        return file.read(MAX_FILE + 1)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            "没有这一天，请写成 2026-03-05。", param_hint="--term-starts"
        ) from None
