"""The sample county: everything is in it, and all of it was walked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    Event,
    HandlingUnit,
    LiaisonGroup,
    Member,
    Outbox,
    PlenarySession,
    Proposal,
    Subject,
    User,
)
from models.queries.county import record
from tests.yunling import STATES
from web.sample.accounts import open_accounts, read_accounts, write_accounts
from web.sample.county import InhabitedError, load
from web.sample.people import MAIN_LOGINS, settle
from web.sample.timeline import NOW, TODAY
from web.sample.walk import sample_engine
from workflow import history
from workflow.check import prove
from workflow.names import KNOWN
from workflow.rules import Rules

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def source() -> str:
    return STATES.read_text("utf-8")


@pytest.fixture(scope="module")
def rules(source: str) -> Rules:
    return prove(source, KNOWN)


#: events after which chance would long have parted two loads; each hash holds all before it
ENOUGH = 300


def _count(session: Session, model: type, **where: object) -> int:
    query = select(func.count()).select_from(model).filter_by(**where)
    return session.scalar(query) or 0


def test_the_county_has_its_groups_members_units_and_sessions(yunling: Session) -> None:
    assert _count(yunling, LiaisonGroup, kind="township") == 29
    assert _count(yunling, LiaisonGroup, kind="county") == 9
    assert _count(yunling, Member, status="sitting") == 203
    assert _count(yunling, HandlingUnit) == 64
    assert _count(yunling, PlenarySession) == 2
    # 203 proposals and 45 projects. The ballots doubled the projects: each needs a list to choose
    # from, and some that lose; drafts made of activities, opinions and promises count too.
    kinds = ("proposal", "livelihood_project")
    cases = sum(_count(yunling, Subject, kind=kind) for kind in kinds)
    assert 175 <= cases <= 260


def test_every_state_of_every_workflow_has_a_case(yunling: Session, rules: Rules) -> None:
    for workflow in rules.workflows:
        query = select(Subject.state).where(Subject.kind == workflow.name)
        found = Counter(yunling.scalars(query))
        assert [state.name for state in workflow.states if not found[state.name]] == []


def test_every_action_was_performed(yunling: Session, rules: Rules) -> None:
    performed = set(yunling.scalars(select(Event.action)))
    known = {a.name for w in rules.workflows for state in w.states for a in state.actions}
    assert known - performed == set()


def test_every_state_was_reached_by_an_event(yunling: Session) -> None:
    last: dict[int, Event] = {}
    for event in yunling.scalars(select(Event).order_by(Event.subject_id, Event.seq)):
        assert event.happened_at <= NOW
        before = last.get(event.subject_id)
        assert event.from_state == (before.to_state if before else None)
        last[event.subject_id] = event
    for subject in yunling.scalars(select(Subject)):
        assert last[subject.id].to_state == subject.state
    assert _count(yunling, Event) > 2_000


def test_every_chain_verifies(yunling: Session) -> None:
    assert history.verify_all(yunling) == []


def test_events_stand_in_order_of_time(yunling: Session) -> None:
    moments = list(yunling.scalars(select(Event.happened_at).order_by(Event.id)))
    assert moments == sorted(moments)


def test_no_two_proposals_have_the_same_title(yunling: Session) -> None:
    titles = Counter(yunling.scalars(select(Proposal.title)))
    assert [title for title, count in titles.items() if count > 1] == []


def test_open_cases_are_late_soon_due_and_in_good_time(yunling: Session) -> None:
    query = select(Subject.due_on).where(Subject.closed_at.is_(None), Subject.due_on.is_not(None))
    days = [(day - TODAY).days for day in yunling.scalars(query)]
    late = sum(day < 0 for day in days)
    soon = sum(0 <= day <= 5 for day in days)
    assert late >= 10
    assert soon >= 10
    assert len(days) - late - soon >= 20


def test_nobody_is_sent_a_message_about_the_sample(yunling: Session) -> None:
    assert _count(yunling, Outbox, delivered_at=None) == 0
    assert _count(yunling, Outbox) > 0


def test_names_with_dots_and_rare_characters_are_kept(yunling: Session) -> None:
    names = [member.person.name for member in yunling.scalars(select(Member))]
    assert sum("·" in name for name in names) > 20
    assert any(len(character.encode()) == 4 for name in names for character in name)


def test_a_second_load_is_refused(yunling: Session, rules: Rules, source: str) -> None:
    with pytest.raises(InhabitedError):
        load(yunling, sample_engine(rules, source))


def test_the_county_is_the_same_in_every_process(yunling: Session, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from sqlalchemy import event\n"
        "from models import Event\n"
        "from models.database import make_engine, write_session\n"
        "from web.migrating import upgrade\n"
        "from web.sample.county import load\n"
        "from web.sample.walk import sample_engine\n"
        "from workflow.check import prove\n"
        "from workflow.names import KNOWN\n"
        "url, states, enough = sys.argv[1:]\n"
        "seen = []\n"
        "def note(_mapper, _connection, row):\n"
        "    seen.append(row.hash)\n"
        "    if len(seen) == int(enough):\n"
        "        raise SystemExit(print('\\n'.join(seen)))\n"
        "event.listen(Event, 'after_insert', note)\n"
        "upgrade(url)\n"
        "source = Path(states).read_text('utf-8')\n"
        "with write_session(make_engine(url)) as session:\n"
        "    load(session, sample_engine(prove(source, KNOWN), source))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, f"sqlite:///{tmp_path}/again.db", str(STATES), str(ENOUGH)],
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "America/New_York"},
        cwd=STATES.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == record(yunling)[:ENOUGH]


def test_only_the_six_accounts_can_sign_in(session: Session, tmp_path: Path) -> None:
    from random import Random

    people = settle(session, Random(1))
    accounts = open_accounts(people)
    path = write_accounts(tmp_path, accounts)
    session.flush()
    usable = session.scalars(select(User.login).where(User.password_hash != "")).all()
    assert sorted(usable) == sorted(MAIN_LOGINS)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_accounts(tmp_path) == accounts
    assert not any(session.scalars(select(User.must_change).where(User.password_hash != "")))


def test_the_people_are_the_same_on_both_databases(
    session: Session, new_session: Callable[[], Session]
) -> None:
    from random import Random

    settle(session, Random(1))
    logins = list(session.scalars(select(User.login).order_by(User.id)))
    assert logins[:4] == ["yl120001", "yl120002", "yl120003", "member"]
    assert len(logins) == len(set(logins)) > 300
