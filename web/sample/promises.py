"""What became of the promises: each follows one of these scripts, as far as it can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from models import Promise, User
from web.sample.scans import scan
from web.sample.supervising import urged
from web.sample.texts import say
from web.sample.timeline import Deed
from web.sample.walk import Walk
from workflow.deadlines import local_date

#: promises made before this day have come to their end, later ones stand where they stop
_OLD = date(2026, 1, 1)
_WHOLE = (
    "report_promise", "look_back", "report_kept", "say_view", "confirm_kept",
    "draft_second_letter", "return_second_letter", "draft_second_letter", "sign_second_letter",
)  # fmt: skip
_LETTER = ("confirm_kept", "draft_second_letter", "sign_second_letter")
_ENDED = (
    _WHOLE,
    ("report_kept", *_LETTER),
    ("ask_new_date", "grant_new_date", "report_promise", "report_kept", *_LETTER),
    ("explain_broken", "say_view", "accept_broken"),
    (
        "ask_new_date",
        "refuse_new_date",
        "remind",
        "report_kept",
        "deny_kept",
        "report_kept",
        *_LETTER,
    ),
)
_GOING = (
    ("report_promise", "look_back"),
    ("report_kept", "confirm_kept"),
    ("ask_new_date",),
    (),
    ("report_kept",),
    ("report_kept", "confirm_kept", "draft_second_letter"),
    ("explain_broken", "say_view", "deny_broken"),
    ("explain_broken",),
    ("report_promise", "say_view"),
)


class PromiseStory:
    """One promise, from the day it was made."""

    def __init__(self, walk: Walk, promise: Promise, made: datetime) -> None:
        self.walk, self.promise, self.made = walk, promise, made
        self.rng = Random(f"云岭县/promise/{promise.number}")

    @property
    def old(self) -> bool:
        """Whether it was made so long ago that it has come to its end."""
        return local_date(self.made) < _OLD

    def deeds(self, place: int) -> Iterator[tuple[datetime, Deed]]:
        """What happens to the promise that is the so-manieth of its age, and when."""
        old = self.old
        script = _ENDED[place % len(_ENDED)] if old else _GOING[place % len(_GOING)]
        # The going ones have just come to where they stop; no clock has run out on them.
        moment = self.made if old else datetime(2026, 11, 16, 2, tzinfo=UTC)
        for action in script:
            moment += timedelta(days=self.rng.randint(6, 12)) if old else timedelta(hours=27)
            yield moment.replace(hour=2, minute=self.rng.randrange(60)), self._deed(action)

    def _deed(self, action: str) -> Deed:
        def deed(now: datetime) -> None:
            promise = self.promise
            rules = self.walk.engine.rules_of(self.walk.session, promise)
            # No letter is due while another promise of the same reply is open.
            if rules.workflow("promise").state(promise.state).action(action):
                by = self._who(action)
                self.walk.do(promise, action, by, now, **self._form(action, by, now))

        return deed

    def _who(self, action: str) -> User:
        county, unit = self.walk.county, self.promise.unit_id
        if action in ("sign_second_letter", "return_second_letter"):
            return county.signers[unit]
        if action == "say_view":
            return next(one for one in county.members if one.person_id == self.promise.author_id)
        unit_does = (
            "report_promise", "report_kept", "ask_new_date", "explain_broken",
            "draft_second_letter",
        )  # fmt: skip
        return county.clerks[unit] if action in unit_does else county.main["supervisor"]

    def _form(self, action: str, by: User, now: datetime) -> dict[str, Any]:
        unit, today = self.promise.unit, local_date(now)
        if action in ("look_back", "confirm_kept"):
            finding = "on_time" if action == "look_back" else "done"
            return {"looked_on": today, "finding": finding, "note": say(action, self.rng)}
        if action == "ask_new_date":
            later = self.promise.promised_on + timedelta(days=90)
            return {
                "new_due": max(later, today + timedelta(days=60)),
                "reason": say(action, self.rng),
            }
        if action == "report_kept":
            evidence = [scan(self.walk.session, by, "验收材料.png", now)]
            return {"note": say(action, self.rng), "evidence": evidence}
        if action == "draft_second_letter":
            return {
                "doc_no": self.walk.letter(unit, now),
                "reply_body": say(action, self.rng, what=self.promise.measure),
                "contact_person": unit.contact,
                "contact_phone": unit.phone,
            }
        if action == "remind":
            return urged(say(action, self.rng))
        field = _FIELDS.get(action)
        return {field: say(action, self.rng)} if field else {}


_FIELDS = {
    "report_promise": "note",
    "say_view": "opinion",
    "accept_broken": "opinion",
    "explain_broken": "reason",
    "refuse_new_date": "reason",
    "deny_kept": "reason",
    "deny_broken": "reason",
    "return_second_letter": "reason",
}
