"""The text of a proposal in its parts, and the versions of it that are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from models import Proposal, ProposalVersion
from models.queries.alike import keep_marks
from workflow.acts import Act
from workflow.registry import effect

#: the parts of the text that are one; each suggestion is a part of its own
WHOLE_PARTS = ("title", "background", "analysis")
_SUGGESTION = "suggestion_"


def content_of(proposal: Proposal) -> dict[str, Any]:
    """The text as it stands."""
    return {
        **{name: getattr(proposal, name) for name in WHOLE_PARTS},
        "suggestions": [suggestion.text for suggestion in proposal.suggestions],
    }


def parts_of(content: Mapping[str, Any]) -> dict[str, str]:
    """The text part by part: title, background, analysis, suggestion_1 …"""
    suggestions = enumerate(content["suggestions"], 1)
    return {
        **{name: content[name] for name in WHOLE_PARTS},
        **{f"{_SUGGESTION}{no}": text for no, text in suggestions},
    }


def suggestion_no(part: str) -> int | None:
    """The number of the suggestion that a part is; None for the others."""
    return int(part.removeprefix(_SUGGESTION)) if part.startswith(_SUGGESTION) else None


def occurs(quote: str, text: str) -> bool:
    """Whether the passage stands in the text; a copy from a page breaks its lines elsewhere."""
    return "".join(quote.split()) in "".join(text.split())


@effect
def keep_version(act: Act) -> None:
    """Keep the whole text as submitted, with the names as they are today."""
    keep(act, working=False)
    # Afterwards: a proposal that is only just beginning has no number to keep marks under.
    act.afterwards.append(partial(keep_marks, act.session, act.proposal))


@effect
def keep_revision(act: Act) -> None:
    """Once others have read the text, keep it as it stands after each change."""
    if act.noted.get("text_changed") and act.proposal.versions:
        keep(act, working=act.subject.private)


def version_at_hand(act: Act) -> ProposalVersion:
    """The version that has the text as it stands; kept now if there is none yet."""
    proposal = act.proposal
    now = content_of(proposal)
    last = proposal.versions[-1] if proposal.versions else None
    if last is not None and all(last.content[name] == text for name, text in now.items()):
        return last
    return keep(act, working=act.subject.private)


def keep(act: Act, *, working: bool) -> ProposalVersion:
    """Keep the text as it stands; a working version is read by the proposers alone."""
    proposal = act.proposal
    content = content_of(proposal) | {
        "author": proposal.author_name,
        "cosigners": [s.name for s in proposal.signatures if s.decision == "agreed"],
        "group": proposal.group_name,
        "collective_body": proposal.collective_body,
        **({"entered_by": proposal.entered_by_name} if proposal.entered else {}),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    version = ProposalVersion(
        no=len(proposal.versions) + 1,
        content=content,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        made_at=act.now,
        action=act.action.name,
        made_by=act.actor_name,
        working=working,
    )
    proposal.versions.append(version)
    return version
