"""文本各稿: every version of a proposal's text that the reader may see, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import zip_longest

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from models import HandlingTask, Proposal, ProposalVersion
from web import casepage, db, gate
from web.differences import Piece, compare
from web.house import house, today
from web.wording import local, part_label, say
from workflow.numbers import short_number
from workflow.sealing import visible_versions
from workflow.versions import WHOLE_PARTS

bp = Blueprint("versions", __name__)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: when, by whom, on what occasion, and the mark of its text."""

    no: int
    when: datetime
    who: str
    why: str
    mark: str
    working: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the text: what stayed, went and came in it."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything went or came."""
        return any(piece.kind != "same" for piece in self.pieces)


@bp.get("/cases/<int:number>/versions")
def show(number: int) -> str | Answer:
    """The versions, and the difference between two of them: by default the last two."""
    subject = gate.find_whole(number)
    if isinstance(subject, HandlingTask):
        return redirect(url_for("versions.show", number=subject.proposal_id), 303)
    if not isinstance(subject, Proposal):
        gate.refuse(404, f"cases/{number}/versions", "只有提案有文本各稿")
    session, user = db.session(), gate.visitor().standing
    versions = visible_versions(house().engine, session, user, subject, today())
    old, new = _chosen(len(versions))
    return render_template(
        "versions.html",
        title=subject.title,
        number=short_number(subject),
        case_url=casepage.case_url(subject),
        here=url_for("versions.show", number=subject.id),
        versions=tuple(_line(no, one, subject) for no, one in enumerate(versions, 1)),
        old=old,
        new=new,
        parts=tuple(_parts(versions[old - 1], versions[new - 1])) if versions else (),
    )


def _chosen(count: int) -> tuple[int, int]:
    """The two that are compared, the earlier first; one that does not exist is not asked for."""
    asked = [request.args.get(name, type=int) for name in ("old", "new")]
    last = [max(count - 1, 1), count]
    two = [
        one if one and 1 <= one <= count else other for one, other in zip(asked, last, strict=True)
    ]
    return min(two), max(two)


def _line(no: int, version: ProposalVersion, proposal: Proposal) -> VersionLine:
    workflow = house().engine.rules_of(db.session(), proposal).workflow(proposal.kind)
    return VersionLine(
        no=no,
        when=local(version.made_at),
        who=version.made_by,
        why=say(workflow.label_of(version.action)) if version.action else "",
        mark=version.sha256[:12],
        working=version.working,
    )


def _parts(old: ProposalVersion, new: ProposalVersion) -> Iterator[PartView]:
    before, after = old.content, new.content
    for name in WHOLE_PARTS:
        yield PartView(part_label(name), tuple(compare(before[name], after[name])))
    for label, gone, come in _suggestions(before["suggestions"], after["suggestions"]):
        yield PartView(label, tuple(compare(gone, come)))
    signed = ("、".join([one["author"], *one["cosigners"]]) for one in (before, after))
    yield PartView(_("提案人"), tuple(compare(*signed)))


def _suggestions(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Suggestion by suggestion: one put in between does not make all that follow new."""
    for _tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for before, after in zip_longest(range(a, b), range(c, d)):
            if after is None:
                yield _("原建议第 %(no)s 条", no=before + 1), old[before], ""
            else:
                label = _("建议第 %(no)s 条", no=after + 1)
                yield label, "" if before is None else old[before], new[after]
