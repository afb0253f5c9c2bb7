from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine as Database

from models import Event, LiaisonGroup, Proposal
from models.database import read_session
from tests.stories import ONCE
from tests.web.intake import files
from tests.web.intake.conftest import Importer, everything, outcomes

ROSTERS = (files.MEMBERS, files.GROUPS, files.UNITS)


def test_every_proposal_is_a_private_draft_of_its_author(
    engine: Database, take: Importer, rosters: Path
) -> None:
    plan = take(*files.PROPOSALS)
    assert plan.applied
    with read_session(engine) as session:
        subjects = [session.get_one(Proposal, file.subject_id) for file in plan.files]
        assert {(s.state, s.private) for s in subjects} == {("drafting", True)}
        assert [s.author.name for s in subjects if s.author] == [
            "郑萍月", "冯巧娥", "王国", "孟远云", "董彩莺", "梁霞珍", "胡洁文", "帕提古丽·买买提",
        ]  # fmt: skip
        assert [each.no for each in subjects[0].suggestions] == [1, 2, 3, 4]
        assert [u.name for u in subjects[0].suggested_units] == ["云岭县水利局"]
        assert subjects[3].collective_body == "农业农村党工委联络组"
        assert subjects[3].collective_kind == "liaison_group"
        assert not any(each.signatures for each in subjects), "invitations are the author's"
        group = session.get_one(LiaisonGroup, subjects[0].group_id)
        assert group.name == "城关镇联络组"
        events = session.query(Event).all()
        assert len(events) == 9
        assert all(event.request_id.startswith("import-") for event in events)
    assert any("康芳娥" in note for note in plan.files[1].notes)


@ONCE
def test_the_same_file_under_another_name_is_no_second_draft(
    engine: Database, take: Importer, rosters: Path
) -> None:
    data = files.PROPOSALS[0].read_bytes()
    assert take(("a.docx", data)).applied
    again = take(("b.docx", data))
    assert outcomes(again) == {"unchanged": 1}
    twice = take(
        ("c.docx", files.PROPOSALS[1].read_bytes()), ("d.docx", files.PROPOSALS[1].read_bytes())
    )
    assert outcomes(twice) == {"new": 1, "unchanged": 1}


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["关于修路的提案", "情况", "路坏了。"], "没有写明提案人"),
        (["关于修路的提案", "提案人：郑萍目　联络组：城关镇联络组"], "是不是“郑萍月”"),
        (["关于修路的提案", "提案人：郑萍月　联络组：柳河镇联络组"], "名册上属于城关镇联络组"),
        (["提案人：郑萍月　联络组：城关镇联络组", "情况", "路坏了。"], "案由"),
        (["关于" + "修" * 60 + "的提案", "提案人：郑萍月"], "最多 50 字"),
    ],
    ids=["nobody", "misspelt", "other group", "untitled", "long title"],
)
@ONCE
def test_a_proposal_that_cannot_be_taken_says_why(
    engine: Database, take: Importer, rosters: Path, lines: list[str], says: str
) -> None:
    before = everything(engine)
    plan = take(files.PROPOSALS[0], ("x.docx", files.word(*lines)))
    assert not plan.applied
    assert any(says in problem for problem in plan.files[1].problems)
    assert everything(engine) == before


@ONCE
def test_of_two_members_of_one_name_the_group_decides(
    engine: Database, take: Importer, tmp_path: Path
) -> None:
    rows = [
        files.member(),
        files.member(委员证号="YL129002", 所属联络组="柳河镇联络组", 手机号码="13800009998"),
    ]
    slips = tmp_path / "slips.csv"
    title = ["政协云岭县第十二届委员会委员名册"]
    assert take(
        files.GROUPS, ("m.xlsx", files.workbook(title, files.MEMBER_HEADING, *rows)), slips=slips
    ).applied
    told = files.word("关于修路的提案", "提案人：王小明　联络组：柳河镇联络组", "情况", "路坏了。")
    plan = take(("told.docx", told))
    assert plan.applied
    with read_session(engine) as session:
        group = session.get_one(Proposal, plan.files[0].subject_id).group
        assert group is not None
        assert group.name == "柳河镇联络组"
    silent = files.word("关于种树的提案", "提案人：王小明", "情况", "没有树。")
    assert "分不清" in take(("silent.docx", silent)).files[0].problems[0]


@ONCE
def test_a_member_without_an_account_cannot_be_given_a_draft(take: Importer) -> None:
    plan = take(*ROSTERS, files.PROPOSALS[0])
    assert not plan.applied
    assert "--accounts" in plan.files[3].problems[0]


@ONCE
def test_a_unit_nobody_knows_is_named_and_left_open(
    engine: Database, take: Importer, rosters: Path
) -> None:
    lines = ["关于修路的提案", "提案人：郑萍月", "情况", "路坏了。", "建议承办单位：县水利、教育局"]
    plan = take(("x.docx", files.word(*lines)))
    assert plan.applied
    assert any("没有叫“县水利”的承办单位，是不是“县水利局”" in note for note in plan.files[0].notes)
    with read_session(engine) as session:
        units = session.get_one(Proposal, plan.files[0].subject_id).suggested_units
        assert [unit.name for unit in units] == ["云岭县教育局"]
