"""The page of a form: shown fresh, from a draft, or again with what was typed and why not."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import flash, g, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models import Subject, User
from models.queries.files import own_new_attachments
from models.queries.history import last_event
from web import activityforms, casepage, db, drafts, gate, prefill, publications, uploads
from web.beside import sections_beside
from web.caseview import ActView
from web.collection import cutoff_words
from web.forms import Sheet
from web.house import house, now
from web.judgements import scans_beside
from web.similar import notes_beside
from web.wording import local, say, say_reason, say_told, show_moment, who_acted
from workflow.history import record_refusal
from workflow.judgement import Reason, Refused
from workflow.numbers import short_number
from workflow.rules import Action, Rules, Start, Workflow


@dataclass(slots=True)
class Page:
    """One form on its page."""

    sheet: Sheet
    place: str
    address: str
    label: str
    hint: str
    negative: bool = False
    subject: Subject | None = None
    restored: Any = None
    taken: list[uploads.Upload] = field(default_factory=list)
    kept: list[tuple[int, str]] = field(default_factory=list)
    #: files that could not be taken, a sentence each
    unfit: list[Reason] = field(default_factory=list)
    #: for an opening form: where it is saved while being typed, and whether it opens a draft
    draft_url: str = ""
    keeps_draft: bool = False

    @classmethod
    def of_action(cls, subject: Subject, rules: Rules, action: Action) -> Page:
        """The form of an action on a case."""
        place = f"cases/{subject.id}/{action.name}"
        draft = drafts.find(place) if request.method == "GET" else None
        typed = request.form if request.method == "POST" else drafts.typed(draft) if draft else None
        names = activityforms.asked_of(subject, action.fields)
        sheet = Sheet(
            db.session(), rules, names, action.asks, subject=subject, typed=typed,
            initial=prefill.initial(subject, names),
        )  # fmt: skip
        return cls(
            sheet, place, url_for("casework.act", number=subject.id, action=action.name),
            say(action.label), say(action.hint or ""), action.negative, subject,
            local(draft.saved_at) if draft else None,
        )  # fmt: skip

    @classmethod
    def of_opening(cls, rules: Rules, workflow: Workflow, start: Start) -> Page:
        """The form that opens a case."""
        usual = start is workflow.start
        place = f"new/{workflow.name}" if usual else f"new/{workflow.name}/{start.name}"
        draft = drafts.find(place) if request.method == "GET" else None
        typed = request.form if request.method == "POST" else drafts.typed(draft) if draft else None
        way = None if usual else start.name
        names = activityforms.asked_first(workflow.name, start.fields, gate.visitor().roles)
        return cls(
            Sheet(db.session(), rules, names, start.asks, typed=typed),
            place, url_for("casework.begin", kind=workflow.name, way=way), say(start.label),
            say(start.hint or ""), restored=local(draft.saved_at) if draft else None,
            draft_url=url_for("casework.save_new_draft", kind=workflow.name, way=way),
            keeps_draft=usual and workflow.state(start.state).private,
        )  # fmt: skip

    # ── reading ─────────────────────────────────────────────────────────────

    def data(self) -> dict[str, Any]:
        """What was typed, for the engine; raises Refused when a file cannot be taken."""
        raw = self.sheet.raw(self._files)
        if self.unfit:
            raise Refused(self.label, self.unfit)
        if self.taken:
            name = next(one.name for one in self.sheet.fields if one.type == "files")
            rows = uploads.keep(db.session(), self.taken, gate.visitor().user.id)
            raw[name] = [*raw[name], *(row.id for row in rows)]
        return raw

    def _files(self, name: str) -> list[int]:
        user: User = gate.visitor().user
        ids = [int(one) for one in request.form.getlist(f"{name}-kept") if one.isascii()
               and one.isdigit() and len(one) < 10]  # fmt: skip
        mine = own_new_attachments(db.session(), ids, user.id)
        self.kept = [(file.id, file.name) for file in mine]
        self.taken, sentences = uploads.receive(request.files.getlist(name), len(self.kept))
        self.unfit = [Reason(sentence, name) for sentence in sentences]
        return [file.id for file in mine]

    def reshape(self) -> Response | None:
        """Answer to a button that changes the form and performs nothing; None for the others."""
        if name := request.form.get("_more"):
            self.sheet.add_box(name)
            self._keep_files()
            return self.show()
        if "_read_word" in request.form:
            problems = self._read_word()
            self._keep_files()
            return self.show(reasons=problems, status=422 if problems else 200)
        return None

    def _keep_files(self) -> None:
        for one in self.sheet.fields:
            if one.type == "files":
                self._files(one.name)
                self.kept += self._keep_apart()
                self.sheet.keep_files(one.name, self.kept)

    def _read_word(self) -> list[Reason]:
        from web.intake.word import WordProblem, read_file, read_text

        file = request.files.get("_word")
        pasted = request.form.get("_pasted", "").strip()
        try:
            if file is not None and file.filename:
                name, content = uploads.clean_name(file.filename), uploads.read_content(file)
                if refusal := uploads.refusal_of(name, content):
                    return [Reason(refusal)]
                text = read_file(name, content)
            elif pasted:
                text = read_text(pasted)
            else:
                return [Reason(_("请先选择一个 Word 文件，或者粘贴文字。"))]
        except WordProblem as problem:
            return [Reason(say_told(problem.args[0]))]
        self.sheet.fill(
            {
                "title": text.title,
                "background": text.background,
                "analysis": text.analysis,
                "suggestions": list(text.suggestions),
            }
        )
        for notice in text.notices:
            flash(say_told(notice), "info")
        flash(_("已经填入，请核对以后再保存。"), "info")
        return []

    # ── answering ───────────────────────────────────────────────────────────

    def show(
        self,
        *,
        reasons: Sequence[Reason] = (),
        status: int = 200,
        stale: bool = False,
        acknowledgement: str = "",
    ) -> Response:
        """The page, with the reasons at their fields and in a list."""
        self.sheet.mark(reasons)
        body = render_template(
            "act.html",
            view=self._view(),
            form=self.sheet.form,
            subject=self.subject,
            problems=[Reason(say_reason(one), one.field) for one in reasons],
            version=self.subject.version if self.subject else "",
            # After a conflict the old key may be spent: the next try is a new one.
            key=(not stale and request.form.get("_key")) or secrets.token_urlsafe(16),
            draft_restored=self.restored,
            stale=stale,
            notes=notes_beside(self.subject, [one.name for one in self.sheet.fields]),
            acknowledgement=acknowledgement,
            acknowledged=request.form.get("_acknowledged", ""),
            action_url=self.address,
            cutoff=self._cutoff(),
        )
        return make_response(body, status)

    def refused(self, refused: Refused) -> Response:
        """The same page again, nothing lost; the attempt is remembered.

        Warnings refuse nothing: they are read, ticked off, and the act goes on.
        """
        if refused.acknowledgement:
            return self._again(refused.reasons, 200, acknowledgement=refused.acknowledgement)
        self.note_refusal("；".join(reason.sentence for reason in refused.reasons))
        return self._again(refused.reasons, 422)

    def stale(self) -> Response:
        """Somebody was quicker: the page again, with what was typed and what has happened."""
        sentence = _("您填写期间，这件事已有变化。请核对下面的内容，需要的话再提交一次。")
        self.note_refusal(sentence)
        reasons = [Reason(sentence)]
        if self.subject and (event := last_event(db.session(), self.subject.id)):
            rules = house().engine.rules_of(db.session(), self.subject)
            what = rules.workflow(self.subject.kind).label_of(event.action)
            latest = _(
                "最近的变化：%(when)s　%(who)s　%(what)s",
                when=show_moment(event.happened_at), who=who_acted(event, rules), what=say(what),
            )  # fmt: skip
            reasons.append(Reason(latest))
        return self._again(reasons, 409, stale=True)

    def _again(
        self,
        reasons: Sequence[Reason],
        status: int,
        *,
        stale: bool = False,
        acknowledgement: str = "",
    ) -> Response:
        drafts.save_afterwards(self.place)
        number = self.subject.id if self.subject else None
        fresh = self._keep_apart()
        if number is not None:
            self.subject = gate.find(number)
        for one in self.sheet.fields:
            if one.type == "files":
                self.sheet.keep_files(one.name, [*self.kept, *fresh])
        return self.show(
            reasons=reasons, status=status, stale=stale, acknowledgement=acknowledgement
        )

    def _keep_apart(self) -> list[tuple[int, str]]:
        # Read before the rollback: afterwards it would be asked of the database, and lock it.
        user_id = gate.visitor().user.id
        db.session().rollback()
        return uploads.keep_apart(self.taken, user_id)

    def note_refusal(self, sentence: str) -> None:
        """Remember the attempt, after the request has been rolled back."""
        subject_id = self.subject.id if self.subject else None
        user_id, place, request_id = gate.visitor().user.id, self.place, g.request_id
        db.remember_refusal(
            lambda session: record_refusal(
                session,
                subject=session.get(Subject, subject_id) if subject_id else None,
                user=session.get(User, user_id),
                action=place,
                reason=sentence,
                request_id=request_id,
                now=now(),
            )
        )

    def _cutoff(self) -> str:
        begins = self.subject is None and self.place == "new/proposal"
        return cutoff_words(self.subject) if begins or self.subject else ""

    def _view(self) -> ActView:
        subject = self.subject
        word = any(one.type == "suggestions" for one in self.sheet.fields)
        draft_url = self.draft_url
        if subject:
            action = self.place.rpartition("/")[2]
            draft_url = url_for("casework.save_draft", number=subject.id, action=action)
        return ActView(
            title=self.label,
            hint=self.hint,
            button=_("存为草稿") if self.keeps_draft else self.label,
            case_title=subject.title if subject else "",
            case_url=casepage.case_url(subject) if subject else "",
            number=short_number(subject) if subject else "",
            negative=self.negative,
            cancel_url=casepage.case_url(subject) if subject else gate.home_url(),
            draft_url=draft_url,
            multipart=self.sheet.multipart or word,
            word_import=word,
            sections=sections_beside(subject, [one.name for one in self.sheet.fields]),
            differences=publications.of_publication(subject) if subject else (),
            files=scans_beside(subject, [one.name for one in self.sheet.fields]),
        )
