"""查重: marks of the text of each submitted proposal, by which those that are alike are found.

A mark is a short hash of a few neighbouring characters. Of a title every pair is kept, formula
words apart; of a text the smallest marks of its runs of eight: two texts that share a passage
share marks. Only what was submitted has marks: a draft is compared, never found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from heapq import nsmallest
from zlib import crc32

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.search import normalise

#: how much of a text is looked at; how long a run of characters is that means something
LONGEST, RUN = 12_000, 8
#: marks kept of a text; more are asked for, since a long text may hold a short one
KEPT, ASKED = 64, 192
#: so that a pair of a title and a run of a text have different marks
_TITLE, _TEXT = 1, 2
_FORMULA = re.compile(
    "关于|进一步|加强|加快|加大|推进|推动|促进|完善|规范|提升|提高|优化|强化|健全|做好|切实|积极|全面|"
    "解决|力度|问题|水平|工作|建议|提案|我县|全县|本县|管理|建设|发展|的|和|与|及"
)
#: a title that is nothing but formula words is compared as it is
_SHORTEST = 4


class Fingerprint(Base):
    """指纹: one mark of one proposal as it was last submitted."""

    __tablename__ = "fingerprint"
    __table_args__ = {"sqlite_with_rowid": False}
    mark: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id"), primary_key=True, autoincrement=False, index=True
    )


class _Plain(dict[int, str]):
    """What each character is compared as: width, case, blanks and signs make no difference."""

    def __missing__(self, code: int) -> str:
        letters = (one for one in normalise(chr(code)) if unicodedata.category(one) not in _SIGNS)
        self[code] = plain = "".join(letters)
        return plain


_SIGNS = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"})
PLAIN = _Plain()


def plain(text: str) -> str:
    """The text as it is compared."""
    return text.translate(PLAIN)


def core(title: str) -> str:
    """What is particular in a title."""
    whole = plain(title)
    rest = _FORMULA.sub("", whole)
    return rest if len(rest) >= _SHORTEST else whole


def title_marks(title: str) -> list[int]:
    """The marks of a title."""
    return sorted(_marks(pairs(core(title)), _TITLE))


def text_marks(text: str, most: int) -> list[int]:
    """The smallest marks of a text."""
    letters = plain(text)[:LONGEST]
    runs = {letters[at : at + RUN] for at in range(len(letters) - RUN + 1)}
    return nsmallest(most, _marks(runs, _TEXT))


def pairs(letters: str) -> set[str]:
    """Every pair of neighbours."""
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def _marks(runs: Iterable[str], kind: int) -> set[int]:
    # Not to keep a secret, only to spread: 31 bits, since PostgreSQL's integer has a sign.
    return {crc32(run.encode("utf-8", "replace"), kind) >> 1 for run in runs}
