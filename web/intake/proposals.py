"""Word proposals into the database: each a draft of the member it names, through the engine."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models import HandlingUnit, Member, Subject, User
from models.queries.history import used_key
from models.queries.intake import every_member, every_unit
from models.queries.parties import users_of_persons
from web.intake.differences import similar
from web.intake.plan import FilePlan, Step
from web.intake.proposaltext import ProposalText
from web.intake.told import told
from web.intake.word import WordProblem, read_file
from workflow.deadlines import local_date
from workflow.engine import Engine, Refused
from workflow.proposer_conditions import SEALED_KINDS

#: words in the name of a body, the more exact first
_BODIES = (
    (("联络组",), "liaison_group"),
    (("小组", "活动组"), "members_group"),
    (("民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"), "party"),
    (("专委会", "专门委员会", "委员会"), "special_committee"),
    (("界别", "界"), "sector"),
)


class ProposalDesk:
    """Takes in proposals one after another; members and units are looked up once."""

    def __init__(self, session: Session, engine: Engine, now: datetime) -> None:
        self.session, self.engine, self.now = session, engine, now
        self.members: dict[str, list[Member]] = {}
        for member in every_member(session):
            if member.status == "sitting":
                self.members.setdefault(member.person.name, []).append(member)
        self.units = _by_every_name(every_unit(session))

    def take(self, data: bytes, plan: FilePlan) -> None:
        """One file: a new draft, or nothing when the same file was taken in before."""
        plan.kind, plan.label = "proposal", "提案"
        key = f"import/{plan.sha256}"
        used = used_key(self.session, key)
        try:
            text = read_file(plan.file_name, data)
        except WordProblem as why:
            plan.refuse(why.args[0])
            return
        title = text.title or plan.file_name
        if used is not None:
            plan.add(Step(title, "unchanged"))
            return
        plan.notes += text.notices
        author = self._author(text, plan)
        if author is None:
            return
        try:
            subject = self.engine.open(
                self.session,
                "proposal",
                by=author,
                data=self._data(text, plan),
                now=self.now,
                key=key,
                request_id=f"import-{plan.sha256[:16]}",
            )
            self._declare(subject, author, text, plan)
        except Refused as refused:
            for reason in refused.reasons:
                plan.refuse(f"“{title}”：{reason.sentence}。")
            return
        plan.subject_id = subject.id
        plan.add(Step(f"{title}（{author.name}）", "new"))

    def _declare(self, subject: Subject, author: User, text: ProposalText, plan: FilePlan) -> None:
        """A collective proposal: the body as the file names it, for the author to look through."""
        if not text.collective_body:
            return
        data: dict[str, Any] = {
            "collective_kind": kind_of_body(text.collective_body),
            "collective_body": text.collective_body,
            "collective_contact": author.name,
        }
        if data["collective_kind"] not in SEALED_KINDS:
            # Who hands it in convenes it until he names another.
            seats = self.members[text.author]
            data["convenor"] = next(s.id for s in seats if s.person_id == author.person_id)
        self.engine.perform(
            self.session, subject, "declare_collective", by=author, data=data, now=self.now,
            request_id=f"import-{plan.sha256[:16]}",
        )  # fmt: skip

    def _author(self, text: ProposalText, plan: FilePlan) -> User | None:
        """The account of the member whom the file names; no guessing."""
        if not text.author:
            plan.refuse(
                told("没有写明提案人，无法知道是谁的提案。请在文件里补上“提案人：……”一行。")
            )
            return None
        seats = self.members.get(text.author, [])
        if not seats:
            plan.refuse(
                told(
                    "提案人“%(name)s”不在委员名册上%(hint)s。请核对姓名，或者先导入委员名册。",
                    name=text.author,
                    hint=similar(text.author, self.members),
                )
            )
            return None
        matching = [seat for seat in seats if _fits(seat, text)]
        if not matching:
            there = "、".join(seat.group.name if seat.group else "未编组" for seat in seats)
            plan.refuse(
                told(
                    "提案人“%(name)s”在名册上属于%(there)s，文件里写的是“%(group)s”。请核对。",
                    name=text.author,
                    there=there,
                    group=text.group,
                )
            )
            return None
        if len(matching) > 1:
            matching = [seat for seat in matching if seat.sector == text.sector]
        if len(matching) != 1:
            plan.refuse(
                told(
                    "有 %(count)s 名委员叫“%(name)s”，分不清是哪一位。请在文件里写明联络组和界别。",
                    count=len(seats),
                    name=text.author,
                )
            )
            return None
        seat = matching[0]
        if text.sector and seat.sector != text.sector:
            plan.notes.append(
                f"文件里的界别是“{text.sector}”，名册上是“{seat.sector}”，以名册为准。"
            )
        users = users_of_persons(self.session, {seat.person_id}, {"member"}, local_date(self.now))
        if not users:
            plan.refuse(
                told(
                    "提案人%(name)s还没有账号，草稿无处可放。请先建账号（命令行用 --accounts）。",
                    name=text.author,
                )
            )
            return None
        return users[0]

    def _data(self, text: ProposalText, plan: FilePlan) -> dict[str, Any]:
        self._tell_cosigners(text, plan)
        return {
            "title": text.title,
            "background": text.background,
            "analysis": text.analysis,
            "suggestions": text.suggestions,
            "suggested_units": self._unit_ids(text, plan),
        }

    def _unit_ids(self, text: ProposalText, plan: FilePlan) -> list[int]:
        found = []
        for name in text.suggested_units:
            unit = self.units.get(name)
            if unit is None:
                plan.notes.append(
                    f"没有叫“{name}”的承办单位{similar(name, self.units)}，"
                    "草稿里没有填，请提案人核对。"
                )
            elif not unit.active:
                plan.notes.append(f"承办单位“{name}”已经停用，草稿里没有填。")
            elif unit.id not in found:
                found.append(unit.id)
        return found

    def _tell_cosigners(self, text: ProposalText, plan: FilePlan) -> None:
        """Invitations are the author's to send: here we only say who was named."""
        if not text.cosigners:
            return
        known: list[str] = []
        unknown: list[str] = []
        for name in text.cosigners:
            (known if len(self.members.get(name, [])) == 1 else unknown).append(name)
        if known:
            plan.notes.append(f"联名人：{'、'.join(known)}。联名邀请由提案人自己在页面上发出。")
        for name in unknown:
            many = len(self.members.get(name, []))
            why = f"名册上有 {many} 位" if many else f"不在委员名册上{similar(name, self.members)}"
            plan.notes.append(f"联名人“{name}”{why}，请提案人邀请时核对。")


def kind_of_body(name: str) -> str:
    """Which kind of body a name is of; 人民团体 when it says nothing."""
    for words, kind in _BODIES:
        if any(word in name for word in words):
            return kind
    return "organisation"


def _fits(seat: Member, text: ProposalText) -> bool:
    if not text.group:
        return True
    group = seat.group.name if seat.group else ""
    return group.removesuffix("联络组") == text.group.removesuffix("联络组")


def _by_every_name(units: list[HandlingUnit]) -> dict[str, HandlingUnit]:
    """Units by full name, by short name, and without the county's own name in front."""
    names: dict[str, HandlingUnit] = {}
    for unit in units:
        county, found, rest = unit.name.partition("县")
        if found and len(county) <= 4:
            names.setdefault(rest, unit)
            names.setdefault(f"县{rest}", unit)
    for unit in units:
        names[unit.short_name] = unit
    for unit in units:
        names[unit.name] = unit
    return names
