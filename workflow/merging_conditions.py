"""Conditions of merging (并案), and of what follows the main case by itself."""

from __future__ import annotations

from models import Merge
from models.queries.merging import merges_of
from workflow.acts import Act
from workflow.merging import replies_under_way
from workflow.registry import condition, detail

_STANDING = {"issued": "已经答复"}


@condition
def nothing_merged_in(act: Act) -> bool:
    """A main case is not merged itself: nobody would find the cases under it."""
    return not act.proposal.merged


@condition
def no_reply_drafted(act: Act) -> bool:
    """Until a reply of the main case is drafted, cases still come and go."""
    return not replies_under_way(act.proposal)


@detail("no_reply_drafted")
def _(act: Act) -> str:
    return "、".join(
        f"{task.unit_name}（{_STANDING.get(status, '正在核签，退回重拟以后可以')}）"
        for task, status in replies_under_way(act.proposal)
    )


def merge_in_force(act: Act) -> Merge | None:
    """How this case came under the one that it is handled with."""
    found = merges_of(act.session, act.proposal.id)
    own = (one for one in found if one.merged_id == act.proposal.id and one.undone_at is None)
    return next(own, None)


@condition
def merged_while_examined(act: Act) -> bool:
    """It was merged before it was filed: coming out, it goes back to the examination."""
    found = [
        one for one in merges_of(act.session, act.proposal.id) if one.merged_id == act.proposal.id
    ]
    return bool(found) and found[-1].while_examined


def unnoted(act: Act, *, undone: bool) -> list[Merge]:
    """Merges with this case as the main one of which its own record does not know yet."""
    return [
        one
        for one in act.proposal.merges
        if not one.noted and (one.undone_at is not None) == undone
    ]


@condition
def newly_merged(act: Act) -> bool:
    """A case was merged into this one."""
    return bool(unnoted(act, undone=False))


@condition
def newly_parted(act: Act) -> bool:
    """A case that was merged into this one has come out again."""
    return bool(unnoted(act, undone=True))


def _answered(act: Act) -> bool:
    return any(status == "issued" for _task, status in replies_under_way(act.proposal))


@condition
def main_withdrawn(act: Act) -> bool:
    """The main case has ended without an answer: what was merged into it is on its own again."""
    main = act.proposal.main
    return main is not None and main.closed_at is not None and not _answered(act)


@condition
def main_closed(act: Act) -> bool:
    """The main case was answered, judged and closed."""
    main = act.proposal.main
    return main is not None and main.closed_at is not None and _answered(act)
