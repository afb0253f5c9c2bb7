"""What the liaison groups do in their years: activities from the plan to the second signature.

The main group does all that a year asks (domain.md §10.2): four inspections, four collective
activities, two research reports. Others do most of it, or less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from models import Activity, LiaisonGroup, User
from web.sample.data import read
from web.sample.people import MAIN_GROUP
from web.sample.scans import scan
from web.sample.timeline import SHANGHAI, TODAY, Deed
from web.sample.walk import Walk

#: kind and month of a whole year's work
YEAR = (
    ("study", 1), ("inspection", 2), ("collective", 3), ("survey", 4), ("inspection", 4),
    ("research_report", 5), ("collective", 6), ("inspection", 7), ("collective", 8),
    ("study", 9), ("research_report", 9), ("inspection", 10), ("collective", 10),
    ("consultation", 11),
)  # fmt: skip
#: which of these a group leaves out: some miss a quarter, some a report
OTHERS = {
    "柳河镇联络组": (),
    "白石镇联络组": (2, 9),
    "双桥镇联络组": (1, 4, 10),
    "城关镇联络组": (5, 7),
    "红旗镇联络组": (0, 3, 8),
    "东湖镇联络组": (6, 11, 12),
}
_COUNTY = (date(2026, 3, 9), date(2026, 4, 16), date(2026, 5, 21), date(2026, 6, 11),
           date(2026, 8, 20), date(2026, 10, 15))  # fmt: skip


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour of the day in the county."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def town_of(group: LiaisonGroup) -> str:
    """How the texts call the place of a group."""
    return group.name.removesuffix("联络组")


class ActivityStory:
    """One activity, and who does what to it."""

    def __init__(self, walk: Walk, by: User, form: dict[str, Any], words: dict[str, Any],
                 rng: Random) -> None:  # fmt: skip
        self.walk, self.by, self.form, self.words, self.rng = walk, by, form, words, rng
        self._case: Activity | None = None

    @property
    def case(self) -> Activity:
        """The activity, once it is planned."""
        if self._case is None:
            raise LookupError("not planned yet")
        return self._case

    def plan(self, now: datetime) -> None:
        """安排活动."""
        opened = self.walk.open("activity", self.by, now, **self.form)
        if not isinstance(opened, Activity):
            raise TypeError("an activity was asked for")
        self._case = opened

    def act(self, action: str, by: User | None = None, **data: Any) -> Deed:
        """Any other act; who organises does it where nobody is named."""
        return lambda now: self.walk.do(self.case, action, by or self.by, now, **data)

    def ask_leave(self, now: datetime) -> None:
        """One of those invited cannot come, where it is a member with an account."""
        persons = {one.person_id for one in self.case.participants}
        users = [one for one in self.walk.county.members if one.person_id in persons]
        user = self.rng.choice(users)
        self.walk.do(self.case, "ask_leave", user, now, leave_reason="外出培训")

    def record(self, now: datetime) -> None:
        """登记: a few spoke, now and then somebody was absent; the rest came."""
        rows = [
            {"person": one.person_id, "attendance": "present", "speech": "oral"}
            for one in self.case.participants[:2]
            if one.leave_asked_at is None
        ]
        last = self.case.participants[-1]
        if len(self.case.participants) > 3 and self.rng.random() < 0.3 and not last.leave_asked_at:
            rows.append({"person": last.person_id, "attendance": "absent"})
        report = self.words.get("report", "")
        seat = self.walk.county.seats.get(self.case.participants[0].person_id)
        self.walk.do(
            self.case,
            "record_activity",
            self.by,
            now,
            held_on=self.case.plan_on,
            activity_results=self.words["results"],
            activity_findings=self.words.get("findings", ""),
            attendance=rows,
            attendance_rest="present",
            activity_evidence=[scan(self.walk.session, self.by, "签到表.png", now)],
            **({"report_text": report, "report_authors": [seat.id]} if report and seat else {}),
        )

    def life(self, held: date, until: str = "confirm", leave: bool = False) -> Iterator[
        tuple[datetime, Deed]
    ]:  # fmt: skip
        """From the plan to the confirmation, or as far as it has come."""
        yield at(held - timedelta(days=9), 11, self.rng.randrange(50)), self.plan
        if leave:
            yield at(held - timedelta(days=3), 20), self.ask_leave
        if until == "plan":
            return
        yield at(held + timedelta(days=1), 19, self.rng.randrange(50)), self.record
        if until == "record":
            return
        officer = self.walk.county.main["head"] if self.form.get("activity_organiser") else (
            self.walk.county.office[self.rng.randrange(2)])  # fmt: skip
        if until == "return":
            reason = "请写明到了哪几个村，签到表看不清，请重传。"
            yield (
                at(held + timedelta(days=4), 16),
                self.act("return_activity", officer, reason=reason),
            )
            return
        yield (
            at(held + timedelta(days=5), 10, self.rng.randrange(50)),
            self.act("confirm_activity", officer),
        )
        if until == "revoke":
            reason = "有委员反映当天没有去，签到表上的照片是去年的。请照实重新登记。"
            yield (
                at(held + timedelta(days=20), 15),
                self.act("revoke_confirmation", officer, reason=reason),
            )


def group_story(walk: Walk, group: LiaisonGroup, kind: str, held: date, no: int) -> ActivityStory:
    """An activity of a group, with words that fit its kind."""
    rng = Random(f"云岭县/activity/{group.name}/{held}/{kind}")
    rows = read("activities")[kind]
    words = rows[no % len(rows)]
    town = town_of(group)
    form = {
        "activity_kind": kind,
        "theme": words["theme"],
        "plan_on": held,
        "activity_place": words["place"].format(town=town),
    }
    return ActivityStory(walk, walk.county.leaders[group.id][0], form, words, rng)


def activity_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """Two years of the main group, one of six others, the county's own, and what goes wrong."""
    groups = walk.county.groups
    years: list[tuple[str, int, tuple[int, ...]]] = [(MAIN_GROUP, 2025, ()), (MAIN_GROUP, 2026, ())]
    years += [(name, 2026, missing) for name, missing in OTHERS.items()]
    for place, (name, year, missing) in enumerate(years):
        told = Counter[str]()
        for no, (kind, month) in enumerate(YEAR):
            told[kind] += 1
            held = date(year, month, 5 + (no * 3 + len(name)) % 20)
            if no in missing or held + timedelta(days=5) > TODAY:
                continue
            story = group_story(walk, groups[name], kind, held, told[kind] + place)
            yield from story.life(held, leave=no % 4 == 1)
            if kind == "research_report":
                outcome = "报告送县委、县政府，有关单位据此列入明年计划。"
                later = at(held + timedelta(days=20), 15)
                yield later, story.act("note_outcome", outcome=outcome)
    yield from _of_the_county(walk)
    yield from _on_their_way(walk)


