"""Drafts of one group bundled into a collective proposal: decided, underway, given up, lapsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from models import Proposal, User
from models.queries.bundles import item_of
from models.queries.comments import open_comments
from web.sample.people import MAIN_GROUP
from web.sample.timeline import SHANGHAI, Deed
from web.sample.walk import Walk

_CONSENT: dict[str, Any] = {"publish_consent": "full"}
_MATTERS = {
    "村级养老": ("互助养老点的运转经费", "助餐点的食材补贴", "护理员的培训", "冬季取暖"),
    "乡村公路": ("弯道的护栏", "桥涵的检修", "路灯的维护"),
    "灌溉用水": ("斗渠的清淤", "计量井房的维修", "用水户协会的经费"),
    "垃圾清运": ("村口的收集点", "转运车的班次", "分类的宣传"),
    "文化站": ("图书的更新", "开放的时间"),
}


class Gathering:
    """Some members of a group, a draft each, and the reviewer who wants one of them."""

    def __init__(self, walk: Walk, group: str, theme: str, count: int) -> None:
        self.walk, self.theme = walk, theme
        county = walk.county
        own = county.groups[group].id
        self.reviewer = county.leaders[own][0]
        led = {user.person_id for user in county.leaders[own]}
        members = [
            user
            for user in county.members
            if county.seat(user).group_id == own and user.person_id not in led
        ]
        self.authors = members[:count]
        self.officer, self.head = county.office[0], county.main["head"]
        self._drafts: list[Proposal] = []

    @property
    def collective(self) -> Proposal:
        """What came of it."""
        item = item_of(self.walk.session, self._drafts[0].id)
        if item is None or item.bundle.collective is None:
            raise LookupError("no collective proposal yet")
        return item.bundle.collective

    def send(self, now: datetime) -> None:
        """Everybody writes and sends to the group."""
        for author, part in zip(self.authors, _MATTERS[self.theme], strict=False):
            opened = self.walk.open(
                "proposal",
                author,
                now,
                title=f"关于解决{self.theme}中{part}问题的提案",
                background=f"走访中群众多次提到{self.theme}的事，其中{part}最为具体，近三年没有着落。",
                analysis=f"{part}没有固定的责任单位，经费一年一定，坏了才想办法。",
                suggestions=[f"明确{part}由谁负责，列入年度预算", f"每年年底公布{part}的办理情况"],
            )
            if isinstance(opened, Proposal):
                self.walk.do(opened, "send_to_group", author, now, **_CONSENT)
                self._drafts.append(opened)

    def propose(self, now: datetime) -> None:
        """提议并入集体提案."""
        data = {
            "bundle_title": f"关于做好{self.theme}工作的提案",
            "bundled_cases": [one.id for one in self._drafts[1:]],
        }
        self.walk.do(self._drafts[0], "propose_bundle", self.reviewer, now, **data)

    def by_author(self, place: int, action: str, **data: Any) -> Deed:
        """What one author does with his draft."""
        return lambda now: self.walk.do(
            self._drafts[place], action, self.authors[place], now, **data
        )

    def by(self, user: User, place: int, action: str, **data: Any) -> Deed:
        """What somebody else does with it."""
        return lambda now: self.walk.do(self._drafts[place], action, user, now, **data)

    def together(self, action: str, user: User | None = None, **data: Any) -> Deed:
        """What is done with the collective proposal, by its author unless told otherwise."""

        def deed(now: datetime) -> None:
            case = self.collective
            self.walk.do(case, action, user or self._user(case.author_id), now, **data)

        return deed

    def sign(self, now: datetime) -> None:
        """Everybody who is asked confirms the text."""
        case = self.collective
        for person in [one.person_id for one in case.signatures if one.decision == "pending"]:
            self.walk.do(case, "sign", self._user(person), now)

    def answer_comment(self, place: int) -> Deed:
        """The author takes the comment up."""

        def deed(now: datetime) -> None:
            draft = self._drafts[place]
            (comment,) = open_comments(self.walk.session, draft.id)
            data = {"text_comment": comment.id, "comment_verdict": "taken", "note": "已经补上"}
            self.walk.do(draft, "answer_comment", self.authors[place], now, **data)

        return deed

    def _user(self, person_id: int | None) -> User:
        return next(user for user in self.walk.county.members if user.person_id == person_id)


def bundle_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """What happens to each of them, and when."""
    others = [name for name in walk.county.groups if name != MAIN_GROUP]
    yield from _decided(Gathering(walk, others[5], "乡村公路", 3))
    yield from _before_office(Gathering(walk, others[6], "灌溉用水", 2))
    yield from _underway(Gathering(walk, MAIN_GROUP, "村级养老", 4))
    yield from _one_alone(Gathering(walk, others[7], "垃圾清运", 2))
    yield from _lapsed(Gathering(walk, others[8], "文化站", 2))


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def _days(month: int, plan: Sequence[tuple[int, int, Deed]]) -> Iterator[tuple[datetime, Deed]]:
    for place, (day, hour, deed) in enumerate(plan):
        yield _at(date(2026, month, day), hour, place), deed


def _decided(one: Gathering) -> Iterator[tuple[datetime, Deed]]:
    comment = {
        "comment_part": "background",
        "comment_quote": "近三年没有着落",
        "comment_text": "哪三年，请写明",
        "comment_wording": "2023 年以来没有着落",
    }
    changed = {
        "title": "关于解决乡村公路中路灯的维护问题的提案",
        "background": "走访中群众多次提到路灯的维护，2023 年以来没有着落。",
    }
    first = {"proposed_result": "file", "category": "social", "opinion": "几件并成一件，建议可行"}
    yield from _days(11, (
        (9, 9, one.send),
        (9, 15, one.propose),
        (9, 20, one.by_author(1, "join_bundle")),
        (10, 9, one.by_author(2, "decline_bundle", opinion="路灯与公路是两件事")),
        (10, 12, one.by_author(0, "join_bundle")),
        (10, 20, one.together("invite_bundled")),
        (11, 9, one.by(one.reviewer, 2, "comment_on_text", **comment)),
        (11, 10, one.by(one.reviewer, 2, "suggest_changes", opinion="情况再写具体一些")),
        (11, 12, one.sign),
        (11, 20, one.together("submit", **_CONSENT)),
        (12, 20, one.by_author(2, "write", **changed)),
        (12, 21, one.answer_comment(2)),
        (13, 9, one.together("send_back", one.officer, reason="请写明里程")),
        (13, 20, one.together("submit", **_CONSENT)),
        (16, 9, one.together("pass_first_examination", one.officer, **first)),
        (17, 20, one.by_author(2, "submit", **_CONSENT)),
        (19, 10, one.together("file", one.head, category="social")),
    ))  # fmt: skip


def _before_office(one: Gathering) -> Iterator[tuple[datetime, Deed]]:
    yield from _days(11, (
        (12, 9, one.send),
        (12, 15, one.propose),
        (12, 20, one.by_author(0, "join_bundle")),
        (13, 12, one.by_author(1, "join_bundle")),
        (13, 20, one.together("invite_bundled")),
        (16, 12, one.sign),
        (18, 20, one.together("submit", **_CONSENT)),
    ))  # fmt: skip


def _underway(one: Gathering) -> Iterator[tuple[datetime, Deed]]:
    apart = "与另外几件说的不是一回事"
    yield from _days(11, (
        (17, 9, one.send),
        (17, 15, one.propose),
        (17, 20, one.by_author(0, "join_bundle")),
        (18, 9, one.by_author(1, "join_bundle")),
        (18, 10, one.by_author(2, "join_bundle")),
        (18, 12, one.by_author(3, "join_bundle")),
        (19, 9, one.by_author(2, "leave_bundle")),
        (19, 15, one.by(one.reviewer, 3, "end_bundle", reason=apart)),
        (20, 20, one.together("invite_bundled")),
    ))  # fmt: skip


def _one_alone(one: Gathering) -> Iterator[tuple[datetime, Deed]]:
    yield from _days(11, (
        (18, 9, one.send),
        (18, 15, one.propose),
        (18, 20, one.by_author(0, "join_bundle")),
        (19, 12, one.by_author(1, "decline_bundle")),
    ))  # fmt: skip


def _lapsed(one: Gathering) -> Iterator[tuple[datetime, Deed]]:
    why = {"reason": "所提的事已经解决", "persuaded": "no_"}
    yield from _days(6, (
        (1, 9, one.send),
        (1, 15, one.propose),
        (1, 20, one.by_author(0, "join_bundle")),
        (2, 12, one.by_author(1, "join_bundle")),
        (18, 9, one.together("discard")),
        (19, 9, one.by_author(0, "withdraw", **why)),
        (19, 10, one.by_author(1, "withdraw", **why)),
    ))  # fmt: skip
