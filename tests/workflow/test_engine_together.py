"""Several at once: whoever comes second finds what the first has done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Event, Notice, Outbox, Subject, User
from models.database import write_session
from tests.samples import TEXT
from tests.samples_of_assignment import assignment
from tests.stories import Story
from workflow import history
from workflow.clock import tick
from workflow.engine import Engine, Impossible, Refused, Stale

ROUNDS = 3

Work = Callable[[Session, Callable[[], object]], Any]


def together(story: Story, database: Database, *works: Work) -> list[Any]:
    """Run the works in threads at the same moment, each committing; what each gave or raised.

    On PostgreSQL each calls `meet` after it has loaded what it needs, so that all act on what
    they saw before; on SQLite a writer has the database from its first question on, so that
    they meet before it.
    """
    story.session.commit()
    barrier = Barrier(len(works), timeout=30)
    early = database.dialect.name == "sqlite"

    def run(work: Work) -> Any:
        if early:
            barrier.wait()
        with write_session(database) as session:
            try:
                given = work(session, (lambda: None) if early else barrier.wait)
                session.commit()
            except (Stale, Impossible, Refused) as refusal:
                session.rollback()
                return refusal
            return given

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def acting(
    door: Engine, story: Story, subject: Subject, action: str, by: str, **options: Any
) -> Work:
    """Perform an action as another request would, with the version the page was made from."""
    number, user_id, moment = subject.id, story.county[by].id, story.now + story.pace
    options.setdefault("version", subject.version)

    def work(session: Session, meet: Callable[[], object]) -> int:
        found, user = session.get_one(Subject, number), session.get_one(User, user_id)
        # What a page has looked at is still in the session's hands when the form arrives.
        held = [*getattr(found, "signatures", []), *getattr(found, "tasks", [])]
        held += getattr(getattr(found, "proposal", None), "tasks", [])
        door.available(session, found, user, moment)
        meet()
        event = door.perform(session, found, action, by=user, now=moment, **options)
        del held
        return event.id

    return work


def count(session: Session, subject: Subject, action: str) -> int:
    query = select(func.count()).where(Event.subject_id == subject.id, Event.action == action)
    return session.scalars(query).one()


def kinds(results: list[Any]) -> Counter[str]:
    return Counter(type(result).__name__ for result in results)


def test_a07_of_two_clerks_who_assign_at_once_one_is_told_that_it_is_done(
    engine: Database, door: Engine, story: Story
) -> None:
    for _ in range(ROUNDS):
        case = story.reach("proposal", "filed")
        story.session.commit()
        forms = [assignment(story.county, mode) for mode in ("sole", "separate")]
        results = together(
            story,
            engine,
            *(
                acting(door, story, case, "assign", by, data=form)
                for by, form in zip(("office", "clerk"), forms, strict=True)
            ),
        )
        assert kinds(results)["int"] == 1
        assert kinds(results)["Impossible"] + kinds(results)["Stale"] == 1
        story.session.refresh(case)
        assert count(story.session, case, "assign") == 1
        assert len(case.tasks) == len(forms[[type(r) for r in results].index(int)]["lead_units"])
        story.session.commit()


def test_a_double_click_in_parallel_is_one_action(
    engine: Database, door: Engine, story: Story
) -> None:
    for turn in range(ROUNDS):
        case = story.reach("proposal", "examining")
        story.session.commit()
        click = acting(
            door, story, case, "file", "head", data={"category": "social"}, key=f"click-{turn}"
        )
        first, second, third = together(story, engine, click, click, click)
        assert first == second == third
        assert count(story.session, case, "file") == 1
        story.session.commit()


def test_a_double_click_on_a_new_draft_opens_one(
    engine: Database, door: Engine, story: Story
) -> None:
    # Some rules are known already: that is another story.
    story.propose()
    story.session.commit()
    user_id, moment = story.county["author"].id, story.now

    for turn in range(ROUNDS):

        def click(session: Session, meet: Callable[[], object], key: str = f"new-{turn}") -> int:
            user = session.get_one(User, user_id)
            meet()
            return door.open(session, "proposal", by=user, data=TEXT, now=moment, key=key).id

        first, second = together(story, engine, click, click)
        assert first == second
    assert story.session.scalar(select(func.count()).select_from(Subject)) == 1 + ROUNDS


def test_the_first_two_of_an_installation_begin_at_once(
    engine: Database, door: Engine, story: Story
) -> None:
    story.session.commit()
    users, moment = [story.county[name].id for name in ("author", "stranger")], story.now

    def opening(user_id: int) -> Work:
        def work(session: Session, meet: Callable[[], object]) -> int:
            user = session.get_one(User, user_id)
            meet()
            opened = door.open(session, "proposal", by=user, data=TEXT, now=moment)
            data = {"publish_consent": "full"}
            door.perform(session, opened, "submit", by=user, data=data, now=moment)
            return opened.id

        return work

    results = together(story, engine, *map(opening, users))
    assert kinds(results) == {"int": 2}
    numbers = story.session.scalars(select(Subject.serial_no).order_by(Subject.serial_no)).all()
    assert numbers == ["2026-00001", "2026-00002"]


def test_two_cosigners_who_sign_at_once_both_count(
    engine: Database, door: Engine, story: Story
) -> None:
    for _ in range(ROUNDS):
        draft = story.propose()
        seats = [story.county.seat(name) for name in ("ally", "former")]
        story.do(draft, "invite", cosigners=seats)
        story.session.commit()
        results = together(
            story,
            engine,
            *(acting(door, story, draft, "sign", by, version=None) for by in ("ally", "former")),
        )
        assert kinds(results) == {"int": 2}
        story.session.refresh(draft)
        assert [s.decision for s in draft.signatures] == ["agreed", "agreed"]
        assert draft.state == "drafting"
        story.session.commit()


def test_two_units_that_answer_at_once_finish_the_case(
    engine: Database, door: Engine, story: Story
) -> None:
    story.mode = "separate"
    for _ in range(ROUNDS):
        case = story.reach("proposal", "handling")
        story.session.refresh(case)
        for task in case.tasks:
            story.do(task, "accept")
            story.talk(task)
            story.show_and_hear(task)
            story.send_reply(task)
        story.session.commit()
        results = together(
            story,
            engine,
            *(
                acting(door, story, task, "approve_reply", by)
                for task, by in zip(case.tasks, ("office", "clerk"), strict=True)
            ),
        )
        assert kinds(results) == {"int": 2}
        story.session.refresh(case)
        assert case.state == "replied"
        assert count(story.session, case, "all_answered") == 1
        story.session.commit()


def test_two_proposers_who_evaluate_at_once_close_the_case(
    engine: Database, door: Engine, story: Story
) -> None:
    story.joint = True
    for _ in range(2):
        case = story.reach("proposal", "replied")
        story.session.commit()
        data = {"met_how": "phone", "attitude": "satisfied", "result": "basic"}
        results = together(
            story,
            engine,
            *(
                acting(door, story, case, "evaluate", by, data=data, version=None)
                for by in ("author", "ally")
            ),
        )
        assert kinds(results) == {"int": 2}
        story.session.refresh(case)
        assert case.state == "closed"
        story.session.commit()


def test_two_workers_whose_clocks_strike_at_once_act_once(
    engine: Database, door: Engine, story: Story
) -> None:
    story.joint = True
    cases = [
        story.reach("proposal", state)
        for state in ("cosigning", "group_review", "replied", "group_review")
    ]
    ids = {case.id for case in cases}  # not what was opened beside them, a publication say
    story.session.commit()
    moment = story.now + timedelta(days=60)

    def work(session: Session, meet: Callable[[], object]) -> int:
        meet()
        return len([event for event in tick(session, door, moment) if event.subject_id in ids])

    results = together(story, engine, work, work, work)
    assert sum(results) == len(cases)
    for case in cases:
        story.session.refresh(case)
    assert [case.state for case in cases] == ["drafting", "submitted", "closed", "submitted"]
    assert history.verify_all(story.session) == []


def test_the_last_click_and_the_clock_do_not_both_decide(
    engine: Database, door: Engine, story: Story
) -> None:
    for _ in range(ROUNDS):
        case = story.reach("proposal", "group_review")
        story.now += timedelta(days=30)
        story.session.commit()
        moment = story.now + story.pace

        def strike(session: Session, meet: Callable[[], object], at: Any = moment) -> int:
            meet()
            return len(tick(session, door, at))

        endorsing = acting(door, story, case, "endorse", "leader")
        results = together(story, engine, strike, endorsing)
        happened = [count(story.session, case, name) for name in ("endorse", "pass_unreviewed")]
        assert sum(happened) == 1, results
        story.session.commit()


def test_twenty_filed_at_once_get_twenty_numbers(
    engine: Database, door: Engine, story: Story
) -> None:
    cases = [story.reach("proposal", "examining") for _ in range(8)]
    story.session.commit()
    results = together(
        story,
        engine,
        *(acting(door, story, case, "file", "head", data={"category": "other"}) for case in cases),
    )
    assert kinds(results) == {"int": len(cases)}
    for case in cases:
        story.session.refresh(case)
    assert sorted(case.number for case in cases) == [f"12-3-{n:03d}" for n in range(1, 9)]
    for table in (Notice, Outbox):
        assert story.session.scalar(select(func.count()).select_from(table)) > 0
