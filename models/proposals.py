"""提案: the text, its suggestions one by one, its signatures and its versions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.assignment import (
    Assignment,
    AssignmentPlan,
    Instruction,
    KeyProposal,
    LeaderSupervision,
)
from models.base import Base
from models.extensions import Extension
from models.merging import Merge
from models.organisation import HandlingUnit
from models.pauses import Pause
from models.people import Person
from models.subjects import Subject
from models.tasks import HandlingTask

suggested_unit = Table(
    "suggested_unit",
    Base.metadata,
    Column("proposal_id", ForeignKey("proposal.id"), primary_key=True),
    Column("unit_id", ForeignKey("handling_unit.id"), primary_key=True),
)


proposed_unit = Table(
    "proposed_unit",
    Base.metadata,
    Column("proposal_id", ForeignKey("proposal.id"), primary_key=True),
    Column("unit_id", ForeignKey("handling_unit.id"), primary_key=True),
)


class Proposal(Subject):
    """提案: one matter, with its situation, its analysis and numbered suggestions."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint(
            "publish_consent IS NULL OR publish_consent IN ('full', 'summary', 'none')",
            name="publish_consent",
        ),
        CheckConstraint(
            "group_outcome IS NULL OR group_outcome IN ('endorsed', 'changes', 'unreviewed')",
            name="group_outcome",
        ),
        CheckConstraint(
            "collective_kind IS NULL OR collective_kind IN ('party', 'organisation', "
            "'special_committee', 'sector', 'members_group', 'liaison_group')",
            name="collective_kind",
        ),
    )
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    #: 情况
    background: Mapped[str] = mapped_column(default="")
    #: 分析
    analysis: Mapped[str] = mapped_column(default="")
    #: 集体提案是哪一类单位提出的；个人、联名提案为空
    collective_kind: Mapped[str | None]
    #: 集体提案单位；个人、联名提案为空
    collective_body: Mapped[str] = mapped_column(default="")
    #: 集体提案单位的联系人和电话
    collective_contact: Mapped[str] = mapped_column(default="")
    #: 集体提案的召集人；界别、小组的提案由他在线确认
    convenor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    #: 盖章页交来的时刻；改动正文以后要重新盖章
    sealed_at: Mapped[datetime | None]
    publish_consent: Mapped[str | None]
    publish_reason: Mapped[str] = mapped_column(default="")
    #: 提出人是否愿意让其他委员附议
    open_to_seconding: Mapped[bool] = mapped_column(default=False)
    #: 现在就可以附议：提出人愿意，本件又在可以附议的状态
    seconding_now: Mapped[bool] = mapped_column(default=False)
    #: 提案来源：调研、视察、本人撰写……
    provenance: Mapped[str | None]
    #: 希望的协商方式
    contact_wish: Mapped[str | None]
    #: 代录的：谁代录（账号和当时的姓名）、哪天收到的纸质提案、委员提出的异议
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    entered_by_name: Mapped[str] = mapped_column(default="")
    received_on: Mapped[date | None]
    dispute_reason: Mapped[str] = mapped_column(default="")
    #: 会议提案 (True) 还是平时提案 (False)；提交时按征集截止时刻确定
    in_session: Mapped[bool | None]
    #: 提交提案委的时刻
    submitted_at: Mapped[datetime | None]
    #: 联络组审核结果：同意报送、提出修改建议、联络组未审；直接提交的为空
    group_outcome: Mapped[str | None]
    group_opinion: Mapped[str] = mapped_column(default="")
    #: 初审建议：立案 (file) 还是不予立案，建议的类别或者理由
    proposed_result: Mapped[str | None]
    proposed_category: Mapped[str | None]
    proposed_ground: Mapped[str | None]
    first_opinion: Mapped[str] = mapped_column(default="")
    #: 类别
    category: Mapped[str | None]
    #: 类别号 `12-3-economic-012`，立案时编，只在设定了另编类别号的会议
    category_number: Mapped[str | None] = mapped_column(unique=True, index=True)
    #: 二级类别；立案时的名称一并留存，以后改名不影响
    local_category_id: Mapped[int | None] = mapped_column(ForeignKey("local_category.id"))
    local_category: Mapped[str] = mapped_column(default="")
    examination_opinion: Mapped[str] = mapped_column(default="")
    #: 不予立案的理由和去向
    ground: Mapped[str | None]
    disposal: Mapped[str | None]
    #: 转送到哪里、哪一天
    disposal_to: Mapped[str] = mapped_column(default="")
    disposal_on: Mapped[date | None]
    filed_at: Mapped[datetime | None]
    #: 办理方式：独办、主办和会办、分办
    handling_mode: Mapped[str | None]
    requirements: Mapped[str] = mapped_column(default="")
    #: 建议承办单位当时的全称
    suggested_unit_names: Mapped[list[Any]] = mapped_column(default=list)
    assigned_at: Mapped[datetime | None]
    #: 提案人提出不需要当面沟通的那一轮
    meeting_waived_round: Mapped[int | None]
    #: 并入的主案，和并入的时刻；没有并案的为空
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    merged_at: Mapped[datetime | None]

    suggestions: Mapped[list[Suggestion]] = relationship(
        order_by="Suggestion.no", cascade="all, delete-orphan"
    )
    suggested_units: Mapped[list[HandlingUnit]] = relationship(
        secondary=suggested_unit, order_by=HandlingUnit.id
    )
    #: 拟交办单位
    proposed_units: Mapped[list[HandlingUnit]] = relationship(
        secondary=proposed_unit, order_by=HandlingUnit.id
    )
    signatures: Mapped[list[Signature]] = relationship(order_by="Signature.place, Signature.id")
    secondings: Mapped[list[Seconding]] = relationship(order_by="Seconding.id")
    convenor: Mapped[Person | None] = relationship(foreign_keys=[convenor_id])
    #: 延期申请，各承办单位的都在内
    extensions: Mapped[list[Extension]] = relationship(order_by=Extension.id)
    pauses: Mapped[list[Pause]] = relationship(order_by=Pause.id)
    versions: Mapped[list[ProposalVersion]] = relationship(order_by="ProposalVersion.no")
    tasks: Mapped[list[HandlingTask]] = relationship(
        primaryjoin="Proposal.id == foreign(HandlingTask.proposal_id)",
        order_by=HandlingTask.id,
        back_populates="proposal",
    )
    plans: Mapped[list[AssignmentPlan]] = relationship(order_by=AssignmentPlan.no)
    assignment: Mapped[Assignment | None] = relationship()
    instructions: Mapped[list[Instruction]] = relationship(order_by=Instruction.id)
    supervisions: Mapped[list[LeaderSupervision]] = relationship(
        order_by=(LeaderSupervision.held_on, LeaderSupervision.id)
    )
    keys: Mapped[list[KeyProposal]] = relationship(order_by=KeyProposal.id)
    main: Mapped[Proposal | None] = relationship(
        primaryjoin="foreign(Proposal.merged_into_id) == remote(Proposal.id)",
        back_populates="merged",
    )
    #: 并入本件的提案，先并入的在前
    #: 以本件为主案的历次并案，已经撤销的也在内
    merges: Mapped[list[Merge]] = relationship(
        primaryjoin=lambda: Proposal.id == Merge.main_id, order_by=Merge.id
    )
    merged: Mapped[list[Proposal]] = relationship(
        primaryjoin="Proposal.id == foreign(remote(Proposal.merged_into_id))",
        order_by="Proposal.merged_at, Proposal.id",
        back_populates="main",
    )

    __mapper_args__ = {"polymorphic_identity": "proposal"}

    @property
    def proposer_kind(self) -> str:
        """`collective`, `joint` or `individual`: told from what is there, never entered."""
        if self.collective_kind or self.collective_body:
            return "collective"
        return "joint" if any(one.decision == "agreed" for one in self.signatures) else "individual"

    @property
    def seconders(self) -> list[Seconding]:
        """附议人 whose support stands, in the order in which they gave it."""
        return [one for one in self.secondings if one.status == "given"]

    @property
    def entered(self) -> bool:
        """Whether the office entered it from paper (代录)."""
        return self.entered_by_id is not None

    @property
    def key(self) -> KeyProposal | None:
        """重点提案: who supervises it now; None for an ordinary one."""
        return next((one for one in self.keys if one.ended_on is None), None)


