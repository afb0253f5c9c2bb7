"""Sample forms: valid data for every action, on the subject as it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from models import Attachment, Proposal, Subject, User
from models.queries.contacts import contacts_of
from models.queries.evaluations import paper_forms, round_evaluations
from tests.activity_samples import ACTIVITY_SAMPLES
from tests.archive_samples import ARCHIVE_SAMPLES
from tests.assessment_samples import ASSESSMENT_SAMPLES
from tests.bundling import BUNDLE_SAMPLES
from tests.fillings import CONTACT, SCAN, form, later
from tests.meeting_samples import MEETING_SAMPLES
from tests.merging_samples import MERGING_SAMPLES
from tests.opinion_samples import OPINION_SAMPLES
from tests.project_samples import PROJECT_SAMPLES
from tests.promise_samples import PROMISE_SAMPLES
from tests.publishing import PUBLICATION_SAMPLES
from tests.samples_of_assignment import ASSIGNING
from tests.supervision_samples import SUPERVISION_SAMPLES
from tests.unit_samples import UNIT_SAMPLES
from workflow.merging import asked_suggestions

if TYPE_CHECKING:
    from tests.stories import Story

    Sample = Callable[[Story, Any], dict[str, Any]]

TEXT = {
    "title": "关于加装老旧小区电梯的提案",
    "background": "全县二十年以上的住宅楼 312 栋，都没有电梯。",
    "analysis": "楼上的老人下不了楼；出资比例一直谈不拢。",
    "suggestions": ["定出资比例", "设一个窗口办手续"],
}
PARTY = {"collective_kind": "party", "collective_body": "民盟总支", "collective_contact": "王"}
SATISFIED = {"met_how": "phone", "attitude": "satisfied", "result": "satisfied"}
DISSATISFIED = SATISFIED | {"result": "dissatisfied", "comment": "问题还在"}
RESERVED = {"countersign_view": "reserve", "reservation": "补助标准须再核"}
TALK = {
    "contact_stage": "before",
    "contact_mode": "visit",
    "contact_on": "2026-03-02",
    "contact_persons": "王经办",
    "contact_summary": "谈了加装的办法",
}


def answers(proposal: Proposal) -> list[dict[str, Any]]:
    """An answer to each suggestion."""
    return [
        {"no": s.no, "verdict": "adopted", "measure": f"已办：{s.text}", "due_on": None}
        for s in asked_suggestions(proposal)
    ]


def promising(proposal: Proposal, story: Story, count: int = 1) -> dict[str, Any]:
    """What a reply of class B says: so many of its answers are promises."""
    due_on = later(story, 200)
    told = answers(proposal)
    for answer in told[:count]:
        answer.update(verdict="planned", measure="列入明年计划", due_on=due_on)
    return {"reply_class": "B", "answers": told}


def uploaded(story: Story, user: User) -> list[int]:
    """The ids of a file that this user has just uploaded."""
    file = Attachment(
        name="证明.pdf",
        mime="application/pdf",
        size=9,
        sha256="0" * 64,
        uploaded_by_id=user.id,
        uploaded_at=story.now,
    )
    story.session.add(file)
    story.session.flush()
    return [file.id]


def sample(story: Story, subject: Subject, action: str, user: User | None = None) -> dict[str, Any]:
    """A valid form for an action on this subject, now, as this user fills it in."""
    known = SAMPLES.get((subject.kind, action), SAMPLES.get(("", action), _nothing))
    form = known(story, subject)
    return {
        name: uploaded(story, user) if value == SCAN and user else value
        for name, value in form.items()
    }


def _nothing(_story: Story, _subject: Any) -> dict[str, Any]:
    return {}


def _uninvited(story: Story, subject: Any) -> list[int]:
    known = {s.person_id for s in subject.signatures if s.decision in ("pending", "agreed")}
    seats = story.county.members
    return [
        seats[name].id
        for name in ("ally", "former", "stranger")
        if seats[name].person_id not in known
    ][:1]


def _draft(_story: Story, task: Any) -> dict[str, Any]:
    return {"reply_class": "A", "reply_body": "已经办理。", "answers": answers(task.proposal)}


def _reply(story: Story, task: Any) -> dict[str, Any]:
    number = f"云建函〔2026〕{task.id}号"
    return _draft(story, task) | {"doc_no": number, "publicity": "full", **CONTACT}


def _talk(_story: Story, subject: Any) -> dict[str, Any]:
    proposal = getattr(subject, "proposal", subject)
    return {**TALK, "contact_members": [proposal.author_id]}


def _contact(story: Story, subject: Any) -> dict[str, Any]:
    """The latest record of the case."""
    found = contacts_of(story.session, subject.id)
    return {"contact": found[-1].id} if found else {}


def _paper(story: Story, subject: Any) -> dict[str, Any]:
    """A form on paper of a proposer who has not evaluated yet, with its scan."""
    signed = [one.person_id for one in subject.signatures if one.decision == "agreed"]
    done = {one.person_id for one in round_evaluations(story.session, subject)}
    done |= {one.person_id for one in paper_forms(story.session, subject.id)}
    asked = [person for person in (subject.author_id, *signed) if person not in done]
    return {
        **SATISFIED,
        "evaluator": asked[0] if asked else subject.author_id,
        "received_on": later(story, 0),
        "scan": SCAN,
    }


def _paper_form(story: Story, subject: Any) -> dict[str, Any]:
    found = [one for one in paper_forms(story.session, subject.id) if one.status == "entered"]
    return {"paper_form": found[-1].id} if found else {}


SAMPLES: dict[tuple[str, str], Sample] = {
    **ACTIVITY_SAMPLES,
    **ARCHIVE_SAMPLES,
    **ASSESSMENT_SAMPLES,
    **OPINION_SAMPLES,
    **BUNDLE_SAMPLES,
    **MEETING_SAMPLES,
    **MERGING_SAMPLES,
    **UNIT_SAMPLES,
    **PROMISE_SAMPLES,
    **SUPERVISION_SAMPLES,
    **PUBLICATION_SAMPLES,
    ("proposal", "write"): form(**TEXT),
    ("proposal", "declare_collective"): lambda story, _subject: (
        PARTY | {"convenor": story.county.seat("stranger")}
    ),
    ("proposal", "hand_in_seal"): form(seal_scan=SCAN),
    ("proposal", "set_order"): lambda _story, subject: {
        "cosigner_order": [s.id for s in subject.signatures if s.decision == "agreed"][::-1]
    },
    ("proposal", "dispute_entry"): form(reason="不是我写的原文"),
    ("proposal", "withdraw_signature"): form(reason="另有考虑"),
    ("proposal", "invite"): lambda story, subject: {"cosigners": _uninvited(story, subject)},
    ("proposal", "send_to_group"): form(publish_consent="full"),
    ("proposal", "submit"): form(publish_consent="full"),
    ("", "suggest_changes"): form(opinion="建议写明栋数"),
    ("proposal", "pass_first_examination"): form(
        proposed_result="file", category="social", opinion="符合立案条件"
    ),
    ("proposal", "examine_again"): form(reason="请核对有没有重复的提案"),
    ("proposal", "record_disposal"): form(disposal_to="县政协研究室", disposal_on="2026-03-02"),
    ("proposal", "file"): form(category="social"),
    ("", "send_back"): form(reason="请补充数字"),
    ("proposal", "not_file"): form(ground="personal", reason="属个人事项", disposal="opinion"),
    ("", "withdraw"): form(reason="情况有了变化"),
    ("proposal", "withdraw"): form(reason="情况有了变化", persuaded="no_"),
    **ASSIGNING,
    ("proposal", "evaluate"): form(**SATISFIED),
    ("proposal", "change_evaluation"): form(**SATISFIED, reason="看错了一条", urged="no_"),
    ("proposal", "enter_paper_evaluation"): _paper,
    ("proposal", "confirm_paper_evaluation"): lambda story, subject: {
        **_paper_form(story, subject),
        "note": "逐项核对，与扫描件一致",
    },
    ("proposal", "reject_paper_evaluation"): lambda story, subject: {
        **_paper_form(story, subject),
        "reason": "扫描件上是基本满意",
    },
    ("proposal", "dispute_paper_evaluation"): form(reason="不是我填的"),
    ("proposal", "rate_proposal"): form(quality="good", quality_comment="调研扎实"),
    ("proposal", "convene_mediation"): lambda story, _subject: {
        "mediation_on": later(story, 5),
        "mediation_place": "县政协委员之家",
        "mediation_persons": "提案人、住建局张局长、督查室",
    },
    ("proposal", "record_mediation"): lambda story, _subject: {
        "mediation_held_on": later(story, 0),
        "mediation_attended": "提案人、张局长",
        "mediation_record": "当面谈了，提案人保留意见。",
    },
    ("handling_task", "accept"): form(**CONTACT),
    ("handling_task", "record_contact"): _talk,
    ("proposal", "record_contact"): _talk,
    ("proposal", "confirm_contact"): _contact,
    ("proposal", "dispute_contact"): lambda story, subject: {
        **_contact(story, subject),
        "dispute_kind": "differs",
        "member_words": "没有谈到比例",
    },
    ("proposal", "correct_contact"): lambda story, subject: {
        **_talk(story, subject),
        **_contact(story, subject),
        "reason": "日期写错了",
    },
    ("handling_task", "show_draft"): _draft,
    ("handling_task", "comment_on_draft"): form(draft_view="agree"),
    ("handling_task", "draft_reply"): _reply,
    ("handling_task", "countersign"): form(countersign_view="agree"),
    ("handling_task", "revise_draft"): form(reason="补助的话再改一改"),
    ("handling_task", "return_draft"): form(reason="数字不对"),
    ("handling_task", "refuse_to_sign"): form(reason="请再与提案人谈一次"),
    ("handling_task", "sign_on_paper"): lambda story, _task: {
        "signer": "张局长",
        "signed_on": later(story, 0),
        "attachments": SCAN,
    },
    ("proposal", "record_delivery"): lambda story, proposal: {
        "delivered_to": [proposal.author_id],
        "delivery_mode": "post",
        "delivered_on": later(story, 0),
    },
    ("handling_task", "give_opinion"): form(opinion="可以支持", **CONTACT),
    ("handling_task", "send_back_reply"): form(reason="请逐条写清"),
    **PROJECT_SAMPLES,
}
