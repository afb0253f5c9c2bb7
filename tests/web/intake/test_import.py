from __future__ import annotations

import csv
import stat
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import text
from sqlalchemy.orm import Session

from models.database import read_session
from models.queries import intake as queries
from tests.stories import ONCE
from tests.web.intake import files
from tests.web.intake.conftest import Importer, everything, outcomes
from web.intake.plan import describe

ROSTERS = (files.MEMBERS, files.GROUPS, files.UNITS)


def test_the_county_comes_in_whole(engine: Database, take: Importer, tmp_path: Path) -> None:
    slips = tmp_path / "slips.csv"
    plan = take(*ROSTERS, *files.PROPOSALS, slips=slips)
    assert plan.applied
    assert outcomes(plan) == {"new": 203 + 38 + 64 + 8}
    with read_session(engine) as session:
        members = queries.every_member(session)
        groups = queries.every_group(session)
        assert (len(members), len(groups), len(queries.every_unit(session))) == (203, 38, 64)
        assert all(member.group and member.person.name_sort for member in members)
        assert {member.term.no for member in members} == {12}
        assert Counter(group.kind for group in groups) == {"township": 29, "county": 9}
        assert Counter(p.post for p in queries.every_post(session)) == {
            "leader": 38,
            "vice_leader": 38,
            "officer": 38,
        }
        runs = queries.imports(session)
        assert Counter(run.kind for run in runs) == {
            "units": 1, "groups": 1, "members": 1, "proposal": 8, "accounts": 1,
        }  # fmt: skip
        assert all(run.at.tzinfo for run in runs)


def test_a_second_import_changes_nothing(engine: Database, take: Importer, rosters: Path) -> None:
    take(*files.PROPOSALS)
    before = everything(engine)
    again = take(*ROSTERS, *files.PROPOSALS, slips=rosters.with_name("second.csv"))
    assert again.applied
    assert again.empty
    assert outcomes(again) == {"unchanged": 203 + 38 + 64 + 8}
    assert everything(engine) == before
    assert not rosters.with_name("second.csv").exists()


@ONCE
def test_the_preview_counts_the_same_and_keeps_nothing(
    engine: Database, take: Importer, tmp_path: Path
) -> None:
    before = everything(engine)
    slips = tmp_path / "slips.csv"
    preview = take(*ROSTERS, *files.PROPOSALS, apply=False, slips=slips)
    assert not preview.applied
    assert everything(engine) == before
    assert not slips.exists()
    done = take(*ROSTERS, *files.PROPOSALS, slips=slips)
    assert outcomes(preview) == outcomes(done)
    assert preview.accounts == done.accounts


@ONCE
def test_the_dirty_roster_is_refused_with_every_bad_row(
    engine: Database, take: Importer, rosters: Path
) -> None:
    before = everything(engine)
    plan = take(files.DIRTY)
    assert not plan.applied
    # Rows 10 and 11 are clean by themselves, but bear another member's number.
    assert plan.files[0].bad_rows == {5, 6, 7, 8, 9, 10, 11, 12, 13}
    assert everything(engine) == before
    lines = "\n".join(describe(plan))
    assert "第 6 行“所属联络组”（填的是“不存在的联络组”）：没有这个联络组" in lines
    assert "什么都没有导入" in lines


@ONCE
def test_one_bad_row_in_one_file_stops_all_files(engine: Database, take: Importer) -> None:
    before = everything(engine)
    title = ["政协云岭县第十二届委员会委员名册"]
    rows = [files.member(), files.member(委员证号="YL129002", 所属联络组="青山联络")]
    bad = ("一行错.xlsx", files.workbook(title, files.MEMBER_HEADING, *rows))
    plan = take(files.GROUPS, files.UNITS, bad)
    assert not plan.applied
    assert everything(engine) == before
    assert any("是不是“青山镇联络组”" in problem for problem in plan.files[2].problems)


@ONCE
def test_a_third_of_the_leaders_are_no_members_and_the_others_are_the_same_person(
    engine: Database, take: Importer, rosters: Path
) -> None:
    with read_session(engine) as session:
        seats = {member.person_id: member for member in queries.every_member(session)}
        leaders = [post for post in queries.every_post(session) if post.post == "leader"]
        seated = [post for post in leaders if post.person_id in seats]
        assert len(leaders) - len(seated) == 13
        assert all(seats[post.person_id].group_id == post.group_id for post in seated)


def test_groups_may_come_before_or_after_their_members(engine: Database, take: Importer) -> None:
    take(files.GROUPS)
    take(files.MEMBERS)
    with read_session(engine) as session:
        persons = session.execute(text("SELECT count(*) FROM person")).scalar_one()
    # 203 members and 38 groups of three, of whom 25 leaders are members
    assert persons == 203 + 38 * 3 - 25


