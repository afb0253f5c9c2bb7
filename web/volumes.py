"""A volume as its page shows it: the checklist, what is missing, and its pieces in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from models import ArchivePiece, ArchiveVolume, Attachment, Subject
from models.queries.archive import volumes_of
from web import db, gate
from web.caseview import Signal
from web.documents.archive import page_range
from web.house import house, now, today
from web.wording import say, show_day, show_value
from workflow.checklist import Line, Paper, checklist
from workflow.numbers import short_number
from workflow.rules import Rules
from workflow.sealing import readable_files

STATUS = {
    "present": "有",
    "not_needed": "不需要",
    "later": "以后补充",
    "explained": "缺，已说明",
    "missing": "缺",
}
_SIGNALS: dict[str, Signal] = {
    "present": "ok", "not_needed": "ok", "later": "soon", "explained": "soon", "missing": "late",
}  # fmt: skip
_PRINTERS = frozenset({"office", "office_head"})


@dataclass(frozen=True, slots=True)
class PaperView:
    """A sheet or a file; `note`: whose it is and of which day."""

    title: str
    url: str
    note: str
    #: 补充材料的序号, and where it is taken out again
    added_no: int | None = None
    remove_url: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """One item of the checklist."""

    label: str
    status_label: str
    signal: Signal
    why: str
    papers: tuple[PaperView, ...]
    explanation: str = ""
    explain_url: str = ""
    add_url: str = ""


@dataclass(frozen=True, slots=True)
class PieceView:
    """One piece of the list."""

    no: int
    title: str
    url: str
    maker: str
    doc_no: str
    day: str
    #: None: not counted yet
    pages: str | None


@dataclass(frozen=True, slots=True)
class VolumeView:
    """Checklist and list of a volume."""

    lines: tuple[LineView, ...]
    pieces: tuple[PieceView, ...]
    counted: bool
    pages: int


def volume_view(subject: Subject) -> VolumeView | None:
    """The volume; None for other kinds. What is archived shows its list, not the checklist."""
    if not isinstance(subject, ArchiveVolume):
        return None
    lines: tuple[LineView, ...] = ()
    if subject.closed_at is None:
        rules = house().engine.rules_of(db.session(), subject)
        lines = _lines(subject, rules)
    return VolumeView(
        lines=lines,
        pieces=_pieces(subject),
        counted=bool(subject.list_sha256),
        pages=sum(piece.pages or 0 for piece in subject.pieces),
    )


def missing_labels(volume: ArchiveVolume, rules: Rules) -> tuple[str, ...]:
    """What the checklist of a volume still lacks."""
    labels = dict(rules.field("checklist_item").choices)
    lines = checklist(db.session(), volume, rules)
    return tuple(say(labels[line.name]) for line in lines if line.status == "missing")


def _lines(volume: ArchiveVolume, rules: Rules) -> tuple[LineView, ...]:
    user = gate.visitor().standing
    offers = house().engine.available(db.session(), volume, user, now())
    may = {offer.action.name for offer in offers}
    labels = dict(rules.field("checklist_item").choices)
    lines = checklist(db.session(), volume, rules)
    files = _open_files(paper.attachment_id for line in lines for paper in line.papers)

    def act(action: str, **known: object) -> str:
        if action not in may:
            return ""
        return url_for("casework.act", number=volume.id, action=action, **known)  # type: ignore[arg-type]

    def view(line: Line) -> LineView:
        lacking = line.status in ("missing", "explained")
        said = [line.explanation, line.explained_by] if line.explanation else []
        return LineView(
            label=say(labels[line.name]),
            status_label=say(STATUS[line.status]),
            signal=_SIGNALS[line.status],
            why=say(line.why).replace("{detail}", line.detail),
            papers=tuple(
                _paper(volume, paper, files, act("remove_piece", added=paper.added_id))
                for paper in line.papers
            ),
            explanation="　".join(said),
            explain_url=act("explain_gap", item=line.name) if lacking else "",
            add_url=act("add_piece", item=line.name),
        )

    return tuple(view(line) for line in lines)


def _paper(volume: ArchiveVolume, paper: Paper, files: set[int], remove_url: str) -> PaperView:
    note = "　".join(part for part in (paper.maker, paper.doc_no, show_day(paper.made_on)) if part)
    url = _url(paper.subject_id, paper.document, paper.attachment_id, files)
    if paper.added_id is None:
        return PaperView(paper.title, url, note)
    scans = next(one.scans for one in volume.added if one.id == paper.added_id)
    url = _url(None, "", scans[0].id if scans else None, {scan.id for scan in scans})
    return PaperView(paper.title, url, note, paper.added_id, remove_url)


def _pieces(volume: ArchiveVolume) -> tuple[PieceView, ...]:
    files = _open_files(piece.attachment_id for piece in volume.pieces)
    return tuple(_piece(piece, files) for piece in volume.pieces)


def _piece(piece: ArchivePiece, files: set[int]) -> PieceView:
    scans = piece.added.scans if piece.added else []
    file = scans[0].id if scans else piece.attachment_id
    known = files | {scan.id for scan in scans}
    range_ = page_range(piece.first_page, piece.last_page)
    return PieceView(
        no=piece.no,
        title=piece.title,
        url=_url(piece.subject_id, piece.document, file, known),
        maker=piece.maker,
        doc_no=piece.doc_no,
        day=show_day(piece.made_on),
        pages=None if piece.pages is None else range_ or _("电子文件"),
    )


def _open_files(ids: Iterable[int | None]) -> set[int]:
    """Those of the files that this reader may open."""
    session = db.session()
    found = [file for number in ids if number and (file := session.get(Attachment, number))]
    return {
        file.id
        for file in readable_files(house().engine, session, gate.visitor().standing, found, today())
    }


def _url(subject_id: int | None, document: str, file: int | None, files: set[int]) -> str:
    if file is not None:
        return url_for("casework.attachment", number=file) if file in files else ""
    if document and gate.visitor().roles & _PRINTERS:
        return url_for("casework.document", number=subject_id, name=document)
    return ""


# ── as a part of its case, and beside its text ──────────────────────────────


def volume_words(volume: ArchiveVolume) -> tuple[str, str]:
    """What tells one volume from another in lists."""
    name = volume.number or _("尚未编案卷号")
    if volume.supplement_no and not volume.number:
        name = _("第 %(no)s 次补充归档", no=volume.supplement_no)
    return name, short_number(volume.proposal)


def volume_facts(volume: ArchiveVolume, rules: Rules) -> list[tuple[str, Iterable[str]]]:
    """The facts of a volume."""
    others = [
        one.number or _("尚未编案卷号")
        for one in volumes_of(db.session(), volume.proposal_id)
        if one.id != volume.id
    ]
    return [
        (_("案卷号"), [volume.number or ""]),
        (_("本案另有案卷"), others),
        (_("补充的原因"), [volume.reason]),
        (_("年度"), [str(volume.year)]),
        (say("全宗号"), [volume.fonds_no]),
        (say("保管期限"), [show_value(rules.field("retention"), volume.retention)]),
        (_("立卷"), [volume.put_together_by, show_day(volume.put_together_on)]),
        (_("检查"), [volume.checked_by, show_day(volume.archived_on)]),
        (_("卷内目录 sha256"), [volume.list_sha256]),
    ]
