"""Which cases the sample county has: two sessions, and what is on the desks today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from web.sample.assignment import being_assigned
from web.sample.merging import merged_plans
from web.sample.people import MAIN_UNIT
from web.sample.plans import ProposalPlan
from web.sample.timeline import Anchor, days_before

#: how finished cases went; dealt out in turn
_WAYS: tuple[dict[str, Any], ...] = (
    {},
    {"mode": "lead_co", "cosigners": 2, "chain": "reserved"},
    {"route": "direct", "judgement": "basic", "heard": "changes", "chain": "delivered"},
    {"mode": "lead_co", "cosigners": 1, "judgement": "silent", "chain": "silent_co"},
    {"mode": "separate", "route": "silent"},
    {"route": "changes", "judgement": "basic", "chain": "returned"},
    {"mode": "lead_co", "returned": "agreed", "chain": "revised"},
    {"cosigners": 3, "answers": "decline", "redrafted": True, "unsigned": True},
    {"mode": "lead_co", "judgement": "dissatisfied", "second": "satisfied"},
    {"route": "impatient", "examination": "again", "judgement": "silent"},
    {"cosigners": 2, "answers": "lapse", "reminded": True, "pace": 88},
    {"mode": "lead_co", "examination": "send_back", "judgement": "basic"},
    {"returned": "refused", "chain": "paper", "collective": "经济界"},
    {
        "route": "taken_back",
        "consent": "summary",
        "chain": "corrected",
        "collective": "民盟云岭县总支",
        "stays_collective": False,
    },
    {"mode": "lead_co", "judgement": "dissatisfied", "second": "dissatisfied"},
    {
        "chain": "refused",
        "heard": "silent",
        "cosigners": 2,
        "answers": "end",
        "collective": "政协云岭县委员会经济委员会",
    },
    {"route": "direct", "consent": "none", "pace": 96, "seconders": 2},
    {"mode": "lead_co", "cosigners": 2, "judgement": "basic", "pace": 80, "ordered": True},
    {"mode": "separate", "collective": "云岭县工商业联合会", "route": "direct"},
)
_JUDGINGS = ("", "paper", "", "changed", "paper_wrong", "", "paper_objected")
_TALKS = ("confirm", "silent", "confirm", "dispute", "confirm", "later", "waive", "correct")


def proposal_plans() -> Iterator[ProposalPlan]:
    """Every proposal of the sample."""
    yield from _finished(20, 0, date(2025, 1, 8), date(2025, 3, 4))
    yield from _finished(4, 36, date(2025, 5, 6), date(2025, 10, 20))
    yield from _unhandled(date(2025, 1, 12), 0)
    yield from _finished(22, 5, date(2026, 1, 8), date(2026, 3, 3))
    yield from _finished(3, 39, date(2026, 4, 2), date(2026, 5, 20))
    yield from _unhandled(date(2026, 1, 10), 4)
    yield from _of_the_main_member()
    yield from _before_handling()
    yield from being_assigned()
    yield from _in_handling()
    yield from _after_the_reply()
    yield from merged_plans()


def _finished(count: int, first: int, begins: date, ends: date) -> Iterator[ProposalPlan]:
    span = (ends - begins).days
    for number in range(count):
        way = dict(_WAYS[(first + number) % len(_WAYS)])
        day = begins + timedelta(days=span * number // count)
        if way.get("route") == "silent" or way.get("answers") == "lapse":
            day = max(begins, day - timedelta(days=25))  # three weeks of waiting lie ahead
        lead = MAIN_UNIT if number % 6 == 5 else ""
        talk = _TALKS[number % len(_TALKS)]
        judging = _JUDGINGS[number % len(_JUDGINGS)]
        yield ProposalPlan(
            until="",
            anchor=Anchor("", day),
            lead=lead,
            talk=talk,
            judging=judging,
            rates=number % 5 == 2,
            **way,
        )


def _unhandled(begins: date, ground: int) -> Iterator[ProposalPlan]:
    for number in range(4):
        day = begins + timedelta(days=9 * number)
        anchor = Anchor("", day)
        yield ProposalPlan(
            until="", anchor=anchor, route="direct", examination="not_file", unfit=ground + number
        )
    for number, kind in enumerate(("withdraw", "withdraw_late", "withdraw_handling")):
        anchor = Anchor("", begins + timedelta(days=12 + 10 * number))
        yield ProposalPlan(until="", anchor=anchor, examination=kind)
    yield ProposalPlan(until="discard", anchor=Anchor("", begins + timedelta(days=20)))


def _of_the_main_member() -> Iterator[ProposalPlan]:
    main: dict[str, Any] = {"author": "main"}
    yield ProposalPlan(until="", anchor=Anchor("", date(2025, 2, 11)), cosigners=2, **main)
    yield ProposalPlan(
        until="", anchor=Anchor("", date(2026, 2, 3)), judgement="dissatisfied", **main
    )
    yield ProposalPlan(
        until="contact", anchor=Anchor("assign", days_before(71)), lead=MAIN_UNIT, **main
    )
    yield ProposalPlan(
        until="approve",
        anchor=Anchor("approve", days_before(6)),
        mode="lead_co",
        cosigners=1,
        lead=MAIN_UNIT,
        **main,
    )
    yield ProposalPlan(until="open", anchor=Anchor("open", days_before(3)), **main)
    yield ProposalPlan(until="submit", anchor=Anchor("submit", days_before(4)), **main)
    yield ProposalPlan(
        until="", anchor=Anchor("", date(2026, 1, 26)), cosigners=2, invites_main=True
    )
    yield ProposalPlan(
        until="invite", anchor=Anchor("invite", days_before(3)), cosigners=2, invites_main=True
    )
    yield ProposalPlan(
        until="evaluate_first",
        anchor=Anchor("approve", days_before(9)),
        cosigners=1,
        invites_main=True,
    )


def _before_handling() -> Iterator[ProposalPlan]:
    yield ProposalPlan(until="paper", anchor=Anchor("paper", days_before(2)), on_paper="whole")
    yield ProposalPlan(
        until="resubmit", anchor=Anchor("paper", days_before(9)), on_paper="disputed"
    )
    for age in (1, 6, 15):
        yield ProposalPlan(until="open", anchor=Anchor("open", days_before(age)))
    yield ProposalPlan(until="changes", anchor=Anchor("changes", days_before(2)), route="changes")
    yield ProposalPlan(
        until="send_back", anchor=Anchor("send_back", days_before(3)), examination="send_back"
    )
    for age in (1, 6, 8):
        yield ProposalPlan(until="invite", anchor=Anchor("invite", days_before(age)), cosigners=2)
    for age, author in ((1, "green"), (4, "green"), (3, "free"), (5, "free")):
        anchor = Anchor("send", days_before(age))
        yield ProposalPlan(until="send", anchor=anchor, author=author)
    for age, route in ((2, "group"), (5, "direct"), (10, "group"), (13, "direct"), (18, "group")):
        yield ProposalPlan(
            until="seconded", anchor=Anchor("submit", days_before(age)), route=route, seconders=2
        )
    for age in (1, 3, 8, 16):
        yield ProposalPlan(
            until="first", anchor=Anchor("first", days_before(age)), cosigners=age % 2
        )
    yield ProposalPlan(
        until="not_file",
        anchor=Anchor("not_file", days_before(2)),
        route="direct",
        examination="not_file",
        unfit=8,
    )
    for age in (1, 4, 6, 11):
        anchor = Anchor("file", days_before(age))
        yield ProposalPlan(until="file", anchor=anchor, cosigners=age % 3, seconders=age % 4)


def _in_handling() -> Iterator[ProposalPlan]:
    for age, lead, mode in (
        (2, MAIN_UNIT, "sole"), (6, MAIN_UNIT, "lead_co"), (3, "", "lead_co"), (5, "", "sole"),
    ):  # fmt: skip
        anchor = Anchor("assign", days_before(age))
        yield ProposalPlan(until="assign", anchor=anchor, lead=lead, mode=mode)
    for age, lead in ((1, ""), (3, MAIN_UNIT), (7, "")):
        anchor = Anchor("ask_return", days_before(age))
        yield ProposalPlan(until="ask_return", anchor=anchor, lead=lead, returned="agreed")
    yield from _side_acts()
    for age, lead in (
        (18, ""), (33, MAIN_UNIT), (47, ""), (60, ""), (76, ""), (88, ""), (90, MAIN_UNIT),
        (94, ""), (99, MAIN_UNIT), (108, ""),
    ):  # fmt: skip
        anchor = Anchor("assign", days_before(age))
        cosigners = age % 3
        if age > 92:
            yield ProposalPlan(until="remind", anchor=anchor, lead=lead, reminded=True, pace=92)
        else:
            yield ProposalPlan(until="contact", anchor=anchor, lead=lead, cosigners=cosigners)
    for age, co in ((8, MAIN_UNIT), (19, ""), (28, ""), (35, "")):
        anchor = Anchor("assign", days_before(age))
        yield ProposalPlan(until="contact", anchor=anchor, mode="lead_co", co=co)
    yield ProposalPlan(until="accept", anchor=Anchor("assign", days_before(40)))
    for age in (50, 84):
        anchor = Anchor("assign", days_before(age))
        yield ProposalPlan(until="opine", anchor=anchor, mode="lead_co")
    yield ProposalPlan(
        until="approve", anchor=Anchor("assign", days_before(82)), mode="separate", pace=70
    )
    for age, lead in ((1, MAIN_UNIT), (4, ""), (5, ""), (11, "")):
        yield ProposalPlan(until="reply", anchor=Anchor("reply", days_before(age)), lead=lead)
    yield from _within_the_unit()


def _within_the_unit() -> Iterator[ProposalPlan]:
    """Letters on their way: before the proposers, the partners, the checker and the signer."""

    def going(until: str, age: int, **more: Any) -> ProposalPlan:
        anchor = Anchor(until, days_before(age))
        return ProposalPlan(until=until, anchor=anchor, lead=more.pop("lead", MAIN_UNIT), **more)

    yield going("show", 2, author="main")
    yield going("hear_first", 3, cosigners=1)
    yield going("hear", 1, heard="changes", lead="")
    yield going("draft", 3, mode="lead_co")
    yield going("draft", 1, mode="lead_co", co=MAIN_UNIT, lead="")
    yield going("countersign", 1, mode="lead_co", chain="reserved")
    yield going("draft", 1)
    yield going("draft", 6, lead="")
    yield going("check", 1)
    yield going("check", 2, lead="")


def _side_acts() -> Iterator[ProposalPlan]:
    """Three returns and a ruling, another unit, more time asked for."""
    for age, step in ((2, "dispute"), (4, "settle")):
        anchor = Anchor(step, days_before(age))
        yield ProposalPlan(until=step, anchor=anchor, returned="dispute", cosigners=age % 3)
    anchor = Anchor("change_contact", days_before(10))
    yield ProposalPlan(until="change_contact", anchor=anchor, joined=True, lead=MAIN_UNIT)
    for age, step, extension, lead in (
        (1, "ask_extension", "granted", MAIN_UNIT), (6, "decide_extension", "granted", ""),
        (9, "decide_extension", "refused", ""),
    ):  # fmt: skip
        anchor = Anchor(step, days_before(age))
        yield ProposalPlan(until=step, anchor=anchor, extension=extension, lead=lead)
    for age, step, pause in (
        (1, "ask_pause", "granted"), (4, "decide_pause", "granted"),
        (5, "decide_pause", "refused"), (6, "resume", "decided"), (3, "pause", "decided"),
    ):  # fmt: skip
        yield ProposalPlan(until=step, anchor=Anchor(step, days_before(age)), pause=pause)


def _after_the_reply() -> Iterator[ProposalPlan]:
    for age in (1, 5, 12, 17, 19):
        anchor = Anchor("approve", days_before(age))
        mode, cosigners = ("lead_co", 1) if age % 2 else ("sole", 0)
        yield ProposalPlan(until="approve", anchor=anchor, mode=mode, cosigners=cosigners)
    bad: dict[str, Any] = {"judgement": "dissatisfied", "second": "dissatisfied"}
    for age, until, lead in (
        (1, "evaluate", MAIN_UNIT), (13, "accept_again", ""), (26, "contact_again", MAIN_UNIT),
        (34, "contact_again", ""), (25, "reply_again", ""),
    ):  # fmt: skip
        anchor = Anchor("evaluate", days_before(age))
        yield ProposalPlan(until=until, anchor=anchor, lead=lead, mode="lead_co", **bad)
    for age in (4, 13, 25):
        anchor = Anchor("evaluate_again", days_before(age))
        yield ProposalPlan(until="evaluate_again", anchor=anchor, **bad)
