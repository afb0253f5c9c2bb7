"""One proposal from drafting to filing, as steps in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

from models import Member, Proposal, Subject, User
from models.queries.categories import categories_on
from web.sample import proposers
from web.sample.data import read
from web.sample.plans import ProposalPlan
from web.sample.texts import Topic, say
from web.sample.timeline import Deed, Step
from web.sample.walk import Walk
from workflow.deadlines import local_date
from workflow.examination_conditions import PASSED_ON

PROVENANCES = ("research", "own", "inspection", "letter", "own", "public_opinion", "research")
WISHES = ("visit", "phone", "meeting", "site", "any", "written")


class ProposalStory:
    """The first half of a proposal's life; `Handling` tells the second."""

    def __init__(
        self,
        walk: Walk,
        plan: ProposalPlan,
        topic: Topic,
        author: User,
        cosigners: list[User],
        rng: Random,
    ) -> None:
        self.walk, self.plan, self.topic, self.rng = walk, plan, topic, rng
        self.author, self.cosigners = author, cosigners
        self.agreed: list[User] = []
        self.reviewer = walk.county.reviewer(author)
        self.officer = rng.choice(walk.county.office)
        self.head = walk.county.main["head"]
        self._case: Proposal | None = None

    @property
    def case(self) -> Proposal:
        """The case, once it is opened."""
        if self._case is None:
            raise LookupError("not opened yet")
        return self._case

    def steps(self) -> Iterator[Step]:
        """Everything until filing."""
        if self.plan.on_paper:
            yield from proposers.paper(self)
            yield from self._examination()
            return
        yield from self._drafting()
        if self.plan.until == "discard":
            yield Step("discard", 9, self.by(self.author, "discard"), office_hours=False)
            return
        if self.plan.cosigners:
            yield from self._cosigning()
        yield from proposers.names(self)
        yield from self._submission()
        yield from proposers.seconding(self)
        yield from self._examination()

    # ── drafting and cosigning ──────────────────────────────────────────────

    def _drafting(self) -> Iterator[Step]:
        whole = self.rng.random() < 0.6 and self.plan.until != "discard"
        yield Step("open", 0, lambda now: self._open(now, whole=whole), office_hours=False)
        if not whole and self.plan.until not in ("open", "discard"):
            yield Step("write", self.days(1, 4), self._write, office_hours=False)

    def _open(self, now: datetime, *, whole: bool) -> None:
        text: dict[str, Any] = self.topic.text()
        if not whole:
            text = {"title": text["title"], "background": text["background"]}
        units = [self.walk.county.units[self.topic.lead].id]
        self.begin(self.walk.open("proposal", self.author, now, **text, suggested_units=units))

    def begin(self, opened: Subject) -> None:
        """From now on the story is about this case."""
        if not isinstance(opened, Proposal):
            raise TypeError("a proposal was asked for")
        self._case = opened

    def _write(self, now: datetime) -> None:
        self.walk.do(self.case, "write", self.author, now, **self.topic.text())

    def _cosigning(self) -> Iterator[Step]:
        yield Step("invite", self.days(1, 3), self._invite, office_hours=False)
        answering = list(self.cosigners)
        silent = answering.pop() if self.plan.answers in ("lapse", "end") else None
        for place, user in enumerate(answering):
            declines = self.plan.answers == "decline" and place == len(answering) - 1
            yield Step(
                "decline" if declines else "sign",
                self.days(0, 2),
                self._answer(user, declines=declines),
                office_hours=False,
            )
        if silent and self.plan.answers == "end":
            end = self.by(self.author, "end_invitations")
            yield Step("end", self.days(3, 4), end, office_hours=False)
        elif silent:  # ten days pass, and the clock lets the invitation lapse
            yield Step("lapsed", 22, lambda _now: None)

    def _invite(self, now: datetime) -> None:
        seats: list[Member] = [self.walk.county.seat(user) for user in self.cosigners]
        self.walk.do(self.case, "invite", self.author, now, cosigners=[seat.id for seat in seats])

    def _answer(self, user: User, *, declines: bool) -> Deed:
        def deed(now: datetime) -> None:
            if declines:
                self.walk.do(self.case, "decline", user, now, opinion=say("decline", self.rng))
                return
            opinion = say("sign", self.rng) if self.rng.random() < 0.4 else None
            self.walk.do(self.case, "sign", user, now, opinion=opinion)
            self.agreed.append(user)

        return deed

    # ── submission and group review ─────────────────────────────────────────

    def _submission(self) -> Iterator[Step]:
        route = self.plan.route
        consent = self.consent()
        if route == "direct" or self.reviewer is None:
            yield Step("submit", self.days(1, 3), self.by(self.author, "submit", **consent))
            return
        send = self.by(self.author, "send_to_group", **consent)
        yield Step("send", self.days(1, 3), send, office_hours=False)
        if route == "changes":
            opinion = say("changes", self.rng)
            deed = self.by(self.reviewer, "suggest_changes", opinion=opinion)
            yield Step("changes", self.days(1, 3), deed)
            yield Step("rewrite", self.days(1, 4), self.rewrite, office_hours=False)
            yield Step("send_again", 1, send, office_hours=False)
        elif route == "taken_back":
            taken = self.by(self.author, "take_back")
            yield Step("take_back", 1, taken, office_hours=False)
            yield Step("rewrite", self.days(1, 2), self.rewrite, office_hours=False)
            yield Step("send_again", 1, send, office_hours=False)
        if route == "impatient":
            deed = self.by(self.author, "submit_unreviewed")
            yield Step("submit", self.days(3, 4), deed, office_hours=False)
        elif route == "silent":  # the clock passes it on
            yield Step("submit", 20, lambda _now: None)
        else:
            opinion = say("endorse", self.rng)
            yield Step(
                "submit", self.days(1, 4), self.by(self.reviewer, "endorse", opinion=opinion)
            )

    def rewrite(self, now: datetime) -> None:
        """The author adds to the text."""
        text = self.topic.text()
        text["analysis"] += "\n" + say("added", self.rng)
        self.walk.do(self.case, "write", self.author, now, **text)

    def consent(self) -> dict[str, str]:
        """What the author says when handing it in."""
        wishes = {
            "open_to_seconding": "open" if self.plan.seconders else "closed",
            "provenance": PROVENANCES[len(self.topic.title) % len(PROVENANCES)],
            "contact_wish": WISHES[len(self.topic.background) % len(WISHES)],
        }
        if self.plan.consent == "full":
            return {"publish_consent": "full", **wishes}
        reason = say("publish_reason", self.rng)
        return {"publish_consent": self.plan.consent, "publish_reason": reason, **wishes}

    # ── examination ─────────────────────────────────────────────────────────

    def _examination(self) -> Iterator[Step]:
        kind, officer = self.plan.examination, self.officer
        if kind == "withdraw":
            yield self.withdrawal(2, 5)
            return
        if kind == "not_file":
            yield from self._refusal()
            return
        if kind == "send_back":
            reason = say("send_back", self.rng)
            yield Step("send_back", self.days(2, 5), self.by(officer, "send_back", reason=reason))
            if self.plan.until == "send_back":
                return
            yield Step("rewrite", self.days(2, 6), self.rewrite, office_hours=False)
            deed = self.by(self.author, "submit", **self.consent())
            yield Step("resubmit", 1, deed, office_hours=False)
        yield Step("first", self.days(1, 4), self._first(officer))
        if kind == "again":
            reason = say("examine_again", self.rng)
            yield Step("again", 2, self.by(self.head, "examine_again", reason=reason))
            yield Step("first_again", self.days(1, 2), self._first(officer))
        opinion = say("file", self.rng) if self.rng.random() < 0.5 else None
        file = self._by_finer("file", category=self.topic.category, opinion=opinion)
        yield Step("file", self.days(2, 6), file)
        if kind == "withdraw_late":
            yield self.withdrawal(1, 3)

    def withdrawal(self, least: int, most: int) -> Step:
        """The author takes the case back, of her own will but for one."""
        data = {"reason": say("withdraw", self.rng), "persuaded": "no_"}
        if self.plan.examination == "withdraw_late":
            data |= {"persuaded": "yes_", "persuaded_by": say("persuaded_by", self.rng)}
        deed = self.by(self.author, "withdraw", **data)
        return Step("withdraw", self.days(least, most), deed, office_hours=False)

    def _first(self, officer: User) -> Deed:
        return self.by(
            officer,
            "pass_first_examination",
            proposed_result="file",
            category=self.topic.category,
            proposed_units=[self.walk.county.units[self.topic.lead].id],
            opinion=say("first", self.rng),
        )

    def _refusal(self) -> Iterator[Step]:
        words = read("unfit")["unfit"][self.plan.unfit]
        first = self.by(
            self.officer,
            "pass_first_examination",
            proposed_result="not_file",
            ground=words["ground"],
            opinion=say("first_no", self.rng),
        )
        yield Step("first", self.days(1, 3), first)
        data = {name: words[name] for name in ("ground", "reason", "disposal")}
        yield Step("not_file", self.days(2, 6), self.by(self.head, "not_file", **data))
        if words["disposal"] in PASSED_ON:
            dispose = self._by_day("record_disposal", disposal_to=words["sent_to"])
            yield Step("dispose", self.days(1, 3), dispose)

    def _by_day(self, action: str, **data: Any) -> Deed:
        return lambda now: self.walk.do(
            self.case, action, self.officer, now, disposal_on=local_date(now), **data
        )

    def _by_finer(self, action: str, *, category: str, **data: Any) -> Deed:
        # A die of its own: the days of the story do not hang on it.
        lot = Random(self.topic.title).random()

        def deed(now: datetime) -> None:
            known = categories_on(self.walk.session, local_date(now))
            fitting = [one.id for one in known if one.category == category]
            finer = fitting[int(lot * len(fitting))] if fitting else None
            self.walk.do(
                self.case, action, self.head, now, category=category, local_category=finer, **data
            )

        return deed

    def by(self, user: User, action: str, **data: Any) -> Deed:
        """The deed of one person."""
        return lambda now: self.walk.do(self.case, action, user, now, **data)

    def days(self, least: int, most: int) -> int:
        """So many days later, by chance."""
        return self.rng.randint(least, most)
