"""归档: the volume of a case that is over, what is missing from it, and its pieces in order."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.files import Attachment
from models.proposals import Proposal
from models.subjects import Subject

#: 补充材料的扫描件
added_scan = Table(
    "added_scan",
    Base.metadata,
    Column("added_id", ForeignKey("added_piece.id"), primary_key=True),
    Column("attachment_id", ForeignKey("attachment.id"), primary_key=True),
)


class ArchiveVolume(Subject):
    """案卷: what is kept of one case; once archived it never changes, later papers follow it.

    It belongs to the committee, not to the parties of the case: `proposal`, not `parent`.
    """

    __tablename__ = "archive_volume"
    __table_args__ = (
        UniqueConstraint("proposal_id", "supplement_no"),
        CheckConstraint(
            "retention IS NULL OR retention IN ('permanent', 'years_30', 'years_10')",
            name="retention",
        ),
        CheckConstraint("supplement_no >= 0", name="supplement_no"),
    )
    id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    #: 第几次补充归档；本卷为 0
    supplement_no: Mapped[int] = mapped_column(default=0)
    #: 为什么补充
    reason: Mapped[str] = mapped_column(default="")
    #: 年度: the year in which the case came to its end
    year: Mapped[int]
    #: 全宗号、保管期限, as they were when it was put together
    fonds_no: Mapped[str] = mapped_column(default="")
    retention: Mapped[str | None]
    #: 立卷人、检查人，当时的姓名
    put_together_by: Mapped[str] = mapped_column(default="")
    put_together_on: Mapped[date | None]
    checked_by: Mapped[str] = mapped_column(default="")
    archived_on: Mapped[date | None]
    #: sha256 of the list of pieces; empty until their pages have been counted
    list_sha256: Mapped[str] = mapped_column(default="")

    proposal: Mapped[Proposal] = relationship(foreign_keys=[proposal_id])
    pieces: Mapped[list[ArchivePiece]] = relationship(
        order_by="ArchivePiece.no", cascade="all, delete-orphan"
    )
    added: Mapped[list[AddedPiece]] = relationship(order_by="AddedPiece.id")
    explanations: Mapped[list[GapExplanation]] = relationship(order_by="GapExplanation.id")

    __mapper_args__ = {
        "polymorphic_identity": "archive_volume",
        "inherit_condition": id == Subject.id,  # noqa: A003
    }


class ArchivePiece(Base):
    """卷内一件: a printed sheet of the system, a file, or a paper that was scanned in."""

    __tablename__ = "archive_piece"
    __table_args__ = (UniqueConstraint("volume_id", "no"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    volume_id: Mapped[int] = mapped_column(ForeignKey("archive_volume.id"), index=True)
    #: 件号；补充卷接着原来的编
    no: Mapped[int]
    #: which item of the checklist it answers
    item: Mapped[str]
    #: 题名、责任者、文号、日期
    title: Mapped[str]
    maker: Mapped[str] = mapped_column(default="")
    doc_no: Mapped[str] = mapped_column(default="")
    made_on: Mapped[date | None]
    #: a sheet: of which subject, and its name in states.yaml
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"))
    document: Mapped[str] = mapped_column(default="")
    #: or one file
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    #: or what the clerk added
    added_id: Mapped[int | None] = mapped_column(ForeignKey("added_piece.id"))
    #: 页数, none for a file without pages; and the page of the volume it begins on
    pages: Mapped[int | None]
    first_page: Mapped[int | None]
    #: of the bytes that were counted
    sha256: Mapped[str] = mapped_column(default="")

    attachment: Mapped[Attachment | None] = relationship()
    added: Mapped[AddedPiece | None] = relationship()

    @property
    def last_page(self) -> int | None:
        """The page of the volume it ends on."""
        if not self.pages or self.first_page is None:
            return None
        return self.first_page + self.pages - 1


class AddedPiece(Base):
    """补充的材料: a paper that the system does not have, scanned in by the clerk."""

    __tablename__ = "added_piece"
    __table_args__ = (CheckConstraint("pages > 0", name="pages"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    volume_id: Mapped[int] = mapped_column(ForeignKey("archive_volume.id"), index=True)
    item: Mapped[str]
    title: Mapped[str]
    maker: Mapped[str]
    doc_no: Mapped[str] = mapped_column(default="")
    made_on: Mapped[date]
    pages: Mapped[int]
    added_by: Mapped[str]
    added_at: Mapped[datetime]
    #: 撤下的不入卷，理由在办理经过里
    removed: Mapped[bool] = mapped_column(default=False)

    scans: Mapped[list[Attachment]] = relationship(secondary=added_scan, order_by=Attachment.id)


class GapExplanation(Base):
    """缺件说明: why an item of the checklist has nothing; the last one of an item counts."""

    __tablename__ = "gap_explanation"
    id: Mapped[int] = mapped_column(primary_key=True)
    volume_id: Mapped[int] = mapped_column(ForeignKey("archive_volume.id"), index=True)
    item: Mapped[str]
    reason: Mapped[str]
    explained_by: Mapped[str]
    explained_at: Mapped[datetime]
