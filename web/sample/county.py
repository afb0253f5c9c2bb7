"""The sample county: people first, then every case, walked through the engine in order of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random

from sqlalchemy.orm import Session

from models import User
from models.queries.county import is_inhabited, mark_all_delivered, mark_read_before
from models.queries.promises import promises_after
from models.queries.publications import publications_after
from web.sample import cases, people, projectcases
from web.sample.assignment import hold_meetings
from web.sample.awards import commendation_deeds
from web.sample.ballots import ballot_deeds, call_deeds
from web.sample.bundles import bundle_deeds
from web.sample.data import read
from web.sample.filing import Filing
from web.sample.groupyear import activity_deeds
from web.sample.handling import Handling
from web.sample.links import link_deeds
from web.sample.meetings import meeting_deeds
from web.sample.merging import second_proposals
from web.sample.opinions import opinion_deeds
from web.sample.people import MAIN_GROUP, County
from web.sample.plans import ProposalPlan
from web.sample.projects import ProjectStory
from web.sample.promises import PromiseStory
from web.sample.proposals import ProposalStory
from web.sample.publications import PublicationStory
from web.sample.supervising import supervision_deeds
from web.sample.texts import Topic, Topics
from web.sample.timeline import NOW, Anchor, Deed, Step, moments
from web.sample.walk import Walk
from web.sample.years import assessment_deeds, lay_down_rules
from workflow.engine import Engine
from workflow.limits import calendar_of

SEED = "云岭县"


class InhabitedError(Exception):
    """The database already holds people or cases: a sample must never mix with real ones."""


def load(session: Session, engine: Engine) -> County:
    """Fill an empty database with the sample county; the caller commits."""
    if is_inhabited(session):
        raise InhabitedError("数据库里已有账号或者案件，不能再装入样例。")
    county = people.settle(session, Random(SEED))
    lay_down_rules(session, county)
    hold_meetings(session, county.main["office"].person.name)
    walk = Walk(session, engine, county, Counter())
    promises, publications = _Promises(walk), _Publications(walk)
    filing = Filing(walk)
    walk.follow = lambda now: chain(promises.made(now), publications.made(now), filing.opened(now))
    own = (*supervision_deeds(walk), *bundle_deeds(walk), *filing.lately(), *link_deeds(walk),
           *activity_deeds(walk), *opinion_deeds(walk), *assessment_deeds(walk),
           *commendation_deeds(walk))  # fmt: skip
    walk.run([*_proposals(walk), *_projects(walk), *meeting_deeds(walk), *own])
    mark_all_delivered(session, NOW)
    mark_read_before(session, NOW - timedelta(days=6), NOW)
    return county


class _Promises:
    """Every promise gets its story when it is made."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.known, self.ages = walk, 0, Counter[bool]()

    def made(self, now: datetime) -> Iterable[tuple[datetime, Deed]]:
        """The deeds of the promises made since this was asked last."""
        for promise in promises_after(self.walk.session, self.known):
            story = PromiseStory(self.walk, promise, now)
            yield from story.deeds(self.ages[story.old])
            self.ages[story.old] += 1
            self.known = promise.id


class _Publications:
    """Every publication gets its story when it is begun."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.known, self.ages = walk, 0, Counter[bool]()

    def made(self, now: datetime) -> Iterable[tuple[datetime, Deed]]:
        """The deeds of the publications begun since this was asked last."""
        for publication in publications_after(self.walk.session, self.known):
            story = PublicationStory(self.walk, publication, now)
            yield from story.deeds(self.ages[story.old])
            self.ages[story.old] += 1
            self.known = publication.id


def _proposals(walk: Walk) -> Iterable[tuple[datetime, Deed]]:
    topics = Topics(Random(f"{SEED}/topics"))
    for number, plan in enumerate(cases.proposal_plans()):
        rng = Random(f"{SEED}/proposal/{number}")
        author = _author(walk.county, plan.author, rng)
        topic = _topic(walk.county, topics, plan, author, rng)
        story = ProposalStory(walk, plan, topic, author, _cosigners(walk, plan, author, rng), rng)
        steps = list(story.steps())
        if steps[-1].name == "file":
            second = _author(walk.county, plan.second_author, rng) if plan.merging else author
            steps += second_proposals(story, second)
            steps += Handling(story).steps() if steps[-1].name != "withdraw" else ()
        yield from _timed(walk, steps, plan.until, plan.anchor, rng)


def _projects(walk: Walk) -> Iterable[tuple[datetime, Deed]]:
    held: dict[date, list[ProjectStory]] = {}
    plans = [*projectcases.balloted(), *((None, plan) for plan in projectcases.others())]
    for number, (ballot, plan) in enumerate(plans):
        rng = Random(f"{SEED}/project/{number}")
        story = ProjectStory(walk, plan, _author(walk.county, plan.author, rng), rng)
        if ballot is not None:
            held.setdefault(ballot, []).append(story)
        yield from _timed(walk, list(story.steps()), "", plan.anchor, rng)
    yield from call_deeds(walk)
    yield from ballot_deeds(walk, held)


def _timed(
    walk: Walk, steps: list[Step], until: str, anchor: Anchor, rng: Random
) -> Iterable[tuple[datetime, Deed]]:
    if until:
        last = max(place for place, step in enumerate(steps) if step.name == until)
        steps = steps[: last + 1]
    times = moments(steps, anchor, rng, calendar_of(walk.session))
    return zip(times, (step.deed for step in steps), strict=True)


def _author(county: County, who: str, rng: Random) -> User:
    if who in ("main", "leader"):
        return county.main["member" if who == "main" else "leader"]
    main, green = county.main["member"], county.groups[MAIN_GROUP].id
    others = [user for user in county.members if user is not main]
    if who == "green":
        others = [user for user in others if county.seat(user).group_id == green]
    return rng.choice(others)


def _cosigners(walk: Walk, plan: ProposalPlan, author: User, rng: Random) -> list[User]:
    main = walk.county.main["member"]
    others = [user for user in walk.county.members if user not in (author, main)]
    asked = rng.sample(others, plan.cosigners)
    return [main, *asked[1:]] if plan.invites_main else asked


def _topic(county: County, topics: Topics, plan: ProposalPlan, author: User, rng: Random) -> Topic:
    if plan.unfit >= 0:
        words = read("unfit")["unfit"][plan.unfit]
        return Topic(
            title=words["title"],
            background=words["background"],
            analysis=words["analysis"],
            suggestions=tuple(words["suggestions"]),
            answers=(),
            category="other",
            lead="县政府办",
            co=(),
            done="",
        )
    group = county.seat(author).group
    town = group.name.removesuffix("联络组") if group and group.kind == "township" else ""
    return topics.take(rng, town, plan.lead)
