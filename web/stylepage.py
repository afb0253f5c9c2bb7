"""The style page: every part of the look once, so that it can be judged and reused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _

from web import db, gate
from web.caseview import (
    AnswerView,
    CaseView,
    ClosedDoor,
    Due,
    Fact,
    Happening,
    OfferView,
    Step,
    SuggestionView,
    TextSection,
)
from web.forms import Sheet
from web.house import house, now, today
from web.listview import Count, GroupTab, Item
from web.paperview import DocumentLink
from web.wording import local, say
from workflow.judgement import Reason
from workflow.rules import Rules

bp = Blueprint("style", __name__)


@dataclass(frozen=True, slots=True)
class Sample:
    """One of everything, with nobody's real case in it."""

    dues: tuple[Due, ...]
    case: CaseView
    counts: tuple[Count, ...]
    tabs: tuple[GroupTab, ...]
    items: tuple[Item, ...]
    problems: tuple[Reason, ...]
    form: Any


@bp.get("/style")
def show() -> str:
    """The parts of the look."""
    return render_template("style.html", sample=_sample())


def _sample() -> Sample:
    rules = house().rules
    flow = rules.workflow("proposal")
    day = today()
    dues = (
        Due(day - timedelta(days=4), _("已超过 %(days)s 个工作日", days=2), "late"),
        Due(day, _("今天到期"), "soon"),
        Due(day + timedelta(days=30), _("还有 %(days)s 个工作日", days=22), "ok", provisional=True),
    )
    states = [say(flow.state(name).label) for name in ("replied", "handling", "closed")]
    items = tuple(
        Item(
            subject_id=0, url="#", title=_("关于解决偏远乡镇群众就医难问题的提案"),
            number=f"00{place}", kind_label=say(flow.label), state_label=state,
            due=dues[-place], who=gate.visitor().user.name,
            wanted=say(flow.state("replied").wants or "") if place == 1 else "",
            progress=(5, len(flow.steps)) if place == 2 else None,
        )
        for place, state in enumerate(states, 1)
    )  # fmt: skip
    return Sample(
        dues=dues,
        case=_case(rules, dues[1], items[0]),
        counts=(Count(_("待我办理"), 2, "#"), Count(_("已超期"), 1, "#", "late")),
        tabs=(
            GroupTab("", _("全部"), 3, "#", chosen=True),
            GroupTab("waiting", _("待我办理"), 1, "#"),
            GroupTab("done", _("已办结"), 1, "#"),
        ),
        items=items,
        problems=(
            Reason(_("请填写这一项。"), "title"),
            Reason(_("请写成 2026-03-05 这样的日期。")),
        ),
        form=_form(rules),
    )


def _case(rules: Rules, due: Due, item: Item) -> CaseView:
    flow = rules.workflow("proposal")
    text = _("这里是正文。正文用宋体，行距宽，每行不超过四十个字，读久了不累。")
    steps = [say(label) for _name, label in flow.steps]
    done = flow.state("replied").action("evaluate")
    told = tuple(
        Happening(local(now()), say(rules.party(party).label), say(flow.label_of(action)), key=key)
        for party, action, key in (
            ("office", "assign", True), ("office", "file", True), ("office", "remind", False),
            ("author", "submit", True),
        )
    )  # fmt: skip
    return CaseView(
        subject_id=0, kind="proposal", kind_label=item.kind_label, title=item.title,
        number=item.number, state_label=item.state_label, url="#", list_url="#",
        list_label=_("我的提案"), due=due, timeline=told,
        tags=(_("会议提案"), _("联名 %(count)s 人", count=2)),
        steps=tuple(
            Step(label, "done" if place < 5 else "now" if place == 5 else "todo")
            for place, label in enumerate(steps)
        ),
        offers=(
            OfferView("evaluate", 0, "#", say(done.label if done else ""), main=True,
                      wants=item.wanted),
            OfferView("remind", 0, "#", say(flow.label_of("remind"))),
        ),
        closed_doors=(ClosedDoor(say(flow.label_of("withdraw")), _("期限未到")),),
        facts=(Fact(_("提出人"), (item.who,)), Fact(_("流水号"), ("2026-00191",))),
        sections=(TextSection(_("情况"), (text,)), TextSection(_("分析"), (text,))),
        suggestions=(
            SuggestionView(1, text, (AnswerView(item.who, "adopted", _("采纳"), "ok", text),)),
            SuggestionView(2, text, (AnswerView(item.who, "planned", _("列入计划"), "soon", text,
                                                due.on),)),
            SuggestionView(3, text, (AnswerView(item.who, "not", _("未采纳"), "late", text),)),
        ),
        documents=(DocumentLink(_("答复函"), "#"),),
    )  # fmt: skip


def _form(rules: Rules) -> Any:
    """A form with one field of every type there is; the first is marked."""
    first = {field.type: field.name for field in reversed(rules.fields)}
    names = [field.name for field in rules.fields if first[field.type] == field.name]
    sheet = Sheet(db.session(), rules, names, names[:2])
    sheet.mark([Reason(_("请填写这一项。"), names[0])])
    for field in sheet.fields:
        if field.type == "answers":
            sheet.form[field.name].number([(1, _("这里是一条建议。"))])
    return sheet.form
