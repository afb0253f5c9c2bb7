"""Conditions of the livelihood project up to its listing, of calls and of ballots."""

from __future__ import annotations

from models.queries.links import linked_from
from models.queries.projects import ballot_result, open_ballot_of
from workflow.acts import Act
from workflow.ballot_effects import ballot_of, call_of
from workflow.ballots import tied, winners
from workflow.registry import condition, detail

# ── which kind ──────────────────────────────────────────────────────────────


@condition
def of_the_government(act: Act) -> bool:
    """县政府民生实事: chosen by vote."""
    return act.project.project_kind == "government"


@condition
def own_project(act: Act) -> bool:
    """委员、联络组办一件实事: registered without a ballot."""
    return act.project.project_kind == "own"


@condition
def has_an_author(act: Act) -> bool:
    """Somebody of the committee applied, to whom it can be sent back."""
    return act.project.author_id is not None


@condition
def need_examined(act: Act) -> bool:
    """The four questions have been answered."""
    return act.project.universality is not None


@condition
def passes_examination(act: Act) -> bool:
    """None of the four questions was answered with no."""
    project = act.project
    answers = (project.universality, project.public_benefit, project.feasibility)
    return "no_" not in (*answers, project.money_secured)


# ── 征集 ────────────────────────────────────────────────────────────────────


@condition
def call_in_order(act: Act) -> bool:
    """A call ends after it begins."""
    return bool(act.data["call_from"] <= act.data["call_until"])


@condition
def call_grows(act: Act) -> bool:
    """A call is made longer, not shorter."""
    return bool(act.data["call_until"] > call_of(act).call_until)


# ── 票决 ────────────────────────────────────────────────────────────────────


@condition
def more_than_places(act: Act) -> bool:
    """A choice needs more candidates than places."""
    return len(act.data["candidates"]) > ballot_of(act).places


@detail("more_than_places")
def _(act: Act) -> str:
    return f"{len(act.data['candidates'])}/{ballot_of(act).places}"


@condition
def candidates_free(act: Act) -> bool:
    """Nothing stands on two lists at the same time."""
    return not open_ballot_of(act.session, act.data["candidates"], act.subject.id)


@condition
def count_whole(act: Act) -> bool:
    """Every candidate has its votes."""
    counted = {one["no"] for one in act.data["ballot_votes"]}
    return counted == {line.no for line in ballot_of(act).lines}


@condition
def count_adds_up(act: Act) -> bool:
    """Not more cast than entitled, not more valid than cast, no candidate with more than valid."""
    data = act.data
    most = max((one["votes"] for one in data["ballot_votes"]), default=0)
    return bool(0 < data["entitled"] >= data["cast"] >= data["valid"] >= most)


@condition
def no_tie(act: Act) -> bool:
    """The last place goes to one candidate."""
    return not _tied(act)


@detail("no_tie")
def _(act: Act) -> str:
    lines = {line.no: line.project.title for line in ballot_of(act).lines}
    return "、".join(lines[no] for no in _tied(act))


def _tied(act: Act) -> list[int]:
    votes = {one["no"]: one["votes"] for one in act.data["ballot_votes"]}
    return tied(votes, winners(act), ballot_of(act).places)


@condition
def won_the_ballot(act: Act) -> bool:
    """The last ballot on the project chose it."""
    line = ballot_result(act.session, act.subject.id)
    return line is not None and line.won is True


@condition
def lost_the_ballot(act: Act) -> bool:
    """The last ballot on the project did not choose it."""
    line = ballot_result(act.session, act.subject.id)
    return line is not None and line.won is False


@condition
def not_on_a_list(act: Act) -> bool:
    """What stands on a fixed list is not taken off it."""
    return not open_ballot_of(act.session, [act.subject.id], 0)


# ── 立项 ────────────────────────────────────────────────────────────────────


@condition
def plan_in_order(act: Act) -> bool:
    """The end comes after the start."""
    return bool(act.data["start_plan"] < act.data["finish_plan"])


@condition
def leader_named(act: Act) -> bool:
    """A project of the government has a responsible leader."""
    return act.project.project_kind == "own" or bool(act.data.get("responsible_leader"))


@condition
def funds_add_up(act: Act) -> bool:
    """The sources together are the whole budget."""
    return bool(_funds(act) == act.data["budget"])


@detail("funds_add_up")
def _(act: Act) -> str:
    return f"{_funds(act)} / {act.data['budget']}"


def _funds(act: Act) -> object:
    return sum(one["amount"] for one in act.data["funds"])


@condition
def year_within_budget(act: Act) -> bool:
    """This year's share is not more than the whole."""
    whole = act.data.get("budget", getattr(act.subject, "budget", None))
    return whole is None or act.data["budget_year"] <= whole


@condition
def weights_make_100(act: Act) -> bool:
    """The weights of all milestones together are a hundred."""
    return _weights(act) in (100, None)


@detail("weights_make_100")
def _(act: Act) -> str:
    return str(_weights(act))


def _weights(act: Act) -> int | None:
    rows = act.data.get("milestones")
    return sum(one["weight"] for one in rows) if rows else None


@condition
def milestones_within_plan(act: Act) -> bool:
    """Every milestone has a weight, a name of its own, and lies before the planned end."""
    rows = act.data.get("milestones") or []
    until = act.data.get("new_due") or act.data.get("finish_plan")
    names = [one["name"] for one in rows]
    in_time = all(until is None or one["planned_on"] <= until for one in rows)
    return in_time and len(set(names)) == len(names) and all(one["weight"] for one in rows)


@condition
def no_project_begun(act: Act) -> bool:
    """One project from one case or promise is enough."""
    return not linked_from(act.session, act.subject.id, "project")
