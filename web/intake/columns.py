"""What the office's three rosters are called and which columns they have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from web.intake.names import (
    Cleaned,
    clean_cell,
    clean_code,
    clean_email,
    clean_mobile,
    clean_name,
    clean_phone,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the title the office uses, other titles it may have, how it is cleaned."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    #: the heading must have it
    required: bool = False
    #: every row must fill it
    filled: bool = False
    clean: Callable[[object], Cleaned] = clean_cell
    max: int = 200

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title under which the column is recognised."""
        return (self.title, *self.aliases)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of roster."""

    name: str
    label: str
    #: what one row is called in a sentence
    row: str
    #: the column that identifies a row for ever
    key: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)


MEMBERS = Kind(
    "members",
    "委员名册",
    "委员",
    "member_no",
    (
        Column("name", "姓名", ("委员姓名",), required=True, filled=True, clean=clean_name, max=60),
        Column(
            "member_no", "委员证号", ("证号", "委员编号", "委员证编号"),
            required=True, filled=True, clean=clean_code, max=40,
        ),
        Column("sector", "界别", ("所属界别",), required=True, filled=True),
        Column("group", "所属联络组", ("联络组", "所在联络组", "委员联络组"), required=True),
        Column("employer_post", "工作单位及职务", ("工作单位和职务", "工作单位职务", "单位及职务")),
        Column("mobile", "手机号码", ("手机", "手机号", "联系电话"), clean=clean_mobile),
        Column("email", "电子邮箱", ("邮箱", "电子邮件", "E-mail", "Email"), clean=clean_email),
        Column("remark", "备注", max=500),
    ),
)  # fmt: skip

GROUPS = Kind(
    "groups",
    "联络组名册",
    "联络组",
    "name",
    (
        Column("name", "联络组", ("联络组名称",), required=True, filled=True, max=60),
        Column("kind", "类别", ("类型",), required=True, filled=True),
        Column("area", "片区", ("所属片区",)),
        Column("leader", "组长", ("组长姓名",), required=True, clean=clean_name),
        Column("leader_is_member", "组长是否委员", ("是否委员",)),
        Column("vice_leader", "副组长"),
        Column("officer", "联络员", ("联络员姓名",)),
        Column("officer_phone", "联络员电话", ("联络员手机", "电话"), clean=clean_phone),
    ),
)

UNITS = Kind(
    "units",
    "承办单位名册",
    "承办单位",
    "name",
    (
        Column("name", "单位全称", ("承办单位", "单位名称"), required=True, filled=True, max=80),
        Column("short_name", "单位简称", ("简称",), required=True),
        Column("kind", "类别", ("类型", "单位类别")),
        Column("letter_prefix", "发文机关代字", ("机关代字", "代字")),
        Column("leader", "分管领导", ("分管负责人",), clean=clean_name),
        Column("contact", "联络员", ("联系人",), clean=clean_name),
        Column("phone", "联络员电话", ("联系电话", "电话"), clean=clean_phone),
    ),
)

KINDS = {kind.name: kind for kind in (MEMBERS, GROUPS, UNITS)}
