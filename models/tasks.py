"""承办件: what one handling unit has to do with one proposal, in one round."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.contacts import Contact
from models.extensions import Extension
from models.organisation import HandlingUnit
from models.replies import Reply
from models.subjects import Subject

if TYPE_CHECKING:
    from models.proposals import Proposal


#: 签收时建议增加的单位
wanted_unit = Table(
    "wanted_unit",
    Base.metadata,
    Column("task_id", ForeignKey("handling_task.id"), primary_key=True),
    Column("unit_id", ForeignKey("handling_unit.id"), primary_key=True),
)


class HandlingTask(Subject):
    """承办件: sole, lead, co or separate handling by one unit."""

    __tablename__ = "handling_task"
    __table_args__ = (
        CheckConstraint("duty IN ('sole', 'lead', 'co', 'separate')", name="duty"),
        CheckConstraint(
            "return_outcome IS NULL OR return_outcome IN ('agreed', 'refused', 'moved', 'kept')",
            name="return_outcome",
        ),
    )
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("handling_unit.id"), index=True)
    #: 独办、主办、会办、分办
    duty: Mapped[str]
    #: 交办时的单位全称
    unit_name: Mapped[str]
    contact_person: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    #: 申请退办的次数、理由和建议
    returns: Mapped[int] = mapped_column(default=0)
    return_reason: Mapped[str] = mapped_column(default="")
    suggested_unit_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"))
    #: 申请退办的职责依据、时刻；怎样裁定、谁裁定的
    duty_basis: Mapped[str] = mapped_column(default="")
    return_asked_at: Mapped[datetime | None]
    #: 同意、不同意；县领导裁定改交、仍由该单位承办
    return_outcome: Mapped[str | None]
    return_opinion: Mapped[str] = mapped_column(default="")
    return_decided_at: Mapped[datetime | None]
    return_decided_by: Mapped[str] = mapped_column(default="")
    #: 改交给了哪个单位
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("handling_unit.id"))
    #: 同意退办，已改交其他单位
    released: Mapped[bool] = mapped_column(default=False)
    #: 签收时为什么建议增加单位；单位见 wanted_units
    wanted_reason: Mapped[str] = mapped_column(default="")
    #: 承办人、承办科室、分管领导和办理方案
    handler: Mapped[str] = mapped_column(default="")
    section: Mapped[str] = mapped_column(default="")
    plan_leader: Mapped[str] = mapped_column(default="")
    plan_text: Mapped[str] = mapped_column(default="")
    #: 会办意见
    opinion: Mapped[str] = mapped_column(default="")
    opinion_no: Mapped[str] = mapped_column(default="")
    opinion_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship(foreign_keys=[proposal_id], back_populates="tasks")
    unit: Mapped[HandlingUnit] = relationship(foreign_keys=[unit_id])
    suggested_unit: Mapped[HandlingUnit | None] = relationship(foreign_keys=[suggested_unit_id])
    moved_to: Mapped[HandlingUnit | None] = relationship(foreign_keys=[moved_to_id])
    wanted_units: Mapped[list[HandlingUnit]] = relationship(
        secondary=wanted_unit, order_by=HandlingUnit.id
    )
    extensions: Mapped[list[Extension]] = relationship(order_by=Extension.id)
    contacts: Mapped[list[Contact]] = relationship(order_by=Contact.id)
    replies: Mapped[list[Reply]] = relationship(order_by=Reply.id)

    __mapper_args__ = {
        "polymorphic_identity": "handling_task",
        # proposal_id leads to the subject table too; the row itself is the one with the same id.
        "inherit_condition": id == Subject.id,  # noqa: A003
    }

    @property
    def answers_proposer(self) -> bool:
        """Whether this unit writes a reply of its own (会办 units do not)."""
        return self.duty != "co"

    @property
    def in_dispute(self) -> bool:
        """Whether the unit has asked to return the task and nobody has decided yet."""
        return self.returns > 0 and self.return_outcome is None
