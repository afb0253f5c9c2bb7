"""Conditions of filing: what is missing from a volume, and whether it has been counted."""

from __future__ import annotations

from models import ArchiveVolume
from models.queries.archive import by_case_number, volumes_of
from workflow.acts import Act
from workflow.checklist import Line, checklist, gaps
from workflow.registry import condition, detail


def volume_of(act: Act) -> ArchiveVolume:
    """The volume acted on."""
    if not isinstance(act.subject, ArchiveVolume):
        raise TypeError(f"{act.subject.kind} is not a volume")
    return act.subject


def lines_of(act: Act) -> list[Line]:
    """Its checklist now."""
    return checklist(act.session, volume_of(act), act.rules)


@condition
def volume_complete(act: Act) -> bool:
    """Every item of the checklist is there, not needed, or explained."""
    return isinstance(act.subject, ArchiveVolume) and not gaps(lines_of(act))


@detail("volume_complete")
def _(act: Act) -> str:
    if not isinstance(act.subject, ArchiveVolume):
        return ""
    labels = dict(act.rules.field("checklist_item").choices)
    return "、".join(labels[line.name] for line in gaps(lines_of(act)))


@condition
def something_missing(act: Act) -> bool:
    """There is something to explain."""
    return isinstance(act.subject, ArchiveVolume) and bool(gaps(lines_of(act)))


@condition
def item_is_missing(act: Act) -> bool:
    """Only what is missing is explained; an explanation may be written anew."""
    named = act.data.get("checklist_item")
    lacking = ("missing", "explained")
    return any(line.name == named and line.status in lacking for line in lines_of(act))


@condition
def piece_has_pages(act: Act) -> bool:
    """What is added takes at least one page of the volume."""
    return bool(act.data.get("piece_pages"))


@condition
def something_added(act: Act) -> bool:
    """A scan was added that could be taken out again."""
    return isinstance(act.subject, ArchiveVolume) and any(
        not one.removed for one in act.subject.added
    )


@condition
def added_piece_exists(act: Act) -> bool:
    """The number is that of a scan that stands on the list."""
    number = act.data.get("added_no")
    return any(one.id == number and not one.removed for one in volume_of(act).added)


@condition
def something_new(act: Act) -> bool:
    """A supplement holds something beside its own log."""
    if not isinstance(act.subject, ArchiveVolume):
        return False
    if not act.subject.supplement_no:
        return True
    return any(one.subject_id != act.subject.id for line in lines_of(act) for one in line.papers)


@condition
def pages_counted(act: Act) -> bool:
    """The worker has printed every piece and counted its pages."""
    return isinstance(act.subject, ArchiveVolume) and bool(act.subject.list_sha256)


@condition
def case_to_file(act: Act) -> bool:
    """The number is that of a case that is over and has no volume in the making."""
    proposal = by_case_number(act.session, act.data.get("case_no") or "")
    if proposal is None or proposal.closed_at is None or proposal.serial_no is None:
        return False
    return all(one.closed_at is not None for one in volumes_of(act.session, proposal.id))
