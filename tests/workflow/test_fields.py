"""Fields: what each type takes, and what it says to what it does not take."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import Attachment
from tests.people import START, County
from workflow.deadlines import local_date
from workflow.fields import TYPES, Asked, BadValue, clean
from workflow.rules import Field

TODAY = local_date(START)
CHOICES = (("a", "甲"), ("b", "乙"))
TABLE = "栋号\t层数\t户数\n1\t6\t24\n\n2\t7\t28"
RARE = "𠮷田·艾力‧买买提•𪚥㐂"

#: type → what was typed → what is kept
GOOD: dict[str, list[tuple[Any, Any]]] = {
    "line": [
        ("关于加装电梯的提案", "关于加装电梯的提案"),
        ("  上下\r\n两行 ", "上下 两行"),
        (RARE, RARE),
        ("e\u0301", "\u00e9"),
        ("字" * 200, "字" * 200),
    ],
    "text": [
        ("一\r\n二\r三", "一\n二\n三"),
        (TABLE, TABLE),
        ("\n\n  首行缩进\n", "  首行缩进"),
        ("字" * 20_000, "字" * 20_000),
        (RARE, RARE),
        ("=1+1", "=1+1"),
    ],
    "phone": [
        ("0900-6600000", "0900-6600000"),
        ("１３９００００００００", "13900000000"),
        ("+86 139 0000 0000", "+86 139 0000 0000"),
        ("0900-6600000转12", "0900-6600000转12"),
    ],
    "doc_no": [
        ("云教育函〔2026〕12号", "云教育函〔2026〕12号"),
        (" 云函〔2026〕1号 ", "云函〔2026〕1号"),
    ],
    "choice": [("a", "a")],
    "order": [(["3", "", "1"], [3, 1]), ("7", [7])],
    "number": [("12", 12), (0, 0), ("１２", 12), (" 7 ", 7)],
    "percent": [("100", 100), ("0", 0)],
    "money": [
        ("120.5", Decimal("120.50")),
        ("1,200", Decimal("1200.00")),
        (0, Decimal("0.00")),
        (Decimal("9.999"), Decimal("10.00")),
        ("９．５", Decimal("9.50")),
    ],
    "date": [("2026-02-28", date(2026, 2, 28)), (date(2028, 2, 29), date(2028, 2, 29))],
    "past_date": [(TODAY.isoformat(), TODAY), ("2025-12-31", date(2025, 12, 31))],
    "future_date": [("2026-12-31", date(2026, 12, 31))],
    "suggestions": [(["一", " ", "二 "], ["一", "二"]), ("只有一条", ["只有一条"])],
    "answers": [
        (
            [{"no": "1", "verdict": "planned", "measure": " 做 ", "due_on": "2027-06-30"}],
            [{"no": 1, "verdict": "planned", "measure": "做", "due_on": date(2027, 6, 30)}],
        ),
        (
            [{"no": 2, "verdict": "not", "measure": "因为", "due_on": ""}],
            [{"no": 2, "verdict": "not", "measure": "因为", "due_on": None}],
        ),
    ],
}
#: type → what was typed → how the sentence begins
BAD: dict[str, list[tuple[Any, str]]] = {
    "line": [
        ("字" * 201, "最多 200 字，现在是 201 字"),
        ("a\x00b", "第 2 个字处有看不见的控制字符，请删去"),
        ("\x1b[31m", "第 1 个字处"),
        ("\ud800", "里面有不完整的字符"),
        (7, "请填写文字"),
        (["x"], "请填写文字"),
    ],
    "text": [("字" * 20_001, "最多 20000 字，现在是 20001 字"), ("好\x0b", "第 2 个字处")],
    "phone": [("请打电话", "电话只能写"), ("12", "电话只能写"), ("1" * 30, "电话只能写")],
    "doc_no": [
        ("云教育函[2026]12号", "发文字号写成"),
        ("云教育函〔2026〕012号", "发文字号写成"),
        ("云教育函〔26〕12号", "发文字号写成"),
        ("〔2026〕12号", "发文字号写成"),
        ("云 函〔2026〕12号", "发文字号写成"),
    ],
    "choice": [("c", "请从所列的选项中选择"), ("甲", "请从所列"), (["a"], "请从所列")],
    "number": [
        ("1.5", "请填写不带小数的数字"),
        ("-1", "请填写"),
        ("十", "请填写"),
        ("1" * 10, "请填写"),
        (True, "请填写"),
    ],
    "percent": [("101", "百分数在 0 到 100 之间"), ("-1", "请填写")],
    "money": [
        ("-1", "金额不能是负数"),
        ("NaN", "金额不能是负数"),
        ("Infinity", "金额不能是负数"),
        ("1e99", "金额不能是负数"),
        ("很多", "请填写金额数字"),
    ],
    "date": [
        ("2026-02-29", "没有这一天"),
        ("2026-13-01", "没有这一天"),
        ("昨天", "没有这一天"),
        ("1026-01-01", "年份不对"),
        ("2206-01-01", "年份不对"),
    ],
    "past_date": [((TODAY + timedelta(days=1)).isoformat(), "这是已经发生的事")],
    "future_date": [(TODAY.isoformat(), "日期要在今天以后")],
    "suggestions": [
        (["条"] * 31, "建议最多 30 条"),
        (["字" * 5001], "最多 5000 字"),
        ([7], "请填写文字"),
    ],
    "order": [
        (["1", "2", "1"], "同一位委员排了两次，请核对"),
        (["甲"], "请从联名人里选择"),
    ],
    "answers": [
        ([{"no": 1, "verdict": "", "measure": "x"}], "第 1 条建议：请选择"),
        ([{"no": 2, "verdict": "adopted", "measure": " "}], "第 2 条建议：请写明措施"),
        ([{"verdict": "adopted", "measure": "x"}], "请逐条答复建议"),
        (["x"], "请逐条答复建议"),
        ([{"no": 1, "verdict": "not", "measure": "x"}] * 2, "同一条建议答复了两次"),
        ([{"no": 1, "verdict": "planned", "measure": "x", "due_on": "2027-02-30"}], "没有这一天"),
    ],
}
#: types that ask the database; below
REFERENCES = {
    "unit", "units", "member", "members", "files", "leader", "handover", "local_category", "agenda",
    "opinions", "group", "candidates", "project_call", "town",
}  # fmt: skip
#: types whose choices are rows of the case: looked at where the case is, in tests of their own
OF_THE_CASE = {
    "proposers", "evaluator", "paper_form", "adoption", "contact", "text_part", "text_comment",
    "bundled_cases", "merge_into", "case_unit", "attendance", "score_item", "reported_item",
    "accepted_items", "ballot_votes", "done_milestones", "funds", "kept_promise",
    "milestones", "remaining_item", "remaining_items", "report_month", "site_visit",
}  # fmt: skip


def field_of(kind: str) -> Field:
    return Field("f", "f", kind, choices=CHOICES)


@pytest.fixture
def asked(session: Session, county: County) -> Asked:
    return Asked(session, county["author"], TODAY)


@pytest.fixture
def nowhere() -> Asked:
    """For types that ask nothing of the database."""
    return Asked(Session(), None, TODAY)


def test_every_type_is_told() -> None:
    assert set(GOOD) == set(BAD) == set(TYPES) - REFERENCES - OF_THE_CASE


@pytest.mark.parametrize(("kind", "typed", "kept"), [(k, *v) for k in GOOD for v in GOOD[k]])
def test_what_is_good_is_kept_and_clean_twice(
    kind: str, typed: Any, kept: Any, nowhere: Asked
) -> None:
    cleaned = clean(field_of(kind), typed, nowhere)
    assert cleaned == kept
    assert type(cleaned) is type(kept)
    assert clean(field_of(kind), cleaned, nowhere) == cleaned


@pytest.mark.parametrize(("kind", "typed", "says"), [(k, *v) for k in BAD for v in BAD[k]])
def test_what_is_bad_is_refused_in_a_sentence(
    kind: str, typed: Any, says: str, nowhere: Asked
) -> None:
    with pytest.raises(BadValue) as bad:
        clean(field_of(kind), typed, nowhere)
    assert str(bad.value).startswith(says)
    assert str(bad.value) == (bad.value.sentence % bad.value.params or bad.value.sentence)


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_filled_in_is_nothing(kind: str, asked: Asked) -> None:
    for empty in (None, "", [] if kind in {"suggestions", "answers", *REFERENCES} else ""):
        assert clean(field_of(kind), empty, asked) is None
    if kind in {"line", "text", "phone", "doc_no"}:
        assert clean(field_of(kind), " \n ", asked) is None


def is_kept_or_refused(kind: str, typed: Any) -> None:
    somewhere = Asked(Session(), None, TODAY)
    with suppress(BadValue):
        kept = clean(field_of(kind), typed, somewhere)
        assert _cleaned_again(kind, kept, somewhere) == kept


def _cleaned_again(kind: str, kept: Any, asked: Asked) -> Any:
    try:
        return clean(field_of(kind), kept, asked)
    except BadValue as bad:
        return bad


@pytest.mark.parametrize("kind", sorted(set(TYPES) - REFERENCES))
@given(typed=st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.booleans()))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_typed_is_kept_or_refused_in_a_sentence(kind: str, typed: Any) -> None:
    is_kept_or_refused(kind, typed)


@given(
    typed=st.lists(
        st.one_of(
            st.none(),
            st.text(max_size=9),
            st.dictionaries(
                st.sampled_from(["no", "verdict", "measure", "due_on", "x"]),
                st.one_of(st.none(), st.text(max_size=9), st.integers(), st.lists(st.integers())),
            ),
        ),
        max_size=4,
    )
)
@settings(max_examples=100, deadline=None)
def test_whatever_lists_are_sent_are_kept_or_refused(typed: list[Any]) -> None:
    for kind in ("answers", "suggestions", "choice", "line", "date", "money", "number"):
        for sent in (typed, dict(enumerate(typed))):
            is_kept_or_refused(kind, sent)


# ── references ──────────────────────────────────────────────────────────────


def test_units_and_members_come_from_the_rosters(asked: Asked, county: County) -> None:
    a, b, c, _ = (unit.id for unit in county.units)
    county.units[2].active = False
    county.members["former"].status = "left"
    asked.session.flush()
    ally, former = county.seat("ally"), county.seat("former")
    assert clean(field_of("units"), [str(b), a, "", b], asked) == [b, a]
    assert clean(field_of("unit"), str(a), asked) == a
    assert clean(field_of("unit"), a, asked) == a
    assert clean(field_of("members"), [ally], asked) == [ally]
    for kind, typed in (
        *(("units", wrong) for wrong in ([a, c], [a, 999], ["x"], [-1], ["1" * 12], {"a": 1})),
        ("unit", [a, b]),
        *(("members", wrong) for wrong in ([former], [ally, 999], "1 OR 1=1")),
    ):
        with pytest.raises(BadValue):
            clean(field_of(kind), typed, asked)


def test_files_are_ones_own_and_new_and_not_too_many(asked: Asked, county: County) -> None:
    def upload(name: str) -> int:
        row = Attachment(
            name="a.pdf", mime="application/pdf", size=1, sha256="0",
            uploaded_by_id=county[name].id, uploaded_at=START,
        )  # fmt: skip
        asked.session.add(row)
        asked.session.flush()
        return row.id

    own = [upload("author") for _ in range(11)]
    assert clean(field_of("files"), [str(n) for n in own[:10]], asked) == own[:10]
    for typed in (own, [upload("ally")], [10_000], "x"):
        with pytest.raises(BadValue):
            clean(field_of("files"), typed, asked)


@pytest.mark.parametrize("kind", ["accepted_items", "funds", "milestones", "remaining_items"])
@pytest.mark.parametrize("typed", [None, "", "甲", 1, 2.5, True, ["甲"], [[]]])
def test_what_is_no_row_is_no_row(kind: str, typed: object, nowhere: Asked) -> None:
    assert clean(field_of(kind), typed, nowhere) in (None, [])
