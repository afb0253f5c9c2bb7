"""催办记录: every reminder and urge on a case, and who of the addressees has read it."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from models import Subject, Urge
from models.queries.supervision import receipts_of, urges_of
from web import gate
from web.house import house, today
from web.urgeview import ReadBy, UrgeView
from web.wording import local, paragraphs, show_day, show_value
from workflow.rules import Rules
from workflow.sealing import reads_internal


def urges_view(session: Session, subjects: Sequence[Subject], rules: Rules) -> tuple[UrgeView, ...]:
    """Those on these subjects, newest first; the words are between office and units."""
    found = urges_of(session, [one.id for one in subjects])
    if not found:
        return ()
    user = gate.visitor().standing
    internal = {one.id for one in subjects if reads_internal(house().engine, user, one, today())}
    readers: dict[int, list[ReadBy]] = {}
    for one in receipts_of(session, list(internal)):
        when = local(one.read_at) if one.read_at else None
        readers.setdefault(one.urge_id, []).append(ReadBy(one.name, when))
    return tuple(
        _view(one, rules, readers.get(one.id, []), internal=one.subject_id in internal)
        for one in reversed(found)
    )


def _view(urge: Urge, rules: Rules, readers: Sequence[ReadBy], *, internal: bool) -> UrgeView:
    due = _("当时的期限：%(day)s", day=show_day(urge.due_on)) if urge.due_on else ""
    wanted = show_day(urge.feedback_by)
    return UrgeView(
        level=show_value(rules.field("urge_level"), urge.level),
        channel=show_value(rules.field("urge_channel"), urge.channel),
        when=local(urge.at),
        by=urge.by,
        units="、".join(urge.unit_names),
        due=due,
        feedback_by=_("%(day)s前反馈", day=wanted) if wanted else "",
        paragraphs=paragraphs(urge.text) if internal else (),
        readers=tuple(readers) if internal else (),
    )
