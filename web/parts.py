"""Parts of a case beside its handling tasks, a promise say: on the case page and on their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from models import ArchiveVolume, HandlingTask, Proposal, Subject
from models.queries.promises import promises_of_reply
from models.queries.visibility import parts_of, visible_among
from web import (
    activitytext,
    assessmentview,
    commendationview,
    db,
    gate,
    opiniontext,
    projectparts,
    publications,
)
from web.caseview import PartView, TextSection
from web.house import house, today
from web.volumes import volume_facts, volume_words
from web.wording import local, paragraphs, say, section, show_day, show_due, show_value
from workflow.numbers import short_number
from workflow.promise_effects import class_now
from workflow.rules import Rules
from workflow.sealing import reads_internal

Lines = list[tuple[str, Iterable[str]]]


def part_views(session: Session, subject: Subject) -> tuple[PartView, ...]:
    """The parts of the case that the user may see, oldest first."""
    if not isinstance(subject, Proposal):
        return ()
    parts = [part for part in parts_of(session, subject.id) if not isinstance(part, HandlingTask)]
    ids = [part.id for part in parts]
    seen = visible_among(session, gate.visitor().standing, ids, today(), gate.sees())
    return tuple(_view(session, part) for part in parts if part.id in seen)


def _view(session: Session, part: Subject) -> PartView:
    workflow = house().engine.rules_of(session, part).workflow(part.kind)
    words, about = WORDS.get(part.kind, _no_words)(part)
    return PartView(
        subject_id=part.id,
        kind=part.kind,
        kind_label=say(workflow.label),
        words=words,
        about=about,
        state_label=say(workflow.state(part.state).label),
        due=show_due(session, part),
        url=url_for("casework.show", number=part.id),
    )


def _no_words(part: Subject) -> tuple[str, str]:
    return short_number(part), ""


def case_link(part: Subject) -> tuple[str, str] | None:
    """Address and name of the case that this is a part of; None for a case itself."""
    case = part.proposal if isinstance(part, ArchiveVolume) else part.parent
    if not isinstance(case, Proposal) or isinstance(part, HandlingTask):
        return None
    label = _("第 %(number)s 号提案", number=short_number(case))
    return url_for("casework.show", number=case.id), label


# ── promises ────────────────────────────────────────────────────────────────


def _promise_words(promise: Any) -> tuple[str, str]:
    return promise.measure, promise.unit_name


def _promise_facts(promise: Any, rules: Rules) -> Lines:
    letters = promises_of_reply(db.session(), promise.reply_id)
    reply = promise.reply
    now = class_now(reply, list(letters))
    known = rules.field("reply_class")
    became = [_("现为 %(name)s", name=show_value(known, now))] if now != reply.reply_class else []
    moved = [_("已调整一次")] if promise.moved else []
    return [
        (_("承诺单位"), [promise.unit_name]),
        (_("承诺时限"), [show_day(promise.promised_on), *moved]),
        (_("答复文号"), [reply.doc_no]),
        (_("答复类别"), [show_value(known, reply.reply_class), *became]),
        (_("兑现日期"), [show_day(promise.kept_on)]),
    ]


def _promise_sections(promise: Any) -> list[TextSection | None]:
    letter = promise.second_letter
    readable = letter is not None and (
        letter.issued_on
        or reads_internal(house().engine, gate.visitor().standing, promise, today())
    )
    return [
        section(_("第 %(no)s 条建议", no=promise.suggestion_no), promise.suggestion),
        section("承诺内容", promise.measure),
        section("再次答复", letter.body) if readable else None,
    ]


# ── supervision cases ───────────────────────────────────────────────────────


def _supervision_words(supervision: Any) -> tuple[str, str]:
    rules = house().engine.rules_of(db.session(), supervision)
    ground = show_value(rules.field("supervision_kind"), supervision.ground)
    return f"{supervision.number}　{ground}", supervision.unit_name


def _supervision_facts(supervision: Any, rules: Rules) -> Lines:
    def label(name: str) -> str:
        return say(rules.field(name).label)

    ground = show_value(rules.field("supervision_kind"), supervision.ground)
    return [
        (_("督办号"), [supervision.number]),
        (label("supervision_kind"), [ground]),
        (_("督办单位"), [supervision.unit_name]),
        (_("原期限"), [show_day(supervision.was_due_on)]),
        (label("supervision_leader"), [supervision.leader_name]),
        (_("立件人"), [supervision.raised_by]),
    ]


def _supervision_sections(supervision: Any) -> list[TextSection | None]:
    internal = reads_internal(house().engine, gate.visitor().standing, supervision, today())
    said = {
        "report": _("单位反馈"),
        "view": _("提案人的看法"),
        "return": _("退回再办"),
        "referral": _("呈报督办领导"),
        "instruction": _("督办领导批示"),
    }
    notes = [one for one in supervision.notes if internal or one.kind in ("report", "view")]
    return [
        section("督办要求", supervision.demands),
        *(
            TextSection(
                f"{said[one.kind]}（{one.name}，{show_day(local(one.at).date())}）",
                (*paragraphs(one.text), *paragraphs(one.result)),
            )
            for one in notes
        ),
        section("销号意见", supervision.closing),
    ]


# ── examination meetings ────────────────────────────────────────────────────


def _meeting_words(meeting: Any) -> tuple[str, str]:
    return meeting.place, ""


def _meeting_facts(meeting: Any, rules: Rules) -> Lines:
    def label(name: str) -> str:
        return say(rules.field(name).label)

    return [
        (label("meeting_on"), [show_day(meeting.meeting_on)]),
        (label("meeting_place"), [meeting.place]),
        (label("meeting_chair"), [meeting.chair]),
        (label("present"), [meeting.present]),
        (label("absent"), [meeting.absent]),
    ]


def _meeting_sections(meeting: Any) -> list[TextSection | None]:
    return [section("会议情况和其他事项", meeting.minutes)]


#: what tells one part from another in a list, and whose it is
WORDS: dict[str, Callable[[Any], tuple[str, str]]] = {
    "promise": _promise_words,
    "supervision_case": _supervision_words,
    "examination_meeting": _meeting_words,
    "archive_volume": volume_words,
    "publication": publications.words_of,
    "project_call": projectparts.call_words,
    "ballot_session": projectparts.ballot_words,
    "assessment": assessmentview.words_of,
    "commendation": commendationview.words_of,
    "activity": activitytext.activity_words,
    "social_opinion": opiniontext.opinion_words,
    "opinion_issue": opiniontext.issue_words,
}
FACTS: dict[str, Callable[[Any, Rules], Lines]] = {
    "promise": _promise_facts,
    "supervision_case": _supervision_facts,
    "examination_meeting": _meeting_facts,
    "archive_volume": volume_facts,
    "publication": publications.facts,
    "project_call": projectparts.call_facts,
    "ballot_session": projectparts.ballot_facts,
    "assessment": assessmentview.facts,
    "commendation": commendationview.facts,
    "activity": activitytext.activity_facts,
    "social_opinion": opiniontext.opinion_facts,
    "opinion_issue": opiniontext.issue_facts,
}
SECTIONS: dict[str, Callable[[Any], list[TextSection | None]]] = {
    "promise": _promise_sections,
    "supervision_case": _supervision_sections,
    "examination_meeting": _meeting_sections,
    "archive_volume": lambda _volume: [],
    "publication": publications.sections,
    "project_call": projectparts.call_sections,
    "ballot_session": lambda _ballot: [],
    "assessment": assessmentview.sections,
    "commendation": commendationview.sections,
    "activity": activitytext.activity_sections,
    "social_opinion": opiniontext.opinion_sections,
    "opinion_issue": opiniontext.issue_sections,
}
