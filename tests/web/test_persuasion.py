"""是否受到劝说: only the office, its head and the auditor ever read the answer (trap T2)."""

from __future__ import annotations

from tests.pages import Visit
from tests.stories import ONCE, Story, contents

CANARY = "金丝雀局长来过电话"
READERS = {"office", "clerk", "head", "auditor"}
#: everybody who has a part in the case or sees all
OTHERS = (
    "author", "ally", "former", "stranger", "leader", "unit_a", "checker_a", "boss_a", "unit_b",
    "supervisor", "county_leader", "admin",
)  # fmt: skip


def reading(visit: Visit, name: str, number: int) -> str:
    """Everything one can read that is one click away from the case, the home and the notices."""
    browser = visit[name]
    read: dict[str, str] = {}
    waiting = [f"/cases/{number}", "/notices", "/", f"/?q={CANARY[:3]}"]
    for address in waiting[:]:
        page = browser.client.get(address, follow_redirects=True)
        read[address] = page.get_data(as_text=True)
    links = {
        link.partition("#")[0]
        for body in read.values()
        for link in body.replace("'", '"').split('href="')[1:]
        for link in [link.partition('"')[0].replace("&amp;", "&")]
        if link.startswith("/") and "static" not in link and "logout" not in link
    }
    for address in sorted(links - set(read)):
        answer = browser.client.get(address, follow_redirects=True)
        if answer.mimetype == "text/html":
            read[address] = answer.get_data(as_text=True)
    assert len(read) > 5, name
    return "\n".join(read.values())


@ONCE
def test_nobody_else_ever_reads_who_pressed_a_member(visit: Visit, story: Story) -> None:
    story.joint, story.mode = True, "lead_co"
    case = story.reach("proposal", "handling")
    story.do(case, "withdraw", persuaded="yes_", persuaded_by=CANARY)
    number = case.id
    story.session.commit()
    for name in OTHERS:
        body = reading(visit, name, number)
        assert CANARY not in body, name
        assert "是否受到劝说" not in body, name
    for name in READERS:
        body = reading(visit, name, number)
        assert CANARY in body, name
        assert "是否受到劝说" in body, name
    kept = {table for table, rows in contents(story.session).items() if CANARY in "".join(rows)}
    assert kept == {"event_body"}, "the answer is in the record alone: no notice, no index, no row"
