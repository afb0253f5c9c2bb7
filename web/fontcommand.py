"""`jianyan fonts`: which faces the sheets are set in, and what they can not write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from models.database import read_session
from models.queries.names import printed_names
from web.config import Settings
from web.console import database, read, stop
from web.documents.fonts import (
    MissingFont,
    covered,
    find_fonts,
    missing_characters,
    require_coverage,
)
from web.documents.wording import printable

#: blocks of GB 18030's hanzi: name, first and last code point
_BLOCKS = (
    ("基本区", 0x4E00, 0x9FFF),
    ("扩展 A", 0x3400, 0x4DBF),
    ("扩展 B", 0x20000, 0x2A6DF),
    ("扩展 C 至 F", 0x2A700, 0x2EBE0),
)


@click.command("fonts")
def show_fonts() -> None:
    """列出文书所用的字体、写得出的汉字，和名册、案由里写不出的字（有的，退出码 1）。"""
    settings = read()
    try:
        found = find_fonts(settings.instance)
        require_coverage(found)
    except MissingFont as problem:
        stop(str(problem))
    everything = frozenset[int]().union(*map(covered, found))
    for font in found:
        click.echo(f"{font.face.label}：{font.path.name}，{len(covered(font))} 字")
    for name, first, last in _BLOCKS:
        count = sum(first <= code <= last for code in everything)
        click.echo(f"GB 18030 {name}：{count}/{last - first + 1} 字")
    lines = list(unwritable(settings))
    for line in lines:
        click.echo(line, err=True)
    if lines:
        raise SystemExit(1)
    click.echo("名册和案由里的字都写得出。")


def unwritable(settings: Settings) -> Iterator[str]:
    """A sentence for every name or title that no installed face can write in full."""
    # Not set up yet: whoever serves is told so in another place.
    with (
        database(settings) as engine,
        suppress(SQLAlchemyError),
        read_session(engine) as session,
    ):
        yield from _sentences(printed_names(session), settings.instance)


def _sentences(names: Iterable[str], instance: Path) -> Iterator[str]:
    found = find_fonts(instance)
    known: set[str] = set()
    for name in names:
        new = set(printable(name)) - known
        missing = missing_characters("".join(new), found) if new else ""
        known |= new - set(missing)
        if missing:
            shown = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in missing[:10])
            yield (
                f"“{name}”里的 {shown} 没有字体可写，写有它的文书打印不出："
                "请安装 fonts-hanazono，或者把有这个字的字体以 rare 为名放进字体文件夹。"
            )
