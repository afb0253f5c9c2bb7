"""Until when proposals are collected for the session, as members read it."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext as _

from models import PlenarySession, Proposal, Subject
from models.queries.people import session_on
from web import db
from web.house import now, today
from web.wording import local, say, show_day
from workflow.deadlines import WEEKDAYS

_NEWS = timedelta(days=14)


def cutoff_news() -> str:
    """The same for a home page: no longer news when the cut-off is two weeks past."""
    session = session_on(db.session(), today())
    recent = session is not None and now() <= session.cutoff_at + _NEWS
    return cutoff_words() if recent else ""


def cutoff_words(subject: Subject | None = None) -> str:
    """For whoever still may send in a proposal; nothing for what has been sent in."""
    if subject is not None and not (isinstance(subject, Proposal) and subject.private):
        return ""
    session = session_on(db.session(), today())
    if session is None:
        return ""
    moment = local(session.cutoff_at)
    said = {
        "meeting": _("%(term)s 届 %(no)s 次会议", term=session.term.no, no=session.no),
        "day": show_day(moment.date()),
        "weekday": say(WEEKDAYS[moment.weekday()]),
        "time": f"{moment:%H:%M}",
    }
    return _said(session, said)


def _said(session: PlenarySession, said: dict[str, str]) -> str:
    if now() > session.cutoff_at:
        return _(
            "%(meeting)s的提案征集已经在%(day)s %(time)s 截止。现在提交的是平时提案，同样办理。",
            **said,
        )
    left = (local(session.cutoff_at).date() - today()).days
    if left == 0:
        return _("%(meeting)s的提案征集今天 %(time)s 截止。在此以后提交的是平时提案，同样办理。",
                 **said)  # fmt: skip
    return _(
        "%(meeting)s的提案征集到%(day)s（%(weekday)s）%(time)s 截止，还有 %(left)s 天。"
        "在此以后提交的是平时提案，同样办理。",
        left=left, **said,
    )  # fmt: skip
