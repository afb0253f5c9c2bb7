"""The two examinations on the pages: forms, notices in writing, finer categories."""

from __future__ import annotations

from datetime import date

from models import LocalCategory
from tests.pages import Visit
from tests.stories import ONCE, Story


@ONCE
def test_the_office_keeps_the_finer_categories(visit: Visit, story: Story) -> None:
    case = story.reach("proposal", "examining")
    number = case.id
    story.session.commit()
    office, address = visit["office"], "/admin/categories"
    office.post(
        address, {"category": "social", "name": "养老托幼", "valid_from": "2026-01-01"}, 303
    )
    again = {"category": "social", "name": "养老托幼", "valid_from": "2026-02-01"}
    assert "同时已有同名的" in office.post(address, again, 422).text
    early = again | {"name": "教育", "valid_until": "2025-01-01"}
    assert "不能早于" in office.post(address, early, 422).text
    choice = visit["head"].get(f"/cases/{number}/file").one("input[name=local_category]")
    visit["head"].send(
        f"/cases/{number}/file", {"category": "social", "local_category": str(choice["value"])}
    )
    assert "养老托幼" in visit["author"].get(f"/cases/{number}").text
    over = again | {"valid_from": "2026-01-01", "valid_until": "2026-02-28"}
    office.post(f"{address}/{choice['value']}", over, 303)
    assert visit.look(LocalCategory, int(str(choice["value"]))).valid_until == date(2026, 2, 28)
    other = story.reach("proposal", "examining")
    story.session.commit()
    page = visit["head"].get(f"/cases/{other.id}/file")
    assert not page.soup.select("input[name=local_category]")
    assert "养老托幼" in visit["author"].get(f"/cases/{number}").text, "what has it keeps it"
