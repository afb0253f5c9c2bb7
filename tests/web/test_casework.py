"""The case page and the forms of states.yaml, as a browser meets them."""

from __future__ import annotations

from tests.pages import Visit
from tests.stories import Story


def test_every_home_opens(visit: Visit) -> None:
    for name, address in {
        "author": "/member", "leader": "/group", "office": "/office", "unit_a": "/unit",
        "auditor": "/audit/cases",
    }.items():  # fmt: skip
        visit[name].get(address)


def test_a_case_page_opens_in_every_state(visit: Visit, story: Story) -> None:
    for state in ("drafting", "submitted", "filed", "handling", "replied", "closed"):
        proposal = story.reach("proposal", state)
        story.session.commit()
        name = "author" if state == "drafting" else "office"
        page = visit[name].get(f"/cases/{proposal.id}")
        assert page.h1 == proposal.title
