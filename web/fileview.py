"""A file as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file that belongs to the case."""

    name: str
    url: str
    size: str
