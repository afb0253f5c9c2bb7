from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.lengths import Duration, Limit
from workflow.loader import (
    Problem,
    RulesError,
    canonical,
    digest,
    from_canonical,
    load,
    load_file,
    reused_version,
)
from workflow.rules import Destination, Rules

STATES = Path(__file__).parents[2] / "states.yaml"
TEXT = STATES.read_text("utf-8")
RULES = load(TEXT)

LIMITS = {
    "cosign_time": Limit("since", "entered", parameter="cosign_time"),
    "5 working days": Limit("since", "entered", Duration(5, "working_days")),
    "1 day": Limit("since", "entered", Duration(1, "days")),
    "3 months since opened": Limit("since", "opened", Duration(3, "months")),
    "cosign_time since invite": Limit("since", "invite", parameter="cosign_time"),
    "20 days before case": Limit("before", "case", Duration(20, "days")),
    "cosign_time before case": Limit("before", "case", parameter="cosign_time"),
    "case": Limit("by", "case"),
    "not after cutoff": Limit("not_after", "cutoff"),
    "not after reply_not_after": Limit("not_after", "session", parameter="reply_not_after"),
    "by finish_plan": Limit("by", "finish_plan"),
}


@pytest.mark.parametrize("written", LIMITS)
def test_a_time_limit_is_read_in_every_form(written):
    rules = load(TEXT.replace("within: [cosign_time, not after cutoff]", f"within: {written}", 1))
    assert rules.workflow("proposal").state("cosigning").within == (LIMITS[written],)


def test_several_time_limits_are_kept_in_order():
    opining = RULES.workflow("handling_task").state("opining")
    assert [limit.relation for limit in opining.within] == ["since", "before", "by"]


def test_an_action_reads_as_a_sentence():
    sign = RULES.workflow("proposal").state("cosigning").action("sign")
    assert sign is not None
    assert (sign.label, sign.by, sign.optional) == (
        "同意联名",
        ("cosigner",),
        ("opinion", "publish_consent"),
    )
    assert sign.to == (
        Destination("drafting", "every_invitation_answered"),
        Destination("cosigning", None),
    )
    assert TEXT.splitlines()[sign.line - 1].strip() == "sign:"


def test_scalars_stay_as_they_are_written():
    rules = load(TEXT.replace("version: 2026.1", "version: 1.10"))
    assert rules.version == "1.10"
    assert "no_" in dict(RULES.field("targeted").choices)
    assert "A" in dict(RULES.field("reply_class").choices)


def test_every_name_has_its_place():
    lines = TEXT.splitlines()
    for keys, (line, column) in RULES.places.items():
        assert lines[line - 1][column - 1 :].lstrip("\"'").startswith(keys[-1])


def test_rules_come_back_equal_from_their_canonical_text():
    text = canonical(RULES)
    again = from_canonical(text)
    assert again == RULES
    assert again.digest == RULES.digest == digest(text)
    assert canonical(again) == text
    assert hash(again) == hash(RULES)


def test_the_canonical_text_has_neither_lines_nor_spaces():
    text = canonical(RULES)
    assert (
        json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        == text
    )
    assert '"line":' not in text
    assert "places" not in json.loads(text)
    assert "草拟" in text


def test_comments_and_blank_lines_do_not_change_the_digest():
    airy = "# 说明\n\n" + TEXT.replace(
        "\n      cosigning:\n", "\n\n      # 联名\n      cosigning:\n"
    )
    assert load(airy).digest == RULES.digest
    assert load(TEXT.replace("\n", "\r\n")).digest == RULES.digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("label: 草拟", "label: 起草中"),
        ("default: 3 months", "default: 4 months"),
        ("        private: true\n", ""),
        ("drafting: every_invitation_answered", "drafting: text_complete"),
    ],
)
def test_any_change_of_meaning_changes_the_digest(old, new):
    assert load(TEXT.replace(old, new, 1)).digest != RULES.digest


def test_a_version_may_not_be_used_for_other_content():
    assert reused_version(RULES, {}) is None
    assert reused_version(RULES, {RULES.version: RULES.digest}) is None
    assert reused_version(RULES, {"2025.1": "0" * 64}) is None
    problem = reused_version(RULES, {RULES.version: "0" * 64})
    assert problem is not None
    assert TEXT.splitlines()[problem.line - 1].startswith("version:")
    assert "新的版本号" in problem.sentence


@pytest.mark.parametrize(
    ("old", "new"),
    [("", ""), ("label: 草拟", "label: *a"), ("step: draft", "step: [draft"), ("within: ", "on: ")],
)
def test_both_parsers_say_the_same(old, new):
    results = []
    for parser in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        try:
            rules = load(TEXT.replace(old, new, 1) if old else TEXT, parser=parser)
            results.append((rules, rules.places))
        except RulesError as error:
            results.append([problem.line for problem in error.problems])
    assert results[0] == results[1]


def test_a_file_in_another_encoding_is_refused_kindly(tmp_path):
    path = tmp_path / "states.yaml"
    path.write_bytes("version: 1\nroles: 张三\n".encode("gb18030"))
    with pytest.raises(RulesError, match=r"states\.yaml:2:8 文件不是 UTF-8"):
        load_file(path)
    assert load_file(STATES) == RULES


def test_reading_is_quick():
    """Counted in calls, which are the same on a busy machine: some fifty a line."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        load(TEXT)
    finally:
        sys.setprofile(before)
    assert 0 < calls < 100 * len(TEXT.splitlines())


LINES = TEXT.splitlines()
PIECES = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(
        ["on: x", "\t", "：", "&a", "*a", "- ", "{", "}", "[", '"', "'", "|", "? ", "---", "...",
         "%YAML 1.1", "!!str", "\ufeff", "\x00", "\ud800", "\x85", "<<: *a", "to:", "0x", "# x"]
    ),
    st.text(max_size=12),
)  # fmt: skip
EDIT = st.tuples(
    st.sampled_from(["replace", "insert", "delete", "append", "indent", "cut"]),
    st.integers(0, len(LINES) - 1),
    PIECES,
)


def edited(edits: list[tuple[str, int, str]]) -> str:
    lines = list(LINES)
    for kind, at, piece in edits:
        line = lines[at]
        lines[at] = {
            "replace": piece,
            "insert": f"{line}\n{piece}",
            "delete": "",
            "append": line + piece,
            "indent": "  " + line,
            "cut": line[: len(line) // 2],
        }[kind]
    return "\n".join(lines)


def read(text: str) -> tuple[Rules | None, list[Problem]]:
    try:
        return load(text), []
    except RulesError as error:
        return None, error.problems


@given(st.lists(EDIT, min_size=1, max_size=6))
@settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
def test_no_edit_breaks_the_reader(edits):
    text = edited(edits)
    rules, problems = read(text)
    last = text.count("\n") + text.count("\r") + 2
    assert all(1 <= problem.line <= last and problem.column >= 1 for problem in problems)
    if rules is None:
        assert problems
    else:
        assert from_canonical(canonical(rules)) == rules
