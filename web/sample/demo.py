"""`jianyan demo`: one proposal and one project from drafting to evaluation, without a browser."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from models import Event, HandlingTask, Subject
from models.database import make_engine, read_session, write_session
from models.queries.history import events_of
from web import documents
from web.config import Settings
from web.documents.gather import Office, Order, gather
from web.migrating import upgrade
from web.sample import people
from web.sample.ballots import held_deeds
from web.sample.data import read
from web.sample.handling import Handling
from web.sample.people import MAIN_UNIT
from web.sample.plans import ProjectPlan, ProposalPlan
from web.sample.projects import ProjectStory
from web.sample.proposals import ProposalStory
from web.sample.texts import Topics
from web.sample.timeline import SHANGHAI, Anchor, Deed, moments
from web.sample.walk import Walk, sample_engine
from workflow import history
from workflow.limits import calendar_of
from workflow.rules import Rules

SEED = "示范"
PROPOSAL = ProposalPlan(
    until="",
    anchor=Anchor("", date(2026, 2, 3)),
    cosigners=1,
    mode="lead_co",
    lead=MAIN_UNIT,
    returned="refused",
    judgement="dissatisfied",
)
#: the day on which the project is chosen, before another: a ballot has more names than places
BALLOT = date(2026, 3, 23)
PROJECT = ProjectPlan(
    anchor=Anchor("list", BALLOT + timedelta(days=6)),
    text=2,
    works=("r30", "r65", "r100", "finish", "pass", "appraise", "notice"),
)
RIVAL = ProjectPlan(
    until="lose",
    anchor=Anchor("shortlist", BALLOT - timedelta(days=12)),
    text=13,
    route="office",
)


class BrokenRecordError(Exception):
    """The record of the demonstration does not verify."""


class Demo:
    """Both stories on a database of their own."""

    def __init__(self, settings: Settings, rules: Rules, out: Path, database: Database) -> None:
        self.settings, self.out, self.database = settings, out, database
        self.engine = sample_engine(rules, settings.states.read_text("utf-8"), seed=SEED)
        self.papers = 0

    def play(self) -> dict[str, Any]:
        """Walk both, print their sheets, write their logs; the words of the story."""
        with write_session(self.database) as session:
            county = people.settle(session, Random(SEED))
            walk = Walk(session, self.engine, county, Counter())
            topic = Topics(Random(SEED)).take(Random(SEED), "青山镇", MAIN_UNIT)
            author, cosigner = county.main["member"], county.members[30]
            story = ProposalStory(walk, PROPOSAL, topic, author, [cosigner], Random(SEED))
            project = ProjectStory(walk, PROJECT, author, Random(SEED))
            self._handle(walk, story)
            rival = ProjectStory(walk, RIVAL, author, Random(SEED))
            self._choose(walk, project, rival)
            session.commit()
            tasks = list(story.case.tasks)
            words = {
                "author": author.name,
                "cosigner": cosigner.name,
                "leader": county.main["leader"].name,
                "group": people.MAIN_GROUP,
                "title": story.case.title,
                "serial": story.case.serial_no,
                "number": story.case.number,
                "lead": tasks[0].unit_name,
                "co": "、".join(task.unit_name for task in tasks if task.duty == "co"),
                "doc1": tasks[0].replies[-1].doc_no,
                "doc2": tasks[-1].replies[-1].doc_no,
                "p_author": author.name,
                "project": project.case.title,
                "p_number": project.case.number,
                "p_lead": project.unit.name,
                "outcome": project.case.appraisals[-1].outcome,
            }
            numbers = [story.case.id, *(task.id for task in tasks)], [project.case.id]
        self._print("project_application", "project-application", numbers[1][0])
        self._print("project_acceptance", "project-acceptance", numbers[1][0])
        return words | self._write_logs(*numbers)

    def _handle(self, walk: Walk, story: ProposalStory) -> None:
        steps = [*story.steps(), *Handling(story).steps()]
        rng = Random(SEED)
        times = moments(steps, PROPOSAL.anchor, rng, calendar_of(walk.session))
        deeds: list[tuple[datetime, Deed]] = []
        for step, moment in zip(steps, times, strict=True):
            deeds.append((moment, step.deed))
            if step.name in ("approve", "approve_again"):  # the letter has just been let out
                walk.run(deeds, until=moment)
                walk.session.commit()
                deeds = []
                again = "" if step.name == "approve" else "-2"
                task = [one for one in story.case.tasks if one.answers_proposer][-1]
                number = task.id
                walk.session.commit()
                self._print("reply_letter", f"reply{again}", number)
                self._print("feedback_form", f"feedback{again}", number)
        walk.run(deeds, until=times[-1])

    def _choose(self, walk: Walk, *stories: ProjectStory) -> None:
        """Every project from its application on, and the ballot that decides between them."""
        deeds = list(held_deeds(walk, BALLOT, stories))
        for story in stories:
            steps = list(story.steps())
            times = moments(steps, story.plan.anchor, Random(SEED), calendar_of(walk.session))
            deeds += zip(times, (step.deed for step in steps), strict=True)
        walk.run(deeds)

    def _print(self, name: str, file: str, number: int) -> None:
        """Print a sheet from what is committed, as another process would."""
        with read_session(self.database) as session:
            subject = session.get_one(Subject, number)
            workflow = self.engine.rules.workflow(subject.kind)
            paper = next(one for one in workflow.documents if one.name == name)
            events = [e for e in events_of(session, [number]) if e.action in paper.after]
            person = subject.author_id if isinstance(subject, HandlingTask) else None
            office = Office.of(self.settings)
            order = Order(
                subject=subject,
                event=events[-1],
                office=office,
                person_id=person,
                rules=self.engine.rules,
            )
            pdf = documents.render(name, gather(name, order), self.settings.instance)
        (self.out / f"{file}.pdf").write_bytes(pdf)
        self.papers += 1

    def _write_logs(self, proposal: list[int], project: list[int]) -> dict[str, Any]:
        with read_session(self.database) as session:
            faults = history.verify_all(session)
            if faults:
                raise BrokenRecordError(faults[0].sentence)
            days = self._log(session, "events", proposal)
            steps = self._log(session, "project-events", project)
            return days | {
                **{f"p_{name}": day for name, day in steps.items()},
                "count": len(events_of(session, [*proposal, *project])),
                "papers": self.papers,
                "out": self.out.name,
            }

    def _log(self, session: Session, file: str, numbers: list[int]) -> dict[str, str]:
        events = events_of(session, numbers)
        lines = "".join(f"{line(event)}\n" for event in events)
        (self.out / f"{file}.jsonl").write_text(lines, "utf-8")
        return _days(events)


def line(event: Event) -> str:
    """One event as anybody can check it: the hashed leaf, its hash, and the words with salt."""
    record = json.loads(history.leaf(event))
    record |= {"hash": event.hash, "salt": event.body.salt, "body": event.body.text}
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def play(settings: Settings, rules: Rules, out: Path, lang: str = "zh") -> list[str]:
    """Play the demonstration into a folder; the story in twelve lines."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="jianyan-demo-") as folder:
        url = f"sqlite:///{folder}/demo.db"
        upgrade(url)
        database = make_engine(url)
        try:
            words = Demo(settings, rules, out, database).play()
        finally:
            database.dispose()
    told = read("story")
    words["verdict"] = told["verdicts"][lang][words["outcome"]]
    return [sentence.format(**words) for sentence in told[lang]]


def _days(events: Iterable[Event]) -> dict[str, str]:
    """When each action first happened, and, as `reply2`, when it last did."""
    found: dict[str, str] = {}
    for event in events:
        day = event.happened_at.astimezone(SHANGHAI).date().isoformat()
        found.setdefault(event.action, day)
        found[f"{event.action}2"] = day
    return found