class Suggestion(Base):
    """一条建议: numbered, so that the reply can answer it."""

    __tablename__ = "suggestion"
    __table_args__ = (UniqueConstraint("proposal_id", "no"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    no: Mapped[int]
    text: Mapped[str]


class Signature(Base):
    """联名: an invitation to one member and what came of it."""

    __tablename__ = "signature"
    __table_args__ = (
        UniqueConstraint("proposal_id", "person_id"),
        CheckConstraint(
            "decision IN ('pending', 'agreed', 'declined', 'lapsed', 'withdrawn', 'void')",
            name="decision",
        ),
        CheckConstraint(
            "publish_consent IS NULL OR publish_consent IN ('full', 'summary', 'none')",
            name="publish_consent",
        ),
        CheckConstraint(
            "(decision IN ('agreed', 'declined')) <= (decided_at IS NOT NULL)", name="decided"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: 邀请时的姓名和界别，以后人事变动不改
    name: Mapped[str]
    sector: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="pending")
    #: 是否同意公开；没有写的随第一提案人
    publish_consent: Mapped[str | None]
    opinion: Mapped[str] = mapped_column(default="")
    invited_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    #: 没有答复、邀请失效的时刻
    lapsed_at: Mapped[datetime | None]
    #: 联名次序，由提出人排定
    place: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship()


class Seconding(Base):
    """附议: support given after submission; it neither evaluates nor is consulted."""

    __tablename__ = "seconding"
    __table_args__ = (
        UniqueConstraint("proposal_id", "person_id"),
        CheckConstraint("status IN ('given', 'withdrawn', 'void')", name="status"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: 附议时的姓名和界别，以后人事变动不改
    name: Mapped[str]
    sector: Mapped[str] = mapped_column(default="")
    opinion: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="given")
    given_at: Mapped[datetime]

    person: Mapped[Person] = relationship()


class ProposalVersion(Base):
    """文本版本: the whole text as it was sent, submitted, or changed once others had read it."""

    __tablename__ = "proposal_version"
    __table_args__ = (UniqueConstraint("proposal_id", "no"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    no: Mapped[int]
    #: title, background, analysis, suggestions, author, cosigners, group — as text
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    made_at: Mapped[datetime]
    #: the action with which it was made, and who did it, by the name of the day
    action: Mapped[str] = mapped_column(default="")
    made_by: Mapped[str] = mapped_column(default="")
    #: 修改稿：写在提出人手里、还没有送出的，只有提案人看得到
    working: Mapped[bool] = mapped_column(default=False)
