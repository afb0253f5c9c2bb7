"""What was done to accounts: noted with the change itself, shown to administrator and auditor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask import g
from flask_babel import gettext as _
from flask_login import current_user

from models import AccountEvent, Delegation, Grant, User
from web import db, gate
from web.house import house, now
from web.wording import local, say, show_day

_WORDS = {
    "created": "新建账号",
    "password_reset": "重置密码",
    "password_changed": "本人修改密码",
    "disabled": "停用账号",
    "enabled": "启用账号",
    "role_given": "授予角色",
    "role_changed": "改变角色的期间",
    "role_ended": "收回角色",
    "delegated": "委托他人代办",
    "delegation_ended": "结束委托",
}


@dataclass(frozen=True, slots=True)
class Trace:
    """One change of one account, as a page shows it."""

    when: datetime
    who: str
    whose: str
    what: str
    detail: str


def note(
    user: User,
    what: str,
    grant: Grant | None = None,
    delegation: Delegation | None = None,
) -> None:
    """Write down what this request does to an account."""
    by = gate.visitor().user if current_user.is_authenticated else None
    db.session().add(
        AccountEvent(
            user_id=user.id,
            by_id=by.id if by else None,
            by_name=by.name if by else "",
            what=what,
            detail=_names(grant) if grant else _whom(delegation) if delegation else {},
            request_id=g.get("request_id", ""),
            at=now(),
        )
    )


def lines(events: Iterable[AccountEvent]) -> list[Trace]:
    """The changes as they are shown."""
    return [
        Trace(
            when=local(event.at),
            who=event.by_name or _("命令行"),
            whose=f"{event.user.name}（{event.user.login}）",
            what=say(_WORDS[event.what]),
            detail=_words(event.detail),
        )
        for event in events
    ]


def _names(grant: Grant) -> dict[str, str]:
    # Names, not numbers: the line must still be true when a unit is renamed.
    found = {
        "role": grant.role,
        "unit": grant.unit.name if grant.unit else "",
        "group": grant.group.name if grant.group else "",
        "from": grant.valid_from.isoformat() if grant.valid_from else "",
        "to": grant.valid_to.isoformat() if grant.valid_to else "",
    }
    return {name: value for name, value in found.items() if value}


def _whom(delegation: Delegation) -> dict[str, str]:
    return {
        "whom": delegation.to_user.name,
        "roles": ",".join(delegation.roles),
        "from": delegation.starts_on.isoformat(),
        "to": delegation.ends_on.isoformat(),
        "reason": delegation.reason,
    }


def _words(detail: dict[str, str]) -> str:
    roles = {role.name: role.label for role in house().rules.roles}
    # A role of an older procedure may be gone from today's.
    words = [say(roles.get(detail["role"], detail["role"]))] if "role" in detail else []
    words += [detail[name] for name in ("whom", "unit", "group") if name in detail]
    words += [say(roles.get(one, one)) for one in detail.get("roles", "").split(",") if one]
    days = [show_day(date.fromisoformat(detail[name])) if name in detail else ""
            for name in ("from", "to")]  # fmt: skip
    last = [detail["reason"]] if "reason" in detail else []
    return "　".join([*words, *([" — ".join(days)] if any(days) else []), *last])
