"""The filters of a list: what may be asked for, and in which words."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from models import PlenarySession
from models.queries import directory
from web import db
from web.house import house
from web.listview import Choice, Filter
from web.wording import say
from workflow.rules import Workflow


def filter_of(name: str, value: str, kinds: Sequence[str]) -> Filter:
    """One filter of a list with what is chosen in it."""
    if name == "q":
        return Filter("q", _("案由、编号、正文、姓名、单位"), value)
    labels = {
        "state": _("状态"),
        "session": _("会议"),
        "unit": _("承办单位"),
        "liaison": _("联络组"),
        "category": _("类别"),
        "due": _("期限"),
        "phase": _("办到哪里"),
    }
    choices = tuple(
        Choice(key, label, key == value) for key, label in [("", _("全部")), *_choices(name, kinds)]
    )
    return Filter(name, labels[name], value, choices)


def _choices(name: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
    session = db.session()
    if name == "state":
        flows: list[Workflow] = [house().rules.workflow(kind) for kind in kinds]
        found = {state.name: say(state.label) for flow in flows for state in flow.states}
        return list(found.items())
    if name == "session":
        return [(str(one.id), session_label(one)) for one in directory.sessions(session)]
    if name == "unit":
        return [(str(one.id), one.short_name) for one in directory.units(session)]
    if name == "liaison":
        return [(str(one.id), one.name) for one in directory.groups(session)]
    if name == "category":
        return [(key, say(word)) for key, word in house().rules.field("category").choices]
    if name == "phase":
        return list(phase_labels().items())
    words = {
        "late": _("已超期"),
        "today": _("今天到期"),
        "week": _("7 天以内"),
        "month": _("30 天以内"),
        "later": _("30 天以后"),
        "none": _("没有期限"),
    }
    return list(words.items())


def phase_labels() -> dict[str, str]:
    """Where a task stands, as the table of units and the list of tasks call it."""
    return {
        "to_sign": _("待签收"),
        "working": _("办理中"),
        "disputed": _("申退"),
        "co": _("会办"),
        "answered": _("已答复"),
        "extended": _("延期"),
        "held": _("没有退办的"),
    }


def session_label(plenary: PlenarySession) -> str:
    """A session as lists name it."""
    return _("%(term)s 届 %(no)s 次会议", term=plenary.term.no, no=plenary.no)
