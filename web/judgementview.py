"""What the case page shows of evaluations, and of what belongs to them."""

from __future__ import annotations

from dataclasses import dataclass

from web.fileview import AttachmentView


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """One version of one proposer's evaluation, with the versions before it."""

    name: str
    round: int
    channel: str
    when: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    earlier: tuple[EvaluationView, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteView:
    """Something noted beside the evaluations: a form on paper, an alert, a meeting, a rating."""

    head: str
    mark: str
    lines: tuple[str, ...] = ()
    files: tuple[AttachmentView, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgementsView:
    """Everything about evaluations that this user may read."""

    evaluations: tuple[EvaluationView, ...] = ()
    forms: tuple[NoteView, ...] = ()
    alerts: tuple[NoteView, ...] = ()
    mediations: tuple[NoteView, ...] = ()
    ratings: tuple[NoteView, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is something to show."""
        return bool(
            self.evaluations or self.forms or self.alerts or self.mediations or self.ratings
        )
