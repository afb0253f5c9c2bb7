"""The examination's pages: what waits, the meeting, its agenda and its minutes on paper."""

from __future__ import annotations

from tests.meeting_samples import MEETING
from tests.pages import Visit
from tests.reading import words_of
from tests.stories import ONCE, Story


@ONCE
def test_a_meeting_is_arranged_held_and_written_down(visit: Visit, story: Story) -> None:
    first, second = (story.reach("proposal", "examining") for _ in range(2))
    waiting = story.reach("proposal", "submitted")
    numbers = [first.id, second.id]
    story.session.commit()
    office, head = visit["office"], visit["head"]
    desk = office.get("/examination")
    for case in (first, second, waiting):
        assert f"/cases/{case.id}" in desk.links
    assert "符合立案条件" not in desk.text or "建议立案" in desk.text
    assert "/new/examination_meeting" in desk.links
    done = office.send("/new/examination_meeting", MEETING)
    meeting = int(done.location.rpartition("/")[2])
    office.send(f"/cases/{meeting}/set_agenda", {"agenda": [str(one) for one in numbers]})
    assert "提案审查会" in head.get("/examination").text
    agenda = words_of(visit, "office", meeting, "meeting_agenda")
    for part in ("提案审查会议程", "共2件", "2026-00001", "建议立案", "符合立案条件"):
        assert part in agenda, part
    office.send(f"/cases/{meeting}/begin_meeting", {"present": "陶文远、薛晓燕", "absent": "周立"})
    page = head.get(f"/cases/{meeting}")
    assert f"/cases/{numbers[0]}" in page.links
    filing = {"category": "social", "votes": "9 人，同意 8 人"}
    head.send(f"/cases/{numbers[0]}/file", filing)
    assert "立案" in head.get(f"/cases/{meeting}").text
    office.send(f"/cases/{meeting}/close_meeting", {"minutes": "逐件议过。"})
    minutes = words_of(visit, "head", meeting, "meeting_minutes")
    for part in ("提案审查会纪要", "周立", "案号第001号", "表决：9人，同意8人", "会上没有议决"):
        assert part in minutes, part
    visit["author"].get(f"/cases/{meeting}", 404)
    visit["unit_a"].get(f"/cases/{meeting}", 404)
    words_of(visit, "author", meeting, "meeting_minutes", 404)
