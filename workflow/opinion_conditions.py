"""Conditions of opinions: whole, short, addressed; used by an issue that has gone out."""

from __future__ import annotations

from models import OpinionIssue, SocialOpinion
from models.queries.opinions import free_opinions, issues_of
from models.queries.people import sitting_member
from workflow.acts import Act
from workflow.fields import Asked, BadValue, field_type, identifiers
from workflow.limits import setting
from workflow.opinion_effects import opinion_of
from workflow.registry import condition, detail
from workflow.rules import Field


@condition
def opinion_complete(act: Act) -> bool:
    """情况、分析、建议: all three."""
    opinion = opinion_of(act)
    return all((opinion.title, opinion.background, opinion.analysis, opinion.advice))


def length_of(opinion: SocialOpinion) -> int:
    """How many characters it has, blanks not counted."""
    text = opinion.title + opinion.background + opinion.analysis + opinion.advice
    return len("".join(text.split()))


@condition
def opinion_short_enough(act: Act) -> bool:
    """一事一报: what is longer is not read. Source: domain.md §10.1 (广州)."""
    opinion = opinion_of(act)
    return length_of(opinion) <= int(setting(act.rules, opinion, "opinion_length"))


@detail("opinion_short_enough")
def _(act: Act) -> str:
    opinion = opinion_of(act)
    return f"{length_of(opinion)} / {setting(act.rules, opinion, 'opinion_length')}"


@condition
def addressee_named(act: Act) -> bool:
    """意见建议 says to whom; 社情民意信息 goes to the office of the committee."""
    opinion = opinion_of(act)
    return opinion.opinion_kind != "suggestion" or bool(
        opinion.addressee and opinion.addressee_name
    )


@condition
def author_sits_now(act: Act) -> bool:
    """The draft of a proposal goes to the writer: he must be able to hand it in."""
    return sitting_member(act.session, act.subject.author_id) is not None


def _issued(act: Act) -> OpinionIssue | None:
    issues = issues_of(act.session, act.subject.id)
    return next((one for one in issues if one.state == "issued"), None)


@condition
def issued_alone(act: Act) -> bool:
    """Its issue has gone out, and has it alone."""
    issue = _issued(act)
    return issue is not None and len(issue.items) == 1


@condition
def issued_with_others(act: Act) -> bool:
    """Its issue has gone out, and is made of several."""
    issue = _issued(act)
    return issue is not None and len(issue.items) > 1


@condition
def not_in_an_issue(act: Act) -> bool:
    """What is being edited for an issue is not decided otherwise meanwhile."""
    return not _open_issues(act)


def _open_issues(act: Act) -> list[str]:
    issues = issues_of(act.session, act.subject.id)
    return [one.number or "" for one in issues if one.closed_at is None]


@detail("not_in_an_issue")
def _(act: Act) -> str:
    return "、".join(_open_issues(act))


@field_type("opinions")
def _opinions(_field: Field, raw: object, asked: Asked) -> list[int] | None:
    sentence = "选的社情民意里有的已经编入别的一期，或者已经有了结果，请刷新后重选"
    numbers = identifiers(raw, sentence)
    own = asked.subject if isinstance(asked.subject, OpinionIssue) else None
    known = {one.id for one in free_opinions(asked.session, own)} if numbers else set()
    if not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers or None
