"""A printed sheet as the page of its case shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A printed sheet that exists for this user, and how it stands to what was issued."""

    label: str
    url: str
    about: str = ""
    standing: str = ""
    #: the same as an editable Word file
    word_url: str = ""
