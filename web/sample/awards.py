"""Awards of the sample: last year's given, one of them withdrawn; this year's on their way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from models import Commendation, Proposal, User
from models.queries.commendations import first_closed
from web.sample.people import MAIN_GROUP
from web.sample.timeline import Deed
from web.sample.walk import Walk
from web.sample.years import at

Form = Callable[[], dict[str, Any]]


class CommendationStory:
    """One recommendation, and what becomes of it."""

    def __init__(self, walk: Walk, by: User, form: Form) -> None:
        self.walk, self.by, self.form = walk, by, form
        self.officer, self.head = walk.county.main["office"], walk.county.main["head"]
        self.case: Commendation | None = None

    def recommend(self, now: datetime) -> None:
        """推荐: nothing where there is nobody to recommend yet."""
        form = self.form()
        if form:
            opened = self.walk.open("commendation", self.by, now, **form)
            self.case = opened if isinstance(opened, Commendation) else None

    def act(self, action: str, by: User, **data: Any) -> Deed:
        """Any other act."""

        def deed(now: datetime) -> None:
            if self.case is not None:
                self.walk.do(self.case, action, by, now, **data)

        return deed

    def to_the_end(self, day: date) -> Iterator[tuple[datetime, Deed]]:
        """Recommended, reviewed, approved; the clock ends the notice."""
        held = {
            "award_meeting": "十二届县政协第 38 次主席会议",
            "award_meeting_on": day.replace(day=25),
        }
        yield at(day, 11), self.recommend
        yield at(day.replace(day=20), 10), self.act("pass_commendation", self.officer)
        yield at(day.replace(day=26), 10), self.act("approve_commendation", self.head, **held)


def _proposal(walk: Walk, place: int, year: int) -> Form:
    def form() -> dict[str, Any]:
        found: Proposal | None = first_closed(walk.session, place)
        words = "调研扎实，建议具体，办理以后群众满意。"
        return {"award": "excellent_proposal", "award_year": year, "merits": words,
                "case_no": found.number} if found else {}  # fmt: skip

    return form


def _plain(award: str, words: str, year: int = 2025, **of: int) -> Form:
    return lambda: {"award": award, "award_year": year, "merits": words, **of}


def commendation_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """Of last year: two proposals, two members, a group; of this year four recommendations."""
    county, january = walk.county, date(2026, 1, 14)
    member, leader, office = (county.main[name] for name in ("member", "leader", "office"))
    group, seat = county.groups[MAIN_GROUP].id, county.seat(member).id
    merits = "全年提案、视察样样在前。"
    stories = [
        CommendationStory(walk, leader, _proposal(walk, 0, 2025)),
        CommendationStory(walk, office, _proposal(walk, 1, 2025)),
        CommendationStory(walk, leader, _plain("excellent_member", merits, award_member=seat)),
        CommendationStory(walk, office, _plain("excellent_group", "六个至少样样完成。",
                                               award_group=group)),
        CommendationStory(walk, office, _plain("excellent_member", merits,
                                               award_member=_others(walk)[0])),
    ]  # fmt: skip
    for story in stories:
        yield from story.to_the_end(january)
    last = stories[1]
    reason = "有人反映提案内容与往年雷同，经核查属实。"
    yield at(date(2026, 4, 8), 10), last.act("ask_withdrawal", last.officer, reason=reason)
    yield at(date(2026, 4, 10), 10), last.act("agree_withdrawal", last.head, reason=reason)
    yield from _doubted(stories[4])
    yield from _not_commended(walk)
    yield from _this_year(walk)


def _others(walk: Walk) -> list[int]:
    """The seats of the main group without the main member's."""
    county = walk.county
    seats = (county.seat(user) for user in county.members if user is not county.main["member"])
    return [seat.id for seat in seats if seat.group_id == county.groups[MAIN_GROUP].id]


def _doubted(story: CommendationStory) -> Iterator[tuple[datetime, Deed]]:
    """Its withdrawal was refused once; it is asked for again, and waits for the head."""
    reason = "有人反映两次视察由他人代签。"
    yield at(date(2026, 4, 8), 11), story.act("ask_withdrawal", story.officer, reason=reason)
    reason = "两次视察有照片为证，本人到场，不撤销。"
    yield at(date(2026, 4, 10), 11), story.act("refuse_withdrawal", story.head, reason=reason)
    reason = "联络组补交说明：其中一次确系他人代签。"
    yield at(date(2026, 11, 19), 10), story.act("ask_withdrawal", story.officer, reason=reason)


def _not_commended(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """A group: sent back by the head, passed again, spoken against in public, and dropped."""
    office, group = walk.county.main["office"], walk.county.groups["柳河镇联络组"].id
    words = "视察四次，调研报告两篇。"
    story = CommendationStory(walk, office, _plain("excellent_group", words, award_group=group))
    *before, approved = story.to_the_end(date(2026, 1, 14))
    yield from before
    reason = "请写明两篇调研报告的采用情况。"
    yield at(date(2026, 1, 21)), story.act("send_back_commendation", story.head, reason=reason)
    opinion = "一篇转有关单位采用，一篇待研究。"
    yield at(date(2026, 1, 22)), story.act("pass_commendation", office, opinion=opinion)
    yield approved
    reason = "有委员反映一篇调研报告与往年雷同。"
    yield at(date(2026, 1, 28)), story.act("note_public_objection", office, reason=reason)
    reason = "经核查，反映属实。"
    yield at(date(2026, 1, 30)), story.act("not_commend", office, reason=reason)


def _this_year(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """One waits for its review, one for the meeting, one is in its notice, one taken back."""
    county, group = walk.county, walk.county.groups[MAIN_GROUP].id
    member, leader = county.main["member"], county.main["leader"]
    own = CommendationStory(walk, member, _proposal(walk, 3, 2026))
    yield at(date(2026, 11, 18), 20), own.recommend
    words = "提案三件，都已办结。"
    back = CommendationStory(walk, member, _plain("excellent_member", words, 2026,
                                                  award_member=county.seat(member).id))  # fmt: skip
    yield at(date(2026, 11, 18), 20), back.recommend
    reason = "去年已受表彰，名额让给别的委员。"
    yield at(date(2026, 11, 18), 21), back.act("withdraw_recommendation", member, reason=reason)
    words = "活动多，报送的社情民意被采用三篇。"
    other = CommendationStory(walk, leader, _plain("excellent_group", words, 2026,
                                                   award_group=group))  # fmt: skip
    yield at(date(2026, 11, 19), 20), other.recommend
    yield at(date(2026, 11, 23), 10), other.act("pass_commendation", other.officer)
    words = "牵头调研，两件提案办成。"
    shown = CommendationStory(walk, leader, _plain("excellent_member", words, 2026,
                                                   award_member=_others(walk)[1]))  # fmt: skip
    held = {"award_meeting": "十二届县政协第 51 次主席会议", "award_meeting_on": date(2026, 11, 19)}
    yield at(date(2026, 11, 16), 20), shown.recommend
    yield at(date(2026, 11, 18)), shown.act("pass_commendation", shown.officer)
    yield at(date(2026, 11, 20)), shown.act("approve_commendation", shown.head, **held)
