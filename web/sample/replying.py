"""One reply from the draft that the proposers are shown to the letter that is signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from models import HandlingUnit, User
from web.sample.scans import scan
from web.sample.texts import say
from web.sample.timeline import Deed, Step
from workflow.deadlines import local_date

if TYPE_CHECKING:
    from web.sample.handling import Handling

SPEAKERS = {"委": "我委", "办": "我办", "部": "我部", "镇": "我镇", "乡": "我乡", "司": "我公司"}
PUBLICITY = {"full": "full", "summary": "summary"}


class Replying:
    """How one unit comes to its letter in one round."""

    def __init__(self, handling: Handling, unit: HandlingUnit, *, first_round: bool) -> None:
        self.handling, self.unit, self.first = handling, unit, first_round
        self.story, self.walk, self.rng = handling.story, handling.walk, handling.rng
        self.plan, self.topic = handling.plan, handling.topic
        county = self.walk.county
        self.clerk, self.checker = county.clerks[unit.id], county.checkers[unit.id]
        self.leader = county.signers[unit.id]

    def steps(self, end: str, wait: int) -> Iterator[Step]:
        """Until it is signed, `wait` days after the step before; the last step bears that name."""
        again = "" if self.first else "_again"
        chain = self.plan.chain if self.first else ""
        yield Step(f"show{again}", max(wait - 10, 1), self._draft("show_draft"))
        yield from self._hearing(again)
        yield Step(f"draft{again}", self._days(1, 2), self._draft("draft_reply"))
        yield from self._countersigning(chain)
        if chain == "returned":
            yield Step("return_draft", 1, self._does(self.checker, "return_draft", "return_draft"))
            yield Step("redraft", 1, self._draft("draft_reply"))
        yield Step(f"check{again}", self._days(0, 1), self._does(self.checker, "pass_check"))
        if chain == "refused":
            refusal = self._does(self.leader, "refuse_to_sign", "refuse_to_sign")
            yield Step("refuse_to_sign", 1, refusal)
            yield Step("redraft", 1, self._draft("draft_reply"))
            yield Step("recheck", 1, self._does(self.checker, "pass_check"))
        sign = self._sign_on_paper if chain == "paper" else self._does(self.leader, "sign_reply")
        yield Step(end, self._days(0, 1), sign)

    def redrafted(self) -> Iterator[Step]:
        """Once more through the unit, after the supervisors have sent it back."""
        yield Step("redraft", self._days(1, 2), self._draft("draft_reply"))
        if self.plan.mode == "lead_co":
            yield from self._countersigned(reserved=False)
        yield Step("recheck", 1, self._does(self.checker, "pass_check"))
        yield Step("reply_redrafted", 1, self._does(self.leader, "sign_reply"))

    def _hearing(self, again: str) -> Iterator[Step]:
        if self.first and self.plan.heard == "silent":
            yield Step("unheard", 18, lambda _now: None)
            return
        everybody = [self.story.author, *self.story.cosigners]
        for place, user in enumerate(everybody):
            last = place == len(everybody) - 1
            name = f"hear{again}" if last else f"hear_first{again}"
            days = self._days(1, 2) if place == 0 else self._days(0, 1)
            yield Step(name, days, self._comment(user, first=place == 0), office_hours=False)

    def _comment(self, user: User, *, first: bool) -> Deed:
        changes = first and self.first and self.plan.heard == "changes"

        def deed(now: datetime) -> None:
            if user is not self.story.author and user not in self.story.agreed:
                return
            words = say("draft_comment", self.rng) if changes else None
            view = "changes" if changes else "agree"
            self._do("comment_on_draft", user, now, draft_view=view, draft_comment=words)

        return deed

    def _countersigning(self, chain: str) -> Iterator[Step]:
        if self.plan.mode != "lead_co" or not self.first:
            return
        if chain == "silent_co":
            yield Step("uncountersigned", 16, lambda _now: None)
            return
        yield from self._countersigned(reserved=chain in ("reserved", "revised"))
        if chain == "reserved":
            yield Step("send_on", 1, self._does(self.clerk, "send_to_check"))
        if chain == "revised":
            yield Step("revise", 1, self._does(self.clerk, "revise_draft", "revise_draft"))
            yield Step("redraft", 1, self._draft("draft_reply"))
            yield from self._countersigned(reserved=False)

    def _countersigned(self, *, reserved: bool) -> Iterator[Step]:
        for number, unit in enumerate(self.handling.others):
            keeps = reserved and number == 0
            form = {
                "countersign_view": "reserve" if keeps else "agree",
                "reservation": say("reservation", self.rng) if keeps else None,
            }
            clerk = self.walk.county.clerks[unit.id]
            name = "countersign" if unit is self.handling.others[-1] else "countersign_first"
            yield Step(name, self._days(0, 1), self._by(clerk, "countersign", form))

    # ── what is written ─────────────────────────────────────────────────────

    def _draft(self, action: str) -> Deed:
        def deed(now: datetime) -> None:
            again = self.story.case.round > 1
            answers = [self._answer(number, now, again=again) for number in self._numbers()]
            verdicts = {str(answer["verdict"]) for answer in answers}
            us, shown = speaker(self.unit), action == "show_draft"
            opening = say("rehandled" if again else "handled", self.rng, us=us)
            thanks = "" if shown else f"\n{say('thanks', self.rng, us=us)}"
            form: dict[str, Any] = {
                "reply_class": reply_class(verdicts),
                "reply_body": f"{opening}\n{self.topic.done}{thanks}",
                "answers": answers,
            }
            if not shown:
                form |= {
                    "doc_no": self._letter_number(now),
                    "contact_person": self.unit.contact,
                    "contact_phone": self.unit.phone,
                    "publicity": PUBLICITY.get(self.plan.consent, "none"),
                }
            self._do(action, self.clerk, now, **form)

        return deed

    def _letter_number(self, now: datetime) -> str:
        task = self.handling.task(self.unit)
        numbered = [one.doc_no for one in task.replies if one.doc_no and one.round == task.round]
        return numbered[-1] if numbered else self.walk.letter(self.unit, now)

    def _numbers(self) -> range:
        return range(1, len(self.topic.answers) + 1)

    def _answer(self, number: int, now: datetime, *, again: bool) -> dict[str, Any]:
        answer = self.topic.answers[number - 1]
        verdict, measure = answer.verdict, answer.measure
        if again and verdict != "adopted":
            verdict = "partly" if verdict == "planned" else "planned"
            measure = f"{say('again', self.rng)}{measure}"
        due_on = promise(local_date(now)) if verdict == "planned" else None
        return {"no": number, "verdict": verdict, "measure": measure, "due_on": due_on}

    def _sign_on_paper(self, now: datetime) -> None:
        page = scan(self.walk.session, self.checker, "签发页（扫描件）.png", now)
        form = {"signer": self.unit.leader, "signed_on": local_date(now), "attachments": [page]}
        self._do("sign_on_paper", self.checker, now, **form)

    # ── who does it ─────────────────────────────────────────────────────────

    def _does(self, user: User, action: str, words: str = "") -> Deed:
        return self._by(user, action, {"reason": say(words, self.rng)} if words else {})

    def _by(self, user: User, action: str, form: dict[str, Any]) -> Deed:
        return lambda now: self._do(action, user, now, **form)

    def _do(self, action: str, user: User, now: datetime, **form: Any) -> None:
        data = {name: value for name, value in form.items() if value is not None}
        self.walk.do(self.handling.task(self.unit), action, user, now, **data)

    def _days(self, least: int, most: int) -> int:
        return self.rng.randint(least, most)


def speaker(unit: HandlingUnit) -> str:
    """How a unit says we in a letter."""
    return SPEAKERS.get(unit.short_name[-1], "我单位" if unit.kind == "党群" else "我局")


def reply_class(verdicts: set[str]) -> str:
    """A when all is done, B when something is promised, C when nothing can be."""
    if "planned" in verdicts:
        return "B"
    return "A" if verdicts & {"adopted", "partly"} else "C"


def promise(day: date) -> date:
    """The end of the quarter after next: the date of what a reply promises."""
    month = (day.month - 1) // 3 * 3 + 9
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1)
