"""Stories: drive a subject to any state, by the shortest path, with valid data for every action.

    story = Story(session, door, county)
    subject = story.reach("proposal", "mediation")      # a new subject each time
    story.do(subject, "record_mediation")               # by whoever may, with a sample form
    story.do(subject, "evaluate", by="ally", result="basic")

Each act is half an hour after the one before; `story.pass_days(20)` lets time go by and the
clock tick.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models import Event, HandlingTask, LivelihoodProject, Proposal, Subject, User
from tests.people import START, County
from workflow.clock import tick
from workflow.deadlines import local_date
from workflow.engine import Engine
from workflow.parties import AUTOMATIC, current_tasks, parties_of

TEXT = {
    "title": "关于加装老旧小区电梯的提案",
    "background": "全县二十年以上的住宅楼 312 栋，都没有电梯。",
    "analysis": "楼上的老人下不了楼；出资比例一直谈不拢。",
    "suggestions": ["定出资比例", "设一个窗口办手续"],
}
APPLICATION = {
    "project_name": "青山镇卫生院改建",
    "place": "青山镇",
    "need": "看病要走 40 公里",
    "goal": "新建业务用房 1200 平方米",
    "beneficiaries": 12000,
    "budget": "350.50",
}
SATISFIED = {"met_how": "phone", "attitude": "satisfied", "result": "satisfied"}
DISSATISFIED = SATISFIED | {"result": "dissatisfied", "comment": "问题还在"}
CONTACT = {"contact_person": "王经办", "contact_phone": "0900-6600000"}
TALK = {
    "contact_stage": "before",
    "contact_mode": "phone",
    "contact_on": "2026-03-02",
    "contact_persons": "双方",
    "contact_summary": "谈了加装的办法",
}

#: how a state is reached: the state before it, and the act
CAME_FROM: dict[str, dict[str, tuple[str, str]]] = {
    "proposal": {
        "cosigning": ("drafting", "invite"),
        "group_review": ("drafting", "send_to_group"),
        "submitted": ("drafting", "submit"),
        "discarded": ("drafting", "discard"),
        "filed": ("submitted", "file"),
        "not_filed": ("submitted", "not_file"),
        "withdrawn": ("submitted", "withdraw"),
        "handling": ("filed", "assign"),
        "replied": ("handling", "answer_every_task"),
        "rehandling": ("replied", "evaluate_badly"),
        "replied_again": ("rehandling", "answer_every_task"),
        "mediation": ("replied_again", "evaluate_badly"),
        "closed": ("replied", "evaluate"),
    },
    "handling_task": {
        "return_asked": ("to_sign", "ask_return"),
        "released": ("return_asked", "agree_return"),
        "working": ("to_sign", "accept"),
        "opining": ("to_sign_as_co", "accept"),
        "talked": ("working", "record_contact"),
        "reply_check": ("talked", "reply"),
        "answered": ("reply_check", "approve_reply"),
    },
    "livelihood_project": {
        "group_review": ("drafting", "send_to_group"),
        "submitted": ("drafting", "submit"),
        "discarded": ("drafting", "discard"),
        "balloting": ("submitted", "shortlist"),
        "turned_down": ("submitted", "turn_down"),
        "assigned": ("balloting", "adopt"),
        "carrying_out": ("assigned", "accept"),
        "carried_out": ("carrying_out", "report_all_done"),
        "inspection": ("carried_out", "finish"),
        "appraisal": ("inspection", "pass_inspection"),
        "closed": ("appraisal", "record_appraisal"),
    },
}


@dataclass
class Story:
    """One teller: a session, an engine, a county and a clock of its own."""

    session: Session
    engine: Engine
    county: County
    now: datetime = START
    pace: timedelta = timedelta(minutes=30)
    told: list[str] = field(default_factory=list)

    # ── beginning ───────────────────────────────────────────────────────────

    def propose(self, by: str = "author", **changed: Any) -> Proposal:
        """A complete proposal, still being drafted."""
        return self._open("proposal", by, TEXT | changed, Proposal)

    def apply(self, by: str = "author", **changed: Any) -> LivelihoodProject:
        """A complete application for a project, still being drafted."""
        return self._open("livelihood_project", by, APPLICATION | changed, LivelihoodProject)

    def _open(self, kind: str, by: str, data: dict[str, Any], expected: type[Any]) -> Any:
        self.now += self.pace
        user = self.county[by]
        subject = self.engine.open(self.session, kind, by=user, data=data, now=self.now)
        assert isinstance(subject, expected)
        return subject

    # ── acting ──────────────────────────────────────────────────────────────

    def do(
        self, subject: Subject, action: str, by: str | User | None = None, **changed: Any
    ) -> Event:
        """Perform an action with its sample form, changed as told, by the first who may."""
        self.now += self.pace
        user = self.county[by] if isinstance(by, str) else by or self.actor(subject, action)
        data = sample(self, subject, action) | changed
        event = self.engine.perform(
            self.session,
            subject,
            action,
            by=user,
            data={name: value for name, value in data.items() if value is not None},
            now=self.now,
            version=subject.version,
        )
        self.told.append(action)
        return event

    def actor(self, subject: Subject, action: str) -> User | None:
        """Somebody of the cast whose part the action is; None for the automatic parties."""
        rules = self.engine.rules_of(self.session, subject)
        found = rules.workflow(subject.kind).state(subject.state).action(action)
        wanted = found.by if found else ()
        for user in self.county.users.values():
            if set(parties_of(user, subject, local_date(self.now))) & set(wanted):
                return user
        assert not found or set(wanted) & set(AUTOMATIC), f"nobody of the cast may {action}"
        return None

    def pass_days(self, days: int) -> list[Event]:
        """Let days go by; what the clock then does."""
        self.now += timedelta(days=days)
        return tick(self.session, self.engine, self.now)

    def answer(self, task: HandlingTask, **changed: Any) -> None:
        """Carry one unit's task from the assignment to its answer."""
        self.do(task, "accept")
        if not task.answers_proposer:
            self.do(task, "give_opinion")
            return
        self.do(task, "record_contact")
        self.do(task, "reply", **changed)
        self.do(task, "approve_reply")

    def answer_every_task(self, proposal: Proposal) -> None:
        """All units of the present round answer, those that only give an opinion first."""
        for task in sorted(current_tasks(proposal), key=lambda task: task.answers_proposer):
            self.answer(task)
        self.session.refresh(proposal)

    # ── reaching ────────────────────────────────────────────────────────────

    def reach(self, kind: str, state: str) -> Any:
        """A new subject of that kind in that state."""
        if state not in CAME_FROM[kind]:
            subject = BEGINNINGS[kind](self, state)
        else:
            before, act = CAME_FROM[kind][state]
            subject = self.reach(kind, before)
            compound = COMPOUNDS.get(act)
            if compound:
                compound(self, subject)
            else:
                self.do(subject, act)
        return subject

    def task(self, duty: str) -> HandlingTask:
        """A new task of that duty in a new case."""
        modes = {"sole": "sole", "lead": "lead_co", "co": "lead_co", "separate": "separate"}
        proposal = self.reach("proposal", "filed")
        self.do(proposal, "assign", **assignment(self.county, modes[duty]))
        self.session.refresh(proposal)
        return next(task for task in proposal.tasks if task.duty == duty)


