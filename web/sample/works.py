"""The works of a project in the sample, word by word: reports, visits, acceptance, appraisal.

r45   a report of 45 percent, checked         d45   one that waits for the second person
x45   one that the second person refuses      back  the office returns the last one
gap   a month without a report                hurry the office urges
visit, look    with and without something to rectify; fix, denied, ok: what becomes of it
extend, carry, promise, cancel, uncancel, cancelled
finish, fail, pass, rest (passed with something that remains), deny, confirm, appraise
objection, notice (the time of the public notice), done, checked (of what remains)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from models.queries.projects import promises_of_lead
from web.sample.scans import scan
from web.sample.supervising import urged
from web.sample.texts import say
from web.sample.timeline import Step
from workflow.deadlines import local_date

if TYPE_CHECKING:
    from web.sample.projects import ProjectStory

#: satisfied, basic and dissatisfied votes of ten who should vote
VOTES = {"satisfied": (8, 1, 0), "basic": (4, 4, 1), "dissatisfied": (2, 2, 5)}
#: days from the word before
_GAPS = {
    "gap": 38, "hurry": 6, "visit": 7, "look": 7, "fix": 6, "denied": 3, "ok": 4, "late": 20,
    "back": 3, "extend": 4, "carry": 4, "promise": 3, "cancel": 9, "uncancel": 1, "cancelled": 2,
    "finish": 3, "fail": 8, "pass": 9, "rest": 9, "deny": 9, "confirm": 9, "appraise": 12,
    "objection": 2, "notice": 12, "done": 15, "checked": 4,
}  # fmt: skip
_MONTH = 30


class Works:
    """What happens to one project after its unit has signed for it."""

    def __init__(self, story: ProjectStory) -> None:
        self.story, self.rng = story, story.rng
        county = story.walk.county
        self.checker = county.checkers[story.unit.id]
        self.supervisor = county.main["supervisor"]

    def steps(self) -> Iterator[Step]:
        """One step a word, for a report one or two more."""
        for word in self.story.plan.works:
            if word[1:].isdigit():
                yield from self._month(word[0], int(word[1:]))
            else:
                yield Step(word, _GAPS[word], self._deeds(word))

    def _deeds(self, word: str) -> Callable[[datetime], None]:
        story = self.story
        simple: dict[str, Callable[[datetime], None]] = {
            "hurry": story.office("remind", **urged(say("hurry", self.rng))),
            "back": story.office("return_report", reason="没有附照片，请补上再报。"),
            "cancel": story.office("propose_cancel", reason="上级另有工程覆盖，不再重复建设。"),
            "objection": story.office("record_objection", note="有群众问管护由谁负责，已经答复。"),
            "finish": story.lead(
                "finish", note=say("finished", self.rng), signer=story.unit.leader
            ),
            "appraise": self._appraise,
        }
        found: Callable[[datetime], None] = getattr(self, f"_{word}", lambda _now: None)
        return simple.get(word, found)

    # ── reports ─────────────────────────────────────────────────────────────

    def _month(self, how: str, percent: int) -> Iterator[Step]:
        yield Step("report", _MONTH - 2, self.report(percent))
        if how == "x":
            deed = self.story.by(self.checker, "refuse_report", reason="投资数与财务账不符。")
            yield Step("refuse", 1, deed)
            yield Step("report", 1, self.report(percent))
        if how != "d":
            yield Step("check", 1, self.story.by(self.checker, "check_report"))

    def report(self, percent: int) -> Callable[[datetime], None]:
        """填写月报, with the milestones that this reaches."""
        story = self.story
        spent = round(float(story.words["budget"]) * percent / 104, 1)
        problem = say("problem", self.rng) if self.rng.random() < 0.4 else None
        note = say("progress_done" if percent == 100 else "progress", self.rng, percent=percent)

        def deed(now: datetime) -> None:
            reached, done = 0, []
            for one in story.case.milestones:
                reached += one.weight
                if one.done_on is None and reached <= percent:
                    done.append({"no": one.no, "done_on": local_date(now).isoformat()})
            day = local_date(now)
            story.walk.do(
                story.case, "report_progress", story.walk.county.clerks[story.unit.id], now,
                report_month=f"{day.year}-{day.month:02d}", progress=percent, note=note,
                spent=str(spent), problem=problem, next_plan="按节点继续推进，确保质量和安全。",
                done_milestones=done,
            )  # fmt: skip

        return deed

    # ── visits ──────────────────────────────────────────────────────────────

    def _visit(self, now: datetime) -> None:
        self._see(now, rectification="补齐护栏，清理便道。",
                  rectify_by=local_date(now) + timedelta(days=12))  # fmt: skip

    def _look(self, now: datetime) -> None:
        self._see(now)

    def _see(self, now: datetime, **more: Any) -> None:
        story = self.story
        group = story.reviewer if not more else None
        story.walk.do(
            story.case, "record_visit", group or self.supervisor, now,
            visit_kind="inspection" if group else "supervision", visited_on=local_date(now),
            visitors="联络组委员 6 人" if group else "县政府督查室 2 人",
            findings="现场施工有序，材料堆放不够整齐。", **more,
        )  # fmt: skip

    def _open_visit(self) -> int:
        return next(one.id for one in self.story.case.visits if one.open)

    def _fix(self, now: datetime) -> None:
        self.story.lead("report_rectified", site_visit=self._open_visit(), note="已经整改。")(now)

    def _denied(self, now: datetime) -> None:
        self.story.by(
            self.supervisor, "deny_rectified", site_visit=self._open_visit(),
            reason="便道还没有清。", rectify_by=local_date(now) + timedelta(days=10),
        )(now)  # fmt: skip

    def _ok(self, now: datetime) -> None:
        self.story.by(
            self.supervisor, "confirm_rectified", site_visit=self._open_visit(),
            opinion="到现场看过，已经改好。",
        )(now)  # fmt: skip

    # ── plan ────────────────────────────────────────────────────────────────

    def _extend(self, now: datetime) -> None:
        finish = self.story.case.finish_plan or local_date(now)
        due = max(finish, local_date(now)) + timedelta(days=45)
        self.story.office("extend", new_due=due, reason=say("extend", self.rng))(now)

    def _carry(self, now: datetime) -> None:
        project, year = self.story.case, local_date(now).year + 1
        rows = [
            {"name": one.name, "weight": one.weight, "planned_on": (
                one.planned_on if one.done_on else date(year, 3 + one.no, 20)).isoformat()}
            for one in project.milestones
        ]  # fmt: skip
        self.story.office(
            "carry_over", new_due=date(year, 8, 31), budget_year="60", milestones=rows,
            reason="冬季不能施工，余下的部分结转下一年。",
        )(now)  # fmt: skip

    def _promise(self, now: datetime) -> None:
        known = promises_of_lead(self.story.walk.session, self.story.case)
        if known:
            self.story.office("link_promise", kept_promise=known[0].id)(now)

    def _uncancel(self, now: datetime) -> None:
        head = self.story.walk.county.main["head"]
        self.story.by(head, "refuse_cancel", reason="上级工程覆盖不到这几个村。")(now)

    def _cancelled(self, now: datetime) -> None:
        head = self.story.walk.county.main["head"]
        self.story.by(head, "agree_cancel", opinion="同意取消，向群众说明。")(now)

    # ── the end ─────────────────────────────────────────────────────────────

    def _accept(self, now: datetime, action: str, **data: Any) -> None:
        story = self.story
        inspectors = f"{story.officer.name}、{story.unit.contact}、群众代表 2 人"
        story.office(action, inspectors=inspectors, inspected_on=local_date(now), **data)(now)

    def _items(self, last: str = "fit") -> list[dict[str, Any]]:
        names = [one.name for one in self.story.case.milestones]
        return [{"item": name, "result": last if name == names[-1] else "fit"} for name in names]

    def _fail(self, now: datetime) -> None:
        due = local_date(now) + timedelta(days=30)
        self._accept(
            now, "fail_inspection", reason=say("defect", self.rng), new_due=due,
            accepted_items=self._items("unfit"),
        )  # fmt: skip

    def _pass(self, now: datetime) -> None:
        opinion = say("accepted", self.rng)
        self._accept(now, "pass_inspection", opinion=opinion, accepted_items=self._items())

    def _rest(self, now: datetime) -> None:
        rows = [
            {"text": text, "due_on": (local_date(now) + timedelta(days=days)).isoformat()}
            for text, days in (("补种行道树 40 株", 45), ("完善管护制度并上墙", 60))
        ]
        self._accept(
            now, "pass_inspection", opinion=say("accepted", self.rng), remaining_items=rows,
            accepted_items=self._items("flawed"),
        )  # fmt: skip

    def _deny(self, now: datetime) -> None:
        due = local_date(now) + timedelta(days=25)
        self._accept(now, "deny_benefit", reason="有六户还没有通水。", new_due=due)

    def _confirm(self, now: datetime) -> None:
        story = self.story
        by = story.reviewer or story.officer
        votes = dict(zip(_NAMES, (n * 3 for n in VOTES[story.plan.verdict]), strict=True))
        evidence = [scan(story.walk.session, by, "受益户签到和现场照片.png", now)]
        story.by(
            by, "confirm_benefit", inspected_on=local_date(now), turnout=30, evidence=evidence,
            **votes,
        )(now)  # fmt: skip

    def _appraise(self, now: datetime) -> None:
        tens = self.story.days(6, 20)
        votes = dict(zip(_NAMES, (n * tens for n in VOTES[self.story.plan.verdict]), strict=True))
        self.story.office(
            "record_appraisal", appraised_by="deputies", turnout=tens * 10,
            comment=say("appraised", self.rng), **votes,
        )(now)  # fmt: skip

    def _done(self, now: datetime) -> None:
        item = next(
            one.id for one in self.story.case.remaining
            if one.confirmed_on is None and one.reported_on is None
        )  # fmt: skip
        self.story.lead("report_remaining", remaining_item=item, note="已经完成。")(now)

    def _checked(self, now: datetime) -> None:
        item = next(
            one.id for one in self.story.case.remaining
            if one.confirmed_on is None and one.reported_on is not None
        )  # fmt: skip
        self.story.office("confirm_remaining", remaining_item=item)(now)


_NAMES = ("votes_satisfied", "votes_basic", "votes_not")
