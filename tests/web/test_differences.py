"""Two versions of a text, side by side."""

from __future__ import annotations

from web.differences import compare


def test_a_comparison_keeps_both_texts_whole() -> None:
    for old, new in (
        ("甲。乙。丙。", "甲。乙丁。丙。戊。"),
        ("", "新的。"),
        ("全都不同", "没有一样"),
        ("同。\n同。", "同。\n同。"),
    ):
        pieces = compare(old, new)
        assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
        assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new
