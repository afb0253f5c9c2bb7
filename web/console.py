"""What commands share: settings, proven rules, the database, and ending with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from web.config import Settings
    from workflow.rules import Rules


def read() -> Settings:
    """The settings; one that cannot be used ends the command."""
    from web.config import SettingsError, read_settings

    try:
        return read_settings()
    except SettingsError as problem:
        stop(str(problem))


def proven(settings: Settings, file: Path | None = None) -> Rules:
    """The rules, proven; every fault is printed and ends the command."""
    from workflow.check import prove
    from workflow.loader import load_file
    from workflow.names import KNOWN
    from workflow.problems import RulesError

    path = file or settings.states
    try:
        if path.is_file() and path.stat().st_size > 1024 * 1024:
            load_file(path)
        return prove(path.read_text("utf-8"), KNOWN, path.name)
    except RulesError as error:
        for problem in error.problems:
            where = f"{error.source}:{problem.line}:{problem.column}"
            click.echo(f"{where} {problem.sentence}", err=True)
        click.echo(f"共 {len(error.problems)} 处问题，没有启动。", err=True)
        raise SystemExit(1) from None
    except UnicodeDecodeError:
        stop(f"{path.name}:1:1 文件不是 UTF-8 编码，请另存为 UTF-8。")
    except OSError as problem:
        stop(f"打不开 {path}：{problem.strerror}。")


def current(settings: Settings) -> None:
    """Go on only with a database that is at this version."""
    from sqlalchemy.exc import DBAPIError

    from web.migrating import standing

    try:
        found = standing(settings.database_url)
    except DBAPIError:
        stop("数据库打不开，请核对 JIANYAN_DATABASE_URL，并确认数据库已经启动。")
    if found == "older":
        stop("数据库还没有建立，或者不是本版本的结构。请先运行 jianyan database upgrade 。")
    if found == "newer":
        stop("数据库是更新版本的程序建立的。请安装那个版本，或者恢复升级以前的备份。")


@contextmanager
def writing(settings: Settings) -> Iterator[Session]:
    """A writing session; the command commits. No database is no stack trace."""
    from models.database import write_session

    with _session(settings, write_session) as session:
        yield session


@contextmanager
def reading(settings: Settings) -> Iterator[Session]:
    """A reading session. No database is no stack trace."""
    from models.database import read_session

    with _session(settings, read_session) as session:
        yield session


@contextmanager
def _session(settings: Settings, opening: Callable[[Engine], Session]) -> Iterator[Session]:
    with database(settings) as engine, opening(engine) as session:
        yield session


@contextmanager
def database(settings: Settings) -> Iterator[Engine]:
    """The database, for a command that opens its own sessions. None is no stack trace."""
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from models.database import make_engine

    engine = make_engine(settings.database_url)
    try:
        yield engine
    except (OperationalError, ProgrammingError):
        stop("数据库打不开，或者还没有建立、升级。请运行 jianyan database upgrade 后再试。")
    finally:
        engine.dispose()


def stop(sentence: str) -> NoReturn:
    """Say why, and end with exit code 1."""
    click.echo(sentence, err=True)
    raise SystemExit(1)
