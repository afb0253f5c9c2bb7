"""How the conditions of merging come to refuse."""

from __future__ import annotations

from collections.abc import Iterator

from tests.merging_samples import another, merge
from tests.stories import Story
from tests.workflow.refusing import Case, Cases


def _main_itself(story: Story) -> Iterator[Case]:
    main, merged = another(story), story.reach("proposal", "filed")
    merge(story, merged, main)
    third = another(story, by="leader_member")
    says = "已经有别的提案并入本件，本件不能再并入别案；请先撤销那些并案"
    form = {"merge_into": third.id}
    yield Case(main, "merge", says, form, form, mend=lambda: story.do(merged, "undo_merge"))


def _drafted(story: Story) -> Iterator[Case]:
    main, merged = another(story), story.reach("proposal", "filed")
    merge(story, merged, main)
    story.do(main, "assign")
    story.session.refresh(main)
    task = main.tasks[0]
    story.do(task, "accept")
    story.talk(task)
    story.show_and_hear(task)
    story.do(task, "draft_reply")
    unit = f"{task.unit_name}（正在核签，退回重拟以后可以）"
    says = f"主案的答复已经拟出，不能再变动并案：{unit}"
    yield Case(merged, "undo_merge", says, {}, {}, mend=lambda: story.do(task, "return_draft"))


MERGING: dict[str, Cases] = {
    "nothing_merged_in": _main_itself,
    "no_reply_drafted": _drafted,
}
