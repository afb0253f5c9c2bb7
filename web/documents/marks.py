"""What makes a printed sheet verifiable: its code, its QR code, the record it carries along."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict, dataclass
from functools import lru_cache

from web.documents.sheets import Sheet

#: no letter that is taken for another: Crockford's alphabet
_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CLEAR = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CLEAR = str.maketrans(_PLAIN, _CLEAR)
_MISREAD = str.maketrans("OIL", "011")
CODE_LENGTH = 12
#: what events.json says of itself
ABOUT = (
    "本件办理到这份文书为止的记录。每一条的 hash 是 leaf 的摘要，"
    "leaf 的 prev 是同一件前一条的 hash；填写的文字不在内，只有它的摘要 commitment。"
    " The record of this case up to this sheet: each hash is the digest of its leaf."
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a sheet carries beside its words; drafts have none.

    Lists and reports are not registered: they carry the checkpoint alone.
    """

    #: where this installation is reached, without a slash at its end; empty: not from outside
    address: str = ""
    #: events.json
    record: bytes = b""
    #: short root and size of the checkpoint before the act, see `checkpoint_words`
    checkpoint: str = ""
    #: whether it is registered when it is issued, and so has a code and is signed
    registered: bool = True
    #: of sheets of many cases in one file: what each of them carries, in their order
    singly: tuple[Proof, ...] = ()

    def of(self, number: int) -> Proof:
        """What the sheet with that number (from 0) in the file carries."""
        return self.singly[number] if self.singly else self


def code_of(name: str, sheet: Sheet) -> str:
    """核验码: sixty bits of the digest of everything the sheet says. Other words, other code."""
    said = json.dumps([name, asdict(sheet)], default=str, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(said.encode()).digest()
    return base64.b32encode(digest).decode()[:CODE_LENGTH].translate(_TO_CLEAR)


def checkpoint_words(short_root: str, size: int) -> str:
    """A checkpoint as sheets and mails show it: 9f3c 21aa（20114 条）."""
    return f"{short_root}（{size} 条）"


def shown(code: str) -> str:
    """A code as it is printed: 7K2M-9QXA-04TD."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read_code(typed: str) -> str:
    """A code as somebody typed it: any case, spaces and dashes, O for 0, I or L for 1."""
    plain = "".join(one for one in typed.upper() if one.isascii() and one.isalnum())
    return plain.translate(_MISREAD)


def target(code: str, address: str) -> str:
    """What the QR code says: the page that verifies it, or the bare code where there is none."""
    return f"{address}/verify?code={code}" if address else shown(code)


@lru_cache(maxsize=64)
def qr_path(text: str) -> tuple[int, str]:
    """A QR code as one SVG path: its size in modules with the quiet zone, and the path.

    Each run of dark modules is a stroke of width one: half the commands of as many rectangles.
    """
    import segno

    code = segno.make(text, error="m", micro=False, boost_error=False)
    border = 4
    parts = []
    for row, line in enumerate(code.matrix):
        column = 0
        while column < len(line):
            run = column
            while run < len(line) and line[run]:
                run += 1
            if run > column:
                width = run - column
                parts.append(f"M{column + border} {row + border}.5h{width}")
            column = max(run, column + 1)
    return int(code.symbol_size(border=border)[0]), "".join(parts)
