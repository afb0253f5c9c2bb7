"""Effects of an issue (社情民意专报): its number, its text, and what it makes of its opinions."""

from __future__ import annotations

from functools import partial

from models import OpinionIssue, OpinionIssueItem, SocialOpinion
from workflow.acts import Act
from workflow.linking import link
from workflow.numbers import take_issue_number
from workflow.registry import condition, effect


def issue_of(act: Act) -> OpinionIssue:
    """The issue acted on."""
    if not isinstance(act.subject, OpinionIssue):
        raise TypeError(f"{act.subject.kind} is not an issue")
    return act.subject


@effect
def open_issue(act: Act) -> None:
    """开一期: with its number, for the opinions chosen."""
    issue = issue_of(act)
    issue.title = act.data["issue_title"]
    issue.number = take_issue_number(act)
    issue.editor = act.actor_name
    _choose(act, issue)


def _choose(act: Act, issue: OpinionIssue) -> None:
    chosen = act.data["chosen_opinions"]
    for item in list(issue.items):
        if item.opinion_id not in chosen:
            issue.items.remove(item)
    known = {item.opinion_id: item for item in issue.items}
    for no, number in enumerate(chosen, 1):
        if number in known:
            known[number].no = no
        else:
            opinion = act.session.get_one(SocialOpinion, number)
            issue.items.append(OpinionIssueItem(opinion=opinion, no=no))


@effect
def edit_issue(act: Act) -> None:
    """编辑: what is printed; the opinions themselves stay as they were sent."""
    issue, data = issue_of(act), act.data
    issue.title, issue.text = data["issue_title"], data["issue_text"]
    issue.main_to, issue.copies_to = data["main_to"], data.get("copies_to") or ""
    issue.editor = act.actor_name
    _choose(act, issue)


@effect
def sign_issue(act: Act) -> None:
    """签发: it goes out today, and each opinion in it is used."""
    issue = issue_of(act)
    issue.signer, issue.issued_on = act.actor_name, act.today
    name = "use_opinion" if len(issue.items) == 1 else "merge_opinion"
    for item in issue.items:
        link(act, item.opinion, issue, "used_in")
        act.afterwards.append(partial(_use, act, item.opinion, name))
    act.noted["opinions"] = [item.opinion_id for item in issue.items]


def _use(act: Act, opinion: SocialOpinion, action: str) -> None:
    act.engine.perform(act.session, opinion, action, by=None, now=act.now, automatic="system")


@condition
def issue_written(act: Act) -> bool:
    """It has its text, and says to whom it goes."""
    issue = issue_of(act)
    return bool(issue.text and issue.main_to)
