"""选题参考: the office keeps a dated list; who writes a proposal sees it beside the form."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models import Topic
from models.queries.topics import every_topic, topics_of
from web import db, gate
from web.accountforms import TopicForm
from web.caseview import TextSection
from web.house import now, today
from web.wording import show_day

bp = Blueprint("topics", __name__)


@bp.route("/topics", methods=["GET", "POST"])
def show() -> str | Response | tuple[str, int]:
    """The list, and the form for one more."""
    form = TopicForm()
    if request.method == "POST" and (topic := _entered(form)) is not None:
        db.session().add(topic)
        flash(_("已经列入选题参考。"), "success")
        return redirect(url_for("topics.show"), 303)
    found = [(topic, topic.holds_on(today())) for topic in every_topic(db.session())]
    page = render_template("topics.html", form=form, topics=found)
    return page, 422 if request.method == "POST" else 200


@bp.post("/topics/<int:number>/end")
def end(number: int) -> Response:
    """Show it no longer; it stays in the list, unless it was entered this very day."""
    topic = db.session().get(Topic, number)
    if topic is None or not topic.holds_on(today()):
        abort(404)
    if topic.starts_on == today():
        db.session().delete(topic)
    else:
        topic.ends_on = today() - timedelta(days=1)
    flash(_("这个选题不再显示。"), "success")
    return redirect(url_for("topics.show"), 303)


def beside(fields: set[str]) -> tuple[TextSection, ...]:
    """What stands beside the form of a proposal's text; nothing beside other forms."""
    if "suggestions" not in fields or "paper_scan" in fields:
        return ()
    lines = tuple(
        "　".join(word for word in (show_day(one.starts_on), one.title, one.note) if word)
        for one in topics_of(db.session(), today())
    )
    return (TextSection(_("选题参考"), lines),) if lines else ()


def _entered(form: TopicForm) -> Topic | None:
    title = " ".join((form.title.data or "").split())
    note = (form.note.data or "").strip()
    if not 0 < len(title) <= 60:
        form.title.errors = [_("请填写选题，最多 60 字。")]
    if len(note) > 500:
        form.note.errors = [_("说明最多 500 字。")]
    ends: date | None = None
    if text := (form.ends_on.data or "").strip():
        try:
            ends = date.fromisoformat(text)
        except ValueError:
            form.ends_on.errors = [_("没有这一天，请写成 2026-03-05。")]
        if ends and ends < today():
            form.ends_on.errors = [_("结束的日子已经过去了。")]
    if any(field.errors for field in form):
        return None
    by = gate.visitor().user.name
    return Topic(
        title=title, note=note, starts_on=today(), ends_on=ends, entered_by_name=by,
        entered_at=now(),
    )  # fmt: skip
