"""委员名册 into the database: one seat a row, known by its member number."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy.orm import Session

from models import LiaisonGroup, Member, Person, Term
from models.queries.intake import every_group, every_member, persons_named
from web.intake.columns import MEMBERS
from web.intake.differences import similar, step_of, update
from web.intake.plan import Change, FilePlan, Step
from web.intake.rosters import Entry, Roster
from web.intake.spreadsheets import RowProblem
from web.intake.told import told
from web.sounds import sorting_key
from workflow.membership import move

_LABELS = {column.key: column.title for column in MEMBERS.columns}


def take_members(
    session: Session, roster: Roster, plan: FilePlan, term: Term, *, rename: bool, today: date
) -> None:
    """Bring the stored members of the term in line with the roster."""
    names = {entry.name for entry in roster.entries}
    taking = _Taking(session, plan, term, rename, names, today)
    for entry in roster.entries:
        taking.take(entry)
    if not roster.problems:
        taking.tell_missing({entry.values["member_no"] for entry in roster.entries})
    session.flush()


class _Taking:
    """What has to be looked up once for the whole roster."""

    def __init__(
        self,
        session: Session,
        plan: FilePlan,
        term: Term,
        rename: bool,
        names: set[str],
        today: date,
    ) -> None:
        self.session, self.plan, self.term, self.rename = session, plan, term, rename
        self.today = today
        self.groups = {group.name: group for group in every_group(session)}
        self.members = {member.member_no: member for member in every_member(session)}
        self.persons: dict[str, list[Person]] = defaultdict(list)
        for person in persons_named(session, names):
            self.persons[person.name].append(person)
        self.posts = {
            (group.id, post.person_id) for group in self.groups.values() for post in group.posts
        }

    def take(self, entry: Entry) -> None:
        """One row: a new seat, a changed one, or nothing to do."""
        group = self._group(entry)
        member = self.members.get(entry.values["member_no"])
        if member is not None and not self._same_seat(entry, member):
            return
        if entry.row in self.plan.bad_rows:
            return
        if member is None:
            self._seat(entry, group)
            self.plan.add(Step(entry.name, "new", row=entry.row))
            return
        changes = self._update(entry, member, group)
        self.plan.add(step_of(entry, changes))

    def _group(self, entry: Entry) -> LiaisonGroup | None:
        name = entry.values["group"]
        if not name:
            return None
        group = self.groups.get(name) or self.groups.get(f"{name}联络组")
        if group is None:
            sentence = told(
                "没有这个联络组%(hint)s。请核对名称，或者先导入联络组名册。",
                hint=similar(name, self.groups),
            )
            self._refuse(entry, "group", name, sentence)
        return group

    def _same_seat(self, entry: Entry, member: Member) -> bool:
        number = member.member_no
        if member.term_id != self.term.id:
            sentence = told(
                "这个证号已经用于第 %(term)s 届的%(name)s，请改用新的证号。",
                term=member.term.no, name=member.person.name,
            )  # fmt: skip
            self._refuse(entry, "member_no", number, sentence)
            return False
        if member.person.name != entry.name and not self.rename:
            # Rewriting the name of a number would hand one person's cases to another.
            sentence = told(
                "证号 %(number)s 在系统里是%(name)s。换了人的，请用新的证号；"
                "确是同一人更名的，请选“按更名处理”（命令行加 --rename）。",
                number=number, name=member.person.name,
            )  # fmt: skip
            self._refuse(entry, "name", entry.name, sentence)
            return False
        if member.status != "sitting":
            self.plan.notes.append(
                f"第 {entry.row} 行：{entry.name}在系统里已经离任，没有改回在任。"
            )
        return True

    def _refuse(self, entry: Entry, key: str, found: str, sentence: str) -> None:
        problem = RowProblem(entry.row, _LABELS[key], found, sentence)
        self.plan.refuse(problem.told(), entry.row)

    def _seat(self, entry: Entry, group: LiaisonGroup | None) -> None:
        person = self._known_person(entry, group) or Person(
            name=entry.name, name_sort=sorting_key(entry.name), memberships=[]
        )
        person.mobile = entry.values["mobile"] or person.mobile or ""
        person.email = entry.values["email"] or person.email or ""
        member = Member(
            person=person,
            term_id=self.term.id,
            member_no=entry.values["member_no"],
            sector=entry.values["sector"],
            group=group,
            employer_post=entry.values["employer_post"],
            remark=entry.values["remark"],
            status="sitting",
            joined_on=self.term.starts,
        )
        self.session.add(member)
        self.members[member.member_no] = member

    def _known_person(self, entry: Entry, group: LiaisonGroup | None) -> Person | None:
        """Somebody already stored: a leader of the group, or a member of an earlier term."""
        for person in self.persons[entry.name]:
            seated = any(seat.term_id == self.term.id for seat in person.memberships)
            if seated:
                continue
            if group is not None and (group.id, person.id) in self.posts:
                return person
            if person.mobile and person.mobile == entry.values["mobile"]:
                return person
        return None

    def _update(self, entry: Entry, member: Member, group: LiaisonGroup | None) -> list[Change]:
        values = entry.values
        person = {key: values[key] for key in ("name", "mobile", "email")}
        seat = {key: values[key] for key in ("sector", "employer_post", "remark")}
        changes = update(member.person, person, _LABELS) + update(member, seat, _LABELS)
        if any(change.label == _LABELS["name"] for change in changes):
            member.person.name_sort = sorting_key(entry.name)
        if group is not None and member.group_id != group.id:
            old = member.group.name if member.group else ""
            changes.append(Change(_LABELS["group"], old, group.name))
            move(self.session, member, group, self.today)
        return changes

    def tell_missing(self, numbers: set[str]) -> None:
        """Members who are not in the roster stay as they are, but somebody should know."""
        missing = [
            member.person.name
            for number, member in self.members.items()
            if number not in numbers
            and member.term_id == self.term.id
            and member.status == "sitting"
        ]
        if missing:
            some = "、".join(missing[:5]) + ("等" if len(missing) > 5 else "")
            self.plan.notes.append(
                f"系统里另有 {len(missing)} 名在任委员不在这份名册上（{some}），没有改动。"
            )
