"""The navigation of a signed-in person: the pages of every role he holds."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from models.queries import desk, directory
from models.queries.desk import Wish
from web import db, gate
from web.access import HOMES
from web.house import house, today
from web.lists import own_units
from web.listview import NavLink

_VOLUME, _ARCHIVE = "archive_volume", "archive.desk"


def links() -> tuple[NavLink, ...]:
    """Every entry; the home of each role carries the count of what waits."""
    if not current_user.is_authenticated or gate.visitor().user.must_change:
        return ()
    held = gate.visitor().roles
    several = len(held) > 1
    found: list[NavLink] = []
    for role, pages in _pages().items():
        if role not in held:
            continue
        for label, endpoint in pages:
            counts = endpoint == HOMES[role] and role not in {"auditor", "admin"}
            counts = counts or (role, endpoint) == ("office", _ARCHIVE)
            found.append(
                NavLink(
                    label=label,
                    url=url_for(endpoint),
                    count=_waiting(role, endpoint) if counts else None,
                    current=request.endpoint == endpoint,
                    role=_role_label(role) if several else "",
                )
            )
    return tuple({link.url: link for link in reversed(found)}.values())[::-1]


def unread() -> int:
    """How many notices have not been read."""
    if not current_user.is_authenticated:
        return 0
    return directory.count_unread(db.session(), gate.visitor().user.id)


def _waiting(role: str, endpoint: str) -> int:
    # What the office has half a year for would hide what it has three days for.
    everything = tuple(one.name for one in house().rules.workflows)
    kinds = everything
    if role == "office":
        apart = {_VOLUME, "assessment"}
        kinds = (_VOLUME,) if endpoint == _ARCHIVE else tuple(k for k in kinds if k not in apart)
    wish = Wish(kinds=kinds, group="waiting", task_units=own_units(role), today=today())
    return desk.count_cases(db.session(), gate.visitor().standing, gate.sees(), wish, role=role)


def _role_label(role: str) -> str:
    from web.wording import say

    return say(house().rules.role(role).label)


def _pages() -> dict[str, list[tuple[str, str]]]:
    order = [
        (_("会议和期限"), "plenary.sessions"),
        (_("委员名册"), "members.listing"),
        (_("工作日历"), "order.calendar"),
        (_("联络组"), "order.groups"),
        (_("承办单位名册"), "order.units"),
        (_("二级类别"), "categories.register"),
        (_("履职指标"), "duties.rules"),
        (_("片区联系"), "duties.areas"),
    ]
    everything = [
        (_("全部提案"), "office.proposals"),
        (_("全部承办件"), "office.tasks"),
        (_("全部民生实事"), "office.projects"),
        (_("征集和票决"), "projects.desk"),
        (_("民生实事进度灯"), "projects.board"),
        (_("全部活动"), "activities.listing"),
        (_("全部社情民意"), "opinions.listing"),
        (_("社情民意专报"), "opinions.issues"),
        (_("承诺台账"), "promises.ledger"),
        (_("督办台账"), "supervision.ledger"),
        (_("提案公开"), "office.publications"),
        (_("承办情况一览"), "office.board"),
        (_("办理指标"), "indicators.overview"),
        (_("各组提案"), "office.groups"),
        (_("无主件"), "office.ownerless"),
        (_("成批打印和报告"), "prints.desk"),
        (_("履职看板"), "duties.show"),
        (_("表彰"), "commendations.desk"),
    ]
    own = [
        (_("本单位承办件"), "unit.tasks"),
        (_("本单位民生实事"), "unit.projects"),
        (_("交办的社情民意"), "opinions.listing"),
        (_("承诺台账"), "promises.ledger"),
        (_("督办台账"), "supervision.ledger"),
    ]
    judged = [(_("评价情况"), "evaluations.overview"), (_("评价提醒"), "evaluations.alerts")]
    audited = [
        (_("办理记录检索"), "auditevents.search"),
        (_("值得一看的情形"), "patterns.listing"),
        (_("抽查"), "spotchecks.listing"),
        (_("核验结果"), "verification.show"),
        (_("审计留痕"), "audittrace.listing"),
    ]
    return {
        "office": [
            (_("待我办理"), "office.home"),
            (_("提案审查"), "meetings.desk"),
            *everything,
            (_("年度考核"), "assessments.desk"),
            (_("归档"), "archive.desk"),
            (_("登记簿"), "register.show"),
            (_("选题参考"), "topics.show"),
            *judged,
            *order,
            (_("导入"), "intake.by_office"),
        ],
        "office_head": [
            (_("待我办理"), "desks.head"),
            *everything,
            (_("年度考核"), "assessments.desk"),
            (_("归档"), "archive.desk"),
            (_("登记簿"), "register.show"),
            *judged,
            (_("提案审查"), "meetings.desk"),
            *audited,
        ],
        "supervisor": [
            (_("待我办理"), "desks.supervisor"),
            (_("督查周报"), "weekly.show"),
            *everything,
        ],
        "leader": [
            (_("待我办理"), "desks.leader"),
            *everything,
            (_("年度考核"), "assessments.desk"),
        ],
        "handling_unit": [
            (_("待我办理"), "unit.home"),
            *own,
            (_("我的考核"), "assessments.mine"),
            (_("表彰"), "commendations.desk"),
        ],
        "unit_leader": [(_("待我办理"), "desks.unit_leader"), *own],
        "liaison_leader": [
            (_("待我办理"), "liaison.home"),
            (_("本组提案"), "liaison.proposals"),
            (_("本组民生实事"), "liaison.projects"),
            (_("本组履职"), "duties.own_group"),
            (_("我的考核"), "assessments.mine"),
            (_("表彰"), "commendations.desk"),
            (_("本组活动"), "activities.listing"),
            (_("本组社情民意"), "opinions.listing"),
        ],
        "member": [
            (_("待我办理"), "member.home"),
            (_("我的提案"), "member.proposals"),
            (_("可附议的提案"), "member.to_second"),
            (_("我申报的民生实事"), "member.projects"),
            (_("我的活动"), "activities.listing"),
            (_("我的社情民意"), "opinions.listing"),
            (_("承诺台账"), "promises.ledger"),
            (_("我的履职"), "duties.mine"),
            (_("我的考核"), "assessments.mine"),
            (_("表彰"), "commendations.desk"),
        ],
        "auditor": [
            (_("概况"), "auditor.home"),
            (_("全部案件"), "auditor.cases"),
            (_("履职看板"), "duties.show"),
            (_("年度考核"), "assessments.desk"),
            (_("表彰"), "commendations.desk"),
            (_("归档"), "archive.desk"),
            (_("登记簿"), "register.show"),
            (_("民生实事进度灯"), "projects.board"),
            (_("承诺台账"), "promises.ledger"),
            (_("督办台账"), "supervision.ledger"),
            (_("办理指标"), "indicators.overview"),
            *judged,
            *audited,
            (_("被拒绝的操作"), "auditor.refusals"),
            (_("账号变动"), "auditor.accounts"),
            (_("组织变动"), "auditor.changes"),
        ],
        "admin": [(_("账号"), "admin.accounts"), *order, (_("导入"), "intake.by_admin")],
    }
