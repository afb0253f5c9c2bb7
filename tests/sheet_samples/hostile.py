"""The same sheets with what people do type: nothing, far too much, code, and rare characters."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from web.documents.examinationsheets import ProposerLine

#: what the program writes itself, in words of its own
OWN_WORDS = frozenset({
    "record_mark", "case_number", "mark", "when", "list_sha256", "first_hash", "last_hash",
    "heads_hash", "duty", "reply_class", "class_now", "kind", "heading", "draft", "stage", "mode",
    "verdict", "item", "ground", "outcome", "standing", "supplement", "volume_no", "number",
    "serial_no", "fonds_no", "pages", "member_no", "class_label", "postcode", "answer", "publicity",
    "state", "done", "sector", "phone", "email", "leader_level",
    "budget", "beneficiaries", "retention", "category",
})  # fmt: skip
#: typed by people, one for each field in turn; the last one is 300 characters without a break
WILD = (
    "<script>alert(1)</script><img src=http://example.invalid/x onerror=y>&amp;&lt;{{7*7}}{%if%}",
    "阿卜杜拉·买买提、李喆、陈昇珺、王琞、龑、𬱖先生、䶮",
    "file:///etc/passwd https://example.invalid/a?b=c#d </td></table></body>",
    "ئابدۇللا مەمەت يېزا ئىگىلىكى",
    "《一》（二）〔三〕①②㎡℃‰×≥≤□○●※→—……“”‘’、：；！？％＋－／",
    "x" * 300,
)
LONG = "农村公路养护管理工作一二三四五六七八九十，其中等级公路占92.3%。" * 600


def tiny(value: Any) -> Any:
    """Every text one character, every list empty, every number nothing."""
    return _changed(value, lambda _name, _no: "一", lambda _name, _items: ())


def wild(value: Any) -> Any:
    """Every text a hostile one, every list with many entries."""
    return _changed(value, lambda _name, no: WILD[no % len(WILD)], _many)


def long(value: Any, field: str) -> Any:
    """One text of some twenty thousand characters."""
    return replace(value, **{field: LONG[:20_000]})


def _many(name: str, items: tuple[Any, ...]) -> tuple[Any, ...]:
    if not items:
        return items
    # sixty co-signers; of other tables three rows, whose hostile texts differ
    if isinstance(items[0], ProposerLine) or name == "member_persons":
        count = 60
    elif isinstance(items[0], str):
        count = 8  # whom copies go to, which files go along: no office has more
    else:
        count = 3
    return tuple(items[no % len(items)] for no in range(count))


def _changed(value: Any, text: Any, many: Any, name: str = "", no: int = 0) -> Any:
    if isinstance(value, str):
        # a row of sixty names is names, not sixty scripts of 300 characters
        short = no >= 1000 and text(name, 0) != "一"
        return value if name in OWN_WORDS else (f"喆·{value}{no}" if short else text(name, no))
    if isinstance(value, tuple):
        if name in ("limits", "algorithms") or not value:
            return value
        inner = 1000 if isinstance(value[0], str) else no
        return tuple(
            # one row of a table: its cells are changed, not their number
            tuple(_changed(cell, text, many, name, inner + at) for cell in one)
            if isinstance(one, tuple)
            else _changed(one, text, many, name, inner + at)
            for at, one in enumerate(many(name, value))
        )
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{
                one.name: _changed(getattr(value, one.name), text, many, one.name, no + at)
                for at, one in enumerate(fields(value))
            },
        )
    return value


def texts_of(value: Any, name: str = "", *, own: bool) -> list[str]:
    """Every text the sheet is given, as it is stored; `own`: also what the program wrote itself.

    The committee is left out: some sheets are only signed by it.
    """
    if isinstance(value, str):
        return [] if name == "committee" or (name in OWN_WORDS and not own) else [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts_of(one, name, own=own)]
    if is_dataclass(value) and not isinstance(value, type):
        return [
            text
            for one in fields(value)
            for text in texts_of(getattr(value, one.name), one.name, own=own)
        ]
    return []
