"""Duties, yearly assessments and awards of the sample: last year's decided, this year's begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from models import AreaContact, Assessment, AwardRule, Commendation, Proposal, ScoreScheme, User
from models.queries.commendations import first_closed
from models.queries.people import sitting_member
from web.sample.people import MAIN_GROUP, MAIN_UNIT, County
from web.sample.timeline import SHANGHAI, Deed
from web.sample.walk import Walk
from workflow.assessing import reportable, waiting_items
from workflow.dutyboard import six
from workflow.presets import preset_text
from workflow.schemes import read_scheme

SCHEMES = {"member": "guangshui_2017", "group": "peixian_2018", "unit": "fengyang"}
#: the awards: percent, at most, and what excludes
AWARDS: dict[str, tuple[int | None, int | None, list[str]]] = {
    "excellent_proposal": (None, 5, ["not_closed"]),
    "advanced_unit": (20, None, ["overdue", "dissatisfied"]),
    "excellent_member": (8, 10, []),
    "excellent_group": (None, 3, []),
}
GROUPS = (MAIN_GROUP, "柳河镇联络组", "双桥镇联络组", "卫健党工委联络组")
UNITS = (MAIN_UNIT, "县教育局", "县交通局")


def lay_down_rules(session: Session, county: County) -> None:
    """The six duties, a scheme for each, the awards, and who looks after which groups."""
    since = date(2025, 1, 1)
    session.add_all(six(date(2022, 1, 10)))
    for holder, name in SCHEMES.items():
        text = preset_text(name)
        session.add(
            ScoreScheme(
                holder=holder, name=read_scheme(text).name, text=text, valid_from=since,
                entered_by=county.main["office"].name,
                entered_at=datetime(2025, 1, 6, 2, tzinfo=UTC),
            )
        )  # fmt: skip
    for award, (percent, most, excludes) in AWARDS.items():
        session.add(
            AwardRule(
                award=award, percent=percent, most=most, excludes=excludes, excluded_people=[],
                collective_percent=20 if award == "excellent_proposal" else 0, valid_from=since,
            )
        )  # fmt: skip
    people = [county.main[name] for name in ("county-leader", "head", "office")]
    for place, group in enumerate(county.groups.values()):
        user = people[place % len(people)]
        session.add(AreaContact(person_id=user.person_id, group_id=group.id, since=since))


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """That hour of the day in the county."""
    return datetime.combine(day, time(hour, minute), SHANGHAI).astimezone(UTC)


# ── assessments ─────────────────────────────────────────────────────────────


class AssessmentStory:
    """One assessment, and who does what to it."""

    def __init__(self, walk: Walk, year: int, by: User, **of: int) -> None:
        self.walk, self.year, self.by, self.of = walk, year, by, of
        self.officer, self.head = walk.county.main["office"], walk.county.main["head"]
        self.case: Assessment | None = None

    def begin(self, now: datetime) -> None:
        """开始考核."""
        form: dict[str, Any] = {"assessed_year": self.year, **self.of}
        opened = self.walk.open("assessment", self.officer, now, **form)
        self.case = opened if isinstance(opened, Assessment) else None

    def act(self, action: str, by: User | None = None, **data: Any) -> Deed:
        """Any other act; of whoever is assessed where nobody is named."""

        def deed(now: datetime) -> None:
            if self.case is not None:
                self.walk.do(self.case, action, by or self.by, now, **data)

        return deed

    def report(self, line: str, text: str, on: date) -> Deed:
        """申报 one line, where the scheme has it."""

        def deed(now: datetime) -> None:
            if self.case and line in {one.name for one in reportable(self.case)}:
                self.act("report_item", score_item=line, item_text=text, item_on=on)(now)

        return deed

    def check(self, now: datetime) -> None:
        """核实 everything that waits: the first is true, the others are not counted."""
        for place, item in enumerate(waiting_items(self.case) if self.case else ()):
            verdict = {"item_verdict": "accepted"} if not place else {
                "item_verdict": "declined", "opinion": "没有看到证明材料，补来以后可以再报。"
            }  # fmt: skip
            self.act("check_item", self.officer, reported_item=item.no, **verdict)(now)

    def to_the_end(self, month: date) -> Iterator[tuple[datetime, Deed]]:
        """Handed in, examined, accepted and decided within six weeks."""
        yield at(month.replace(day=15)), self.begin
        yield at(month.replace(day=19), 20), self.act("hand_in_assessment")
        yield at(month.replace(day=24), 15), self.check
        yield at(month.replace(day=24), 16), self.act("examine_assessment", self.officer)
        yield at(month.replace(day=26), 9), self.act("accept_assessment")
        yield at(month.replace(day=29), 11), self.act("decide_assessment", self.head)


def assessment_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """Last year's, decided, one of them after an objection, one corrected; this year's, begun."""
    last, this = date(2025, 12, 1), date(2026, 11, 1)
    for place, story in enumerate(_stories(walk, 2025)):
        steps = list(story.to_the_end(last))
        if place == 0:
            words = "帮扶青山镇一户困难家庭，村委会有证明"
            reported = story.report("poor_family", words, date(2025, 9, 12))
            steps.insert(1, (at(date(2025, 12, 17), 20), reported))
        yield from steps
        if place == 1:
            yield from _corrected(story)
    mine = _stories(walk, 2026)
    for place, story in enumerate(mine):
        yield at(this.replace(day=16), 9, place), story.begin
    main = mine[0]
    words = "撰写《青山古渡》文史资料一篇，已交文史委"
    yield at(this.replace(day=18), 20), main.report("history_text", words, date(2026, 8, 20))
    for story in mine[2:5]:
        yield at(this.replace(day=19), 20), story.act("hand_in_assessment")
    yield at(this.replace(day=20), 16), mine[2].act("examine_assessment", mine[2].officer)
    reason = "十月的视察我参加了，台账里没有。"
    yield at(this.replace(day=21), 20), mine[2].act("object_assessment", reason=reason)


def _corrected(story: AssessmentStory) -> Iterator[tuple[datetime, Deed]]:
    def ask(now: datetime) -> None:
        if story.case is not None and story.case.score is not None:
            score = story.case.score + 5
            reason = "十一月的一次学习，签到表后来补到，漏计 5 分。"
            story.act("ask_correction", story.officer, corrected_score=score, reason=reason)(now)

    yield at(date(2026, 1, 12), 10), ask
    yield at(date(2026, 1, 13), 10), story.act("agree_correction", story.head, opinion="情况属实。")


def _stories(walk: Walk, year: int) -> list[AssessmentStory]:
    county = walk.county
    main = county.main["member"]
    home = county.groups[MAIN_GROUP].id
    others = [user for user in county.members if county.seat(user).group_id == home]
    members = [main, *[user for user in others if user is not main][:5]]
    stories = [
        AssessmentStory(walk, year, user, assessed_member=seat.id)
        for user in members
        if (seat := sitting_member(walk.session, user.person_id)) is not None
    ]
    for name in GROUPS:
        group = county.groups[name]
        leader = county.leaders[group.id][0]
        stories.append(AssessmentStory(walk, year, leader, assessed_group=group.id))
    for name in UNITS:
        if (unit := county.units.get(name)) is not None:
            clerk = county.clerks[unit.id]
            stories.append(AssessmentStory(walk, year, clerk, assessed_unit=unit.id))
    return stories


# ── awards ──────────────────────────────────────────────────────────────────


class CommendationStory:
    """One recommendation, and what becomes of it."""

    def __init__(self, walk: Walk, by: User, form: Callable[[], dict[str, Any]]) -> None:
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


def commendation_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """Of last year: two proposals, a unit, a member, a group; of this year two recommendations."""
    county, january = walk.county, date(2026, 1, 14)
    member, leader, office = (county.main[name] for name in ("member", "leader", "office"))
    group = county.groups[MAIN_GROUP].id

    def proposal(place: int, year: int) -> Callable[[], dict[str, Any]]:
        def form() -> dict[str, Any]:
            found: Proposal | None = first_closed(walk.session, place)
            words = "调研扎实，建议具体，办理以后群众满意。"
            return {"award": "excellent_proposal", "award_year": year, "merits": words,
                    "case_no": found.number} if found else {}  # fmt: skip

        return form

    def plain(award: str, words: str, year: int = 2025, **of: int) -> Callable[[], dict[str, Any]]:
        return lambda: {"award": award, "award_year": year, "merits": words, **of}

    seat = county.seat(member).id
    stories = [
        CommendationStory(walk, leader, proposal(0, 2025)),
        CommendationStory(walk, office, proposal(1, 2025)),
        CommendationStory(walk, leader, plain("excellent_member", "全年提案、视察样样在前。",
                                              award_member=seat)),
        CommendationStory(walk, office, plain("excellent_group", "六个至少样样完成。",
                                              award_group=group)),
    ]  # fmt: skip
    for story in stories:
        yield from story.to_the_end(january)
    last = stories[1]
    reason = "有人反映提案内容与往年雷同，经核查属实。"
    yield at(date(2026, 4, 8), 10), last.act("ask_withdrawal", last.officer, reason=reason)
    yield at(date(2026, 4, 10), 10), last.act("agree_withdrawal", last.head, reason=reason)
    own = CommendationStory(walk, member, proposal(3, 2026))
    yield at(date(2026, 11, 18), 20), own.recommend
    words = "活动多，报送的社情民意被采用三篇。"
    other = CommendationStory(walk, leader, plain("excellent_group", words, 2026,
                                                  award_group=group))  # fmt: skip
    yield at(date(2026, 11, 19), 20), other.recommend
    yield at(date(2026, 11, 23), 10), other.act("pass_commendation", other.officer)
