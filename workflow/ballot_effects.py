"""Effects of the call for needs (征集) and of the ballot (票决会), one act over a whole list."""

from __future__ import annotations

from functools import partial

from models import BallotLine, BallotSession, ProjectCall
from workflow.acts import Act
from workflow.ballots import winners
from workflow.numbers import take_ballot_number, take_call_number
from workflow.registry import effect


def call_of(act: Act) -> ProjectCall:
    """The call acted on."""
    if not isinstance(act.subject, ProjectCall):
        raise TypeError(f"{act.subject.kind} is not a call")
    return act.subject


def ballot_of(act: Act) -> BallotSession:
    """The ballot acted on."""
    if not isinstance(act.subject, BallotSession):
        raise TypeError(f"{act.subject.kind} is not a ballot")
    return act.subject


# ── 征集 ────────────────────────────────────────────────────────────────────


@effect
def write_call(act: Act) -> None:
    """发布征集公告: it is the committee's, not of who entered it."""
    call, data = call_of(act), act.data
    call.title, call.scope = data["call_title"], data["call_scope"]
    call.call_from, call.call_until = data["call_from"], data["call_until"]
    call.author_id = call.group_id = None
    call.author_name = call.author_sector = call.group_name = ""
    if call.number is None:
        call.number = take_call_number(act)


@effect
def prolong_call(act: Act) -> None:
    """延长征集."""
    call = call_of(act)
    act.noted["until_before"] = call.call_until.isoformat()
    call.call_until = act.data["call_until"]


@effect
def end_call(act: Act) -> None:
    """结束征集, early and with a reason, or by the clock."""
    call_of(act).closing = act.data.get("reason") or ""


# ── 票决 ────────────────────────────────────────────────────────────────────


@effect
def plan_ballot(act: Act) -> None:
    """安排票决: when, by whom, how many places."""
    ballot, data = ballot_of(act), act.data
    ballot.ballot_on, ballot.ballot_body = data["ballot_on"], data["ballot_body"]
    ballot.places = data["places"]
    day = ballot.ballot_on
    ballot.title = f"民生实事项目票决（{day.year}年{day.month}月{day.day}日）"
    ballot.author_id = ballot.group_id = None
    ballot.author_name = ballot.author_sector = ballot.group_name = ""
    if ballot.number is None:
        ballot.number = take_ballot_number(act)


@effect
def fix_list(act: Act) -> None:
    """确定候选名单: in this order, and from now on fixed."""
    ballot = ballot_of(act)
    chosen: list[int] = act.data["candidates"]
    ballot.lines = [BallotLine(project_id=one, no=no) for no, one in enumerate(chosen, 1)]
    act.noted["list"] = chosen


@effect
def count_ballot(act: Act) -> None:
    """登记票决结果: every project of the list gets its own event, in the order of the list."""
    ballot, data = ballot_of(act), act.data
    ballot.entitled, ballot.cast, ballot.valid = data["entitled"], data["cast"], data["valid"]
    votes = {one["no"]: one["votes"] for one in data["ballot_votes"]}
    won = winners(act)
    for line in ballot.lines:
        line.votes, line.won = votes[line.no], line.no in won
    act.noted["won"] = sorted(won)
    for line in ballot.lines:
        name = "win_ballot" if line.won else "lose_ballot"
        act.afterwards.append(partial(_tell, act, line, name))


def _tell(act: Act, line: BallotLine, name: str) -> None:
    act.engine.perform(act.session, line.project, name, by=None, now=act.now, automatic="system")


@effect
def clear_list(act: Act) -> None:
    """取消票决: its candidates are free for another one."""
    ballot_of(act).lines = []
