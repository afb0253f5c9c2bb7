"""Projects that are started from a proposal or a promise: the link is on both pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from models import Promise, Proposal, Subject, User
from models.queries.links import linked_from
from models.queries.projects import in_state
from web.sample.ballots import at
from web.sample.plans import ProjectPlan
from web.sample.projects import ProjectStory
from web.sample.timeline import TODAY, Anchor, Deed
from web.sample.walk import Walk
from web.sample.works import Works

NAME = "给村口安装饮水净化站"


def link_deeds(walk: Walk) -> Iterator[tuple[datetime, Deed]]:
    """One started from a promise and carried out, and three that are only begun."""
    fulfilling = Fulfilling(walk)
    for days, deed in fulfilling.deeds():
        yield at(TODAY - timedelta(days=days)), deed
    yield at(TODAY - timedelta(days=15)), _from(walk, "handling", "begin_project")
    yield at(TODAY - timedelta(days=14)), _from(walk, "handling", "nominate_project")
    yield at(TODAY - timedelta(days=13)), _from(walk, "keeping", "nominate_project")


def proposer_of(walk: Walk, case: Subject) -> User | None:
    """The first proposer, if he is one who acts in the sample."""
    proposal = case if isinstance(case, Proposal) else case.parent
    person = proposal.author_id if proposal else None
    return next((one for one in walk.county.members if one.person_id == person), None)


def _free(walk: Walk, state: str) -> Subject:
    """The first case in that state from which no project was started, and whose proposer acts."""
    return next(
        case
        for case in in_state(walk.session, "promise" if state == "keeping" else "proposal", state)
        if not linked_from(walk.session, case.id, "project") and proposer_of(walk, case)
    )


def _from(walk: Walk, state: str, action: str) -> Deed:
    def deed(now: datetime) -> None:
        case = _free(walk, state)
        by = proposer_of(walk, case) if action == "begin_project" else walk.county.office[0]
        walk.do(case, action, by or walk.county.office[0], now, project_name=NAME)

    return deed


class Fulfilling:
    """A promise, the project that keeps it, and what has come of it so far."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.story: ProjectStory | None = None

    def deeds(self) -> Iterator[tuple[int, Deed]]:
        """Each with how many days ago it was."""
        yield 95, self.begin
        yield 94, self.step("write")
        yield 93, self.step("submit")
        yield 90, self.step("register_project")
        yield 84, self.list
        yield 82, self.step("accept")
        for days, percent in ((55, 60), (26, 100)):
            yield days, self.work(percent)
            yield days - 1, self.step("check_report")
        yield 24, self.step("finish")

    def begin(self, now: datetime) -> None:
        """由此申报办一件实事."""
        promise = _free(self.walk, "keeping")
        by = proposer_of(self.walk, promise)
        if not isinstance(promise, Promise) or by is None:
            raise LookupError("no promise to start from")
        self.walk.do(promise, "begin_project", by, now, project_name=NAME)
        (link,) = linked_from(self.walk.session, promise.id, "project")
        plan = ProjectPlan(text=25, kind="own", anchor=Anchor("", TODAY))
        self.story = ProjectStory(self.walk, plan, by, Random(NAME))
        self.story.begin(link.target)

    def step(self, action: str) -> Deed:
        """What comes next."""

        def deed(now: datetime) -> None:
            story = self._story()
            deeds: dict[str, Deed] = {
                "write": story.write,
                "submit": story.by(story.author, "submit"),
                "register_project": story.office("register_project"),
                "check_report": story.by(self.walk.county.checkers[story.unit.id], "check_report"),
                "finish": story.lead("finish", note="已经装好。", signer=story.unit.leader),
                "accept": story.lead(
                    "accept", contact_person=story.unit.contact, contact_phone=story.unit.phone
                ),
            }
            deeds[action](now)

        return deed

    def work(self, percent: int) -> Deed:
        """填写月报."""

        def deed(now: datetime) -> None:
            Works(self._story()).report(percent)(now)

        return deed

    def list(self, now: datetime) -> None:
        """立项."""
        self._story().enlist(now)

    def _story(self) -> ProjectStory:
        if self.story is None:
            raise LookupError("not begun")
        return self.story
