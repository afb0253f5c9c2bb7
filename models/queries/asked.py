"""What a proposer is asked: his judgement of a reply, his view of a draft or of a public text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from models.evaluations import Evaluation, PaperForm
from models.letters import DraftComment
from models.proposals import Proposal, Signature
from models.publications import PublicationAgreement
from models.queries.visibility import kept
from models.replies import Reply
from models.subjects import Subject


@kept
def asks_proposer(person_id: int) -> ColumnElement[bool]:
    """Whether a case that waits for its proposers waits for this one of them."""
    agreed = select(Signature.proposal_id).where(
        Signature.person_id == person_id, Signature.decision == "agreed"
    )
    own, written = Proposal.__table__.c, aliased(Subject)
    joined = (
        select(own.merged_into_id)
        .join(written, written.id == own.id)
        .where(
            own.merged_into_id.is_not(None),
            or_(written.author_id == person_id, own.id.in_(agreed)),
        )
    )
    case = aliased(Subject)
    evaluated = (
        select(Evaluation.proposal_id)
        .join(case, case.id == Evaluation.proposal_id)
        .outerjoin(PaperForm, PaperForm.id == Evaluation.paper_form_id)
        .where(
            Evaluation.person_id == person_id,
            Evaluation.round == case.round,
            # What the proposer objects to was not his.
            or_(PaperForm.id.is_(None), PaperForm.status != "disputed"),
        )
    )
    # A draft waits for those of the proposers who have not said anything about it yet.
    unheard = (
        select(Reply.task_id)
        .join(DraftComment, DraftComment.reply_id == Reply.id)
        .where(DraftComment.person_id == person_id, DraftComment.view == "pending")
    )
    return or_(
        and_(
            Subject.kind.not_in(("handling_task", "publication")),
            or_(
                Subject.author_id == person_id,
                Subject.id.in_(agreed),
                Subject.id.in_(joined),
            ),
            Subject.id.not_in(evaluated),
        ),
        Subject.id.in_(unheard),
        _reads_public_text(person_id, agreed, joined),
    )


def _reads_public_text(
    person_id: int, signed: Select[Any], joined: Select[Any]
) -> ColumnElement[bool]:
    said = select(PublicationAgreement.publication_id).where(
        PublicationAgreement.person_id == person_id
    )
    return and_(
        Subject.kind == "publication",
        or_(
            Subject.author_id == person_id,
            Subject.parent_id.in_(signed),
            Subject.parent_id.in_(joined),
        ),
        Subject.id.not_in(said),
    )
