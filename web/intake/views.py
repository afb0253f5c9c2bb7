"""The page that takes files in: first shown what would happen, then done, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, DateField, MultipleFileField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from models.queries.files import own_new_attachments
from web import db, gate, uploads
from web.house import house, now
from web.intake.columns import KINDS
from web.intake.plan import FilePlan, Plan
from web.intake.run import Incoming, Wishes, is_spreadsheet, take_in
from web.storage import place_of
from web.wording import say_told

bp = Blueprint("intake", __name__)
#: changed rows a preview names one by one; the numbers count all of them
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What one file brings, as the page shows it."""

    name: str
    label: str
    #: new, changed, unchanged
    counts: tuple[int, int, int]
    bad: int
    problems: tuple[str, ...]
    #: which row, and what of it changes
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    more: int
    notes: tuple[str, ...]


class ImportForm(FlaskForm):  # type: ignore[misc]
    """What is handed in, and what the headings may not tell."""

    files = MultipleFileField(
        lazy_gettext("文件"),
        description=lazy_gettext("名册用 Excel（.xlsx），可以几个一起选；一次最多 10 个。"),
        render_kw={"accept": ".xlsx,.docx,.txt"},
    )
    kind = SelectField(
        lazy_gettext("名册种类"),
        choices=[
            SelectChoice("", lazy_gettext("看表头")),
            *(SelectChoice(k.name, k.label) for k in KINDS.values()),
        ],
        validate_choice=False,
        description=lazy_gettext("表头认不出来的时候才选。"),
    )
    term_starts = DateField(
        lazy_gettext("本届开始的日期"),
        [Optional()],
        description=lazy_gettext("系统里还没有这一届的时候才填。"),
    )
    rename = BooleanField(
        lazy_gettext("按更名处理"),
        description=lazy_gettext("证号不变、姓名不同的委员，是同一个人改了名字"),
    )


@bp.route("/admin/import", methods=["GET", "POST"])
def by_admin() -> Response:
    """Rosters: who there is."""
    return _page(proposals=False)


@bp.route("/office/import", methods=["GET", "POST"])
def by_office() -> Response:
    """Rosters, and proposals as their authors wrote them."""
    return _page(proposals=True)


def _page(*, proposals: bool) -> Response:
    form = ImportForm()
    if request.method == "GET":
        return _show(form)
    user_id = gate.visitor().user.id
    seen = request.form.get("seen", "")
    taken: list[uploads.Upload] = []
    if seen:
        files = _kept(user_id)
        problems = [] if seen == _digest(files) else [_("预览过的文件已经不在了，请重新选择文件。")]
    else:
        taken, problems = uploads.receive(request.files.getlist("files"))
        files = [Incoming(one.name, place_of(house().settings, one.sha256).read_bytes())
                 for one in taken]  # fmt: skip
        if not (files or problems):
            problems = [_("请先选择文件。")]
    if not proposals and any(not is_spreadsheet(one.name) for one in files):
        problems = [*problems, _("这里只导入名册（.xlsx）。提案由提案委办公室导入。")]
    if problems or not form.validate():
        return _show(form, problems=problems, status=422)
    wishes = Wishes(
        kind=form.kind.data if form.kind.data in KINDS else None, term_starts=form.term_starts.data,
        rename=bool(form.rename.data), by_user_id=user_id,
    )  # fmt: skip
    plan, _accounts = take_in(db.session(), house().engine, files, wishes, now=now())
    if seen and plan.sound:
        # The request's own commit keeps it, whole.
        flash(_("已经全部导入。"), "success")
        return redirect(url_for(request.endpoint or ""), 303)
    # What a preview promises is what happens: it did the same, and is rolled back here.
    db.session().rollback()
    kept = uploads.keep_apart(taken, user_id) if plan.sound else []
    return _show(
        form, plan=plan, kept=[number for number, _name in kept], seen=_digest(files),
        status=200 if plan.sound else 422,
    )  # fmt: skip


def _kept(user_id: int) -> list[Incoming]:
    """The files of the preview; the worker tidies those that are never confirmed."""
    typed = request.form.getlist("kept")
    ids = [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 10]
    rows = own_new_attachments(db.session(), ids, user_id)
    places = [(row.name, uploads.path_of(row)) for row in rows]
    return [Incoming(name, place.read_bytes()) for name, place in places if place.is_file()]


def _digest(files: Sequence[Incoming]) -> str:
    """What was previewed: exactly these files, in this order."""
    each = [hashlib.sha256(one.data).hexdigest() for one in files]
    return hashlib.sha256("\n".join(each).encode()).hexdigest() if each else ""


def _show(
    form: ImportForm,
    *,
    problems: Sequence[str] = (),
    plan: Plan | None = None,
    kept: Sequence[int] = (),
    seen: str = "",
    status: int = 200,
) -> Response:
    body = render_template(
        "admin/import.html", form=form, problems=problems, plan=plan, kept=kept, seen=seen,
        files=[_preview(one) for one in plan.files] if plan else [],
    )  # fmt: skip
    return make_response(body, status)


def _preview(file: FilePlan) -> FilePreview:
    changed = [step for step in file.steps if step.changes]
    return FilePreview(
        name=file.file_name,
        label=file.label or _("没有认出"),
        counts=(file.count("new"), file.count("changed"), file.count("unchanged")),
        bad=len(file.bad_rows) or (1 if file.problems else 0),
        problems=tuple(say_told(one) for one in file.problems),
        changes=tuple(
            (_("第 %(row)s 行　%(name)s", row=step.row, name=step.name) if step.row else step.name,
             tuple(map(str, step.changes)))
            for step in changed[:MOST_SHOWN]
        ),
        more=max(0, len(changed) - MOST_SHOWN),
        notes=tuple(say_told(one) for one in file.notes),
    )  # fmt: skip
