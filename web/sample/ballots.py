"""The calls and ballots of the sample: one act over a list, told to each project by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from models import BallotSession, Subject
from models.queries.projects import to_be_balloted
from web.sample.projects import ProjectStory
from web.sample.timeline import SHANGHAI, TODAY, Deed
from web.sample.walk import Walk

BODY = "县第十八届人民代表大会"
_ENTITLED = 210


def at(day: date, hour: int = 10) -> datetime:
    """That day at that hour, as instants are."""
    return datetime.combine(day, time(hour), SHANGHAI).astimezone(UTC)


class Ballot:
    """One ballot, arranged by the office."""

    def __init__(self, walk: Walk, held: date, places: int) -> None:
        self.walk, self.held, self.places = walk, held, places
        self.officer = walk.county.office[0]
        self.subject: BallotSession | None = None

    def arrange(self, now: datetime) -> None:
        """安排票决."""
        opened = self.walk.open(
            "ballot_session", self.officer, now, ballot_on=self.held, ballot_body=BODY,
            places=self.places,
        )  # fmt: skip
        if isinstance(opened, BallotSession):
            self.subject = opened

    def do(self, action: str, **data: Any) -> Deed:
        """Another act of the office."""

        def deed(now: datetime) -> None:
            if self.subject is not None:
                self.walk.do(self.subject, action, self.officer, now, **data)

        return deed

    def fix(self, now: datetime) -> None:
        """确定候选名单: everything that waits for a ballot."""
        chosen = [one.id for one in to_be_balloted(self.walk.session)]
        self.do("fix_list", candidates=chosen)(now)

    def count(self, losers: Sequence[ProjectStory]) -> Deed:
        """登记票决结果: the losers lose."""

        def deed(now: datetime) -> None:
            if self.subject is None:
                return
            lost = {story.case.id for story in losers}
            votes = [
                {"no": line.no, "votes": (78 if line.project_id in lost else 176) - line.no}
                for line in self.subject.lines
            ]
            self.do("count_ballot", entitled=_ENTITLED, cast=196, valid=194, ballot_votes=votes)(
                now
            )

        return deed


def held_deeds(
    walk: Walk, day: date, stories: Sequence[ProjectStory]
) -> Iterator[tuple[datetime, Deed]]:
    """One ballot that was held on that day over these projects; those that are to lose do."""
    losers = [story for story in stories if story.plan.until == "lose"]
    ballot = Ballot(walk, day, len(stories) - len(losers))
    yield at(day - timedelta(days=10)), ballot.arrange
    yield at(day - timedelta(days=5)), ballot.fix
    yield at(day), ballot.count(losers)


def ballot_deeds(
    walk: Walk, held: dict[date, list[ProjectStory]]
) -> Iterator[tuple[datetime, Deed]]:
    """Every ballot that was held, and three that were not."""
    for day, stories in held.items():
        yield from held_deeds(walk, day, stories)
    coming = Ballot(walk, TODAY + timedelta(days=12), 1)
    yield at(TODAY - timedelta(days=4)), coming.arrange
    yield (
        at(TODAY - timedelta(days=3)),
        coming.do(
            "change_ballot", ballot_on=TODAY + timedelta(days=14), ballot_body=BODY, places=1
        ),
    )
    yield at(TODAY - timedelta(days=1)), coming.fix
    off = Ballot(walk, date(2026, 3, 20), 2)
    yield at(date(2026, 3, 2)), off.arrange
    yield at(date(2026, 3, 9)), off.do("cancel_ballot", reason="会议改期，另行安排。")
    yield at(TODAY - timedelta(days=2), 15), Ballot(walk, TODAY + timedelta(days=60), 5).arrange


def call_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """Three calls: over by time, over by decision, and one that is open."""
    for begins, days, year, acts in (
        (date(2025, 2, 10), 50, 2025, ()),
        (date(2026, 2, 9), 60, 2026, ((40, "end_call", {"reason": "候选项目已经足够。"}),)),
        (TODAY - timedelta(days=28), 40, 2027, (
            (1, "correct_call", {}),
            (20, "prolong_call", {
                "call_until": TODAY + timedelta(days=25), "reason": "牧区路远，延长几天。"}),
        )),
    ):  # fmt: skip
        call = Call(walk, begins, days, year)
        yield at(begins, 9), call.open
        for after, action, data in acts:
            yield at(begins + timedelta(days=after), 11), call.do(action, **data)


class Call:
    """One call for needs."""

    def __init__(self, walk: Walk, begins: date, days: int, year: int) -> None:
        self.walk, self.officer = walk, walk.county.office[0]
        self.form: dict[str, Any] = {
            "call_title": f"{year} 年县政府民生实事项目征集公告",
            "call_from": begins,
            "call_until": begins + timedelta(days=days),
            "call_scope": (
                "征集范围：饮水、道路、看病、上学、养老、住房和人居环境等群众急难愁盼的事。\n"
                "要求：多数群众受益，当年能办成，资金有来源。写明地点、诉求和目标。\n"
                "群众可以向所在乡镇、社区提出；代表、委员、单位可以直接提出。"
            ),
        }
        self.subject: Subject | None = None

    def open(self, now: datetime) -> None:
        """发布征集公告."""
        self.subject = self.walk.open("project_call", self.officer, now, **self.form)

    def do(self, action: str, **data: Any) -> Deed:
        """Another act of the office; without data what the notice says."""

        def deed(now: datetime) -> None:
            if self.subject is not None:
                form = data or {**self.form, "call_from": self.form["call_from"]}
                self.walk.do(self.subject, action, self.officer, now, **form)

        return deed
