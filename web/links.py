"""关联 on the pages: what a case has come from and what has become of it, as far as one sees it."""

from __future__ import annotations

from flask import url_for
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from models import Promise, Proposal, Subject
from models.queries.links import links_of
from models.queries.visibility import parts_of, visible_among
from web import gate
from web.house import house, today
from web.linkview import LinkView
from web.wording import say
from workflow.numbers import short_number

#: `workflow.linking.RELATIONS` in words: what the other is, seen from the first, from the second
SAID = {
    "turned_into": (_("转化为"), _("由此转化而来")),
    "fulfils": (_("兑现的承诺"), _("由此项目兑现")),
    "project": (_("由此立项"), _("立项的来源")),
    "used_in": (_("编入专报"), _("由此编成")),
}


def links_view(session: Session, subject: Subject) -> tuple[LinkView, ...]:
    """The links of a case and of its parts, oldest first; a case one may not see is not named."""
    own = {subject.id: subject}
    if isinstance(subject, Proposal):
        own |= {part.id: part for part in parts_of(session, subject.id)}
    found = links_of(session, list(own))
    ends = [one for link in found for one in (link.from_id, link.to_id) if one not in own]
    seen = visible_among(session, gate.visitor().standing, ends, today(), gate.sees())
    views: list[LinkView] = []
    for link in found:
        forward = link.from_id in own
        mine, other = (link.source, link.target) if forward else (link.target, link.source)
        if other.id in seen:
            words = SAID[link.relation][0 if forward else 1]
            views.append(_view(session, str(words), subject, mine, other))
    return tuple(views)


def _view(
    session: Session, relation: str, page: Subject, mine: Subject, other: Subject
) -> LinkView:
    workflow = house().engine.rules_of(session, other).workflow(other.kind)
    return LinkView(
        relation=relation,
        kind_label=say(workflow.label),
        words=words_of(other),
        number=short_number(other),
        state_label=say(workflow.state(other.state).label),
        url=url_for("casework.show", number=other.id),
        of=words_of(mine) if mine is not page else "",
    )


def words_of(subject: Subject) -> str:
    """What a case is called in a link: its title, of a promise what is promised."""
    return subject.measure if isinstance(subject, Promise) else subject.title
