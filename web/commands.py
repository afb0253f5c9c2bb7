"""The command line: `jianyan`. Every command loads only what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import User
    from web.config import Settings
    from workflow.rules import Rules

#: commands that live with what they do
_ELSEWHERE = {
    "import": "web.intake.commands:import_files",
    "sample": "web.sample.commands:sample",
    "demo": "web.sample.commands:demo",
}


class _Commands(click.Group):
    """Loads a command from its module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, name = _ELSEWHERE[cmd_name].split(":")
        return cast(click.Command, getattr(import_module(module), name))


@click.group(cls=_Commands)
@click.version_option(package_name="jianyan")
def main() -> None:
    """建言：提案和民生实事的办理。"""


# ── running ─────────────────────────────────────────────────────────────────


@main.group()
def database() -> None:
    """数据库。"""


@database.command("upgrade")
def upgrade_database() -> None:
    """建立数据库，或者升级到本版本的结构。"""
    from web.migrating import bring_up

    settings = _settings()
    settings.instance.mkdir(parents=True, exist_ok=True)
    changed = bring_up(settings.database_url)
    click.echo("数据库已经建立或升级。" if changed else "数据库已经是最新的。")


@main.command()
def serve() -> None:
    """运行网站。"""
    from web.serving import serve as run

    settings = _settings()
    _proven(settings)
    run(settings)


@main.command()
def worker() -> None:
    """运行后台：期限到期、通知投递。"""
    from web.worker import main as run

    _proven(_settings())
    run()


# ── the procedure ───────────────────────────────────────────────────────────


@main.group("workflow")
def workflow_group() -> None:
    """办理规则（states.yaml）。"""


@workflow_group.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def check_workflow(file: Path | None) -> None:
    """检查办理规则；有错的逐行指出全部错误。"""
    rules = _proven(_settings(), file)
    for one in rules.workflows:
        actions = sum(len(state.actions) for state in one.states)
        click.echo(f"{one.label}：{len(one.states)} 个状态，{actions} 个动作")
    click.echo(f"健全  版本 {rules.version}  指纹 {rules.digest[:12]}")


@workflow_group.command("diagram")
@click.argument("name", required=False)
@click.option(
    "--format", "form", type=click.Choice(["svg", "mermaid", "text"]), default="text",
    help="svg 图、mermaid 文本，或者文字说明。",
)  # fmt: skip
def draw_workflow(name: str | None, form: str) -> None:
    """画出一个流程（proposal、handling_task、livelihood_project）；不写名字的，全部。"""
    from workflow import diagram, outline

    rules = _proven(_settings())
    parties = {party.name: party.label for party in rules.parties}
    chosen = [one for one in rules.workflows if name in (None, one.name)]
    if not chosen:
        known = "、".join(one.name for one in rules.workflows)
        _stop(f"没有名为“{name}”的流程，有：{known}。")
    for one in chosen:
        if form == "svg":
            click.echo(diagram.svg(one, parties=parties))
        elif form == "mermaid":
            click.echo(outline.mermaid(one))
        else:
            click.echo(outline.text(one, parties=parties) + "\n")


# ── accounts ────────────────────────────────────────────────────────────────


@main.group()
def user() -> None:
    """账号。"""


@user.command("create")
@click.argument("login")
@click.option("--name", required=True, help="姓名。")
@click.option("--role", required=True, help="角色，如 office、admin、member。")
@click.option("--unit", help="承办单位全称（承办单位账号）。")
@click.option("--group", help="联络组名称（组长账号）。")
def create_user(login: str, name: str, role: str, unit: str | None, group: str | None) -> None:
    """新建账号，印出初始密码；第一次登录须改。"""
    from models import Grant, Person, User
    from models.queries import directory
    from models.queries.accounts import user_by_login
    from web.passwords import first_password, hash_password

    settings = _settings()
    roles = [one.name for one in _proven(settings).roles]
    if role not in roles:
        _stop(f"没有“{role}”这个角色，有：{'、'.join(roles)}。")
    with _writing(settings) as session:
        if user_by_login(session, login) is not None:
            _stop(f"账号“{login}”已经有了。")
        units = {one.name: one.id for one in directory.units(session)}
        groups = {one.name: one.id for one in directory.groups(session)}
        if role == "handling_unit" and unit not in units:
            _stop("请用 --unit 写明承办单位全称。")
        if role == "liaison_leader" and group not in groups:
            _stop("请用 --group 写明联络组名称。")
        password = first_password()
        account = User(person=Person(name=name), login=login, password_hash=hash_password(password))
        account.grants.append(
            Grant(
                role=role,
                unit_id=units.get(unit or "") if role == "handling_unit" else None,
                group_id=groups.get(group or "") if role == "liaison_leader" else None,
            )
        )
        session.add(account)
        session.commit()
    click.echo(f"账号 {login}  初始密码 {password}")


@user.command("reset")
@click.argument("login")
def reset_user(login: str) -> None:
    """重置密码，印出新的初始密码，并退出这个账号的全部登录。"""
    from models.queries.accounts import end_sessions
    from web.passwords import first_password, hash_password

    with _writing(_settings()) as session:
        account = _account(session, login)
        password = first_password()
        account.password_hash, account.must_change = hash_password(password), True
        account.failed_logins, account.locked_until = 0, None
        end_sessions(session, account.id)
        session.commit()
    click.echo(f"账号 {login}  初始密码 {password}")


# ── the record ──────────────────────────────────────────────────────────────


@main.group()
def audit() -> None:
    """存证。"""


@audit.command("verify")
def verify_record() -> None:
    """逐条核验全部记录；有改动的，指出第一处，退出码 1。"""
    from models.database import make_engine, read_session
    from models.queries.directory import count_events
    from workflow.history import verify_all

    engine = make_engine(_settings().database_url)
    with read_session(engine) as session:
        faults = verify_all(session)
        count = count_events(session)
    engine.dispose()
    for fault in faults:
        click.echo(f"案件 {fault.subject_id}：{fault.sentence}", err=True)
    if faults:
        raise SystemExit(1)
    click.echo(f"{count} 条记录，逐条核验无误。")


# ── shared ──────────────────────────────────────────────────────────────────


def _settings() -> Settings:
    from web.config import SettingsError, read_settings

    try:
        return read_settings()
    except SettingsError as problem:
        _stop(str(problem))


def _proven(settings: Settings, file: Path | None = None) -> Rules:
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
        _stop(f"{path.name}:1:1 文件不是 UTF-8 编码，请另存为 UTF-8。")
    except OSError as problem:
        _stop(f"打不开 {path}：{problem.strerror}。")


@contextmanager
def _writing(settings: Settings) -> Iterator[Session]:
    from models.database import make_engine, write_session

    engine = make_engine(settings.database_url)
    try:
        with write_session(engine) as session:
            yield session
    finally:
        engine.dispose()


def _account(session: Session, login: str) -> User:
    from models.queries.accounts import user_by_login

    return user_by_login(session, login) or _stop(f"没有账号“{login}”。")


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(1)