@ONCE
def test_only_what_differs_is_changed_and_shown(
    engine: Database, take: Importer, rosters: Path
) -> None:
    changed = files.member(
        姓名="郑萍月", 委员证号="YL120001", 界别="工商联", 所属联络组="柳河镇联络组",
        工作单位及职务="", 手机号码="13911112222", 备注="=2+2",
    )  # fmt: skip
    plan = take(("改.xlsx", files.text_workbook(files.MEMBER_HEADING, changed)))
    assert plan.applied
    (step,) = plan.files[0].steps
    assert {(c.label, c.old, c.new) for c in step.changes} == {
        ("手机号码", "13800000000", "13911112222"),
        ("所属联络组", "城关镇联络组", "柳河镇联络组"),
        ("备注", "", "=2+2"),
    }
    with read_session(engine) as session:
        member = next(m for m in queries.every_member(session) if m.member_no == "YL120001")
        assert member.employer_post == "云岭县第一中学理事长", "an empty cell wipes nothing"
        assert member.remark == "=2+2"
        assert member.group is not None
        assert member.group.name == "柳河镇联络组"


@ONCE
def test_a_number_keeps_its_name_unless_renaming_is_asked_for(
    engine: Database, take: Importer, rosters: Path
) -> None:
    row = files.member(姓名="郑萍约", 委员证号="YL120001", 界别="工商联", 所属联络组="城关镇联络组")
    file = ("更名.xlsx", files.workbook(files.MEMBER_HEADING, row))
    refused = take(file)
    assert not refused.applied
    assert "郑萍月" in refused.files[0].problems[0]
    assert take(file, rename=True).applied
    with read_session(engine) as session:
        member = next(m for m in queries.every_member(session) if m.member_no == "YL120001")
        assert member.person.name == "郑萍约"


@ONCE
def test_a_new_leader_takes_the_place_of_the_old(
    engine: Database, take: Importer, rosters: Path
) -> None:
    heading = ["联络组", "类别", "片区", "组长", "组长是否委员", "副组长", "联络员", "联络员电话"]
    row = ["柳河镇联络组", "乡镇", "第2片区", "崔丽雅", "否", "廖勇伟", "才让·才让", "13900000001"]
    plan = take(("组.xlsx", files.workbook(heading, row)))
    assert plan.applied
    (step,) = plan.files[0].steps
    assert [str(change) for change in step.changes] == ["组长：贺香 → 崔丽雅"]
    assert any("收回" in note for note in plan.files[0].notes)
    with read_session(engine) as session:
        group = next(g for g in queries.every_group(session) if g.name == row[0])
        assert len([post for post in group.posts if post.post == "leader"]) == 1


@ONCE
def test_a_leader_said_to_be_a_member_but_unknown_is_pointed_out(take: Importer) -> None:
    plan = take(files.GROUPS)
    assert plan.applied
    assert sum("填的是委员" in note for note in plan.files[0].notes) == 25


@ONCE
def test_members_need_their_term(take: Importer) -> None:
    plan = take(files.GROUPS, files.MEMBERS, apply=False, term_starts=None)
    assert any("--term-starts" in problem for problem in plan.files[1].problems)


@ONCE
def test_two_units_cannot_share_a_short_name(take: Importer) -> None:
    heading = ["单位全称", "单位简称", "类别"]
    plan = take(
        ("u.xlsx", files.workbook(heading, ["甲县水利局", "县水利局"], ["乙县水利局", "县水利局"]))
    )
    assert not plan.applied
    assert "已经用了这个简称" in plan.files[0].problems[0]


@ONCE
def test_first_passwords_are_for_their_owner_only(
    engine: Database, session: Session, rosters: Path
) -> None:
    assert stat.S_IMODE(rosters.stat().st_mode) == 0o600
    with rosters.open(encoding="utf-8-sig", newline="") as file:
        slips = list(csv.DictReader(file))
    users = {user.login: user for user in queries.every_account(session)}
    # 25 of the 38 leaders are members and have an account already; the other posts are not
    assert len(slips) == len(users) == 203 + 13 + 2 * 38 + 64
    assert len({slip["初始密码"] for slip in slips}) == len(slips)
    for slip in slips:
        user = users[slip["账号"]]
        assert user.must_change
        assert user.password_hash == f"hash {slip['初始密码']}"
    roles = Counter(grant.role for user in users.values() for grant in user.grants)
    assert roles == {"member": 203, "liaison_leader": 3 * 38, "handling_unit": 64}
    said = Counter(slip["角色"] for slip in slips)
    assert said["联络组副组长"] > 0
    assert said["联络组联络员"] > 0


@ONCE
def test_slips_never_overwrite_a_file_and_then_nothing_is_imported(
    engine: Database, take: Importer, tmp_path: Path
) -> None:
    slips = tmp_path / "slips.csv"
    slips.write_text("mine")
    before = everything(engine)
    with pytest.raises(FileExistsError):
        take(*ROSTERS, slips=slips)
    assert slips.read_text() == "mine"
    assert everything(engine) == before


def test_a20_a_cell_of_the_slips_is_never_a_formula() -> None:
    from web.intake.accounts import as_text

    for typed in ("=1", "+1", "-1", "@a", "\t=1"):
        assert as_text(typed) == f"'{typed}"
    assert as_text("甲") == "甲"
