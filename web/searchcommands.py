"""`jianyan search`: the index of the cases' words, from the command line."""

from __future__ import annotations

import click

from web.console import read, writing


@click.group()
def search() -> None:
    """检索。"""


@search.command("rebuild")
def rebuild_search() -> None:
    """重新读取全部案件，建立检索和查重；期间不能办理，请在没有人使用时运行。"""
    from models.queries.alike import rebuild_marks
    from models.queries.search import rebuild

    with writing(read()) as session:
        count = rebuild(session)
        rebuild_marks(session)
        session.commit()
    click.echo(f"{count} 件，检索和查重已经重建。")
