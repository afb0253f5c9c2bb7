"""What the pages of 批量办理 are given: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from web.caseview import Due


@dataclass(frozen=True, slots=True)
class Line:
    """One of the cases: what it is, and what becomes of it or why nothing does."""

    subject_id: int
    version: int
    url: str
    number: str
    title: str
    who: str = ""
    state: str = ""
    #: what the case fills in by itself, one sentence a field
    own: tuple[str, ...] = ()
    well: bool = True
    reasons: tuple[str, ...] = ()
    due: Due | None = None
    #: what has to be read first, and the mark that says it was
    warnings: tuple[str, ...] = ()
    acknowledgement: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An action, and how many of the cases it can be done to."""

    label: str
    hint: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class BulkView:
    """One page of 批量办理."""

    title: str
    lines: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    #: the list from which the cases were chosen
    back: str = ""
    #: this page with its cases, to choose another action
    again: str = ""
    action_url: str = ""
    #: the words of the fields that every case fills in by itself
    own: str = ""
    hint: str = ""
    #: what was typed, to be sent along: name and value
    typed: tuple[tuple[str, str], ...] = ()
    shared: tuple[str, ...] = ()
    #: asked for: all or none
    together: bool = False

    @property
    def well(self) -> tuple[Line, ...]:
        """What is done, or can be."""
        return tuple(line for line in self.lines if line.well)

    @property
    def refused(self) -> tuple[Line, ...]:
        """What is not."""
        return tuple(line for line in self.lines if not line.well)
