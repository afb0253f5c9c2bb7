"""`jianyan audit verify --slip FILE`: one printed file against the record."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click
from sqlalchemy.orm import Session

from models.queries.issues import issued_file
from web.console import read, reading, stop
from workflow.issuing import stands_in_record


def verify_slip(file: Path) -> None:
    """Say what the file is; exit code 1 when the record does not know these bytes."""
    with reading(read()) as session:
        good, sentence = judge(session, file.read_bytes())
    if not good:
        stop(sentence)
    click.echo(sentence)


def judge(session: Session, content: bytes) -> tuple[bool, str]:
    """Whether these bytes were issued and the record still says so, in a sentence."""
    digest = hashlib.sha256(content).hexdigest()
    row = issued_file(session, digest)
    if row is None:
        return False, f"没有登记过这个文件（sha256 {digest[:12]}…）：不是发出的原件，或者改动过。"
    if not stands_in_record(session, row):
        return False, f"登记与记录不符：{row.name}，{row.case_number}。记录或者登记被改动过。"
    return True, (
        f"核验相符：{row.name}，{row.case_number}，{row.dated.isoformat()}，"
        f"{row.issued_at:%Y-%m-%d %H:%M} UTC 登记，核验码 {row.code or '-'}。"
    )
