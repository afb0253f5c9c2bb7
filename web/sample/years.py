"""Duties, rules and yearly assessments of the sample: last year's decided, this year's begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models import AreaContact, Assessment, AwardRule, ScoreScheme, User
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
    """Last year's, decided in one way or another; this year's, one in every state."""
    last = date(2025, 12, 1)
    for place, story in enumerate(_stories(walk, 2025)):
        steps = list(story.to_the_end(last))
        if place == 0:
            words = "帮扶青山镇一户困难家庭，村委会有证明"
            reported = story.report("poor_family", words, date(2025, 9, 12))
            steps.insert(1, (at(date(2025, 12, 17), 20), reported))
        if place == 2:
            steps = [(at(date(2025, 12, 15)), story.begin), *_in_silence(story)]
        if place == 3:
            steps[-1:] = _sent_back(story)
        yield from steps
        yield from _corrections(story, place)
    yield from _this_year(_stories(walk, 2026))


def _this_year(stories: list[AssessmentStory]) -> Iterator[tuple[datetime, Deed]]:
    this, main, objecting = date(2026, 11, 1), stories[0], stories[2]
    for place, story in enumerate(stories):
        yield at(this.replace(day=16), 9, place), story.begin
    words = "撰写《青山古渡》文史资料一篇，已交文史委"
    yield at(this.replace(day=18), 20), main.report("history_text", words, date(2026, 8, 20))
    for story in stories[2:5]:
        yield at(this.replace(day=19), 20), story.act("hand_in_assessment")
    reason = "今年长期病假，经主席会议同意不参加考核。"
    yield at(this.replace(day=19), 15), stories[5].act("cancel_assessment", main.officer,
                                                       reason=reason)  # fmt: skip
    # All at one moment, so that the year is read but once.
    for story in stories[2:5]:
        yield at(this.replace(day=20), 16), story.act("examine_assessment", story.officer)
    reason = "十月的视察我参加了，台账里没有。"
    yield at(this.replace(day=21), 20), objecting.act("object_assessment", reason=reason)
    yield at(this.replace(day=22), 20), stories[4].act("accept_assessment")


def _in_silence(story: AssessmentStory) -> Iterator[tuple[datetime, Deed]]:
    """Nothing is reported and nothing objected to: the clock goes on with it, twice."""
    yield at(date(2026, 1, 12), 15), story.act("examine_assessment", story.officer)
    yield at(date(2026, 1, 22), 11), story.act("decide_assessment", story.head)


def _sent_back(story: AssessmentStory) -> Iterator[tuple[datetime, Deed]]:
    """The head wants it examined again, and decides then."""
    reason = "十二月的会议没有计入，请补计以后再报。"
    yield at(date(2025, 12, 29), 11), story.act("send_back_assessment", story.head, reason=reason)
    yield at(date(2025, 12, 29), 16), story.act("examine_assessment", story.officer)
    yield at(date(2025, 12, 30), 9), story.act("accept_assessment")
    yield at(date(2025, 12, 30), 11), story.act("decide_assessment", story.head)


def _corrections(story: AssessmentStory, place: int) -> Iterator[tuple[datetime, Deed]]:
    """What the office found afterwards in four of them; the last still waits for the head."""
    late = "十一月的一次学习，签到表后来补到，漏计 5 分。"
    yes = ("agree_correction", {"opinion": "情况属实。"})
    no = ("refuse_correction", {"reason": "补来的签到表没有组长签字，不予更正。"})
    void = ("void_assessment", {"reason": "与所在界别的考核重复，整件作废。"})
    found: dict[int, tuple[date, str, tuple[str, dict[str, Any]] | None]] = {
        1: (date(2026, 1, 12), late, yes),
        4: (date(2026, 1, 14), late, no),
        5: (date(2026, 1, 14), "该委员已由所在界别考核，本件重复。", void),
        6: (date(2026, 11, 19), "去年八月的一次集体活动漏计。", None),
    }
    if place not in found:
        return
    day, why, answer = found[place]

    def ask(now: datetime) -> None:
        if story.case is not None and story.case.score is not None:
            score = story.case.score + 5
            story.act("ask_correction", story.officer, corrected_score=score, reason=why)(now)

    yield at(day), ask
    if answer is not None:
        yield at(day + timedelta(days=1)), story.act(answer[0], story.head, **answer[1])


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
