"""Tables that leave the house as CSV."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from web import tables


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1"])
def test_no_cell_of_a_csv_becomes_a_formula(typed: str) -> None:
    content = tables.csv(["甲"], [[typed], ["平常，“引号”"], [3], [date(2026, 3, 5)], [None]])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = [row[0] for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]
    assert rows == ["甲", f"'{typed}", "平常，“引号”", "3", "2026-03-05", ""]
