"""Every livelihood project of the sample: both kinds, every state, lights of each colour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from web.sample.plans import ProjectPlan
from web.sample.timeline import TODAY, Anchor, days_before

#: the days of the ballots that were held
FIRST, SECOND = date(2025, 4, 22), date(2026, 4, 16)
THIRD, LAST = TODAY - timedelta(days=34), TODAY - timedelta(days=11)


def _chosen(ballot: date, text: int, works: str = "", **more: object) -> tuple[date, ProjectPlan]:
    """One that won that ballot, and is listed six days later."""
    anchor = Anchor("list", ballot + timedelta(days=6))
    plan = ProjectPlan(text=text, works=tuple(works.split()), anchor=anchor, **more)  # type: ignore[arg-type]
    return ballot, plan


def _short(ballot: date, text: int, until: str, **more: object) -> tuple[date, ProjectPlan]:
    """One that stood on the list of that ballot, and got no further than `until`."""
    anchor = Anchor("shortlist", ballot - timedelta(days=12))
    return ballot, ProjectPlan(text=text, until=until, anchor=anchor, **more)  # type: ignore[arg-type]


def balloted() -> Iterator[tuple[date, ProjectPlan]]:
    """Those of the government that a ballot decided, with its day."""
    yield _chosen(FIRST, 0, "r15 r40 look x70 r100 finish pass appraise objection notice")
    yield _chosen(FIRST, 3, "r20 r45 extend r75 r100 finish rest appraise notice done checked"
                  " done checked", route="silent", verdict="basic")  # fmt: skip
    yield _chosen(FIRST, 8, "r30 hurry r65 r100 finish fail r100 finish pass appraise notice",
                  route="changes", verdict="dissatisfied")  # fmt: skip
    yield _short(FIRST, 16, "lose", route="direct")
    yield _chosen(SECOND, 4, "r30 visit fix ok r70 back r70 r100 finish pass appraise notice")
    yield _chosen(SECOND, 1, "r20 gap r45 promise hurry gap", author="leader")
    yield _chosen(SECOND, 5, "r15 visit fix denied fix ok r45 visit late r60 r70")
    yield _chosen(SECOND, 6, "r20 r45 extend r60 r75 r80")
    yield _chosen(SECOND, 7, "r25 cancel uncancel r50 r55 carry r60 r65")
    yield _chosen(SECOND, 9, "r25 look r40 r60 r80 r95 r100 finish")
    yield _chosen(SECOND, 2, "r20 r40 r60 look hurry r80 r100 finish pass", author="main")
    yield _chosen(SECOND, 15, "r20 r40 look r60 look r80 look hurry r100 look look finish pass"
                  " appraise", route="office")  # fmt: skip
    yield _chosen(SECOND, 17, "r20 r50 r80 r100 finish rest appraise notice done checked")
    yield _chosen(SECOND, 10, "gap")
    yield _chosen(SECOND, 13, "r15 cancel cancelled")
    yield _chosen(SECOND, 18, "r10 cancel", starts_after=150)
    yield _short(SECOND, 12, "lose", sent_back=True)
    yield _chosen(THIRD, 14)
    yield _short(THIRD, 11, "lose")
    yield _short(THIRD, 16, "give_up")
    yield _chosen(LAST, 12, until="list")
    yield _short(LAST, 11, "shortlist", route="direct")
    yield _short(LAST, 8, "lose")


def others() -> Iterator[ProjectPlan]:
    """Those no ballot has decided yet, and those of members and groups."""

    def at(text: int, until: str, step: str, age: int, **more: object) -> ProjectPlan:
        anchor = Anchor(step, days_before(age))
        return ProjectPlan(text=text, until=until, anchor=anchor, **more)  # type: ignore[arg-type]

    def own(text: int, listed: date, works: str = "", **more: object) -> ProjectPlan:
        anchor = Anchor("list", listed)
        return ProjectPlan(
            text=text, kind="own", works=tuple(works.split()), anchor=anchor, **more  # type: ignore[arg-type]
        )  # fmt: skip

    yield at(12, "turn_down", "turn_down", 560)
    yield at(3, "shortlist", "shortlist", 7)
    yield at(0, "shortlist", "shortlist", 6, route="office")
    yield at(17, "take_off", "take_off", 8)
    yield at(11, "examine", "examine", 2)
    yield at(15, "send", "send", 2, author="green")
    yield at(13, "send", "send", 4, author="green")
    yield at(14, "open", "open", 5)
    yield at(18, "discard", "discard", 30)
    yield at(12, "send_back", "send_back", 5)
    yield at(16, "withdraw", "withdraw", 16)
    yield own(19, date(2025, 6, 10), "r50 r100 finish confirm notice", author="green")
    yield own(20, date(2026, 5, 12), "r40 r100 finish deny r100 finish confirm notice")
    yield own(21, days_before(70), "r60 r100 finish", author="green")
    yield own(22, days_before(70), "r35 r55 d70", author="main")
    yield at(23, "register", "register", 3, kind="own", route="direct")
    yield at(24, "submit", "submit", 3, kind="own")
