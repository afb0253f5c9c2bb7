"""Opinions of the sample: a monthly report of the main group, some of others, and five issues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from models import SocialOpinion, User
from models.queries.activities import newest_confirmed
from models.queries.links import linked_from
from web.sample.data import read
from web.sample.groupyear import OTHERS, at, town_of
from web.sample.issues import ISSUES, issue_deeds
from web.sample.people import MAIN_GROUP
from web.sample.scans import scan
from web.sample.timeline import TODAY, Deed
from web.sample.walk import Walk

#: months in which another group reports, in turn
_OTHERS_MONTHS = (2, 3, 5, 6, 8, 10)


class OpinionStory:
    """One opinion, its writer and its words."""

    def __init__(self, walk: Walk, author: User, no: int, kind: str = "information") -> None:
        self.walk, self.author, self.kind = walk, author, kind
        rows = read("opinions")["opinion"]
        group = walk.county.seat(author).group
        self.town = town_of(group) if group else ""
        self.words = {
            name: text.format(town=self.town) for name, text in rows[no % len(rows)].items()
        }
        self._case: SocialOpinion | None = None

    @property
    def case(self) -> SocialOpinion:
        """The opinion, once it is begun."""
        if self._case is None:
            raise LookupError("not begun yet")
        return self._case

    def write(self, now: datetime) -> None:
        """A draft."""
        form: dict[str, Any] = {
            "opinion_title": self.words["title"],
            "opinion_kind": self.kind,
            "background": self.words["background"],
            "analysis": self.words["analysis"],
            "advice": self.words["advice"],
        }
        if self.kind == "suggestion":
            form |= {"addressee": "township", "addressee_name": f"{self.town}人民政府"}
        opened = self.walk.open("social_opinion", self.author, now, **form)
        if not isinstance(opened, SocialOpinion):
            raise TypeError("an opinion was asked for")
        self._case = opened

    def act(self, action: str, by: User | None = None, **data: Any) -> Deed:
        """Any other act; the writer's where nobody is named."""
        return lambda now: self.walk.do(self.case, action, by or self.author, now, **data)

    def proven(self, action: str, **data: Any) -> Deed:
        """An act of the office with a proof."""

        def deed(now: datetime) -> None:
            officer = self.walk.county.main["office"]
            proof = [scan(self.walk.session, officer, "采用通知.png", now)]
            self.walk.do(self.case, action, officer, now, use_evidence=proof, **data)

        return deed

    def report(self, day: date) -> Iterator[tuple[datetime, Deed]]:
        """Written in the evening, sent the next noon."""
        yield at(day - timedelta(days=1), 21), self.write
        yield at(day, 12), self.act("send_opinion")


def opinion_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """Everything that is sent, and what becomes of it."""
    county = walk.county
    main = [u for u in county.members
            if county.seat(u).group_id == county.groups[MAIN_GROUP].id]  # fmt: skip
    for year in (2025, 2026):
        for month in range(1, 13):
            day = date(year, month, 4 + month % 9)
            if day + timedelta(days=16) <= TODAY:
                story = OpinionStory(walk, main[(month + year) % len(main)], month + year % 2 * 12)
                yield from story.report(day)
                yield from _fate(story, day, month)
            if month % 3 == 2 and day + timedelta(days=20) <= TODAY:
                author = main[month % len(main)]
                asked = OpinionStory(walk, author, month + year % 2 * 12 + 6, "suggestion")
                yield from asked.report(day + timedelta(days=6))
                yield from _handled(asked, day + timedelta(days=9))
    for place, name in enumerate(OTHERS):
        own = [u for u in county.members if county.seat(u).group_id == county.groups[name].id]
        for month in _OTHERS_MONTHS[place % 3 :: 2]:
            story = OpinionStory(walk, own[month % len(own)], month * 5 + place)
            yield from story.report(date(2026, month, 12 + place))
            yield from _fate(story, date(2026, month, 12 + place), month + place)
    yield from _on_their_way(walk, main)
    yield from issue_deeds(walk)


def _handled(story: OpinionStory, day: date) -> Iterator[tuple[datetime, Deed]]:
    office, county = story.walk.county.main["office"], story.walk.county
    unit = county.units.get(story.town) or county.units["县政府办"]
    yield at(day, 10), story.act("hand_to_unit", office, opinion_unit=unit.id)
    result = "已经列入本月办理清单，办好以后在村务栏公布。"
    clerk = county.clerks[unit.id]
    yield at(day + timedelta(days=8), 17), story.act("record_result", clerk, opinion_result=result)


