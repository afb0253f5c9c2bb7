"""Names in the order in which people look them up: by their sound."""

from __future__ import annotations


def sorting_key(name: str) -> str:
    """The name in toneless pinyin, syllable by syllable."""
    # Its tables take most of a second to read, and few processes ever order names.
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(name)).lower()
