"""归档: the checklist is computed, a gap is filled or explained, another person checks."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models import ArchiveVolume, Event, Promise
from models.queries.archive import volumes_of
from models.queries.visibility import may_see
from tests.archive_samples import count_pages, volume_of
from tests.people import todays_rules
from tests.stories import ONCE, Story
from workflow import history
from workflow.checklist import ITEMS, CaseFile, Line, checklist
from workflow.deadlines import local_date
from workflow.engine import Impossible, Refused
from workflow.page_count import list_digest

SEES = {role.name: role.sees for role in todays_rules().roles}


def lines_of(story: Story, volume: ArchiveVolume) -> dict[str, Line]:
    rules = story.engine.rules_of(story.session, volume)
    return {line.name: line for line in checklist(story.session, volume, rules)}


def status_of(story: Story, volume: ArchiveVolume) -> dict[str, str]:
    return {name: line.status for name, line in lines_of(story, volume).items()}


def archived(story: Story, case: object) -> ArchiveVolume:
    volume = volume_of(story, case)
    story.do(volume, "put_together")
    count_pages(story, volume)
    story.do(volume, "pass_volume")
    return volume


def test_every_item_of_states_yaml_has_its_function_and_no_other() -> None:
    names = [name for name, _label in todays_rules().field("checklist_item").choices]
    assert set(names) == set(ITEMS)


def test_whatever_ends_a_proposal_that_was_submitted_opens_its_volume() -> None:
    workflow = todays_rules().workflow("proposal")
    ends = {one.name for one in workflow.states if one.final and not one.private}
    for state in workflow.states:
        for action in state.actions:
            if ends & {to.state for to in action.to}:
                assert "open_volume" in action.then, (state.name, action.name)
    assert ends >= {"closed", "not_filed_closed", "withdrawn"}


@ONCE
def test_a_whole_journey_lacks_nothing(story: Story) -> None:
    story.joint, story.mode = True, "lead_co"
    case = story.reach("proposal", "mediation")
    story.do(case, "convene_mediation")
    story.do(case, "record_mediation")
    found = status_of(story, volume_of(story, case))
    absent = {name for name, status in found.items() if status == "not_needed"}
    assert absent == {
        "decisions", "returns", "instructions", "supervision", "promises",
    }  # fmt: skip
    assert found.pop("publication") == "later", "it is still being drafted"
    assert {found[name] for name in found.keys() - absent} == {"present"}
    replies = lines_of(story, volume_of(story, case))["replies"].papers
    assert [paper.title for paper in replies] == ["答复函", "答复函（第2轮）"]


@ONCE
def test_a_letter_nobody_confirmed_is_named_until_it_is_explained(story: Story) -> None:
    volume = story.reach("archive_volume", "to_file")
    gap = lines_of(story, volume)["deliveries"]
    assert (gap.status, gap.why) == ("missing", "没有确认收到，也没有纸质回证：{detail}")
    assert gap.detail.startswith("段环莺（云建函〔2026〕")
    with pytest.raises(Refused, match="缺件须补充或者说明：送达回证"):
        story.do(volume, "put_together", by="office")
    with pytest.raises(Refused, match="这一项不缺"):
        story.do(volume, "explain_gap", by="office", checklist_item="replies")
    event = story.do(volume, "explain_gap")
    assert history.body(event)["data"]["reason"] == "回执已经遗失"
    assert status_of(story, volume)["deliveries"] == "explained"
    noted = history.body(story.do(volume, "put_together"))["noted"]
    assert noted["explained"] == {"deliveries": "回执已经遗失"}


@ONCE
def test_a_scan_fills_a_gap_until_it_is_taken_out_again(story: Story) -> None:
    volume = story.reach("archive_volume", "to_file")
    story.do(volume, "add_piece", checklist_item="deliveries")
    assert status_of(story, volume)["deliveries"] == "present"
    with pytest.raises(Refused, match="没有这个序号"):
        story.do(volume, "remove_piece", by="office", added_no=999)
    story.do(volume, "remove_piece")
    assert status_of(story, volume)["deliveries"] == "missing"


@ONCE
def test_a_second_person_checks_and_only_what_was_counted(story: Story) -> None:
    case = story.reach("proposal", "closed")
    volume = volume_of(story, case)
    story.do(volume, "put_together", by="office")
    with pytest.raises(Refused, match="清点"):
        story.do(volume, "pass_volume", by="head")
    count_pages(story, volume)
    with pytest.raises(Refused, match="须由另一个人来做"):
        story.do(volume, "pass_volume", by="office")
    story.do(volume, "pass_volume", by="clerk")
    assert (volume.put_together_by, volume.checked_by) == ("薛晓燕", "周立")
    for action in ("put_together", "add_piece", "return_volume"):
        with pytest.raises(Impossible):
            story.do(volume, action, by="office")


@ONCE
def test_numbers_are_given_once_and_the_list_is_hashed(story: Story) -> None:
    one, two = (volume_of(story, story.reach("proposal", "withdrawn")) for _ in range(2))
    story.do(one, "put_together")
    story.do(one, "return_volume")
    assert (one.number, one.pieces, one.list_sha256) == ("2026-0001", [], "")
    for volume in (two, one):
        story.do(volume, "put_together")
        count_pages(story, volume)
    assert (one.number, two.number) == ("2026-0001", "2026-0002")
    assert [piece.no for piece in one.pieces] == list(range(1, len(one.pieces) + 1))
    assert [piece.first_page for piece in one.pieces] == [piece.no for piece in one.pieces]
    before = one.list_sha256
    assert before == list_digest(one)
    one.pieces[0].title += "改"
    assert list_digest(one) != before
    told = story.session.scalars(
        select(Event).where(Event.action == "count_pages", Event.subject_id == one.id)
    ).all()
    assert history.body(told[-1])["noted"] == {"pages": len(one.pieces), "list": before}


@ONCE
def test_what_was_never_filed_and_what_was_withdrawn_has_a_volume_too(story: Story) -> None:
    for state, kept in (
        ("not_filed_closed", "not_filing_notice"),
        ("withdrawn", "withdrawal_sheet"),
    ):
        case = story.reach("proposal", state)
        volume = archived(story, case)
        assert kept in {piece.document for piece in volume.pieces}
        assert "reply_letter" not in {piece.document for piece in volume.pieces}
    draft = story.reach("proposal", "discarded")
    assert volumes_of(story.session, draft.id) == []


def _promised(story: Story) -> tuple[Promise, ArchiveVolume]:
    promise = story.reach("promise", "keeping")
    case = promise.parent
    story.evaluate(case)
    return promise, volume_of(story, case)


@ONCE
def test_what_comes_after_the_volume_is_closed_goes_into_a_supplement(story: Story) -> None:
    promise, volume = _promised(story)
    case = promise.parent
    assert status_of(story, volume)["promises"] == "later"
    archived(story, case)
    kept = [(piece.no, piece.title) for piece in volume.pieces]
    for action in ("report_kept", "confirm_kept", "draft_second_letter", "sign_second_letter"):
        story.do(promise, action)
    supplement = volume_of(story, case)
    assert (supplement.supplement_no, supplement.reason) == (1, "承诺事项和督办件全部了结")
    assert set(status_of(story, supplement)) == {"promises", "log"}
    archived(story, case)
    assert supplement.number == f"{volume.number}-补1"
    assert supplement.pieces[0].no == len(kept) + 1
    assert supplement.pieces[0].first_page == len(kept) + 1
    assert {"look_back_sheet", "second_letter"} <= {one.document for one in supplement.pieces}
    assert [(piece.no, piece.title) for piece in volume.pieces] == kept


@ONCE
def test_promises_over_before_the_volume_is_closed_go_into_it(story: Story) -> None:
    promise, volume = _promised(story)
    story.do(promise, "explain_broken")
    story.do(promise, "accept_broken")
    assert volume_of(story, promise.parent) is volume
    assert status_of(story, volume)["promises"] == "not_needed"


@ONCE
def test_the_office_supplements_by_hand_with_a_reason(story: Story) -> None:
    case = story.reach("proposal", "closed")
    office = story.county["office"]

    def by_hand() -> ArchiveVolume:
        data = {"case_no": case.number, "reason": "找到了会议照片"}
        way = {"by": office, "data": data, "now": story.now, "way": "file_by_hand"}
        found = story.engine.open(story.session, "archive_volume", **way)  # type: ignore[arg-type]
        assert isinstance(found, ArchiveVolume)
        return found

    with pytest.raises(Refused, match="正在立卷"):
        by_hand()
    archived(story, case)
    supplement = by_hand()
    assert (supplement.supplement_no, supplement.author_id) == (1, None)
    with pytest.raises(Refused, match="没有新的材料"):
        story.do(supplement, "put_together", by="office")
    story.do(supplement, "add_piece")
    assert archived(story, case).reason == "找到了会议照片"


@ONCE
def test_a_volume_is_seen_by_the_committee_and_by_no_party_of_the_case(story: Story) -> None:
    volume = volume_of(story, story.reach("proposal", "closed"))
    seen = {
        name
        for name, user in story.county.users.items()
        if story.session.scalar(
            select(ArchiveVolume.id).where(
                may_see(user, local_date(story.now), SEES), ArchiveVolume.id == volume.id
            )
        )
    }
    assert seen == {"office", "clerk", "head", "supervisor", "county_leader", "auditor"}


@ONCE
def test_a_publication_is_filed_when_it_is_over(story: Story) -> None:
    publication = story.reach("publication", "approving")
    case = publication.parent
    story.evaluate(case)
    volume = volume_of(story, case)
    assert status_of(story, volume)["publication"] == "later"
    archived(story, case)
    story.do(publication, "approve_public")
    supplement = volume_of(story, case)
    assert (supplement.supplement_no, supplement.reason) == (1, "公开办完")
    archived(story, case)
    assert "publication_record" in {one.document for one in supplement.pieces}
    events = {one.action for one in lines_events(story, supplement)}
    assert {"draft_public", "approve_public"} <= events


def lines_events(story: Story, volume: ArchiveVolume) -> list[Event]:
    """What the log of the volume prints."""
    rules = story.engine.rules_of(story.session, volume)
    ids = [one.id for one in CaseFile(story.session, volume, rules).subjects]
    return list(story.session.scalars(select(Event).where(Event.subject_id.in_(ids))))
