"""The patterns an auditor is shown: what each is called, why it is worth a look, what is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from models import Subject
from models.queries import patterns as queries
from models.queries.patterns import Sighting
from web import db
from web.house import house
from web.judgements import ALERTS
from web.wording import say, show_day, show_moment, show_value
from workflow.numbers import short_number

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: its words, what finds it, and what is said of each hit."""

    title: Callable[[], str]
    #: what it is, and both readings of it, the suspicious and the innocent; given the threshold
    why: Callable[..., str]
    #: what it is n of
    among: Callable[[], str]
    #: given the session and the threshold
    find: Callable[..., Sighting]
    say: Callable[[Said], str]
    #: the setting that holds the threshold; empty where there is none
    setting: str = ""

    @property
    def threshold(self) -> tuple[int, ...]:
        """The threshold as this installation has set it, or nothing."""
        return (getattr(house().settings, self.setting),) if self.setting else ()


def _quick(said: Said) -> str:
    given = {"unit": said["unit"], "minutes": said["minutes"]}
    if said["since"] == "draft":
        return _("%(unit)s：拟稿后 %(minutes)s 分钟签发", **given)
    return _("%(unit)s：签收后 %(minutes)s 分钟签发", **given)


def _one_sided(said: Said) -> str:
    return _(
        "%(contacts)s 次沟通都是单位记的，提案人一次也没有确认；打开过通知的 %(read)s 次",
        contacts=said["contacts"],
        read=said["read"],
    )


def _from_unit(said: Said) -> str:
    return _(
        "%(name)s的评价：%(kind)s（%(unit)s，%(user)s）",
        name=said["name"],
        kind=say(ALERTS[said["kind"]]),
        unit=said["unit"],
        user=said["user"],
    )


def _changed(said: Said) -> str:
    field = house().rules.field("result")
    return _(
        "%(name)s：%(before)s → %(after)s（%(when)s）",
        name=said["name"],
        before=show_value(field, said["before"]),
        after=show_value(field, said["after"]),
        when=show_moment(said["when"]),
    )


def _why_late_extension(count: int) -> str:
    if count == 0:
        return _("期限当天才申请的：可能一直没有办；也可能是最后才遇到困难。")
    return _(
        "期限前 %(count)s 天以内才申请的：可能一直没有办；也可能是最后才遇到困难。", count=count
    )


def _late_extension(said: Said) -> str:
    return _(
        "%(by)s申请，期限是%(due)s，还有 %(days)s 天",
        by=said["by"],
        due=show_day(said["due"]),
        days=said["days"],
    )


def _paper(said: Said) -> str:
    return _(
        "%(name)s的意见表，%(clerk)s代录（共 %(count)s 份），%(second)s复核",
        name=said["name"],
        clerk=said["clerk"],
        count=said["count"],
        second=said["second"],
    )


def _late_contact(said: Said) -> str:
    return _(
        "%(unit)s：%(held)s的沟通，%(days)s 天后录入",
        unit=said["unit"],
        held=show_day(said["held"]),
        days=said["days"],
    )


def _alike(said: Said) -> str:
    other = db.session().get(Subject, said["other"])
    return _(
        "%(unit)s：和另一件（%(other)s）的答复有百分之 %(percent)s 相同",
        unit=said["unit"],
        other=short_number(other) if other is not None else "",
        percent=said["percent"],
    )


PATTERNS: dict[str, Pattern] = {
    "quick_reply": Pattern(
        title=lambda: _("答复办得极快"),
        why=lambda count: _(
            "签收或者拟稿以后不到 %(count)s 分钟就签发的：可能没有调查、没有人核稿；"
            "也可能是在系统外办好再补录的。",
            count=count,
        ),
        among=lambda: _("份签发的答复"),
        find=queries.quick_replies,
        say=_quick,
        setting="pattern_reply_minutes",
    ),
    "one_sided_contact": Pattern(
        title=lambda: _("只有单位一方的沟通记录"),
        why=lambda: _(
            "记了沟通，而提案人一次也没有确认的：沟通可能没有发生；"
            "也可能是提案人不上网，可以打电话问一问。"
        ),
        among=lambda: _("件有沟通记录的提案"),
        find=queries.one_sided_contacts,
        say=_one_sided,
    ),
    "unit_origin": Pattern(
        title=lambda: _("评价来自承办单位登录过的地方"),
        why=lambda: _(
            "评价是在承办单位的人登录过的设备或者网络上填的：可能是单位替委员填的；"
            "也可能委员就在那个单位上班，或者在那里开会。"
        ),
        among=lambda: _("份评价"),
        find=queries.evaluations_from_units,
        say=_from_unit,
    ),
    "changed_evaluation": Pattern(
        title=lambda: _("更正过的评价"),
        why=lambda: _("提案人交了评价又更正的：可能有人劝说；也可能是看到了新的进展，或者填错了。"),
        among=lambda: _("份首次评价"),
        find=queries.changed_evaluations,
        say=_changed,
    ),
    "late_withdrawal": Pattern(
        title=lambda: _("交办以后撤案"),
        why=lambda: _("已经交给单位办理、又撤回的：可能有人劝说；也可能问题已经解决。"),
        among=lambda: _("件交办过的提案"),
        find=queries.withdrawn_late,
        say=lambda said: _("交办后第 %(days)s 天撤案", days=said["days"]),
    ),
    "late_extension": Pattern(
        title=lambda: _("临到期限才申请延期"),
        why=_why_late_extension,
        among=lambda: _("次延期申请"),
        find=queries.late_extensions,
        say=_late_extension,
        setting="pattern_extension_days",
    ),
    "paper_by_one": Pattern(
        title=lambda: _("纸质评价由一人代录"),
        why=lambda count: _(
            "同一个人代录了 %(count)s 份以上的纸质征询意见表：请对照扫描件抽看几份；"
            "办公室只有一个人做这件事也是常有的。",
            count=count,
        ),
        among=lambda: _("份复核过的纸质评价"),
        find=queries.papers_of_one_clerk,
        say=_paper,
        setting="pattern_paper_forms",
    ),
    "late_contact": Pattern(
        title=lambda: _("沟通很久以后才录入"),
        why=lambda count: _(
            "沟通过了 %(count)s 天以上才录入的：可能是为凑次数补记的；也可能是集中补录纸质记录。",
            count=count,
        ),
        among=lambda: _("次沟通"),
        find=queries.late_contacts,
        say=_late_contact,
        setting="pattern_contact_days",
    ),
    "replies_alike": Pattern(
        title=lambda: _("几件提案的答复雷同"),
        why=lambda count: _(
            "和本单位另一件提案的答复有百分之 %(count)s 以上相同的：可能没有针对提案；"
            "也可能几件提案问的是同一件事。",
            count=count,
        ),
        among=lambda: _("份发出的答复"),
        find=queries.replies_alike,
        say=_alike,
        setting="pattern_likeness",
    ),
}