def _fate(story: OpinionStory, day: date, turn: int) -> Iterator[tuple[datetime, Deed]]:
    """What is sent shortly before an issue waits for it; the rest is handed on, or not used."""
    waits = any(timedelta(0) < issue - day <= timedelta(days=13) for issue, _t, _m in ISSUES)
    if turn % 2 and not waits:
        yield from _handled(story, day + timedelta(days=5))
        return
    reason = ("已有上级统一部署，正在办理，不再编报。", "数字没有核实，请补充来源以后再报。")
    refuse = story.act("not_use_opinion", story.walk.county.main["office"], reason=reason[turn % 2])

    def unless_used(now: datetime) -> None:
        if story.case.state == "sent":
            refuse(now)

    yield (
        at(day + timedelta(days=7), 15) if not waits else at(day + timedelta(days=15), 9),
        (unless_used),
    )


def _on_their_way(walk: Walk, main: list[User]) -> Iterator[tuple[datetime, Deed]]:
    """Of these weeks: a draft, one given up, one taken back, one just sent, one with its unit."""
    office, member = walk.county.main["office"], walk.county.main["member"]
    draft, dropped, back, fresh, given, turned = (
        OpinionStory(walk, author, 20 + no)
        for no, author in enumerate((member, main[1], main[2], member, main[3], member))
    )
    yield at(date(2026, 11, 20), 21), draft.write
    yield at(date(2026, 11, 21), 20), draft.act("write", **_form_of(draft))
    yield at(date(2026, 11, 2), 21), dropped.write
    yield at(date(2026, 11, 3), 21), dropped.act("discard")
    yield from back.report(date(2026, 11, 5))
    yield at(date(2026, 11, 6), 9), back.act("withdraw", reason="问题已经解决")
    yield from fresh.report(date(2026, 11, 19))
    yield from given.report(date(2026, 11, 10))
    yield (
        at(date(2026, 11, 16), 11),
        given.act("hand_to_unit", office, opinion_unit=walk.county.units["县卫健委"].id),
    )
    yield from turned.report(date(2026, 11, 9))
    yield at(date(2026, 11, 13), 10), turned.act("forward_opinion", office,
        use_level="prefecture", used_on=date(2026, 11, 13))  # fmt: skip
    yield at(date(2026, 11, 17), 20), turned.act("turn_into_proposal")
    yield from _converted(walk, main)


def _converted(walk: Walk, main: list[User]) -> Iterator[tuple[datetime, Deed]]:
    """转化: an inspection becomes a proposal, a survey an opinion, a report a project."""
    member, other = walk.county.main["member"], main[1]

    def turn(kind: str, action: str, by: User, **data: Any) -> Deed:
        def deed(now: datetime) -> None:
            found = newest_confirmed(walk.session, walk.county.groups[MAIN_GROUP].id, kind)
            walk.do(found, action, by, now, **data)

        return deed

    def go_on(kind: str, *acts: tuple[str, User, dict[str, Any]]) -> Deed:
        def deed(now: datetime) -> None:
            source = newest_confirmed(walk.session, walk.county.groups[MAIN_GROUP].id, kind)
            (link,) = linked_from(walk.session, source.id, "turned_into")
            for action, by, data in acts:
                walk.do(link.target, action, by, now, **data)

        return deed

    proposal = {
        "title": "关于换掉农村饮水工程漏水支管的提案",
        "background": "2026年10月视察，支管有四处漏水，夏季傍晚高处的60多户停水。",
        "analysis": "支管用了十六年，维修靠水管站零星出钱，没有更换计划。",
        "suggestions": ["汛期以前换掉漏水的四段支管", "消毒记录张贴在水厂门口"],
    }
    yield (
        at(date(2026, 11, 13), 20),
        turn("inspection", "turn_into_proposal", member, draft_for="own"),
    )
    yield (
        at(date(2026, 11, 17), 21),
        go_on(
            "inspection",
            ("write", member, proposal),
            ("submit", member, {"publish_consent": "full"}),
        ),
    )
    opinion = {
        "opinion_title": "赊销的化肥每袋贵十一元，农户盼团购",
        "opinion_kind": "information",
        "background": "问了14家农资店、30户农户，同一种复合肥，赊销比现付每袋贵十一元。",
        "analysis": "春耕前后手头紧，多数农户不知道可以团购。",
        "advice": "由供销社组织团购，价格每月公布一次。",
    }
    yield at(date(2026, 11, 18), 20), turn("survey", "turn_into_opinion", other)
    yield (
        at(date(2026, 11, 20), 20),
        go_on("survey", ("write", other, opinion), ("send_opinion", other, {})),
    )
    yield at(date(2026, 11, 21), 20), turn("research_report", "turn_into_project", main[2])


def _form_of(story: OpinionStory) -> dict[str, Any]:
    return {
        "opinion_title": story.words["title"],
        "opinion_kind": story.kind,
        "background": story.words["background"] + "（数字截至十月底）",
        "analysis": story.words["analysis"],
        "advice": story.words["advice"],
    }
