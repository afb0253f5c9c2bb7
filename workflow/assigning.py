"""Which authority hands cases to which kind of unit: a suggestion, never a rule."""

from __future__ import annotations

from collections.abc import Iterable

#: 县委办 for Party bodies and the organs beside the government, 政府办 for the government and
#: the townships, 提案委 for the committee's own house
COVERS = {
    "party_office": ("党群", "人大", "监委", "法院", "检察院"),
    "government_office": ("政府", "乡镇", "街道", "企业"),
    "committee": ("政协",),
}


def suggested_authority(kinds: Iterable[str]) -> str | None:
    """The authority that covers the first of the units' kinds that is known; None otherwise."""
    for kind in kinds:
        for authority, covered in COVERS.items():
            if kind in covered:
                return authority
    return None
