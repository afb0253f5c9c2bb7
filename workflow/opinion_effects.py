"""Effects of an opinion: the text, and every later fate, each told to its writer."""

from __future__ import annotations

from datetime import date

from models import HandlingUnit, OpinionUse, SocialOpinion
from models.queries.opinions import issues_of
from workflow.acts import Act
from workflow.registry import effect


def opinion_of(act: Act) -> SocialOpinion:
    """The opinion acted on."""
    if not isinstance(act.subject, SocialOpinion):
        raise TypeError(f"{act.subject.kind} is not an opinion")
    return act.subject


@effect
def write_opinion(act: Act) -> None:
    """Take the text over; whom a suggestion is addressed to."""
    opinion, data = opinion_of(act), act.data
    opinion.title, opinion.opinion_kind = data["opinion_title"], data["opinion_kind"]
    for name in ("background", "analysis", "advice", "addressee_name"):
        if name in data:
            setattr(opinion, name, data[name] or "")
    if "addressee" in data:
        opinion.addressee = data["addressee"]


@effect
def mark_sent(act: Act) -> None:
    """报送: the day that counts."""
    opinion_of(act).submitted_at = act.now


@effect
def answer_opinion(act: Act) -> None:
    """The office has said what becomes of it; said once, the date stays."""
    opinion = opinion_of(act)
    opinion.answered_at = opinion.answered_at or act.now


@effect
def note_not_used(act: Act) -> None:
    """未采用, with the reason that the writer reads."""
    opinion_of(act).refusal = act.data["reason"]


@effect
def hand_to_unit(act: Act) -> None:
    """交单位办理."""
    opinion = opinion_of(act)
    unit = act.session.get_one(HandlingUnit, act.data["opinion_unit"])
    opinion.unit, opinion.unit_name = unit, unit.name


@effect
def record_result(act: Act) -> None:
    """办理反馈; a later one is added to the earlier."""
    opinion = opinion_of(act)
    opinion.result = "\n".join(one for one in (opinion.result, act.data["opinion_result"]) if one)


# ── levels of use ───────────────────────────────────────────────────────────


@effect
def note_forwarded(act: Act) -> None:
    """向上报送: to which level, when, as what."""
    data = act.data
    _note_use(act, "forwarded", data["use_level"], data["used_on"], data.get("publication_no"))


@effect
def note_adoption(act: Act) -> None:
    """上级采用: by which level, when, in what."""
    data = act.data
    _note_use(act, "adopted", data["use_level"], data["used_on"], data["publication_no"])


@effect
def note_leaders_instruction(act: Act) -> None:
    """领导批示: of a leader of which level, and his words."""
    data = act.data
    _note_use(
        act, "instruction", data["leader_level"], data["instruction_on"],
        data["instruction_leader"], data["instruction_text"],
    )  # fmt: skip


def _note_use(
    act: Act, use: str, level: str, used_on: date, source: str | None, text: str = ""
) -> None:
    opinion_of(act).uses.append(
        OpinionUse(
            use=use, level=level, used_on=used_on, source=source or "", text=text,
            recorded_by=act.actor_name, at=act.now,
        )
    )  # fmt: skip
    act.noted |= {"use": use, "level": level}


@effect
def note_issue_use(act: Act) -> None:
    """编入一期: alone or with others, as its issue says."""
    issue = next(one for one in issues_of(act.session, act.subject.id) if one.issued_on)
    use = "merged" if act.action.name == "merge_opinion" else "issue"
    _note_use(act, use, "county", issue.issued_on or act.today, issue.number)
    act.noted |= {"issue": issue.id, "issue_number": issue.number}
