"""Which characters a font file can write, read from its cmap table alone.

fontTools answers the same in a tenth of a second a file; a start that looks through every face
can not wait for that.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

#: 〇 to 仿宋's everyday signs, and the letters and digits of Uyghur
_SIGNS = (
    "〇·、。，；：？！“”‘’（）《》〈〉〔〕【】—…～％＋－×÷±°℃①②③④⑤⑥⑦⑧⑨⑩□○●※→"
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;-()/%&"
)
_UYGHUR = "ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە،؛؟"
#: subtables in the order of preference: whole Unicode before the basic plane
_KINDS = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))


class UnreadableFont(ValueError):
    """A file that is no font, or has no table of Unicode characters."""


@lru_cache(maxsize=1)
def needed() -> frozenset[int]:
    """What every installation must be able to write: GB 2312, the signs of letters, Uyghur."""
    hanzi = {
        ord(bytes((row, column)).decode("gb2312"))
        for row in range(0xB0, 0xF8)
        for column in range(0xA1, 0xFF)
        if (row, column) <= (0xD7, 0xF9) or row > 0xD7
    }
    return frozenset(hanzi | set(map(ord, _SIGNS + _UYGHUR)))


@lru_cache(maxsize=32)
def code_points(path: Path, number: int) -> frozenset[int]:
    """The code points the font can write; `number`: which of a collection, -1 for a single font.

    Raises UnreadableFont, with a sentence in Chinese and English.
    """
    try:
        with path.open("rb") as file:
            content = _cmap(file, max(number, 0))
        return frozenset(_read(content))
    except (struct.error, IndexError, KeyError, OSError) as error:
        raise UnreadableFont(
            f"字体文件不能使用：{path}。 The font file cannot be used: {path}."
        ) from error


def _cmap(file, number: int) -> bytes:  # type: ignore[no-untyped-def]
    kind = file.read(4)
    begin = 0
    if kind == b"ttcf":
        file.seek(12 + 4 * number)
        (begin,) = struct.unpack(">I", file.read(4))
    file.seek(begin + 4)
    (count,) = struct.unpack(">H6x", file.read(8))
    for _ in range(count):
        tag, _sum, offset, length = struct.unpack(">4sIII", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            return bytes(file.read(length))
    raise KeyError("cmap")


def _read(table: bytes) -> set[int]:
    (count,) = struct.unpack_from(">2xH", table)
    offsets = {}
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * index)
        offsets[platform, encoding] = offset
    at = next(offsets[kind] for kind in _KINDS if kind in offsets)
    (form,) = struct.unpack_from(">H", table, at)
    return _READERS[form](table, at)


def _segments(table: bytes, at: int) -> set[int]:
    """Format 4: the basic plane, segment by segment."""
    (double,) = struct.unpack_from(">6xH", table, at)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, at + 14)
    starts = struct.unpack_from(f">{count}H", table, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", table, at + 16 + 2 * double)
    places = at + 16 + 3 * double
    ranges = struct.unpack_from(f">{count}H", table, places)
    found: set[int] = set()
    for no, (start, end, delta, skip) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if skip:
                place = places + 2 * no + skip + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", table, place)
                glyph = (glyph + delta) % 0x10000 if glyph else 0
            else:
                glyph = (code + delta) % 0x10000
            if glyph:
                found.add(code)
    return found


def _groups(table: bytes, at: int) -> set[int]:
    """Format 12: all planes, runs of consecutive glyphs."""
    (count,) = struct.unpack_from(">12xI", table, at)
    found: set[int] = set()
    for start, end, glyph in struct.iter_unpack(">III", table[at + 16 : at + 16 + 12 * count]):
        found.update(range(start + (glyph == 0), end + 1))
    return found


_READERS = {4: _segments, 12: _groups}
