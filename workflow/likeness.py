"""How alike two letters of one unit are: a formula reply is pointed out, never stopped."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from models import Reply
from models.queries.replies import last_letters
from workflow.acts import Act
from workflow.limits import setting

#: how many of the unit's last letters are looked at, and how much of each
LETTERS, LENGTH = 40, 3000
#: shorter texts are alike by chance
LEAST = 40


def percent(one: str, other: str, least: int = 0) -> int:
    """How many percent of two texts are equal, blanks apart; 0 when surely below `least`."""
    first, second = (re.sub(r"\s+", "", text)[:LENGTH] for text in (one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() * 100 < least or matcher.quick_ratio() * 100 < least:
        return 0
    return int(matcher.ratio() * 100)


def note_likeness(act: Act, reply: Reply) -> None:
    """Keep with a draft which other letter of the unit it repeats, if it does."""
    least: int = setting(act.rules, act.subject, "formula_warn")
    text = reply.text
    if len(text) < LEAST:
        return
    for other in last_letters(act.session, act.task.unit_id, act.proposal.id, LETTERS):
        found = percent(text, other.text, least)
        if found >= least and found > (reply.likeness or 0):
            reply.likeness, reply.like_id = found, other.id
    if reply.likeness:
        act.noted["likeness"] = {"percent": reply.likeness, "reply": reply.like_id}
