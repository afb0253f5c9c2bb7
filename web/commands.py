"""The command line: `jianyan`. Every command loads only what it needs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

import click

from web.console import current, proven, read, stop

#: commands that live with what they do
_ELSEWHERE = {
    "import": "web.intake.commands:import_files",
    "sample": "web.sample.commands:sample",
    "deadline": "web.deadlinecommand:deadline",
    "demo": "web.sample.commands:demo",
    "fonts": "web.fontcommand:show_fonts",
    "search": "web.searchcommands:search",
    "session": "web.sessioncommands:session",
    "user": "web.usercommands:user",
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

    settings = read()
    settings.instance.mkdir(parents=True, exist_ok=True)
    changed = bring_up(settings.database_url)
    click.echo("数据库已经建立或升级。" if changed else "数据库已经是最新的。")


@main.command()
def serve() -> None:
    """运行网站。"""
    from web.serving import serve as run

    settings = read()
    proven(settings)
    current(settings)
    run(settings)


@main.command()
def worker() -> None:
    """运行后台：期限到期、通知投递。"""
    from web.worker import main as run

    settings = read()
    proven(settings)
    current(settings)
    run()


# ── the procedure ───────────────────────────────────────────────────────────


@main.group("workflow")
def workflow_group() -> None:
    """办理规则（states.yaml）。"""


@workflow_group.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def check_workflow(file: Path | None) -> None:
    """检查办理规则；有错的逐行指出全部错误。"""
    rules = proven(read(), file)
    for one in rules.workflows:
        actions = sum(len(state.actions) for state in one.states)
        click.echo(f"{one.label}：{len(one.states)} 个状态，{actions} 个动作")
    click.echo(f"健全  版本 {rules.version}  指纹 {rules.digest[:12]}")


@workflow_group.command("migrate")
@click.option(
    "--map", "renamed", multiple=True, metavar="流程.旧状态=新状态", help="旧状态改到哪里。"
)
@click.option("--apply", "for_real", is_flag=True, help="真的改；不写的，只数一数。")
def migrate_workflow(renamed: tuple[str, ...], *, for_real: bool) -> None:
    """把在办的件改到 states.yaml 现在的版本；已办结的不动。"""
    from web.migratecommands import move

    move(renamed, for_real=for_real)


@workflow_group.command("diagram")
@click.argument("name", required=False)
@click.option(
    "--format", "form", type=click.Choice(["svg", "mermaid", "text"]), default="text",
    help="svg 图、mermaid 文本，或者文字说明。",
)  # fmt: skip
def draw_workflow(name: str | None, form: str) -> None:
    """画出一个流程（proposal、handling_task、livelihood_project）；不写名字的，全部。"""
    from workflow import diagram, outline

    rules = proven(read())
    parties = {party.name: party.label for party in rules.parties}
    chosen = [one for one in rules.workflows if name in (None, one.name)]
    if not chosen:
        known = "、".join(one.name for one in rules.workflows)
        stop(f"没有名为“{name}”的流程，有：{known}。")
    for one in chosen:
        if form == "svg":
            click.echo(diagram.svg(one, parties=parties))
        elif form == "mermaid":
            click.echo(outline.mermaid(one))
        else:
            click.echo(outline.text(one, parties=parties) + "\n")


# ── the record ──────────────────────────────────────────────────────────────


@main.group()
def audit() -> None:
    """存证。"""


@audit.command("verify")
@click.option(
    "--slip", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="只核验这一份打印的 PDF。",
)  # fmt: skip
def verify_record(slip: Path | None) -> None:
    """逐条核验全部记录；有改动的，指出第一处，退出码 1。"""
    if slip is not None:
        from web.slipcommand import verify_slip

        verify_slip(slip)
        return
    from models.database import make_engine, read_session
    from models.queries.directory import count_events
    from workflow.history import verify_all

    engine = make_engine(read().database_url)
    with read_session(engine) as session:
        faults = verify_all(session)
        count = count_events(session)
    engine.dispose()
    for fault in faults:
        click.echo(f"案件 {fault.subject_id}：{fault.sentence}", err=True)
    if faults:
        raise SystemExit(1)
    click.echo(f"{count} 条记录，逐条核验无误。")
