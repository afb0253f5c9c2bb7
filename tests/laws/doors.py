"""Who may call what, written by hand a second time beside `web/access.py`."""

from __future__ import annotations

from werkzeug.routing import Rule

#: one person for each role
CAST = {
    "member": "author",
    "liaison_leader": "leader",
    "office": "office",
    "office_head": "head",
    "supervisor": "supervisor",
    "leader": "county_leader",
    "handling_unit": "unit_a",
    "unit_leader": "boss_a",
    "auditor": "auditor",
    "admin": "admin",
}
COMMITTEE = "office office_head supervisor leader"
WORKERS = f"member liaison_leader {COMMITTEE} handling_unit unit_leader"
READERS = f"{WORKERS} auditor"
EVERYBODY = f"{READERS} admin"
KEEPERS = "office admin"
DESK = "auditor office_head"
BEGINNERS = "member liaison_leader office handling_unit"

OPEN = "listing case projects project robots record checkpoint checkpoint_of_size growth keys"

#: endpoint: who is let in; "anybody" needs no login
TABLE = {
    **dict.fromkeys(("static", "bootstrap.static", "login.sign_in", "login.language"), "anybody"),
    "verify.show": "anybody",
    **{f"public.{name}": "anybody" for name in OPEN.split()},
    **dict.fromkeys(("login.sign_out", "login.password", "login.preferences"), EVERYBODY),
    **dict.fromkeys(("topics.show", "topics.end"), "office"),
    **dict.fromkeys(("delegations.show", "delegations.end"), EVERYBODY),
    **dict.fromkeys(("delegations.enter", "delegations.leave"), EVERYBODY),
    **dict.fromkeys(("home.index", "style.show"), EVERYBODY),
    **dict.fromkeys(("notices.listing", "notices.read"), EVERYBODY),
    "casework.show": READERS,
    "casework.why": READERS,
    "casework.attachment": READERS,
    "casework.document": READERS,
    **dict.fromkeys(("letters.show", "similar.show", "versions.show"), READERS),
    "calculator.show": EVERYBODY,
    "casework.act": WORKERS,
    "casework.save_draft": WORKERS,
    **dict.fromkeys(("casework.begin", "casework.save_new_draft"), BEGINNERS),
    **dict.fromkeys(("bulk.choose", "bulk.act"), "office office_head supervisor handling_unit"),
    **dict.fromkeys(("member.to_second", "member.home"), "member"),
    **dict.fromkeys(("member.proposals", "member.projects"), "member"),
    **dict.fromkeys(("liaison.home", "liaison.proposals", "liaison.projects"), "liaison_leader"),
    **dict.fromkeys(("office.board", "office.groups", "office.ownerless"), COMMITTEE),
    **dict.fromkeys(("printedlists.overview", "printedlists.catalogue"), COMMITTEE),
    "printedlists.handover": COMMITTEE,
    "printedlists.audit": "auditor",
    "office.home": "office",
    **dict.fromkeys(("office.proposals", "projects.desk"), COMMITTEE),
    **dict.fromkeys(("projects.board", "projects.bulletin"), f"{COMMITTEE} auditor"),
    **dict.fromkeys(("office.tasks", "office.projects", "office.publications"), COMMITTEE),
    **dict.fromkeys(
        ("activities.listing", "activities.year", "opinions.issues"),
        f"{COMMITTEE} liaison_leader member auditor",
    ),
    **dict.fromkeys(
        ("activities.table", "activities.attendance"), f"{COMMITTEE} liaison_leader auditor"
    ),
    "opinions.listing": READERS,
    **dict.fromkeys(
        ("indicators.overview", "indicators.table", "indicators.cases"), f"{COMMITTEE} auditor"
    ),
    "desks.head": "office_head",
    "desks.supervisor": "supervisor",
    "desks.leader": "leader",
    "desks.unit_leader": "unit_leader",
    "promises.ledger": READERS,
    "promises.kept": f"{COMMITTEE} handling_unit unit_leader auditor",
    "supervision.ledger": f"{COMMITTEE} handling_unit unit_leader auditor",
    **dict.fromkeys(("weekly.show", "prints.desk", "prints.job", "prints.cancel"), COMMITTEE),
    "prints.file": COMMITTEE,
    **dict.fromkeys(("lookbacks.show", "lookbacks.sheet"), f"{COMMITTEE} auditor"),
    **dict.fromkeys(("evaluations.overview", "evaluations.alerts"), "office office_head auditor"),
    **dict.fromkeys(("duties.show", "duties.table", "duties.group"), f"{COMMITTEE} auditor"),
    "duties.own_group": "liaison_leader",
    "duties.mine": "member",
    **dict.fromkeys(("duties.rules", "duties.rule", "duties.areas"), KEEPERS),
    **dict.fromkeys(("assessments.desk", "assessments.table"), "office office_head leader auditor"),
    **dict.fromkeys(("assessments.open_all", "assessments.schemes"), "office"),
    "assessments.mine": "member liaison_leader handling_unit",
    **dict.fromkeys(("assessments.scheme", "commendations.desk"), READERS),
    "commendations.rules": "office",
    "unit.home": "handling_unit",
    **dict.fromkeys(("unit.tasks", "unit.projects"), "handling_unit unit_leader"),
    **dict.fromkeys(("auditor.home", "auditor.cases", "auditor.case"), "auditor"),
    **dict.fromkeys(("auditor.refusals", "auditor.changes", "auditor.accounts"), "auditor"),
    **dict.fromkeys((f"auditcase.{one}" for one in ("show", "times")), DESK),
    **dict.fromkeys((f"auditevents.{one}" for one in ("search", "table")), DESK),
    **dict.fromkeys((f"patterns.{one}" for one in ("listing", "show", "table")), DESK),
    **dict.fromkeys(("spotchecks.listing", "spotchecks.show", "audittrace.listing"), DESK),
    "verification.show": DESK,
    **dict.fromkeys(("spotchecks.new", "spotchecks.note", "verification.ask"), "auditor"),
    **dict.fromkeys(("admin.home", "admin.accounts", "admin.new_account"), "admin"),
    **dict.fromkeys(("admin.account", "admin.change_account"), "admin"),
    **dict.fromkeys(("admin.add_grant", "admin.end_grant"), "admin"),
    **dict.fromkeys(("terms.listing", "terms.close"), KEEPERS),
    **dict.fromkeys(("members.listing", "members.member", "members.move"), KEEPERS),
    **dict.fromkeys(("members.leave", "members.join"), KEEPERS),
    "meetings.desk": "office office_head",
    **dict.fromkeys(("archive.desk", "archive.volumes"), "office office_head auditor"),
    **dict.fromkeys(("order.groups", "order.group", "order.units", "order.unit"), KEEPERS),
    **dict.fromkeys(("categories.register", "categories.edit"), KEEPERS),
    **dict.fromkeys(("plenary.sessions", "plenary.session", "plenary.renumber"), KEEPERS),
    "order.calendar": KEEPERS,
    **dict.fromkeys(("register.show", "register.table"), "office office_head auditor"),
    "intake.by_admin": "admin",
    "intake.by_office": "office",
}


def lets_in(rule: Rule, role: str) -> bool:
    """What the table says."""
    who = TABLE[rule.endpoint]
    return who == "anybody" or role in who.split()
