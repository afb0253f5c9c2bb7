"""Laws over all members: every workflow, state, action and party of states.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Event, Notice, Outbox, Subject, User
from tests.bundling import ASIDES
from tests.laws.silence import BY_CASE, SILENT
from tests.laws.undoing import snapshot, undone
from tests.people import todays_rules
from tests.samples import DISSATISFIED, sample
from tests.stories import CAME_FROM, ONCE, Story
from tests.tours import tour
from workflow.acts import Act
from workflow.clock import tick
from workflow.deadlines import local_date
from workflow.engine import Impossible, Refused
from workflow.parties import AUTOMATIC, PARTIES, parties_of
from workflow.recipients import RECIPIENTS
from workflow.rules import Action, State, Workflow

KINDS = tuple(CAME_FROM)


def here(story: Story, subject: Subject) -> State:
    rules = story.engine.rules_of(story.session, subject)
    return rules.workflow(subject.kind).state(subject.state)


def all_actions(workflow: Workflow) -> list[str]:
    return list(dict.fromkeys(a.name for state in workflow.states for a in state.actions))


def performs(story: Story, subject: Subject, action: str, user: User | None) -> bool:
    """Whether it is performed with a valid form; True leaves it done."""
    try:
        event = story.engine.perform(
            story.session,
            subject,
            action,
            by=user,
            data=sample(story, subject, action, user),
            now=story.now,
            version=subject.version,
        )
    except (Refused, Impossible):
        assert not story.session.new, action
        assert not story.session.dirty, action
        return False
    assert event.actor_id == (user.id if user else None)
    return True


def _offered(story: Story, subject: Subject, user: User | None) -> dict[str, str]:
    """What the user is offered now, and as which party."""
    offers = story.engine.available(story.session, subject, user, story.now) if user else ()
    return {offer.action.name: offer.party for offer in offers}


@pytest.fixture
def performed(session: Session) -> set[tuple[str | None, str]]:
    """Every (state, action) of which an event was written, also if it was undone later."""
    seen: set[tuple[str | None, str]] = set()

    def note(session: Session, *_: object) -> None:
        seen.update((e.from_state, e.action) for e in session.new if isinstance(e, Event))

    sqlalchemy_event.listen(session, "before_flush", note)
    return seen


def _one_of_each(
    offers: dict[User | None, dict[str, str]], story: Story, subject: Subject
) -> list[User | None]:
    """Of those who stand in the same relations and are offered the same, the first."""
    today = local_date(story.now)
    alike: dict[object, User | None] = {}
    for user, offered in offers.items():
        alike.setdefault((tuple(parties_of(user, subject, today)), tuple(offered.items())), user)
    return list(alike.values())


@ONCE
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_offered_is_performed_and_nothing_else(
    kind: str, story: Story, performed: set[tuple[str | None, str]]
) -> None:
    workflow = todays_rules().workflow(kind)
    story.joint, story.mode = True, "lead_co"
    everybody = (None, *story.county.users.values())
    # What the state does not have is impossible before it is asked who comes: all try, in turn.
    anybody = cycle(everybody)
    for position, subject in tour(story, kind):
        state = here(story, subject)
        story.now += story.pace
        before = snapshot(story.session, subject)
        # Asked once a position: whatever is done below is undone again.
        offers = {user: _offered(story, subject, user) for user in everybody}
        some_of_all = _one_of_each(offers, story, subject)
        for action in state.actions:
            for user in some_of_all:
                offered = offers[user]
                if action.name not in offered:
                    assert not performs(story, subject, action.name, user), (position, action.name)
                    continue
                assert offered[action.name] in action.by
                with undone(story.session):
                    assert performs(story, subject, action.name, user), (position, action.name)
                    moved = subject.state != state.name
                    assert subject.version - before["version"] >= moved
                    assert action.to or subject.state == state.name
        for name in all_actions(workflow):
            if state.action(name) is None:
                assert not performs(story, subject, name, next(anybody)), name
        assert snapshot(story.session, subject) == before, position
        with undone(story.session):
            tick(story.session, story.engine, story.now + timedelta(days=500))
        if state.action("end_with_round") and subject.parent.closed_at is None:
            with undone(story.session):
                story.evaluate(subject.parent, **DISSATISFIED)
        for aside in ASIDES.get(position, ()):
            with undone(story.session):
                story.go_on(subject, aside)
        if state.action("end_with_case"):
            with undone(story.session):
                story.do(subject.proposal, "withdraw")
    everything = {(s.name, a.name) for s in workflow.states for a in s.actions}
    assert everything - performed == set(), "never performed"


@ONCE
@pytest.mark.parametrize("kind", KINDS)
def test_the_automatic_parties_do_only_what_is_theirs(kind: str, story: Story) -> None:
    for _position, subject in tour(story, kind):
        before = snapshot(story.session, subject)
        for action in here(story, subject).actions:
            for party in (*AUTOMATIC, "office", "author", ""):
                if party in action.by and party in AUTOMATIC:
                    continue
                with pytest.raises(Refused):
                    story.engine.perform(
                        story.session,
                        subject,
                        action.name,
                        by=None,
                        data=sample(story, subject, action.name),
                        now=story.now,
                        automatic=party,
                    )
        assert snapshot(story.session, subject) == before


def _doable(story: Story, subject: Subject) -> Iterator[tuple[Action, User]]:
    offers = {user: _offered(story, subject, user) for user in story.county.users.values()}
    for action in here(story, subject).actions:
        for user, offered in offers.items():
            if action.name in offered:
                yield action, user
                break


@ONCE
@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_answer_is_named_and_an_unknown_one_refused(kind: str, story: Story) -> None:
    story.joint = True
    nothing = cycle((lambda _name: {}, lambda name: {name: ""}, lambda name: {name: None}))
    tried: set[tuple[str, str]] = set()
    for _position, subject in tour(story, kind):
        before = snapshot(story.session, subject)
        for action, user in _doable(story, subject):
            if (subject.state, action.name) in tried:
                continue
            tried.add((subject.state, action.name))
            whole = sample(story, subject, action.name, user)
            for name in action.asks:
                label = todays_rules().field(name).label
                rest = {key: value for key, value in whole.items() if key != name}
                with pytest.raises(Refused) as refused:
                    story.engine.perform(
                        story.session,
                        subject,
                        action.name,
                        by=user,
                        data=rest | next(nothing)(name),
                        now=story.now,
                    )
                told = [(r.field, r.sentence) for r in refused.value.reasons]
                assert told == [(name, f"请填写“{label}”")], (action.name, name)
            for extra in ("state", "number", "serial_no", "id"):
                with pytest.raises(Refused):
                    story.engine.perform(
                        story.session,
                        subject,
                        action.name,
                        by=user,
                        data=whole | {extra: "x"},
                        now=story.now,
                    )
        assert snapshot(story.session, subject) == before
    by_people = {
        (state.name, action.name)
        for state in todays_rules().workflow(kind).states
        for action in state.actions
        if not set(action.by) & set(AUTOMATIC)
    }
    assert by_people - tried == set(), "never tried"


# ── parties ─────────────────────────────────────────────────────────────────


def test_every_person_party_can_be_told() -> None:
    assert set(RECIPIENTS) == set(PARTIES)
    assert {party.name for party in todays_rules().parties} == {*PARTIES, *AUTOMATIC}


def _standing(story: Story, subject: Subject, party: str) -> set[str]:
    today = local_date(story.now)
    return {
        name
        for name, user in story.county.users.items()
        if party in parties_of(user, subject, today)
    }


def _told(story: Story, subject: Subject, party: str) -> set[str]:
    action = Action("tell", "", ("office",), notify=(party,))
    rules = story.engine.rules_of(story.session, subject)
    today = local_date(story.now)
    act = Act(story.session, story.engine, rules, subject, action, None, story.now, today)
    names = {user.id: name for name, user in story.county.users.items()}
    return {names[user.id] for user in RECIPIENTS[party](act)}


@ONCE
@pytest.mark.parametrize("kind", KINDS)
def test_who_stands_in_a_relation_is_told_and_nobody_else(kind: str, story: Story) -> None:
    story.joint, story.mode = True, "lead_co"
    seen: set[str] = set()
    for position, subject in tour(story, kind):
        for party in PARTIES:
            if (kind, party) in SILENT:
                continue
            # A unit's work concerns every unit of the case: the notice goes by the proposal.
            case = subject.proposal if (kind, party) in BY_CASE else subject
            standing = _standing(story, case, party)
            told = _told(story, subject, party)
            if party == "cosigner" and not standing:
                # Who did not answer in time is told that the invitation lapsed.
                assert told <= {"former"}
                continue
            assert told == standing, (position, party)
            seen |= {party} if standing else set()
    assert seen == set(PARTIES) - {party for a_kind, party in SILENT if a_kind == kind}


def test_no_rule_names_a_relation_that_its_kind_does_not_have() -> None:
    for workflow in todays_rules().workflows:
        for state in workflow.states:
            for action in state.actions:
                for party in (*action.by, *action.notify):
                    assert (workflow.name, party) not in SILENT, (state.name, action.name)


@ONCE
@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_goes_to_each_concerned_once_and_never_to_who_acts(
    kind: str, story: Story, session: Session
) -> None:
    story.joint, story.mode = True, "lead_co"
    for position, subject in tour(story, kind):
        for action, user in _doable(story, subject):
            # What follows by itself may part cases: who stood there before is told of it too.
            stood = set().union(*(_told(story, subject, p) for p in action.notify))
            with undone(session):
                event = story.do(subject, action.name, by=user)
                told = session.scalars(select(Notice.user_id).where(Notice.event_id == event.id))
                names = {u.id: n for n, u in story.county.users.items()}
                readers = [names[number] for number in told]
                assert len(readers) == len(set(readers))
                assert names[user.id] not in readers
                assert "retired" not in readers
                due = set().union(*(_told(story, subject, p) for p in action.notify))
                assert due - {names[user.id]} <= set(readers), (position, action.name)
                assert set(readers) <= due | stood, (position, action.name)
                sent = (
                    select(func.count())
                    .select_from(Outbox)
                    .where(Outbox.key.like(f"notice-{event.hash[:24]}-%"))
                )
                assert session.scalar(sent) == len(readers)
