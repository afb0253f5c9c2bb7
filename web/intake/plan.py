"""What an import would do, said before it is done; the same words afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs from what is stored."""

    label: str
    old: str
    new: str

    def __str__(self) -> str:
        """The value, before and after."""
        return f"{self.label}：{self.old or '（空）'} → {self.new or '（空）'}"


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one row or one file."""

    name: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    row: int | None = None


@dataclass(slots=True)
class FilePlan:
    """One file: what it brings, what is wrong with it."""

    file_name: str
    sha256: str
    kind: str = ""
    label: str = ""
    steps: list[Step] = field(default_factory=list)
    #: whole sentences; one is enough to stop the import
    problems: list[str] = field(default_factory=list)
    #: rows with at least one problem
    bad_rows: set[int] = field(default_factory=set)
    #: things put right or worth a look; they stop nothing
    notes: list[str] = field(default_factory=list)
    #: the case that a proposal file became
    subject_id: int | None = None

    def add(self, step: Step) -> None:
        """Note what happens to one row."""
        self.steps.append(step)

    def refuse(self, sentence: object, row: int | None = None) -> None:
        """Note why the import cannot be done."""
        # A sentence that knows how it was made stays what it is.
        self.problems.append(sentence if isinstance(sentence, str) else str(sentence))
        if row is not None:
            self.bad_rows.add(row)

    def count(self, outcome: Outcome) -> int:
        """How many rows come out so."""
        return sum(1 for step in self.steps if step.outcome == outcome)

    @property
    def counts(self) -> dict[str, int]:
        """The numbers that go on the record."""
        names: tuple[Outcome, ...] = ("new", "changed", "unchanged")
        return {name: self.count(name) for name in names}


@dataclass(slots=True)
class Plan:
    """All files of one import; done together or not at all."""

    files: list[FilePlan] = field(default_factory=list)
    #: accounts to be made, when asked for
    accounts: int = 0
    applied: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing stands in the way."""
        return not any(file.problems for file in self.files)

    @property
    def empty(self) -> bool:
        """Whether everything is already there."""
        return not self.accounts and all(
            step.outcome == "unchanged" for file in self.files for step in file.steps
        )


def describe(plan: Plan, *, every: bool = False) -> list[str]:
    """The plan in lines a clerk can read; `every` also lists the new rows."""
    lines: list[str] = []
    for file in plan.files:
        bad = len(file.bad_rows) or (1 if file.problems else 0)
        lines.append(
            f"{file.file_name}（{file.label or '没有认出'}）：新增 {file.count('new')}，"
            f"变更 {file.count('changed')}，不变 {file.count('unchanged')}，有问题 {bad}"
        )
        lines += [f"  ✗ {problem}" for problem in file.problems]
        for step in file.steps:
            where = f"第 {step.row} 行 " if step.row else ""
            if step.changes:
                changes = "；".join(map(str, step.changes))
                lines.append(f"  改 {where}{step.name}：{changes}")
            elif every and step.outcome == "new":
                lines.append(f"  新 {where}{step.name}")
        lines += [f"  · {note}" for note in file.notes]
    if plan.accounts:
        lines.append(f"新账号：{plan.accounts} 个")
    lines.append(_verdict(plan))
    return lines


def _verdict(plan: Plan) -> str:
    if not plan.sound:
        problems = sum(len(file.problems) for file in plan.files)
        return f"共有 {problems} 处问题，什么都没有导入。请改好文件后重新导入。"
    if plan.applied:
        return "已全部导入。" if not plan.empty else "系统里已经是这样，没有改动。"
    if plan.empty:
        return "系统里已经是这样，不需要导入。"
    return "以上是预览，还没有导入。确认无误后加 --apply 导入。"
