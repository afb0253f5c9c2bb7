"""`jianyan deadline`: the last day of a length of time, with every day skipped or made up."""

from __future__ import annotations

from datetime import date

import click

from web.console import read, stop
from workflow.calculator import reckon
from workflow.calendar import Calendar
from workflow.timegrammar import length


@click.command()
@click.argument("start")
@click.argument("amount", metavar="LENGTH")
def deadline(start: str, amount: str) -> None:
    """算期限：从哪一天起（2026-02-10）、多长（30 working days、30 days、3 months）。"""
    try:
        first = date.fromisoformat(start)
    except ValueError:
        stop(f"“{start}”不是日期，请写成 2026-02-10。")
    try:
        found = reckon(first, length(" ".join(amount.split())), _calendar())
    except ValueError as problem:
        stop(f"{problem}。")
    weekday = "一二三四五六日"[found.deadline.on.weekday()]
    mark = "  暂定" if found.deadline.provisional else ""
    click.echo(f"{found.deadline.on.isoformat()}（星期{weekday}）{mark}")
    awaited = (step for step in found.deadline.steps if step.kind == "provisional")
    for step in (*found.days, *awaited):
        click.echo(f"  {step.sentence()}")


def _calendar() -> Calendar:
    """The calendar as the office has corrected it; the national one where there is no database."""
    from models.database import make_engine, read_session
    from web.migrating import standing
    from workflow.limits import calendar_of

    url = read().database_url
    if standing(url) != "current":
        return Calendar.national()
    engine = make_engine(url)
    try:
        with read_session(engine) as session:
            return calendar_of(session)
    finally:
        engine.dispose()
