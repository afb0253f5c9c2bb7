"""`jianyan session`: the plenary sessions (次会议), from the command line."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from web.console import read, stop, writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Term

_SHANGHAI = ZoneInfo("Asia/Shanghai")


def _day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    return None if text is None else _moment(text, "%Y-%m-%d", "2027-03-09").date()


def _minute(_ctx: click.Context, _param: click.Parameter, text: str) -> datetime:
    return _moment(text, "%Y-%m-%d %H:%M", '"2027-03-11 12:00"')


def _moment(text: str, form: str, example: str) -> datetime:
    try:
        return datetime.strptime(text, form).replace(tzinfo=_SHANGHAI)
    except ValueError:
        raise click.BadParameter(f"“{text}”不是日期，请写成 {example}。") from None


@click.group()
def session() -> None:
    """次会议：会期、征集和期限。"""


@session.command("create")
@click.option("--term", "term_no", type=int, required=True, help="第几届。")
@click.option("--no", type=int, required=True, help="第几次会议。")
@click.option("--opens", callback=_day, required=True, metavar="YYYY-MM-DD", help="开幕。")
@click.option("--closes", callback=_day, required=True, metavar="YYYY-MM-DD", help="闭幕。")
@click.option(
    "--collect-from", callback=_day, required=True, metavar="YYYY-MM-DD", help="提案征集开始。"
)
@click.option(
    "--cutoff",
    callback=_minute,
    required=True,
    metavar='"YYYY-MM-DD HH:MM"',
    help="提案征集截止，北京时间；此后提交的是平时提案。",
)
@click.option(
    "--term-starts",
    callback=_day,
    metavar="YYYY-MM-DD",
    help="本届开始的日期，系统里还没有这一届时用。",
)
def create_session(
    term_no: int,
    no: int,
    opens: date,
    closes: date,
    collect_from: date,
    cutoff: datetime,
    term_starts: date | None,
) -> None:
    """新建一次会议；各项期限先用办理规则里的，可以在“会议和期限”页面上调整。"""
    from datetime import UTC

    from models import OrderEvent, PlenarySession
    from models.queries import directory
    from workflow.plenary import Planned, faults

    with writing(read()) as opened:
        term = _term(opened, term_no, term_starts)
        planned = Planned(
            term_no=term.no,
            no=no,
            term_starts=term.starts,
            opens=opens,
            closes=closes,
            collection_from=collect_from,
            cutoff_at=cutoff,
        )
        problems = faults(planned, directory.sessions(opened))
        if problems:
            stop("\n".join(fault.sentence for fault in problems))
        opened.add(
            PlenarySession(
                term=term,
                no=no,
                opens=planned.opens,
                closes=planned.closes,
                collection_from=planned.collection_from,
                cutoff_at=planned.cutoff_at,
                parameters={},
            )
        )
        about = f"{term_no} 届 {no} 次会议"
        opened.add(OrderEvent(what="session_created", about=about, at=datetime.now(UTC)))
        opened.commit()
    click.echo(f"新建了第 {term_no} 届第 {no} 次会议。")


@session.command("list")
def list_sessions() -> None:
    """列出全部次会议，最近的在前。"""
    from models.queries import directory
    from models.queries.plenary import in_use

    with writing(read()) as opened:
        used = in_use(opened)
        for one in directory.sessions(opened):
            cutoff = one.cutoff_at.astimezone(_SHANGHAI)
            click.echo(
                f"第 {one.term.no} 届第 {one.no} 次会议  会期 {one.opens} 至 {one.closes}"
                f"  征集 {one.collection_from} 至 {cutoff:%Y-%m-%d %H:%M}"
                f"  {'期限已冻结' if one.id in used else '期限可以调整'}"
            )


def _term(session: Session, number: int, starts: date | None) -> Term:
    from models import Term
    from models.queries.intake import term_by_no

    term = term_by_no(session, number)
    if term is None:
        day = starts or stop(f"系统里还没有第 {number} 届，请用 --term-starts 写明本届开始的日期。")
        return Term(no=number, starts=day)
    if starts is not None and starts != term.starts:
        stop(f"第 {number} 届已经有了，自 {term.starts} 起；请核对，或不写 --term-starts。")
    return term
