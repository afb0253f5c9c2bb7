"""Judging an act: may this person do this, here, now, with this data? All reasons at once.

`available` and `perform` share it, so a button is never shown that would be refused, and a
refusal is always a sentence that names what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from models import User
from models.queries.separation import did
from workflow.acts import Act, case_of
from workflow.delegation import NO_DELEGATION, objection
from workflow.fields import Asked, BadValue, clean
from workflow.parties import AUTOMATIC, parties_among
from workflow.registry import CONDITIONS, DETAILS


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: a sentence, the field it concerns, and the params its msgid takes."""

    sentence: str
    field: str | None = None
    msgid: str = ""
    #: a value may itself be a sentence with its own words
    params: tuple[tuple[str, object], ...] = ()
    #: it stops nobody who says that he has read it
    warning: bool = False


class Refused(Exception):
    """The act may not be performed; nothing has changed."""

    def __init__(self, action: str, reasons: list[Reason]) -> None:
        super().__init__("；".join(reason.sentence for reason in reasons))
        self.action = action
        self.reasons = reasons

    @property
    def acknowledgement(self) -> str:
        """What `perform` is to be told so that it goes on; empty where that would not help."""
        warnings = all(reason.warning for reason in self.reasons)
        return acknowledgement(self.reasons) if warnings else ""


NOT_A_PARTY = "这一步由%(parties)s来做"
REQUIRED = "请填写“%(label)s”"
SAME_PERSON = "“%(earlier)s”是%(name)s做的，“%(action)s”须由另一个人来做"
UNKNOWN = "表单里有不认识的内容，请刷新后重填"


def party_for(act: Act, automatic: str | None) -> str | None:
    """In which relation the actor may do this; None when in none."""
    if act.user is None:
        return automatic if automatic in AUTOMATIC and automatic in act.action.by else None
    return next(parties_among(act.action.by, act.user, act.subject, act.today), None)


def not_a_party(act: Act) -> Reason:
    """The refusal of somebody whose part this is not."""
    labels = "、".join(act.rules.party(party).label for party in act.action.by)
    return Reason(NOT_A_PARTY % {"parties": labels}, None, NOT_A_PARTY, (("parties", labels),))


def unmet(act: Act, names: tuple[str, ...]) -> list[Reason]:
    """Every condition of the list that does not hold, in its own words."""
    return [reason for name in names if not CONDITIONS[name](act) for reason in _reasons(act, name)]


def _reasons(act: Act, name: str) -> list[Reason]:
    found = DETAILS[name](act) if name in DETAILS else ""
    condition = act.rules.condition(name)
    reasons: list[Reason] = []
    for one in [found] if isinstance(found, str) else found:
        detail = one if isinstance(one, str) else one.sentence
        sentence = condition.says.replace("{detail}", detail).rstrip("：")
        reasons.append(Reason(sentence, condition.marks, condition.says, (("detail", one),)))
    return reasons


def acknowledgement(reasons: list[Reason]) -> str:
    """The mark of these warnings: of others that come up meanwhile it says nothing."""
    told = "\n".join(sorted(reason.sentence for reason in reasons))
    return sha256(told.encode()).hexdigest()[:16]


def warned(act: Act) -> list[Reason]:
    """What the actor has to read before he goes on; the record keeps what he has read."""
    found = {name: unmet(act, (name,)) for name in act.action.warns}
    reasons = [replace(one, warning=True) for some in found.values() for one in some]
    if not reasons or act.acknowledged != acknowledgement(reasons):
        return reasons
    act.noted["warned"] = {
        name: [reason.sentence for reason in some] for name, some in found.items() if some
    }
    return []


def delegation_missing(principal: User | None) -> Reason:
    """The refusal of somebody in whose hands nothing was put."""
    params = (("whom", principal.name if principal else ""),)
    return Reason(NO_DELEGATION % dict(params), None, NO_DELEGATION, params)


def delegated(act: Act) -> list[Reason]:
    """The refusal of somebody who acts for another where he may not."""
    if (found := objection(act)) is None:
        return []
    sentence, params = found
    return [Reason(sentence % params, None, sentence, tuple(params.items()))]


def separated(act: Act) -> list[Reason]:
    """The refusal of somebody who did himself what this action is to check."""
    if act.user is None or not act.action.other_than:
        return []
    case = case_of(act.subject) or act.subject
    reasons: list[Reason] = []
    for workflow in act.rules.workflows:
        own = workflow.name == act.subject.kind
        names = {one.name for state in workflow.states for one in state.actions}
        for name in act.action.other_than:
            doers = [who for who in (act.user, act.deputy) if who is not None]
            if name not in names or not any(
                did(act.session, who, name, act.subject, case, own) for who in doers
            ):
                continue
            params = (
                ("earlier", workflow.label_of(name)),
                ("name", act.actor_name),
                ("action", act.action.label),
            )
            reasons.append(Reason(SAME_PERSON % dict(params), None, SAME_PERSON, params))
    return reasons


def clean_data(act: Act) -> list[Reason]:
    """Replace the act's data by clean values; the reasons name every field that is wrong."""
    asked = Asked(act.session, act.actor, act.today, act.subject)
    reasons: list[Reason] = []
    cleaned: dict[str, object] = {}
    if set(act.data) - set(act.action.fields):
        reasons.append(Reason(UNKNOWN, None, UNKNOWN))
    for name in act.action.fields:
        field = act.rules.field(name)
        try:
            value = clean(field, act.data.get(name), asked)
        except BadValue as bad:
            reasons.append(Reason(str(bad), name, bad.sentence, tuple(bad.params.items())))
            continue
        if value is None and name in act.action.asks:
            params = (("label", field.label),)
            reasons.append(Reason(REQUIRED % dict(params), name, REQUIRED, params))
        elif value is not None or name in act.data:
            cleaned[name] = value
    if not reasons:
        act.data = cleaned
    return reasons


def judge(act: Act, automatic: str | None = None) -> list[Reason]:
    """Every reason against the act; sets its party and cleans its data when there is none."""
    party = party_for(act, automatic)
    if party is None:
        return [not_a_party(act)]
    act.party = party
    reasons = delegated(act) + separated(act) + unmet(act, act.action.only_if)
    reasons += clean_data(act)
    if not reasons:
        reasons = unmet(act, act.action.checks) or warned(act)
    return reasons
