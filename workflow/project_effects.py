"""Effects of the livelihood project up to its signing: application, examination, listing."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import object_session

from models import LivelihoodProject, Milestone, Person, ProjectFund, Promise, Subject
from models.queries import people as people_queries
from models.queries.projects import ballot_result
from workflow import numbers
from workflow.acts import Act, case_of
from workflow.deadlines import local_date
from workflow.linking import in_the_name_of, link, open_linked
from workflow.publicity_of_projects import show_project
from workflow.registry import effect
from workflow.snapshots import names_of

_TEXTS = ("place", "need", "goal", "fund_source")
#: what may be emptied again
_NUMBERS = ("beneficiaries", "budget")
_VALUES = ("beneficiaries", "budget", "project_kind")


@effect
def write_project(act: Act) -> None:
    """Take the application's words over."""
    project, data = act.project, act.data
    project.title = data["project_name"]
    for name in _TEXTS:
        if name in data:
            setattr(project, name, data[name] or "")
    for name in _VALUES:
        if data.get(name) is not None or (name in _NUMBERS and name in data):
            setattr(project, name, data[name])
    if "town" in data:
        project.town_id = data["town"]
    if "project_call" in data:
        project.call_id = data["project_call"]


@effect
def enter_need(act: Act) -> None:
    """录入征集来的项目: nobody's of the committee, and without a person's name."""
    project = act.project
    project.project_kind, project.source = "government", act.data["need_source"]
    project.author_id = project.group_id = None
    project.author_name = project.author_sector = project.group_name = ""


@effect
def record_project_examination(act: Act) -> None:
    """论证筛选: four questions and the opinion."""
    project, data = act.project, act.data
    for name in ("universality", "public_benefit", "feasibility", "money_secured"):
        setattr(project, name, data[name])
    project.examination_opinion = data["opinion"]


@effect
def note_ballot_result(act: Act) -> None:
    """What the ballot said of this project, in its own words: it was one act over a whole list."""
    project, line = act.project, ballot_result(act.session, act.subject.id)
    if line is None:
        return
    ballot = act.session.get_one(Subject, line.ballot_id)
    entitled = getattr(ballot, "entitled", None)
    project.ballot = f"应到{entitled}人，赞成{line.votes}票"
    act.noted["ballot"] = {"ballot": line.ballot_id, "no": line.no, "votes": line.votes}


@effect
def list_project(act: Act) -> None:
    """立项: leader, responsible unit, partners, money and plan."""
    project, data = act.project, act.data
    project.lead_unit_id = data["lead_unit"]
    partners = [unit for unit in data.get("partner_units") or [] if unit != data["lead_unit"]]
    project.partner_units = people_queries.active_units(act.session, partners)
    project.partner_unit_names = names_of(project.partner_units)
    lead = people_queries.active_units(act.session, [data["lead_unit"]])
    project.lead_unit_name = "、".join(names_of(lead))
    if data.get("responsible_leader"):
        leader = act.session.get_one(Person, data["responsible_leader"])
        project.leader_id, project.leader_name = leader.id, leader.name
    project.budget, project.budget_year = data["budget"], data["budget_year"]
    project.funds = [ProjectFund(source=o["source"], amount=o["amount"]) for o in data["funds"]]
    project.town_id = data.get("town") or project.town_id
    project.start_plan, project.finish_plan = data["start_plan"], data["finish_plan"]
    plan_milestones(act.project, data["milestones"])


def plan_milestones(project: LivelihoodProject, rows: list[dict[str, Any]]) -> None:
    """Replace the plan; a milestone of the same name that is done stays done."""
    done = {one.name: one.done_on for one in project.milestones}
    for one in list(project.milestones):
        project.milestones.remove(one)
    _flush(project)
    ordered = sorted(rows, key=lambda row: row["planned_on"])
    project.milestones = [
        Milestone(
            no=no, name=row["name"], planned_on=row["planned_on"], weight=row["weight"],
            done_on=done.get(row["name"]),
        )
        for no, row in enumerate(ordered, 1)
    ]  # fmt: skip


def _flush(project: LivelihoodProject) -> None:
    if (session := object_session(project)) is not None:
        session.flush()  # the numbers are free before they are given anew


@effect
def take_project_number(act: Act) -> None:
    """项目编号: issued on listing, permanent."""
    if act.subject.number is None:
        act.subject.number = numbers.take_project_number(act)
        act.project.listed_on = act.today


@effect
def publish_listing(act: Act) -> None:
    """公示立项."""
    show_project(act, "carrying_out")


@effect
def record_project_receipt(act: Act) -> None:
    """签收: from now on reports are owed."""
    project, data = act.project, act.data
    project.contact_person, project.contact_phone = data["contact_person"], data["contact_phone"]
    project.accepted_on = local_date(act.now)


# ── from a proposal or a promise ────────────────────────────────────────────


def _words(act: Act) -> dict[str, Any]:
    subject, case = act.subject, case_of(act.subject)
    need = ""
    if isinstance(subject, Promise):
        need = f"{subject.suggestion}\n承诺：{subject.measure}".strip()
    elif case is not None:
        need = case.background
    return {"title": act.data["project_name"], "need": need}


@effect
def begin_project(act: Act) -> None:
    """由此申报办一件实事: a draft of whoever acts, which keeps where it came from."""
    columns = in_the_name_of(act) | _words(act) | {"project_kind": "own"}
    open_linked(act, "livelihood_project", way="from_case", columns=columns, relation="project")


@effect
def nominate_project(act: Act) -> None:
    """由此提名县政府民生实事: before the office, to be examined like any other."""
    case = case_of(act.subject)
    number = (case.number or case.serial_no or "") if case else ""
    columns = _words(act) | {
        "project_kind": "government",
        "source": f"提案{number}",
        "session": people_queries.session_on(act.session, act.today),
        "submitted_at": act.now,
    }
    open_linked(act, "livelihood_project", way="nominated", columns=columns, relation="project")


@effect
def link_promise(act: Act) -> None:
    """这个项目兑现哪一项承诺."""
    link(act, act.subject, act.session.get_one(Promise, act.data["kept_promise"]), "fulfils")
