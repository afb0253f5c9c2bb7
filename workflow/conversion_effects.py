"""转化: what an activity found, or an opinion said, becomes a draft: proposal, opinion or project.

The draft is the actor's (of an opinion: its writer's), with the words of the source in it and
the link that is read from both ends.
"""

from __future__ import annotations

from typing import Any

from models import Activity, Proposal, Subject, SubjectLink, Suggestion
from models.queries.links import linked_from
from workflow.activity_effects import activity_of
from workflow.acts import Act
from workflow.linking import in_the_name_of, open_linked
from workflow.opinion_effects import opinion_of
from workflow.registry import condition, detail, effect
from workflow.versions import content_of

_TITLE, _TEXT = 50, 20_000
#: which kinds of activity a proposal can say it has come from; others are 其他
_PROVENANCE = {"survey": "research", "research_report": "research", "inspection": "inspection"}
PUBLIC_OPINION = "public_opinion"


def words_of_source(activity: Activity, kind: str) -> str:
    """What a draft begins with: when and what it was, and what was found there."""
    day = activity.held_on or activity.plan_on
    when = f"{day.year}年{day.month}月{day.day}日"
    head = f"{when}，{activity.organiser}{kind}“{activity.title}”。"
    return "\n".join(one for one in (head, activity.findings, activity.report_text) if one)


def _text_of(act: Act) -> str:
    activity = activity_of(act)
    kind = dict(act.rules.field("activity_kind").choices)[activity.activity_kind]
    return words_of_source(activity, kind)[:_TEXT]


@effect
def turn_activity_into_proposal(act: Act) -> None:
    """转为提案: a draft of the actor's own, or of his group with him as convenor."""
    activity = activity_of(act)
    columns = in_the_name_of(act) | {
        "title": f"关于{activity.title}的提案"[:_TITLE],
        "background": _text_of(act),
        "provenance": _PROVENANCE.get(activity.activity_kind, "other"),
    }
    if act.data["draft_for"] == "group":
        columns |= {
            "collective_kind": "liaison_group",
            "collective_body": activity.group_name,
            "collective_contact": act.actor_name,
            "convenor_id": act.user.person_id if act.user else None,
        }
    open_linked(act, "proposal", way="from_source", columns=columns, relation="turned_into")


@effect
def turn_activity_into_opinion(act: Act) -> None:
    """转为社情民意: a draft of the actor's own."""
    columns = in_the_name_of(act) | {
        "title": activity_of(act).title[:_TITLE],
        "opinion_kind": "information",
        "background": _text_of(act),
    }
    open_linked(act, "social_opinion", way="from_source", columns=columns, relation="turned_into")


@effect
def turn_activity_into_project(act: Act) -> None:
    """转为民生实事: a draft of the actor's own, to be done by the people themselves."""
    activity = activity_of(act)
    columns = in_the_name_of(act) | {
        "title": activity.title[:_TITLE],
        "project_kind": "own",
        "place": activity.place,
        "need": _text_of(act),
    }
    way = "from_case"
    open_linked(act, "livelihood_project", way=way, columns=columns, relation="turned_into")


def _as_author(subject: Subject) -> dict[str, Any]:
    """The columns of a case that is its author's like this one."""
    names = ("author_id", "author_name", "author_sector", "group_id", "group_name", "session")
    return {name: getattr(subject, name) for name in names}


@effect
def turn_opinion_into_proposal(act: Act) -> None:
    """转为提案: a draft of the writer's, whoever turns it."""
    opinion = opinion_of(act)
    columns = _as_author(opinion) | {
        "title": f"关于{opinion.title}的提案"[:_TITLE],
        "background": opinion.background,
        "analysis": opinion.analysis,
        "suggestions": [Suggestion(no=1, text=opinion.advice)],
        "provenance": PUBLIC_OPINION,
    }
    open_linked(act, "proposal", way="from_source", columns=columns, relation="turned_into")


@effect
def turn_into_public_opinion(act: Act) -> None:
    """转社情民意: what is not filed but worth reporting goes on as an opinion, with its text."""
    proposal = act.proposal
    if proposal.disposal != PUBLIC_OPINION:
        return
    content = content_of(proposal)
    advice = "\n".join(f"{no}. {text}" for no, text in enumerate(content["suggestions"], 1))
    columns = _as_author(proposal) | {
        "title": proposal.title,
        "opinion_kind": "information",
        "background": proposal.background,
        "analysis": proposal.analysis,
        "advice": advice,
    }
    open_linked(act, "social_opinion", way="from_proposal", columns=columns, relation="turned_into")


def _standing(act: Act) -> list[str]:
    links: list[SubjectLink] = list(linked_from(act.session, act.subject.id, "turned_into"))
    targets = [one.target for one in links]
    return [one.title for one in targets if isinstance(one, Proposal) and one.state != "discarded"]


@condition
def not_turned_yet(act: Act) -> bool:
    """One opinion becomes one proposal; a draft that was given up does not count."""
    return not _standing(act)


@detail("not_turned_yet")
def _(act: Act) -> str:
    return "、".join(_standing(act))
