"""Who may judge, what is kept of it, and what is noticed: T2, T3, T18 and acceptance 3 and 4."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from models import Evaluation, Event, Grant, LoginTrace, Proposal
from models.queries import evaluation_figures as queries
from models.queries.evaluations import (
    alerts_of,
    all_evaluations,
    mediations,
    paper_forms,
    round_evaluations,
)
from models.queries.traces import forget_traces, leave_trace
from tests.samples import DISSATISFIED, SATISFIED
from tests.stories import ONCE, Story
from workflow.deadlines import local_date
from workflow.engine import Refused
from workflow.evaluation_figures import Figures, figures
from workflow.origins import Origin
from workflow.sealing import readable_files, visible_evaluations, visible_events

OFFICE_PC = Origin(address="a" * 32, browser="b" * 32, device="c" * 32)


def figures_now(story: Story) -> Figures:
    return figures(
        queries.rounds_asked(story.session, None),
        queries.evaluations_of(story.session, None),
        queries.contacts_by_case(story.session, None),
    )


def test_acceptance_3_a_second_dissatisfaction_leaves_the_earlier_round_as_it_was(
    story: Story,
) -> None:
    case = story.reach("proposal", "mediation_convened")
    story.do(case, "convene_mediation", mediation_place="二楼会议室")
    first, second = all_evaluations(story.session, case.id)
    kept = [(one.id, one.round, one.result, one.comment) for one in (first, second)]
    story.do(case, "record_mediation")
    assert case.state == "closed"
    story.session.expire_all()
    now = all_evaluations(story.session, case.id)
    assert [(one.id, one.round, one.result, one.comment) for one in now] == kept
    planned, held = mediations(story.session, case.id)
    assert (planned.record, planned.place) == ("", "县政协委员之家")
    assert (held.place, held.record) == ("二楼会议室", "当面谈了，提案人保留意见。")


def test_t2_a_changed_evaluation_keeps_both_and_says_who_asked_for_it(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "replied")
    story.do(case, "evaluate", by="author", **DISSATISFIED)
    with pytest.raises(Refused):
        story.do(case, "change_evaluation", by="author", reason=None)
    with pytest.raises(Refused):
        story.do(case, "change_evaluation", by="author", urged=None)
    story.do(case, "change_evaluation", by="author", urged="employer", **SATISFIED)
    first, last = all_evaluations(story.session, case.id)
    assert (first.version, first.result, first.comment) == (1, "dissatisfied", "问题还在")
    assert (last.version, last.result, last.urged) == (2, "satisfied", "employer")
    assert last.change_reason == "看错了一条"
    assert round_evaluations(story.session, case) == [last]
    # Still sealed from the unit, both of them and the events.
    unit, day = story.county["unit_a"], local_date(story.now)
    assert visible_evaluations(story.engine, story.session, unit, case, day) == []
    seen = visible_events(story.engine, story.session, unit, case, day)
    assert not {event.action for event in seen} & {"evaluate", "change_evaluation"}
    story.do(case, "evaluate", by="ally")
    assert case.state == "closed", "the last version counts"
    found = figures_now(story)
    assert found.first.result == {"dissatisfied": 1, "satisfied": 1}
    assert found.final.result == {"satisfied": 2}
    assert [(one.first.id, one.last.id) for one in found.changed] == [(first.id, last.id)]


@pytest.mark.parametrize("statement", ["UPDATE evaluation SET result = 'basic'",
                                       "DELETE FROM evaluation"])  # fmt: skip
def test_an_evaluation_is_not_edited_even_in_the_database(story: Story, statement: str) -> None:
    story.reach("proposal", "closed")
    story.session.commit()
    with pytest.raises(DatabaseError):
        story.session.execute(text(statement))


def test_acceptance_4_and_t3_nobody_of_a_unit_evaluates(story: Story) -> None:
    case = story.reach("proposal", "replied")
    for name in ("unit_a", "checker_a", "boss_a"):
        with pytest.raises(Refused):
            story.do(case, "evaluate", by=name)
    # Nor the proposer himself, where he works for a unit of the case.
    story.county["author"].grants.append(
        Grant(role="handling_unit", unit_id=story.county.units[0].id)
    )
    story.session.flush()
    with pytest.raises(Refused):
        story.do(case, "evaluate", by="author")
    with pytest.raises(Refused):
        story.do(case, "enter_paper_evaluation")
    assert all_evaluations(story.session, case.id) == []


def trace(story: Story, who: str, origin: Origin, days_ago: int = 1) -> None:
    leave_trace(
        story.session,
        LoginTrace(
            user_id=story.county[who].id, address=origin.address, browser=origin.browser,
            device=origin.device, seen_at=story.now - timedelta(days=days_ago),
        ),
    )  # fmt: skip
    story.session.flush()


def evaluate_from(story: Story, case: Proposal, origin: Origin) -> Event:
    story.now += story.pace
    return story.engine.perform(
        story.session, case, "evaluate", by=story.county["author"], data=SATISFIED,
        now=story.now, origin=origin,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("origin", "kinds"),
    [
        (OFFICE_PC, ["device"]),
        (Origin("a" * 32, "b" * 32, "other"), ["browser"]),
        (Origin("a" * 32, "other", "other"), ["address"]),
        (Origin("other", "b" * 32, "c" * 32), ["device"]),
        (Origin("other", "other", "other"), []),
        (Origin(), []),
    ],
)
@ONCE
def test_t3_an_evaluation_from_where_the_unit_signs_in_is_noticed_and_counts(
    story: Story, origin: Origin, kinds: list[str]
) -> None:
    case = story.reach("proposal", "replied")
    trace(story, "unit_a", OFFICE_PC)
    trace(story, "unit_d", OFFICE_PC)  # has nothing to do with the case
    evaluate_from(story, case, origin)
    assert case.state == "closed", "never blocked"
    found = alerts_of(story.session, case.id)
    assert [(one.kind, one.unit_user_name) for one in found] == [(k, "经办a") for k in kinds]


@ONCE
def test_old_traces_are_forgotten_and_one_place_is_kept_once(story: Story) -> None:
    for days in (100, 40, 3):
        trace(story, "unit_a", OFFICE_PC, days)
    assert [one.seen_at for one in story.session.query(LoginTrace)] == [
        story.now - timedelta(days=3)
    ]
    forget_traces(story.session, story.now)
    assert story.session.query(LoginTrace).count() == 0


# ── paper ───────────────────────────────────────────────────────────────────


def test_a_form_on_paper_counts_only_after_a_second_person(story: Story) -> None:
    case = story.reach("proposal", "replied")
    with pytest.raises(Refused):
        story.do(case, "enter_paper_evaluation", scan=None)
    story.do(case, "enter_paper_evaluation", by="office", **DISSATISFIED)
    assert all_evaluations(story.session, case.id) == []
    assert (figures_now(story).final.answered, figures_now(story).final.waiting) == (0, 1)
    # The window ends over it: the case waits for the second person.
    assert story.pass_days(60) == []
    assert case.state == "replied"
    with pytest.raises(Refused):
        story.do(case, "confirm_paper_evaluation", by="office")
    story.do(case, "confirm_paper_evaluation", by="head")
    (counted,) = all_evaluations(story.session, case.id)
    assert (counted.channel, counted.name, counted.result) == ("paper", "段环莺", "dissatisfied")
    (form,) = paper_forms(story.session, case.id)
    assert (form.entered_by, form.decided_by) == ("薛晓燕", "陶文远")
    assert (case.state, case.round) == ("rehandling", 2)
    assert figures_now(story).paper == 1


def test_a_form_that_is_not_the_scan_is_never_counted(story: Story) -> None:
    case = story.reach("proposal", "paper_waiting")
    story.do(case, "reject_paper_evaluation", by="clerk")
    story.pass_days(60)
    assert case.state == "closed"
    assert all_evaluations(story.session, case.id) == []
    assert [one.name for one in figures_now(story).silent] == ["段环莺"]


def test_the_proposer_has_until_the_window_ends_to_object(story: Story) -> None:
    case = story.reach("proposal", "paper_counted")
    assert case.state == "replied", "a satisfied form on paper does not close the case at once"
    with pytest.raises(Refused):
        story.do(case, "evaluate", by="author")
    story.do(case, "dispute_paper_evaluation", by="author")
    assert round_evaluations(story.session, case) == []
    story.do(case, "evaluate", by="author", **DISSATISFIED)
    assert case.state == "rehandling"
    assert [one.version for one in all_evaluations(story.session, case.id)] == [1, 2]
    silent = story.reach("proposal", "paper_counted")
    story.pass_days(60)
    assert silent.state == "closed"


def test_a_scan_is_read_by_its_writer_and_the_office_only(story: Story) -> None:
    story.joint = True
    case = story.reach("proposal", "paper_waiting")
    (form,) = paper_forms(story.session, case.id)
    day = local_date(story.now)
    readers = {
        name
        for name, user in story.county.users.items()
        if readable_files(story.session, user, form.scans, day)
    }
    assert readers == {"author", "office", "clerk", "head", "auditor"}


# ── figures ─────────────────────────────────────────────────────────────────


@ONCE
def test_t18_the_silent_are_a_figure_of_their_own_and_no_figure_stands_alone(
    story: Story,
) -> None:
    story.joint = True
    quiet = story.reach("proposal", "replied")
    story.do(quiet, "evaluate", by="author", adoption=[{"no": 1, "view": "not"}])
    story.pass_days(60)
    twice = story.reach("proposal", "mediation")
    waiting = story.reach("proposal", "evaluated_once")
    found = figures_now(story)
    assert (found.final.asked, found.final.answered) == (6, 4)
    assert (found.final.silent, found.final.waiting) == (1, 1)
    assert found.rounds[1].result == {"satisfied": 2, "dissatisfied": 2}
    assert found.rounds[2].result == {"dissatisfied": 2}
    assert [(one.proposal.id, one.name) for one in found.silent] == [(quiet.id, "阿依古丽·艾力")]
    # What the unit says it adopted stands beside what the member sees.
    assert found.adoption == {"not": 1}
    assert queries.verdicts_of_units(story.session, None)["adopted"] == 8
    assert found.contacts["unilateral"] == 8
    assert {twice.state, waiting.state} == {"mediation", "replied"}


@ONCE
def test_a_unit_rates_the_proposal_once_a_round(story: Story) -> None:
    case = story.reach("proposal", "replied")
    story.do(case, "rate_proposal")
    with pytest.raises(Refused):
        story.do(case, "rate_proposal", by="unit_a")


@ONCE
def test_each_suggestion_is_judged_by_the_member_himself(story: Story) -> None:
    case = story.reach("proposal", "replied")
    for bad in ([{"no": 3, "view": "adopted"}], [{"no": 1, "view": "planned"}], ["x"],
                [{"no": 1, "view": "not"}, {"no": 1, "view": "not"}]):  # fmt: skip
        with pytest.raises(Refused):
            story.do(case, "evaluate", adoption=bad)
    given = [{"no": 1, "view": "adopted"}, {"no": 2, "view": ""}]
    story.do(case, "evaluate", adoption=given, promises_clear="unclear")
    found = story.session.query(Evaluation).one()
    assert (found.adoption, found.promises_clear) == ({"1": "adopted"}, "unclear")
