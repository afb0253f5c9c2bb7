"""Comments on the text (批注): where they stand, and what the author makes of them."""

from __future__ import annotations

from typing import Any

from models import TextComment
from models.queries.comments import comments_of, open_comments
from workflow.acts import Act, case_of
from workflow.fields import Asked, BadValue, field_type, identifiers
from workflow.registry import condition, detail, effect
from workflow.rules import Field
from workflow.versions import content_of, occurs, parts_of, suggestion_no, version_at_hand

#: the actions whose words are between the proposers, their group and the office
COMMENTING = frozenset({"comment_on_text", "answer_comment"})


@field_type("text_part")
def _text_part(_field: Field, raw: Any, asked: Asked) -> str | None:
    if raw in (None, ""):
        return None
    proposal = case_of(asked.subject) if asked.subject else None
    if proposal is None or raw not in parts_of(content_of(proposal)):
        raise BadValue("请从提案的各部分中选择")
    return str(raw)


@field_type("text_comment")
def _text_comment(_field: Field, raw: Any, asked: Asked) -> int | None:
    sentence = "请从没有标明的批注中选择一条"
    numbers = identifiers(raw, sentence)
    proposal = case_of(asked.subject) if asked.subject else None
    known = {one.id for one in open_comments(asked.session, proposal.id)} if proposal else set()
    if len(numbers) > 1 or not set(numbers) <= known:
        raise BadValue(sentence)
    return numbers[0] if numbers else None


@condition
def quote_occurs(act: Act) -> bool:
    """A quoted passage stands in the part that is commented on."""
    quote, part = act.data.get("comment_quote"), act.data.get("comment_part")
    return not quote or occurs(quote, parts_of(content_of(act.proposal)).get(part or "", ""))


@detail("quote_occurs")
def _(act: Act) -> str:
    part = act.data.get("comment_part") or ""
    number = suggestion_no(part)
    if number is not None:
        return f"建议第{number}条"
    return act.rules.field(part).label if part else ""


@condition
def comment_unanswered(act: Act) -> bool:
    """Some comment has not been marked yet."""
    return bool(open_comments(act.session, act.proposal.id))


@effect
def note_text_comment(act: Act) -> None:
    """批注: kept with the version that was read."""
    data = act.data
    version = version_at_hand(act)
    act.session.flush()
    act.session.add(
        TextComment(
            proposal_id=act.proposal.id,
            version_id=version.id,
            part=data["comment_part"],
            quote=data.get("comment_quote") or "",
            text=data["comment_text"],
            wording=data.get("comment_wording") or "",
            name=act.actor_name,
            party=act.party,
            made_at=act.now,
        )
    )
    act.noted["version"] = version.no


@effect
def mark_comment(act: Act) -> None:
    """已采纳 or 未采纳, as the author says."""
    data = act.data
    comment = next(
        one for one in comments_of(act.session, act.proposal.id) if one.id == data["text_comment"]
    )
    comment.verdict, comment.note = data["comment_verdict"], data.get("note") or ""
    comment.answered_at = act.now
