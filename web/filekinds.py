"""What a file is, told from its bytes; its name and what the browser claims prove nothing."""

from __future__ import annotations

import io
import zipfile

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PNG = "image/png"
_JPEG = "image/jpeg"
_TEXT = "text/plain; charset=utf-8"

#: what a kind is called by those who are told which are welcome
WELCOME = "PDF、Word（docx）、Excel（xlsx）、图片（png、jpg）和纯文本（txt）"
ENDINGS = {
    _PDF: (".pdf",),
    _DOCX: (".docx",),
    _XLSX: (".xlsx",),
    _PNG: (".png",),
    _JPEG: (".jpg", ".jpeg"),
    _TEXT: (".txt",),
}

_LONGEST_UNPACKED = 200 * 1024 * 1024
_MOST_PARTS = 5_000
#: office documents pack well, but not a hundredfold
_STEEPEST = 100
_SMALL = 1024 * 1024


class Bomb(Exception):
    """A packed file that would unpack beyond measure."""


def kind_of(content: bytes) -> str | None:
    """The media type of the bytes, None when it is not welcome; Bomb for a zip bomb."""
    if content.startswith(b"%PDF-"):
        return _PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _PNG
    if content.startswith(b"\xff\xd8\xff"):
        return _JPEG
    if content.startswith(b"PK\x03\x04"):
        return _packed_kind(content)
    return _TEXT if _is_text(content) else None


def _packed_kind(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            _refuse_bomb(parts)
            if any(name.endswith("vbaProject.bin") for name in names):
                return None  # macros
            if any(part.flag_bits & 1 for part in parts):
                return None  # encrypted
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return _DOCX
    return _XLSX if "xl/workbook.xml" in names else None


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    # The sizes of the directory may lie; zipfile then stops reading with an error, and
    # whoever opens the document later reads under the same limit.
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    steep = unpacked > _SMALL and unpacked / packed > _STEEPEST
    if len(parts) > _MOST_PARTS or unpacked > _LONGEST_UNPACKED or steep:
        raise Bomb


def _is_text(content: bytes) -> bool:
    if not content or b"\x00" in content:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(ord(sign) < 32 and sign not in "\t\n\r\f\x1a" for sign in text)
    return False
