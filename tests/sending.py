"""Forms as a browser sends them: a new proposal, and files of all sorts."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from sqlalchemy import func, select

from models.database import read_session
from tests.pages import Visit

TEXT = {
    "title": "关于加装老旧小区电梯的提案",
    "background": "事实。",
    "analysis": "原因。",
    "suggestions-0": "定出资比例",
}


def the_count(visit: Visit, kind: type[Any]) -> int:
    with read_session(visit.database) as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def new_proposal(visit: Visit, **changed: str) -> int:
    done = visit["author"].send("/new/proposal", TEXT | changed)
    return int(done.location.rpartition("/")[2])


def a_file(content: bytes, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()
