"""How many pages an uploaded file has, read from its bytes alone."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"<<(?P<head>[^>]{0,400}?/ObjStm[^>]{0,400}?)>>\s*stream\r?\n", re.DOTALL)
_NODE = re.compile(rb"/Type\s*/Pages\b")
_COUNT = re.compile(rb"/Count\s+(\d{1,6})")
#: what one compressed stream may unpack to
_MOST = 8 * 1024 * 1024


def pages_of(mime: str, content: bytes) -> int:
    """Its pages: one of a picture, none of a file that has no pages of its own."""
    if mime.startswith("image/"):
        return 1
    return pdf_pages(content) if mime == "application/pdf" else 0


def pdf_pages(content: bytes) -> int:
    """The pages of a PDF, as its page tree counts them; none where it cannot be read.

    The root of the tree counts all pages below it, so the largest count is the right one.
    """
    found = 0
    for text in (content, *_unpacked(content)):
        for node in _NODE.finditer(text):
            around = text[max(0, text.rfind(b"<<", 0, node.start())) : node.end() + 4000]
            count = _COUNT.search(around.partition(b"endobj")[0])
            found = max(found, int(count[1]) if count else 0)
    return found


def _unpacked(content: bytes) -> list[bytes]:
    texts = []
    for stream in _STREAM.finditer(content):
        if b"/FlateDecode" not in stream["head"]:
            continue
        end = content.find(b"endstream", stream.end())
        try:
            texts.append(zlib.decompressobj().decompress(content[stream.end() : end], _MOST))
        except zlib.error:
            continue
    return texts
