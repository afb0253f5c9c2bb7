"""公开件 on the case page and beside its forms: the public text against the original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from models import Proposal, Publication, Subject
from models.queries.publications import page_of, publications_of
from web import db
from web.caseview import TextSection
from web.differences import compare
from web.house import house
from web.publicview import Difference, PublicNote
from web.wording import paragraphs, say, section, show_day
from workflow.publicity import Text, finds, original, proposed, publicity_of
from workflow.redaction import LABELS
from workflow.rules import Rules

_NAMES = ("public_title", "public_text", "public_reply")
SCOPES = {"full": "全文公开", "summary": "只公开摘要"}
#: fields of the form by which somebody drafts, and of the one by which somebody approves
_DRAFTS, _MOST = "public_text", 12


def of_publication(subject: Subject) -> tuple[Difference, ...]:
    """Original and public text compared; nothing before there is a public text."""
    if not isinstance(subject, Publication) or not subject.public_title:
        return ()
    was, rules = original(subject), house().rules
    pairs = zip(_NAMES, (was.title, was.text, was.reply), _texts(subject), strict=True)
    return tuple(
        Difference(say(rules.field(name).label), tuple(compare(old, new)))
        for name, old, new in pairs
    )


def note_of(subject: Subject) -> PublicNote | None:
    """The public page of a case or a publication; why a replied case has none."""
    if isinstance(subject, Publication):
        return _shown(subject)
    if not isinstance(subject, Proposal):
        return None
    begun = publications_of(db.session(), subject.id)
    if begun:
        return _shown(begun[-1])
    if not any(reply.status == "issued" for task in subject.tasks for reply in task.replies):
        return None
    found = publicity_of(db.session(), subject)
    return PublicNote(_("不公开：%(why)s", why=say(found.why))) if found.why else None


def _shown(publication: Publication) -> PublicNote | None:
    page = page_of(db.session(), publication.id)
    if page is None:
        return None
    words = _("已于%(day)s公开", day=show_day(page.published_on))
    if not house().settings.public_pages:
        return PublicNote(_("%(words)s；本系统没有开放公开网页", words=words))
    return PublicNote(words, url_for("public.case", number=page.number))


def initial(publication: Publication) -> dict[str, Any]:
    """What the form begins with: the last public text, or the original without what is personal."""
    written = Text(*_texts(publication))
    text = written if written.title else proposed(db.session(), publication)
    return dict(zip(_NAMES, (text.title, text.text, text.reply), strict=True))


def beside(publication: Publication, fields: Sequence[str]) -> tuple[TextSection, ...]:
    """What one looks at while drafting, or before deciding."""
    was = original(publication)
    scope = TextSection(_("公开范围"), (say(SCOPES[publication.scope]), *_why(publication)))
    if _DRAFTS in fields:
        whole = f"{was.title}\n{was.text}\n{was.reply}"
        return (
            scope,
            *_found(publication, whole, _("原文里像个人信息的")),
            TextSection(_("原文"), (was.title, *paragraphs(was.text))),
            TextSection(_("答复原文"), paragraphs(was.reply)),
        )
    left = _found(publication, "\n".join(_texts(publication)), _("公开稿里还像个人信息的"))
    return (scope, *left)


def _why(publication: Publication) -> tuple[str, ...]:
    named = publication.scope == "full"
    return (_("公开提案人的姓名和界别"),) if named else (_("不公开提案人的姓名"),)


def _found(publication: Publication, text: str, label: str) -> tuple[TextSection, ...]:
    found = finds(db.session(), publication, text)
    if not found:
        return ()
    lines = dict.fromkeys(
        _("像%(what)s：%(text)s", what=say(LABELS[one.kind]), text=text[one.start : one.end])
        for one in found
    )
    shown = list(lines)[:_MOST]
    more = [_("还有 %(count)s 处", count=len(lines) - _MOST)] if len(lines) > _MOST else []
    return (TextSection(label, (_("共 %(count)s 处", count=len(found)), *shown, *more)),)


def _texts(publication: Publication) -> tuple[str, str, str]:
    return publication.public_title, publication.public_text, publication.public_reply


# ── as a part of the case ───────────────────────────────────────────────────


def words_of(publication: Any) -> tuple[str, str]:
    """What tells it from the other parts of the case."""
    title = publication.public_title or publication.title
    return _("公开：%(title)s", title=title), say(SCOPES[publication.scope])


def facts(publication: Any, _rules: Rules) -> list[tuple[str, Iterable[str]]]:
    """The facts beside the text."""
    agreed = [one.name for one in publication.agreements]
    return [
        (_("公开范围"), [say(SCOPES[publication.scope]), *_why(publication)]),
        (_("拟稿人"), [publication.drafter]),
        (_("没有意见的提案人"), agreed),
        (_("审批人"), [publication.approver]),
        (_("公开日期"), [show_day(publication.published_on)]),
        (_("撤下日期"), [show_day(publication.withdrawn_on)]),
        (_("不同意公开的提案人"), [publication.refused_by]),
    ]


def sections(publication: Any) -> list[TextSection | None]:
    """The original, until there is a public text to compare it with."""
    if publication.public_title:
        return []
    was = original(publication)
    return [section("原文", was.text), section("答复原文", was.reply)]