def _begin_task(story: Story, state: str) -> HandlingTask:
    return story.task("co" if state.endswith("_as_co") else "sole")


BEGINNINGS: dict[str, Callable[[Story, str], Subject]] = {
    "proposal": lambda story, _state: story.propose(),
    "livelihood_project": lambda story, _state: story.apply(),
    "handling_task": _begin_task,
}
COMPOUNDS: dict[str, Callable[[Story, Any], object]] = {
    "answer_every_task": Story.answer_every_task,
    "evaluate_badly": lambda story, subject: story.do(subject, "evaluate", **DISSATISFIED),
    "report_all_done": lambda story, subject: story.do(subject, "report_progress", progress=100),
}


def assignment(county: County, mode: str) -> dict[str, Any]:
    """The form of an assignment in that mode: unit a leads, unit b assists."""
    a, b, *_ = (unit.id for unit in county.units)
    lead, co = {"sole": ([a], []), "lead_co": ([a], [b]), "separate": ([a, b], [])}[mode]
    return {"handling_mode": mode, "lead_units": lead, "co_units": co}


def answers(proposal: Proposal) -> list[dict[str, Any]]:
    """An answer to each suggestion."""
    return [
        {"no": s.no, "verdict": "adopted", "measure": f"已办：{s.text}", "due_on": None}
        for s in proposal.suggestions
    ]


