"""Is this file what its name says? Asked before any library opens it."""

from __future__ import annotations

import io
import zipfile
import zlib

from web.intake.told import told

MAX_FILE = 10 * 1024 * 1024
MAX_UNPACKED = 80 * 1024 * 1024
MAX_ENTRIES = 2000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_KINDS = {
    "xlsx": ("xl/workbook.xml", told("电子表格（.xlsx）")),
    "docx": ("word/document.xml", told("Word 文件（.docx）")),
}


class BadFile(Exception):
    """A file that cannot be read; the message is a sentence that says what to do."""


def check_container(data: bytes, kind: str) -> None:
    """Raise BadFile unless the bytes are a sound, harmless file of that kind (xlsx or docx)."""
    marker, label = _KINDS[kind]
    if not data:
        raise BadFile(told("文件是空的，请重新选择文件。"))
    if len(data) > MAX_FILE:
        raise BadFile(
            told(
                "文件超过了 %(most)s MB 的上限，请删去图片或者分成几个文件。",
                most=MAX_FILE // 1048576,
            )
        )
    if data.startswith(_OLE):
        raise BadFile(
            told(
                "文件是旧格式或者加了密码，请用 Office 或 WPS 另存为%(kind)s、去掉密码后再导入。",
                kind=label,
            )
        )
    if not data.startswith(b"PK"):
        raise BadFile(
            told("文件不是%(kind)s，请用 Office 或 WPS 另存为该格式后再导入。", kind=label)
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(_measure(archive))
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
        raise BadFile(told("文件已经损坏，打不开，请重新保存一份再导入。")) from None
    if marker not in names:
        raise BadFile(
            told("文件不是%(kind)s，请用 Office 或 WPS 另存为该格式后再导入。", kind=label)
        )


def _measure(archive: zipfile.ZipFile) -> list[str]:
    """Unpack every entry in small pieces, so that a lie about its size is found out."""
    entries = archive.infolist()
    too_much = BadFile(told("文件解开以后大得不正常，不予导入。请把内容复制到新文件再试。"))
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise too_much
    left = MAX_UNPACKED
    for entry in entries:
        with archive.open(entry) as stream:
            while piece := stream.read(1 << 16):
                left -= len(piece)
                if left < 0:
                    raise too_much
    return [entry.filename for entry in entries]