def _of_the_county(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    seats = sorted(seat.id for seat in walk.county.seats.values())
    for no, (held, words) in enumerate(zip(_COUNTY, read("activities")["county"], strict=True)):
        form = {
            "activity_kind": words["kind"],
            "theme": words["theme"],
            "plan_on": held,
            "activity_place": words["place"],
            "activity_organiser": words["organiser"],
        }
        if words["level"]:
            form["meeting_level"] = words["level"]
        if words["level"] != "plenary":
            # The plenary asks everybody; the others a part of the committee.
            form["invited"] = seats[no::9]
        rng = Random(f"云岭县/activity/county/{no}")
        story = ActivityStory(walk, walk.county.main["office"], form, words, rng)
        yield from story.life(held, leave=no == 1)


def _on_their_way(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """Planned, recorded, returned, revoked and cancelled ones of these weeks."""
    main, liuhe = walk.county.groups[MAIN_GROUP], walk.county.groups["柳河镇联络组"]
    planned = group_story(walk, main, "inspection", date(2026, 12, 3), 1)
    moved = {**planned.form, "plan_on": date(2026, 12, 8)}
    for moment, deed in planned.life(date(2026, 12, 3), "plan"):
        yield moment.replace(month=11, day=16), deed
    yield at(date(2026, 11, 19), 12), planned.act("change_plan", **moved)
    yield at(date(2026, 11, 20), 21), planned.ask_leave
    yield from group_story(walk, main, "study", date(2026, 11, 18), 1).life(
        date(2026, 11, 18), "record"
    )
    yield from group_story(walk, liuhe, "inspection", date(2026, 11, 12), 3).life(
        date(2026, 11, 12), "return"
    )
    yield from group_story(walk, liuhe, "inspection", date(2026, 10, 30), 2).life(
        date(2026, 10, 30), "revoke"
    )
    rained = group_story(walk, liuhe, "collective", date(2026, 4, 18), 2)
    yield from rained.life(date(2026, 4, 18), "plan")
    reason = "连日大雨，改在五月与下一次活动一并办。"
    yield at(date(2026, 4, 17), 18), rained.act("cancel_activity", reason=reason)