def sample(story: Story, subject: Subject, action: str) -> dict[str, Any]:
    """A valid form for an action on this subject, now."""
    return SAMPLES.get((subject.kind, action), SAMPLES.get(("", action), _nothing))(story, subject)


def _nothing(_story: Story, _subject: Any) -> dict[str, Any]:
    return {}


def _form(**data: Any) -> Callable[[Story, Any], dict[str, Any]]:
    return lambda _story, _subject: dict(data)


def _later(story: Story, days: int) -> str:
    return (local_date(story.now) + timedelta(days=days)).isoformat()


def _uninvited(story: Story, subject: Any) -> list[int]:
    known = {s.person_id for s in subject.signatures if s.decision in ("pending", "agreed")}
    seats = story.county.members
    return [
        seats[name].id
        for name in ("ally", "former", "stranger")
        if seats[name].person_id not in known
    ][:1]


def _reply(story: Story, task: Any) -> dict[str, Any]:
    return {
        "reply_class": "A",
        "doc_no": f"云建函〔2026〕{task.id}号",
        "reply_body": "已经办理。",
        "answers": answers(task.proposal),
        "signer": "张局长",
        "publicity": "full",
        **CONTACT,
    }


Sample = Callable[[Story, Any], dict[str, Any]]
SAMPLES: dict[tuple[str, str], Sample] = {
    ("proposal", "write"): _form(**TEXT),
    ("proposal", "invite"): lambda story, subject: {"cosigners": _uninvited(story, subject)},
    ("proposal", "send_to_group"): _form(publish_consent="full"),
    ("proposal", "submit"): _form(publish_consent="full"),
    ("", "suggest_changes"): _form(opinion="建议写明栋数"),
    ("proposal", "file"): _form(category="social"),
    ("", "send_back"): _form(reason="请补充数字"),
    ("proposal", "not_file"): _form(ground="personal", reason="属个人事项", disposal="opinion"),
    ("proposal", "withdraw"): _form(reason="情况有了变化"),
    ("proposal", "assign"): lambda story, _subject: assignment(story.county, "sole"),
    ("proposal", "evaluate"): _form(**SATISFIED),
    ("proposal", "record_mediation"): _form(mediation_record="当面谈了，提案人保留意见。"),
    ("handling_task", "accept"): _form(**CONTACT),
    ("handling_task", "ask_return"): lambda story, _task: {
        "reason": "不属本单位职责",
        "suggested_unit": story.county.units[2].id,
    },
    ("handling_task", "agree_return"): lambda story, _task: {
        "new_unit": story.county.units[2].id,
        "reason": "同意",
    },
    ("handling_task", "refuse_return"): _form(reason="属贵单位职责"),
    ("handling_task", "record_contact"): _form(**TALK),
    ("handling_task", "reply"): _reply,
    ("handling_task", "give_opinion"): _form(opinion="可以支持", **CONTACT),
    ("handling_task", "send_back_reply"): _form(reason="请逐条写清"),
    ("livelihood_project", "write"): _form(**APPLICATION),
    ("livelihood_project", "turn_down"): _form(reason="已有规划"),
    ("livelihood_project", "adopt"): lambda story, _project: {
        "ballot": "应到 210 人，赞成 180 票",
        "lead_unit": story.county.units[0].id,
        "partner_units": [story.county.units[1].id],
        "start_plan": _later(story, 10),
        "finish_plan": _later(story, 200),
    },
    ("livelihood_project", "vote_down"): _form(ballot="赞成 20 票", reason="票数不够"),
    ("livelihood_project", "accept"): _form(**CONTACT),
    ("livelihood_project", "report_progress"): lambda _story, project: {
        "progress": project.progress,
        "note": "照常施工",
    },
    ("livelihood_project", "extend"): lambda story, _project: {
        "new_due": _later(story, 300),
        "reason": "雨季",
    },
    ("livelihood_project", "finish"): _form(note="已完工", signer="张局长"),
    ("livelihood_project", "pass_inspection"): lambda story, _project: {
        "inspectors": "甲、乙",
        "inspected_on": _later(story, 0),
        "opinion": "合格",
    },
    ("livelihood_project", "fail_inspection"): lambda story, _project: {
        "inspectors": "甲、乙",
        "inspected_on": _later(story, 0),
        "reason": "漏水",
        "new_due": _later(story, 30),
    },
    ("livelihood_project", "record_appraisal"): _form(
        turnout=100, votes_satisfied=60, votes_basic=20, votes_not=5
    ),
}
