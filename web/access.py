"""Who may call what: every endpoint of the product, with the roles that may."""

from __future__ import annotations

PUBLIC = frozenset({"anybody"})
SIGNED_IN = frozenset({"whoever is signed in"})

MEMBER = frozenset({"member"})
GROUP = frozenset({"liaison_leader"})
OFFICE = frozenset({"office"})
HEAD = frozenset({"office_head"})
SUPERVISOR = frozenset({"supervisor"})
LEADER = frozenset({"leader"})
UNIT = frozenset({"handling_unit"})
UNIT_LEADER = frozenset({"unit_leader"})
AUDITOR = frozenset({"auditor"})
ADMIN = frozenset({"admin"})
#: who works on cases; what exactly each may do is said in states.yaml
#: who sees every case that is not private, and has a part in it
COMMITTEE = OFFICE | HEAD | SUPERVISOR | LEADER
WORKERS = MEMBER | GROUP | COMMITTEE | UNIT | UNIT_LEADER
READERS = WORKERS | AUDITOR
#: who may do the same to many cases at once; to which, and what, is said in states.yaml
BULK = OFFICE | HEAD | SUPERVISOR | UNIT

#: in the order in which a person's homes are offered
HOMES = {
    "office": "office.home",
    "office_head": "desks.head",
    "supervisor": "desks.supervisor",
    "leader": "desks.leader",
    "handling_unit": "unit.home",
    "unit_leader": "desks.unit_leader",
    "liaison_leader": "liaison.home",
    "member": "member.home",
    "auditor": "auditor.home",
    "admin": "admin.home",
}

ACCESS: dict[str, frozenset[str]] = {
    "static": PUBLIC,
    "bootstrap.static": PUBLIC,
    "login.sign_in": PUBLIC,
    "login.language": PUBLIC,
    "public.listing": PUBLIC,
    "public.case": PUBLIC,
    "public.projects": PUBLIC,
    "public.project": PUBLIC,
    "public.robots": PUBLIC,
    "public.record": PUBLIC,
    "public.checkpoint": PUBLIC,
    "public.checkpoint_of_size": PUBLIC,
    "public.growth": PUBLIC,
    "public.keys": PUBLIC,
    "verify.show": PUBLIC,
    "login.sign_out": SIGNED_IN,
    "login.password": SIGNED_IN,
    "login.preferences": SIGNED_IN,
    "delegations.show": SIGNED_IN,
    "delegations.end": SIGNED_IN,
    "delegations.enter": SIGNED_IN,
    "delegations.leave": SIGNED_IN,
    "home.index": SIGNED_IN,
    "style.show": SIGNED_IN,
    "calculator.show": SIGNED_IN,
    "notices.listing": SIGNED_IN,
    "notices.read": SIGNED_IN,
    # cases
    "casework.show": READERS,
    "casework.why": READERS,
    "casework.attachment": READERS,
    "casework.document": READERS,
    "letters.show": READERS,
    "similar.show": READERS,
    "versions.show": READERS,
    "casework.act": WORKERS,
    "casework.save_draft": WORKERS,
    "casework.begin": MEMBER | GROUP | OFFICE,
    "casework.save_new_draft": MEMBER | GROUP | OFFICE,
    "bulk.choose": BULK,
    "bulk.act": BULK,
    # homes and lists
    "member.home": MEMBER,
    "member.proposals": MEMBER,
    "member.to_second": MEMBER,
    "member.projects": MEMBER,
    "liaison.home": GROUP,
    "liaison.proposals": GROUP,
    "liaison.projects": GROUP,
    "office.home": OFFICE,
    "office.proposals": COMMITTEE,
    "office.tasks": COMMITTEE,
    "office.projects": COMMITTEE,
    "office.publications": COMMITTEE,
    "office.board": COMMITTEE,
    "office.groups": COMMITTEE,
    "office.ownerless": COMMITTEE,
    "printedlists.overview": COMMITTEE,
    "printedlists.catalogue": COMMITTEE,
    "printedlists.handover": COMMITTEE,
    "printedlists.audit": AUDITOR,
    "desks.head": HEAD,
    "desks.supervisor": SUPERVISOR,
    "desks.leader": LEADER,
    "desks.unit_leader": UNIT_LEADER,
    "projects.desk": COMMITTEE,
    "projects.board": COMMITTEE | AUDITOR,
    "projects.bulletin": COMMITTEE | AUDITOR,
    "promises.ledger": READERS,
    "promises.kept": COMMITTEE | UNIT | UNIT_LEADER | AUDITOR,
    "supervision.ledger": COMMITTEE | UNIT | UNIT_LEADER | AUDITOR,
    "weekly.show": COMMITTEE,
    "prints.desk": COMMITTEE,
    "prints.job": COMMITTEE,
    "prints.cancel": COMMITTEE,
    "prints.file": COMMITTEE,
    "prints.report": COMMITTEE,
    "lookbacks.show": COMMITTEE | AUDITOR,
    "lookbacks.sheet": COMMITTEE | AUDITOR,
    "evaluations.overview": OFFICE | HEAD | AUDITOR,
    "evaluations.alerts": OFFICE | HEAD | AUDITOR,
    "activities.listing": COMMITTEE | GROUP | MEMBER | AUDITOR,
    "activities.year": COMMITTEE | GROUP | MEMBER | AUDITOR,
    "activities.table": COMMITTEE | GROUP | AUDITOR,
    "activities.attendance": COMMITTEE | GROUP | AUDITOR,
    "opinions.listing": READERS,
    "opinions.issues": COMMITTEE | GROUP | MEMBER | AUDITOR,
    "unit.home": UNIT,
    "unit.tasks": UNIT | UNIT_LEADER,
    "unit.projects": UNIT | UNIT_LEADER,
    "auditor.home": AUDITOR,
    "auditor.cases": AUDITOR,
    "auditor.case": AUDITOR,
    "auditor.refusals": AUDITOR,
    "auditor.changes": AUDITOR,
    "auditor.accounts": AUDITOR,
    # the order of the committee
    "admin.home": ADMIN,
    "admin.accounts": ADMIN,
    "admin.new_account": ADMIN,
    "admin.account": ADMIN,
    "admin.change_account": ADMIN,
    "admin.add_grant": ADMIN,
    "admin.end_grant": ADMIN,
    "terms.listing": ADMIN | OFFICE,
    "terms.close": ADMIN | OFFICE,
    "members.listing": ADMIN | OFFICE,
    "members.member": ADMIN | OFFICE,
    "members.move": ADMIN | OFFICE,
    "members.leave": ADMIN | OFFICE,
    "members.join": ADMIN | OFFICE,
    "meetings.desk": OFFICE | HEAD,
    "archive.desk": OFFICE | HEAD | AUDITOR,
    "archive.volumes": OFFICE | HEAD | AUDITOR,
    "topics.show": OFFICE,
    "topics.end": OFFICE,
    "order.groups": ADMIN | OFFICE,
    "order.group": ADMIN | OFFICE,
    "categories.register": ADMIN | OFFICE,
    "categories.edit": ADMIN | OFFICE,
    "order.units": ADMIN | OFFICE,
    "order.unit": ADMIN | OFFICE,
    "plenary.sessions": ADMIN | OFFICE,
    "plenary.session": ADMIN | OFFICE,
    "plenary.renumber": ADMIN | OFFICE,
    "order.calendar": ADMIN | OFFICE,
    "register.show": OFFICE | HEAD | AUDITOR,
    "register.table": OFFICE | HEAD | AUDITOR,
    "intake.by_admin": ADMIN,
    "intake.by_office": OFFICE,
}
