"""`jianyan sample load` and `jianyan demo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from web.config import Settings
    from web.sample.accounts import Account
    from workflow.rules import Rules


@click.group()
def sample() -> None:
    """样例：虚构的云岭县。"""


@sample.command("load")
@click.option("--if-empty", is_flag=True, help="数据库里已有内容的，不装入，也不算出错。")
def load_sample(*, if_empty: bool) -> None:
    """把样例县装入空的数据库；已有真实账号或者案件的数据库，拒绝装入。"""
    from models.database import make_engine, read_session, write_session
    from models.queries.county import is_inhabited
    from web.migrating import bring_up
    from web.sample import accounts, scans

    settings = _settings()
    bring_up(settings.database_url)
    database = make_engine(settings.database_url)
    with read_session(database) as session:
        inhabited = is_inhabited(session)
    if inhabited:
        known = accounts.read_accounts(settings.instance)
        if not if_empty:
            _stop("数据库里已有账号或者案件，不能再装入样例。")
        _show(settings, known)
        return
    click.echo("正在装入样例县（约两三分钟）…", err=True)
    from web.sample.county import load
    from web.sample.walk import sample_engine

    rules = _proven(settings)
    source = settings.states.read_text("utf-8")
    scans.lay_out(settings)
    with write_session(database) as session:
        county = load(session, sample_engine(rules, source))
        opened = accounts.open_accounts(county)
        # The file first: passwords that nobody can read would lock everybody out.
        path = accounts.write_accounts(settings.instance, opened)
        try:
            session.commit()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    database.dispose()
    _show(settings, opened)


@click.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="放置 PDF 和事件记录的文件夹。",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="故事用的语言。")
def demo(out: Path, lang: str) -> None:
    """不用浏览器，把一件提案和一个民生实事项目从起草走到评价，打印文书和记录。"""
    from web.sample.demo import play

    settings = _settings()
    for line in play(settings, _proven(settings), out, lang):
        click.echo(line)


def _show(settings: Settings, accounts: list[Account]) -> None:
    if not accounts:
        return
    click.echo(f"样例账号（也在 {settings.instance.name}/demo-accounts.csv）：")
    for one in accounts:
        click.echo(f"  {one.role}  {one.login}  {one.password}")


def _settings() -> Settings:
    from web.config import SettingsError, read_settings

    try:
        return read_settings()
    except SettingsError as problem:
        _stop(problem)


def _proven(settings: Settings) -> Rules:
    from workflow.check import prove
    from workflow.names import KNOWN
    from workflow.problems import RulesError

    try:
        return prove(settings.states.read_text("utf-8"), KNOWN, settings.states.name)
    except (RulesError, OSError) as problem:
        _stop(problem)


def _stop(problem: Exception | str) -> NoReturn:
    click.echo(str(problem), err=True)
    raise SystemExit(1)
