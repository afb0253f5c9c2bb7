"""Effects of filing: a case that is over gets its volume; the volume is put together once."""

from __future__ import annotations

from models import (
    AddedPiece,
    ArchivePiece,
    ArchiveVolume,
    Attachment,
    GapExplanation,
    Promise,
    Proposal,
    Publication,
    SupervisionCase,
)
from models.queries.archive import by_case_number, volumes_of
from models.queries.visibility import parts_of
from workflow.acts import Act
from workflow.archive_conditions import lines_of, volume_of
from workflow.deadlines import local_date
from workflow.numbers import take_volume_number
from workflow.registry import effect

#: parts of a case that may outlive it
_FOLLOWED = (Promise, SupervisionCase)


@effect
def open_volume(act: Act) -> None:
    """A case that this act has brought to its end gets its volume."""
    case = act.proposal
    act.afterwards.append(lambda: _open(act, case, ""))


@effect
def supplement_volume(act: Act) -> None:
    """The last promise or supervision case is over, or a publication: it goes into a supplement."""
    case = act.proposal
    act.afterwards.append(lambda: _supplement(act, case))


def _supplement(act: Act, case: Proposal) -> None:
    followed = [one for one in parts_of(act.session, case.id) if isinstance(one, _FOLLOWED)]
    if all(one.closed_at is not None for one in followed):
        published = isinstance(act.subject, Publication)
        _open(act, case, "公开办完" if published else "承诺事项和督办件全部了结")


def _open(act: Act, case: Proposal, reason: str) -> None:
    if case.closed_at is None or case.serial_no is None:
        return
    known = volumes_of(act.session, case.id)
    if any(one.closed_at is None for one in known) or (known and not reason):
        return  # what has come goes into the volume that is still in the making
    columns = {"proposal": case, "reason": reason if known else ""}
    act.engine.open_child(act, "archive_volume", parent=case, columns=columns, noted={})


@effect
def find_case_to_file(act: Act) -> None:
    """补充归档, by hand: the case is named by its number."""
    volume = volume_of(act)
    found = by_case_number(act.session, act.data["case_no"])
    if found is None:
        raise LookupError(act.data["case_no"])
    volume.proposal, volume.reason = found, act.data["reason"]


@effect
def describe_volume(act: Act) -> None:
    """The volume of a case belongs to the committee: none of the case's parties stands in it."""
    volume = volume_of(act)
    case = volume.proposal
    volume.parent = None
    volume.author_id = volume.group_id = None
    volume.author_name = volume.author_sector = volume.group_name = ""
    volume.title, volume.session_id = case.title, case.session_id
    volume.session = case.session
    volume.round = 1
    volume.proposal_id = case.id
    volume.year = local_date(case.closed_at or act.now).year
    volume.supplement_no = len(volumes_of(act.session, case.id))


@effect
def add_piece(act: Act) -> None:
    """补充材料: a scan of a paper that the system does not have."""
    data = act.data
    volume_of(act).added.append(
        AddedPiece(
            item=data["checklist_item"],
            title=data["piece_title"],
            maker=data["piece_maker"],
            doc_no=data.get("piece_no") or "",
            made_on=data["piece_on"],
            pages=data["piece_pages"],
            added_by=act.actor_name,
            added_at=act.now,
            removed=False,
            scans=[act.session.get_one(Attachment, number) for number in data["piece_scan"]],
        )
    )


@effect
def remove_piece(act: Act) -> None:
    """撤下补充的材料: it stays in the record, not in the volume."""
    for one in volume_of(act).added:
        if one.id == act.data["added_no"]:
            one.removed = True
            act.noted["removed"] = one.title


@effect
def explain_gap(act: Act) -> None:
    """说明缺件."""
    volume_of(act).explanations.append(
        GapExplanation(
            item=act.data["checklist_item"],
            reason=act.data["reason"],
            explained_by=act.actor_name,
            explained_at=act.now,
        )
    )


@effect
def put_volume_together(act: Act) -> None:
    """立卷: the pieces in their order; a number is taken once and kept for ever."""
    volume, data = volume_of(act), act.data
    volume.retention, volume.fonds_no = data["retention"], data.get("fonds_no") or ""
    volume.put_together_by, volume.put_together_on = act.actor_name, act.today
    volume.list_sha256 = ""
    if volume.number is None:
        volume.number = _number(act, volume)
    lines = lines_of(act)
    act.noted["explained"] = {one.name: one.explanation for one in lines if one.explanation}
    volume.pieces = []
    act.session.flush()  # their places are free again
    last = last_place(act, volume)[0]
    papers = [(line.name, paper) for line in lines for paper in line.papers]
    volume.pieces = [
        ArchivePiece(
            no=no,
            item=name,
            title=paper.title,
            maker=paper.maker,
            doc_no=paper.doc_no,
            made_on=paper.made_on,
            subject_id=paper.subject_id,
            document=paper.document,
            attachment_id=paper.attachment_id,
            added_id=paper.added_id,
        )
        for no, (name, paper) in enumerate(papers, last + 1)
    ]
    act.noted["pieces"] = len(volume.pieces)


def usual_retention(volume: ArchiveVolume) -> str:
    """The period that is proposed: the county archive's own rules go before it."""
    case = volume.proposal
    if case.keys:
        return "permanent"
    answered = any(task.answered_at is not None for task in case.tasks)
    return "years_30" if answered else "years_10"


def _number(act: Act, volume: ArchiveVolume) -> str:
    if not volume.supplement_no:
        return take_volume_number(act, volume.year)
    first = volumes_of(act.session, volume.proposal_id)[0]
    return f"{first.number}-补{volume.supplement_no}"


def last_place(act: Act, volume: ArchiveVolume) -> tuple[int, int]:
    """The last 件号 and the last page of the volumes before this one."""
    before = [
        one
        for one in volumes_of(act.session, volume.proposal_id)
        if one.supplement_no < volume.supplement_no
    ]
    pieces = [piece for one in before for piece in one.pieces]
    return (
        max((piece.no for piece in pieces), default=0),
        max((piece.last_page or 0 for piece in pieces), default=0),
    )


@effect
def archive_volume(act: Act) -> None:
    """归档: checked by another person; from now on it does not change."""
    volume = volume_of(act)
    volume.checked_by, volume.archived_on = act.actor_name, act.today
    act.noted["list_sha256"] = volume.list_sha256


@effect
def open_volume_again(act: Act) -> None:
    """退回重新立卷: its list is made anew; number and what was added stay."""
    volume = volume_of(act)
    volume.checked_by, volume.list_sha256 = "", ""
    volume.pieces = []
