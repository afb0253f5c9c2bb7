"""What is printed, as words."""

from __future__ import annotations

import io

import pdfplumber

from tests.pages import Visit


def words_of(visit: Visit, who: str, number: int, name: str, status: int = 200) -> str:
    """The text of a sheet as somebody gets it, without a single space; nothing if he gets none."""
    answer = visit[who].client.get(f"/cases/{number}/documents/{name}")
    assert answer.status_code == status, (who, name)
    if status != 200:
        return ""
    with pdfplumber.open(io.BytesIO(answer.data)) as document:
        return "".join("".join((page.extract_text() or "").split()) for page in document.pages)
