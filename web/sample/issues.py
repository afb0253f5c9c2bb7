"""The issues of the sample: six that went out, one cancelled, one edited, one to be signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from models import OpinionIssue, SocialOpinion, User
from models.queries.opinions import free_opinions
from web.sample.groupyear import at
from web.sample.scans import scan
from web.sample.timeline import Deed
from web.sample.walk import Walk

_LEADER = "陶县长"
#: when an issue is opened, its title (of a single opinion its own), of how many it is made
ISSUES = (
    (date(2025, 4, 17), "", 1),
    (date(2025, 8, 21), "", 1),
    (date(2025, 12, 9), "", 1),
    (date(2026, 3, 24), "村级公共服务反映集中的几个问题", 4),
    (date(2026, 6, 22), "老年人办事难的几个例子", 4),
    (date(2026, 10, 22), "乡镇公共服务里的几个堵点", 5),
)


class IssueStory:
    """One issue, made of what lies there when it is opened."""

    def __init__(self, walk: Walk, title: str, most: int) -> None:
        self.walk, self.title, self.most = walk, title, most
        self.office, self.head = walk.county.main["office"], walk.county.main["head"]
        self.case: OpinionIssue | None = None
        self.chosen: list[SocialOpinion] = []

    def open(self, now: datetime) -> None:
        """开一期."""
        waiting = [one for one in free_opinions(self.walk.session) if one.state == "sent"]
        self.chosen = waiting[: self.most]
        if not self.chosen:
            return
        ids = [one.id for one in self.chosen]
        title = self.title or self.chosen[0].title
        form: dict[str, Any] = {"issue_title": title, "chosen_opinions": ids}
        opened = self.walk.open("opinion_issue", self.office, now, **form)
        self.case = opened if isinstance(opened, OpinionIssue) else None

    def act(self, action: str, by: User | None = None, **data: Any) -> Deed:
        """Any other act, if there was anything to publish."""

        def deed(now: datetime) -> None:
            if self.case is not None:
                self.walk.do(self.case, action, by or self.office, now, **data)

        return deed

    def edit(self, now: datetime) -> None:
        """One text of the several."""
        if self.case is None:
            return
        numbered = "一二三四五六七八九十"
        text = "\n".join(
            f"{numbered[no]}、{one.title}\n{one.background}\n{one.advice}"
            if len(self.chosen) > 1
            else f"{one.background}\n{one.analysis}\n{one.advice}"
            for no, one in enumerate(self.chosen)
        )
        self.walk.do(
            self.case, "edit_issue", self.office, now,
            issue_title=self.case.title, chosen_opinions=[one.id for one in self.chosen],
            issue_text=text, main_to="县委、县政府", copies_to="地区政协工委、有关单位",
        )  # fmt: skip

    def used(self, action: str, **data: Any) -> Deed:
        """A later act on the first of its opinions, with its proof."""

        def deed(now: datetime) -> None:
            if self.chosen:
                proof = [scan(self.walk.session, self.office, "批示件.png", now)]
                self.walk.do(self.chosen[0], action, self.office, now, use_evidence=proof, **data)

        return deed


def issue_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """Three a year go out; one is cancelled, one is being edited, one lies before the head."""
    for day, title, most in ISSUES:
        issue = IssueStory(walk, title, most)
        yield at(day, 10), issue.open
        yield at(day, 15), issue.edit
        yield at(day, 16), issue.act("send_to_sign")
        if most == 1:
            reason = "请核对户数，主送写明县委办。"
            yield (
                at(day + timedelta(days=1), 9),
                issue.act("return_issue", issue.head, reason=reason),
            )
            yield at(day + timedelta(days=1), 10), issue.edit
            yield at(day + timedelta(days=1), 11), issue.act("send_to_sign")
        yield at(day + timedelta(days=2), 10), issue.act("sign_issue", issue.head)
        yield from _levels(issue, day)
    dropped, editing, signing = (IssueStory(walk, "", 1) for _no in range(3))
    yield at(date(2026, 11, 11), 14), dropped.open
    yield at(date(2026, 11, 12), 9), dropped.act("cancel_issue", reason="与上月的一期重复。")
    yield at(date(2026, 11, 20), 14), signing.open
    yield at(date(2026, 11, 20), 15), signing.edit
    yield at(date(2026, 11, 20), 17), signing.act("send_to_sign")
    yield at(date(2026, 11, 23), 11), editing.open


def _levels(issue: IssueStory, day: date) -> Iterable[tuple[datetime, Deed]]:
    on = day + timedelta(days=9)
    yield at(on, 11), issue.used("forward_opinion", use_level="prefecture", used_on=on)
    on += timedelta(days=12)
    where = f"地区政协《社情民意》{on.year}年第{on.month}期"
    yield (
        at(on, 11),
        issue.used("record_adoption", use_level="prefecture", used_on=on, publication_no=where),
    )
    on += timedelta(days=5)
    yield at(on, 16), issue.used(
        "record_instruction", leader_level="county", instruction_leader=_LEADER,
        instruction_on=on, instruction_text="反映的问题很具体，请有关单位本月内拿出办法。",
    )  # fmt: skip
