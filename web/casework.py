"""The case page and the one view for every action of every role."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from models import Attachment, HandlingTask, Proposal, Subject
from models.queries.history import events_of
from web import (
    casepage,
    db,
    documents,
    drafts,
    gate,
    origins,
    projectpage,
    seconding,
    similar,
    texttrace,
    uploads,
)  # fmt: skip
from web.activitytext import attendance_view
from web.actpage import Page
from web.collection import cutoff_words
from web.house import house, now, today
from web.paperlinks import paper_response
from web.papers import cause_of, sheets_of
from web.proofs import proof_of
from web.volumes import volume_view
from web.wording import say, show_day, show_due
from workflow.builtin import OPEN
from workflow.calculator import days_of
from workflow.engine import Stale
from workflow.explanations import Deadline
from workflow.judgement import Refused
from workflow.limits import calendar_of, pauses_of
from workflow.machine import Impossible
from workflow.rules import Action
from workflow.sealing import readable_files

bp = Blueprint("casework", __name__)
_ID = "<int:number>"


@bp.get(f"/cases/{_ID}")
def show(number: int) -> str | Answer:
    """The case page; a task in progress is read on its proposal's page."""
    subject = gate.find(number)
    if isinstance(subject, HandlingTask) and not subject.released:
        gate.find(subject.proposal_id)
        return redirect(casepage.case_url(subject), 303)
    if isinstance(subject, Proposal) and not gate.sees_whole(subject):
        return render_template("case.html", view=seconding.case(subject))
    return render_template(
        "case.html", view=casepage.build(subject), cutoff=cutoff_words(subject),
        notes=similar.notes_on(subject), volume=volume_view(subject),
        text=texttrace.trace_of(subject), attendance=attendance_view(subject),
        project=projectpage.view_of(subject),
    )  # fmt: skip


@bp.get(f"/cases/{_ID}/why")
def why(number: int) -> str:
    """Why the deadline is that day."""
    subject = gate.find_whole(number)
    if subject.due_detail is None or subject.due_on is None:
        abort(404)
    deadline = Deadline.from_data(subject.due_detail)
    days = days_of(deadline, calendar_of(db.session()), pauses_of(subject))
    return render_template(
        "why.html",
        view=casepage.build(subject),
        lines=[step.sentence(say, show_day) for step in deadline.steps],
        days=[step.sentence(say, show_day) for step in days],
        due=show_due(db.session(), subject),
    )


@bp.get(f"/cases/{_ID}/documents/<name>")
def document(number: int, name: str) -> Response:
    """A printed sheet, made from what has been committed."""
    subject = gate.find_whole(number)
    rules = house().engine.rules_of(db.session(), subject)
    found = next((one for one in rules.workflow(subject.kind).documents if one.name == name), None)
    events = events_of(db.session(), [subject.id])
    to = request.args.get("to", type=int)
    sheets = sheets_of(db.session(), subject, found, events, to) if found else []
    if found is None or not sheets:
        gate.refuse(404, f"cases/{number}/documents/{name}", "没有这份文书")
    try:
        if request.args.get("as") == "word":
            content, kind, mime = documents.word(name, sheets, house().settings.instance)
        else:
            cause = cause_of(found, events)
            proof = proof_of(db.session(), house().engine, house().settings, subject, name, cause)
            content = documents.render(name, sheets, house().settings.instance, proof)
            kind, mime = "pdf", "application/pdf"
    except (documents.Unprintable, documents.BadCertificate) as problem:
        from web.errors import page

        return page(422, str(problem))
    return paper_response(
        content, mime, f"{name}-{number}.{kind}", f"{found.label}-{sheets[0].case_number}.{kind}"
    )


@bp.get("/attachments/<int:number>")
def attachment(number: int) -> Response:
    """A file of a case the user may see, never shown inside our pages."""
    found = db.session().get(Attachment, number)
    if found is None or found.subject_id is None:
        abort(404)
    gate.find_whole(found.subject_id)
    if not readable_files(house().engine, db.session(), gate.visitor().standing, [found], today()):
        gate.refuse(404, f"attachments/{number}", "不在可以查看的范围")
    path = uploads.path_of(found)
    if not path.is_file():
        abort(404)
    return send_file(
        path, mimetype=found.mime, as_attachment=True, download_name=found.name, etag=found.sha256
    )


