"""联络组名册 into the database: one group a row, with its leader, vice leaders and officer."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy.orm import Session

from models import GroupPost, LiaisonGroup, Member, Person
from models.queries.intake import every_group, every_member, persons_by_id
from web.intake.columns import GROUPS
from web.intake.differences import step_of, update
from web.intake.plan import Change, FilePlan, Step
from web.intake.rosters import Entry, Roster
from web.sounds import sorting_key

_LABELS = {column.key: column.title for column in GROUPS.columns}
_POSTS = ("leader", "vice_leader", "officer")
_KINDS = {"township": "乡镇", "county": "县直"}


def take_groups(session: Session, roster: Roster, plan: FilePlan) -> list[tuple[int, Person]]:
    """Bring the stored groups in line with the roster.

    Returns the leaders whom the roster calls members, by row: whether they are can only be
    asked when the members are in.
    """
    taking = _Taking(session, plan)
    for entry in roster.entries:
        taking.take(entry)
    session.flush()
    return taking.said_to_be_members


class _Taking:
    """What has to be looked up once for the whole roster."""

    def __init__(self, session: Session, plan: FilePlan) -> None:
        self.session, self.plan = session, plan
        self.groups = {group.name: group for group in every_group(session)}
        self.seats: dict[str, list[Member]] = defaultdict(list)
        for member in every_member(session):
            if member.status == "sitting":
                self.seats[member.person.name].append(member)
        holders = {post.person_id for group in self.groups.values() for post in group.posts}
        self.persons = persons_by_id(session, holders)
        self.said_to_be_members: list[tuple[int, Person]] = []

    def take(self, entry: Entry) -> None:
        """One row: a new group, a changed one, or nothing to do."""
        values = entry.values
        group = self.groups.get(entry.name)
        changes: list[Change] = []
        new = group is None
        if group is None:
            group = LiaisonGroup(
                name=entry.name, kind=values["kind"], area=values["area"], posts=[]
            )
            self.session.add(group)
            self.groups[entry.name] = group
            self.session.flush()
        else:
            changes = [
                Change(change.label, _KINDS.get(change.old, change.old),
                       _KINDS.get(change.new, change.new))
                for change in update(
                    group, {"kind": values["kind"], "area": values["area"]}, _LABELS
                )
            ]  # fmt: skip
        held = [change for post in _POSTS for change in self._fill(group, post, entry)]
        if new:
            self.plan.add(Step(entry.name, "new", row=entry.row))
        else:
            self.plan.add(step_of(entry, changes + held))

    def _fill(self, group: LiaisonGroup, post: str, entry: Entry) -> list[Change]:
        """Let the post be held by exactly those whom the roster names."""
        names = [name for name in entry.values[post].split("、") if name]
        if not names:
            return []
        present = [held for held in group.posts if held.post == post]
        before = "、".join(self._name(held.person_id) for held in present)
        changes = []
        for held in present:
            if self._name(held.person_id) not in names:
                group.posts.remove(held)
                self.session.delete(held)
                if post == "leader":
                    self.plan.notes.append(
                        f"第 {entry.row} 行：{self._name(held.person_id)}不再是{group.name}组长，"
                        "其账号的组长授权请由管理员收回。"
                    )
        staying = {self._name(held.person_id) for held in group.posts if held.post == post}
        for name in names:
            if name not in staying:
                person = self._person(group, name, post, entry)
                group.posts.append(GroupPost(person_id=person.id, post=post, phone=""))
        after = "、".join(names)
        if before and sorted(before.split("、")) != sorted(names):
            changes.append(Change(_LABELS[post], before, after))
        elif not before:
            changes.append(Change(_LABELS[post], "", after))
        changes += self._phone(group, post, entry)
        if post == "leader" and entry.values["leader_is_member"] == "是":
            leader = next(held for held in group.posts if held.post == post)
            self.said_to_be_members.append((entry.row, self.persons[leader.person_id]))
        return changes

    def _phone(self, group: LiaisonGroup, post: str, entry: Entry) -> list[Change]:
        officers = [held for held in group.posts if held.post == post]
        if post != "officer" or len(officers) != 1:
            return []
        return [
            Change(_LABELS["officer_phone"], change.old, change.new)
            for change in update(
                officers[0], {"phone": entry.values["officer_phone"]}, {"phone": "phone"}
            )
        ]

    def _person(self, group: LiaisonGroup, name: str, post: str, entry: Entry) -> Person:
        """The member of that name in the group, somebody with another post there, or a new one."""
        outsider = post == "leader" and entry.values["leader_is_member"] == "否"
        seats = [seat for seat in self.seats[name] if seat.group_id == group.id]
        if not seats and post == "leader" and entry.values["leader_is_member"] == "是":
            seats = self.seats[name]
        if outsider and seats:
            self.plan.notes.append(
                f"第 {entry.row} 行：组长{name}填的不是委员，但是本组有同名的委员，请核对。"
            )
        elif len(seats) == 1:
            self.persons[seats[0].person_id] = seats[0].person
            return seats[0].person
        for held in group.posts:
            if self._name(held.person_id) == name and not outsider:
                return self.persons[held.person_id]
        person = Person(name=name, name_sort=sorting_key(name))
        self.session.add(person)
        self.session.flush()
        self.persons[person.id] = person
        return person

    def _name(self, person_id: int) -> str:
        return self.persons[person_id].name
