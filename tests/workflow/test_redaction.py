"""What looks personal is found as people write it, and what only looks like a number is left."""

from __future__ import annotations

import pytest

from workflow.redaction import LABELS, find, kinds, redact

#: kind, what is to be found, and what stands around it
PERSONAL = [
    ("phone", "13800138000", "手机{}，"),
    ("phone", "138 0013 8000", "打{}就行"),
    ("phone", "138-0013-8000", "（{}）"),
    ("phone", "+86 13800138000", "{}"),
    ("phone", "１３８００１３８０００", "手机：{}。"),
    ("phone", "0900-6600000", "电话{}转"),
    ("phone", "(0900)6600000", "{}"),
    ("phone", "0900—6600123", "电话：{}；"),
    ("phone", "010 88886666转123", "{}；"),
    ("phone", "400-820-8820", "{}"),
    ("phone", "6600123", "座机{}。"),
    ("phone", "6600123", "咨询，{}，"),
    ("phone", "66001234", "联系方式：{}"),
    ("phone", "一三八〇〇一三八〇〇〇", "电话{}。"),
    ("number", "530102199003076317", "身份证{}。"),
    ("number", "53010219900307631X", "证号 {}，"),
    ("number", "530102 1990 0307 6317", "{}"),
    ("number", "6222 0212 3456 7890 123", "卡号{}"),
    ("number", "530102900307631", "老证号{}。"),
    ("email", "wang.li@yunling.gov.cn", "邮箱：{}。"),
    ("account", "abc_12345", "微信号：{}，"),
    ("account", "123456789", "QQ {}，"),
    ("plate", "云A·12345", "车{}停"),
    ("plate", "云AD12345", "车牌{}，"),
    ("address", "青山镇二组", "家住{}，"),
    ("address", "云岭县青山镇解放路12号3栋2单元501室", "请到{}，"),
    ("address", "和平路8号", "在{}。"),
    ("address", "3栋501室", "住{}，"),
    ("address", "675000", "邮编：{}。"),
    ("person", "王经办", "联系人：{}，"),
    ("person", "阿依古丽·艾力", "户主为{}，"),
    ("person", "阿依古丽·艾力", "找{}谈过"),
    ("person", "帕提古丽·艾力", "{}，女，45 岁"),
    ("post", "云岭县第一中学教师", "本人是{}，"),
]
INNOCENT = [
    "共投资 35000000 元，惠及 12000 人，楼房 312 栋。",
    "计划 2026 年 3 月完成，见云建函〔2026〕12号；日期 20260312。",
    "第12号提案，S215 线，G56 高速，12345 热线，网络 2025-2026 年全覆盖。",
    "二〇二六年一月一日起，三〇一医院，全县 1,234,567 人，长 12.3456789 公里。",
    "建议 1. 定出资比例；2. 设一个窗口。占 38.5%，投入4000000000元。",
    "在三个乡镇的八个村，新建道路 12 条；第 3 组第 2 次会议。",
]
NAMES, POSTS = {"阿依古丽·艾力", "艾力"}, {"云岭县第一中学教师"}


@pytest.mark.parametrize(("kind", "words", "around"), PERSONAL)
def test_what_is_personal_is_found_whole_and_nothing_beside_it(
    kind: str, words: str, around: str
) -> None:
    text = around.format(words)
    found = find(text, NAMES, POSTS)
    assert [(one.kind, text[one.start : one.end]) for one in found] == [(kind, words)]
    assert words not in redact(text, NAMES, POSTS)


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_counts_is_left_alone(text: str) -> None:
    assert [text[one.start : one.end] for one in find(text)] == []
    assert redact(text) == text


def test_names_are_found_with_any_middle_dot() -> None:
    for dot in "·‧•・":
        assert kinds(find(f"与阿依古丽{dot}艾力谈过", NAMES)) == ["人名"]


def test_what_was_left_out_is_not_found_again() -> None:
    text = "。".join(around.format(words) for _kind, words, around in PERSONAL)
    once = redact(text, NAMES, POSTS)
    assert find(once, NAMES, POSTS) == []
    assert {one.kind for one in find(text, NAMES, POSTS)} == set(LABELS)