@bp.route(f"/cases/{_ID}/<action>", methods=["GET", "POST"])
def act(number: int, action: str) -> str | Answer:
    """The form of an action, and its performing."""
    subject = gate.find(number)
    engine, user = house().engine, gate.visitor().standing
    rules = engine.rules_of(db.session(), subject)
    found = rules_action(subject, action)
    if found is None:
        gate.refuse(404, f"cases/{number}/{action}", "没有这个动作")
    page = Page.of_action(subject, rules, found)
    if request.method == "GET":
        if rules.workflow(subject.kind).state(subject.state).action(action) is None:
            return _impossible(subject, found, page)
        reasons = [
            door.reason
            for door in engine.closed_doors(db.session(), subject, user, now())
            if door.action.name == action
        ]
        offered = {one.action.name for one in engine.available(db.session(), subject, user, now())}
        if action not in offered and not reasons:
            gate.refuse(404, f"{action}/{number}", "这一步不由他来做")
        return page.show(reasons=reasons, status=409 if reasons else 200)
    if (shown := page.reshape()) is not None:
        return shown
    try:
        event = engine.perform(
            db.session(), subject, action, by=gate.visitor().user,
            on_behalf_of=gate.visitor().principal, data=page.data(), now=now(),
            version=request.form.get("_version", -1, int), key=request.form.get("_key") or None,
            request_id=g.request_id, origin=origins.origin(),
            acknowledged=request.form.get("_acknowledged", ""),
        )  # fmt: skip
    except Refused as refused:
        return page.refused(refused)
    except Stale:
        return page.stale()
    except Impossible:
        return _impossible(gate.find(number), found, page)
    drafts.forget(page.place)
    flash(_("已经办好：%(what)s。", what=say(found.label)), "success")
    return redirect(_after(event.subject_id), 303)


@bp.route("/new/<kind>", methods=["GET", "POST"])
@bp.route("/new/<kind>/as/<way>", methods=["GET", "POST"])
def begin(kind: str, way: str = OPEN) -> str | Answer:
    """The form that opens a case, in one of the ways there are."""
    page = _opening(kind, way)
    if request.method == "GET":
        return page.show()
    if (shown := page.reshape()) is not None:
        return shown
    try:
        subject = house().engine.open(
            db.session(), kind, by=gate.visitor().user,
            on_behalf_of=gate.visitor().principal, data=page.data(), now=now(),
            key=request.form.get("_key") or None, request_id=g.request_id, way=way,
        )  # fmt: skip
    except Refused as refused:
        return page.refused(refused)
    except Stale:
        return page.stale()
    drafts.forget(page.place)
    if subject.private:
        flash(_("已经存好，可以接着修改，也可以提交。"), "success")
    else:
        flash(_("已经办好：%(what)s。", what=page.label), "success")
    return redirect(casepage.case_url(subject), 303)


@bp.post(f"/cases/{_ID}/<action>/draft")
def save_draft(number: int, action: str) -> dict[str, str]:
    """Autosave of what is being typed."""
    subject = gate.find(number)
    if rules_action(subject, action) is None:
        abort(404)
    return drafts.save(f"cases/{number}/{action}")


@bp.post("/new/<kind>/draft")
@bp.post("/new/<kind>/as/<way>/draft")
def save_new_draft(kind: str, way: str = OPEN) -> dict[str, str]:
    """The same for an opening form."""
    return drafts.save(_opening(kind, way).place)


def rules_action(subject: Subject, name: str) -> Action | None:
    """The action of that name: of the present state, or else of another."""
    workflow = house().engine.rules_of(db.session(), subject).workflow(subject.kind)
    if here := workflow.state(subject.state).action(name):
        return here
    return next((one for state in workflow.states if (one := state.action(name))), None)


def _opening(kind: str, way: str) -> Page:
    rules, roles = house().rules, gate.visitor().roles
    found = next(
        (
            (workflow, start)
            for workflow in rules.workflows
            for start in workflow.starts
            if (workflow.name, start.name) == (kind, way) and roles & set(start.by)
        ),
        None,
    )
    if found is None:
        gate.refuse(404, f"new/{kind}/{way}", "不能新建这一类")
    return Page.of_opening(rules, *found)


def _after(subject_id: int) -> str:
    """Back to the case, or home when the act took it out of sight."""
    from models.queries.visibility import visible_among

    db.session().flush()
    subject = db.session().get_one(Subject, subject_id)
    target = subject.proposal if isinstance(subject, HandlingTask) else subject
    user = gate.visitor().standing
    seen = visible_among(db.session(), user, [target.id, subject.id], today(), gate.sees())
    if target.id in seen:
        return url_for("casework.show", number=target.id)
    return url_for("casework.show", number=subject.id) if subject.id in seen else gate.home_url()


def _impossible(subject: Subject, action: Action, page: Page) -> Answer:
    rules = house().engine.rules_of(db.session(), subject)
    state = rules.workflow(subject.kind).state(subject.state)
    sentence = _(
        "本件现在是“%(state)s”，不能再办“%(action)s”。",
        state=say(state.label),
        action=say(action.label),
    )
    page.note_refusal(sentence)
    typed = page.sheet.typed_lines() if request.method == "POST" else []
    body = render_template(
        "impossible.html", sentence=sentence, case_url=casepage.case_url(subject), typed=typed
    )
    return make_response(body, 409)
