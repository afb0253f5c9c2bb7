"""How the conditions of filing come to refuse."""

from __future__ import annotations

from collections.abc import Iterator

from tests.archive_samples import count_pages, volume_of
from tests.stories import Story
from tests.workflow.refusing import Case, Cases, mended, simple

VOLUME = "archive_volume"


def _nothing_missing(story: Story) -> Iterator[Case]:
    proposal = story.reach("proposal", "closed")

    def mend() -> None:
        for delivery in proposal.tasks[0].replies[-1].deliveries:
            delivery.read_at = None

    says = "没有缺件需要说明"
    yield Case(volume_of(story, proposal), "explain_gap", says, {}, {}, mend=mend)


def _nothing_new(story: Story) -> Iterator[Case]:
    proposal = story.reach("proposal", "withdrawn")
    volume = volume_of(story, proposal)
    story.do(volume, "put_together")
    count_pages(story, volume)
    story.do(volume, "pass_volume")
    data = {"case_no": proposal.serial_no, "reason": "补一张照片"}
    later = story.engine.open(
        story.session, VOLUME, by=story.county["office"], data=data, now=story.now,
        way="file_by_hand",
    )  # fmt: skip

    def mend() -> None:
        story.do(later, "add_piece")

    yield Case(later, "put_together", "没有新的材料可以补充归档", {}, {}, mend=mend)


def _uncounted(story: Story) -> Iterator[Case]:
    volume = story.reach(VOLUME, "to_check")
    says = "系统正在清点各件的页数，请过一会儿再办"
    yield Case(volume, "pass_volume", says, {}, {}, mend=lambda: count_pages(story, volume))


ARCHIVE: dict[str, Cases] = {
    "volume_complete": mended(
        VOLUME, "to_file", "put_together", "案卷还不齐，缺件须补充或者说明：送达回证", "explain_gap"
    ),
    "something_missing": _nothing_missing,
    "item_is_missing": simple(
        VOLUME, "to_file", "explain_gap", "这一项不缺，不用说明",
        {"checklist_item": "replies"}, {},
    ),
    "piece_has_pages": simple(
        VOLUME, "to_file", "add_piece", "页数至少是 1", {"piece_pages": 0}, {}
    ),
    "something_added": mended(VOLUME, "to_file", "remove_piece", "没有补充的材料", "add_piece"),
    "added_piece_exists": simple(
        VOLUME, "added", "remove_piece", "没有这个序号的补充材料", {"added_no": 999}, {}
    ),
    "something_new": _nothing_new,
    "pages_counted": _uncounted,
}  # fmt: skip
