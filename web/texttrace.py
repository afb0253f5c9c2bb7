"""What has happened to a proposal's text: comments, versions, and the bundle it is part of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from models import Bundle, BundleItem, Proposal, Subject, TextComment
from models.queries import bundles
from models.queries.comments import comments_of
from models.queries.visibility import visible_among
from web import db, gate
from web.caseview import TextSection
from web.house import house, today
from web.wording import local, paragraphs, part_label, say
from workflow.bundling import joined, pending
from workflow.sealing import reads_comments, visible_versions
from workflow.versions import content_of, occurs, parts_of

_VERDICTS = {"taken": "已采纳", "not_taken": "未采纳"}
_ANSWERS = {"joined": "同意并入", "declined": "不同意并入", "left": "已经退出"}


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment: where, what, by whom, on which version, and what became of it."""

    part: str
    quote: str
    paragraphs: tuple[str, ...]
    wording: str
    who: str
    when: datetime
    #: number of the version as this reader counts them; 0 where he does not read it
    version: int
    verdict: str
    taken: bool
    note: str
    #: the passage is not in the text any more as it was read
    changed: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft of a bundle."""

    title: str
    author: str
    answer: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class BundleView:
    """The bundle: who proposed it, which drafts, and the collective proposal it became."""

    title: str
    #: whether this page is the collective proposal's own
    own: bool
    proposed_by: str
    lines: tuple[DraftLine, ...]
    collective_url: str = ""


@dataclass(frozen=True, slots=True)
class TextTrace:
    """All of it, as far as this user may read it."""

    comments: tuple[CommentView, ...]
    versions: int
    versions_url: str
    bundle: BundleView | None


def trace_of(subject: Subject) -> TextTrace | None:
    """For a proposal; None for other kinds."""
    if not isinstance(subject, Proposal):
        return None
    session, user = db.session(), gate.visitor().standing
    versions = visible_versions(house().engine, session, user, subject, today())
    numbers = {version.id: no for no, version in enumerate(versions, 1)}
    inside = reads_comments(user, subject, today())
    return TextTrace(
        comments=tuple(_comment(one, subject, numbers) for one in _comments(subject)),
        versions=len(versions),
        versions_url=url_for("versions.show", number=subject.id),
        bundle=_bundle(subject) if inside else None,
    )


def _comments(proposal: Proposal) -> Iterable[TextComment]:
    if not reads_comments(gate.visitor().standing, proposal, today()):
        return ()
    return comments_of(db.session(), proposal.id)


def _comment(comment: TextComment, proposal: Proposal, numbers: dict[int, int]) -> CommentView:
    return CommentView(
        part=part_label(comment.part),
        quote=comment.quote,
        paragraphs=paragraphs(comment.text),
        wording=comment.wording,
        who=comment.name,
        when=local(comment.made_at),
        version=numbers.get(comment.version_id, 0),
        verdict=say(_VERDICTS.get(comment.verdict or "", "")),
        taken=comment.verdict == "taken",
        note=comment.note,
        changed=_changed(comment, proposal),
    )


def _changed(comment: TextComment, proposal: Proposal) -> bool:
    # Suggestions move up and down: the passage counts wherever it stands now.
    now = parts_of(content_of(proposal)).values()
    read = comment.quote or parts_of(comment.version.content).get(comment.part, "")
    return not any(occurs(read, text) for text in now)


def comments_beside(subject: Subject | None) -> tuple[TextSection, ...]:
    """The comments, to be read while the text is being worked over."""
    if not isinstance(subject, Proposal):
        return ()
    found: dict[str, list[str]] = {}
    for one in _comments(subject):
        view = _comment(one, subject, {})
        said = "".join(view.paragraphs)
        lines = found.setdefault(view.part, [])
        lines.append(_("%(who)s：%(what)s", who=view.who, what=said))
        if view.quote:
            lines.append(_("原文：%(text)s", text=view.quote))
        if view.wording:
            lines.append(_("建议改为：%(text)s", text=view.wording))
        state = view.verdict or (_("这一处已经改过") if view.changed else "")
        if state:
            lines.append(f"（{state}）")
    return tuple(
        TextSection(_("批注：%(part)s", part=part), tuple(lines)) for part, lines in found.items()
    )


# ── bundles ─────────────────────────────────────────────────────────────────


def _bundle(proposal: Proposal) -> BundleView | None:
    session = db.session()
    if behind := bundles.bundle_behind(session, proposal.id):
        return _view(behind, joined(behind), own=True)
    item = bundles.item_of(session, proposal.id)
    return _view(item.bundle, item.bundle.items, own=False) if item else None


def _view(bundle: Bundle, items: Iterable[BundleItem], *, own: bool) -> BundleView:
    shown = list(items)
    ids = [item.proposal_id for item in shown]
    if bundle.collective_id and not own:
        ids.append(bundle.collective_id)
    user = gate.visitor().standing
    seen = visible_among(db.session(), user, ids, today(), gate.sees())
    return BundleView(
        title=bundle.title,
        own=own,
        proposed_by=bundle.proposed_by_name,
        lines=tuple(
            DraftLine(
                title=item.proposal.title,
                author=item.proposal.author_name,
                answer="" if own else _answer(item),
                url=_case_url(item.proposal_id) if item.proposal_id in seen else "",
            )
            for item in shown
        ),
        collective_url=_case_url(bundle.collective_id)
        if bundle.collective_id in seen and bundle.collective_id
        else "",
    )


def _case_url(number: int) -> str:
    return url_for("casework.show", number=number)


def _answer(item: BundleItem) -> str:
    if item.answer:
        return say(_ANSWERS[item.answer])
    return _("还没有答复") if pending(item) else _("没有答复，不并入")
