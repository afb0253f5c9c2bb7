"""`jianyan workflow migrate`: open cases move to today's rules, counted first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

import click

from web.console import proven, read, stop, writing
from workflow.engine import Engine
from workflow.library import VersionReusedError
from workflow.migrate import NoTargetError, migrate, plan

_PAIR = re.compile(r"(\w+)\.(\w+)=(\w+)")


def move(renamed: Iterable[str], *, for_real: bool) -> None:
    """Print what would move where; with `for_real` move it, or end with a sentence."""
    mapping = _mapping(renamed)
    settings = read()
    engine = Engine(proven(settings), source=settings.states.read_text("utf-8"))
    with writing(settings) as session:
        verdicts = plan(session, engine, mapping)
        for one in verdicts:
            click.echo(f"{one.kind}  {one.state} → {one.target or '没有去处'}  {one.count} 件")
        if not for_real:
            click.echo("只是预览，没有改动。" if verdicts else "没有要改的件。")
            if any(one.target is None for one in verdicts):
                raise SystemExit(1)
            return
        try:
            events = migrate(session, engine, mapping, datetime.now(UTC))
        except (NoTargetError, VersionReusedError) as problem:
            stop(str(problem))
        session.commit()
    click.echo(f"已改 {len(events)} 件，每件一条记录。")


def _mapping(renamed: Iterable[str]) -> dict[str, dict[str, str]]:
    mapping: dict[str, dict[str, str]] = {}
    for text in renamed:
        found = _PAIR.fullmatch(text)
        if found is None:
            stop(f"“{text}”要写成 流程.旧状态=新状态，例如 proposal.submitted=examining。")
        mapping.setdefault(found[1], {})[found[2]] = found[3]
    return mapping
