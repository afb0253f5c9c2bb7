"""批量办理: one action on many cases, in four steps: choose it, fill it in, look, confirm.

Nothing is decided here: every case passes the door by itself (`workflow.bulk`). The selection
and the list it was made in stay in the address until something is sent.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _

from models import Subject
from models.queries.visibility import visible_subjects
from web import casepage, db, gate, origins
from web.bulkview import BulkView, Choice, Line
from web.forms import HIDDEN, Sheet
from web.house import house, now, today
from web.lists import item
from web.wording import say, say_reason, show_deadline, show_due, show_values
from workflow import bulk as work
from workflow.assigning import own_values
from workflow.bulk import MOST, Outcome
from workflow.bulkrules import OF_ONE_CASE
from workflow.judgement import Reason
from workflow.rules import Action, Rules

bp = Blueprint("bulk", __name__, url_prefix="/bulk")
Answer = str | tuple[str, int]
_OWN = (*HIDDEN, "id", "from", "_step", "_whole")


@bp.get("")
def choose() -> Answer:
    """Which action: those that at least one of the cases offers, with how many do."""
    chosen = _chosen()
    if not 0 < len(chosen) <= MOST:
        return _wrong_number(len(chosen))
    session, user = db.session(), gate.visitor().standing
    found = work.possible_in_bulk(house().engine, session, chosen, user, now())
    choices = tuple(
        Choice(
            say(one.action.label), say(one.action.hint or ""),
            _here("bulk.act", action=one.action.name), len(one.subjects),
        )
        for one in found
    )  # fmt: skip
    view = BulkView(_("批量办理"), _lines(chosen), choices, back=_back())
    return render_template("bulk/choose.html", view=view)


@bp.route("/<action>", methods=["GET", "POST"])
def act(action: str) -> Answer:
    """The form of the action once for all; then what it would do; then what it did."""
    chosen = _chosen()
    if not 0 < len(chosen) <= MOST:
        return _wrong_number(len(chosen))
    found = _action(chosen, action)
    if found is None:
        gate.refuse(404, f"bulk/{action}", "没有这个可以批量办理的动作")
    rules, known = found
    names = [
        name
        for name in known.fields
        if name not in known.each and rules.field(name).type not in OF_ONE_CASE
    ]
    typed = request.form if request.method == "POST" else None
    sheet = Sheet(db.session(), rules, names, known.asks, typed=typed)
    if request.method == "GET" or request.form.get("_step") == "form":
        return _form(chosen, rules, known, sheet)
    if request.form.get("_step") == "confirm":
        return _confirm(chosen, known, sheet, rules)
    return _preview(chosen, rules, known, sheet)


# ── steps ───────────────────────────────────────────────────────────────────


def _form(
    chosen: Sequence[Subject], rules: Rules, known: Action, sheet: Sheet,
    reasons: Sequence[Reason] = (),
) -> Answer:  # fmt: skip
    sheet.mark(reasons)
    view = replace(_view(rules, known), lines=_lines(chosen, known, rules))
    problems = [Reason(say_reason(one), one.field) for one in reasons]
    body = render_template("bulk/form.html", view=view, form=sheet.form, problems=problems)
    return body, 422 if reasons else 200


def _preview(chosen: Sequence[Subject], rules: Rules, known: Action, sheet: Sheet) -> Answer:
    data = sheet.raw(lambda _name: [])
    visitor = gate.visitor()
    seen = work.preview_many(
        house().engine, db.session(), chosen, known.name, visitor.user,
        work.each_with(house().engine, db.session(), known.name, data), now(),
        on_behalf_of=visitor.principal,
    )  # fmt: skip
    wrong = _wrong_for_all(seen, [field.name for field in sheet.fields])
    if wrong:
        return _form(chosen, rules, known, sheet, wrong)
    view = replace(
        _view(rules, known),
        lines=tuple(_foreseen(one, known, rules) for one in seen),
        shared=show_values(sheet.fields, _read(data)) if any(one.well for one in seen) else (),
        typed=tuple(
            (name, value)
            for name, values in request.form.lists()
            if name not in _OWN
            for value in values
        ),
        together="_whole" in request.form,
    )
    return render_template("bulk/preview.html", view=view, key=secrets.token_urlsafe(16))


def _confirm(chosen: Sequence[Subject], known: Action, sheet: Sheet, rules: Rules) -> Answer:
    visitor, together = gate.visitor(), "_whole" in request.form
    doer = work.Doer(visitor.user, visitor.principal, origins.origin(), g.request_id)
    perform = work.perform_all if together else work.perform_many
    done = perform(
        house().engine, db.session(), chosen, known.name, doer,
        work.each_with(house().engine, db.session(), known.name, sheet.raw(lambda _name: [])),
        now(), key=request.form.get("_key") or None,
        # A case without the version that was looked at is taken for one that has changed.
        versions={one.id: request.form.get(f"version-{one.id}", -1, int) for one in chosen},
        acknowledged={one.id: request.form.get(f"acknowledged-{one.id}", "") for one in chosen},
    )  # fmt: skip
    db.session().flush()
    seen = {one.id for one in _visible([one.id for one in chosen])}
    lines = tuple(_done(one, known, seen) for one in done)
    view = replace(_view(rules, known), lines=lines, together=together)
    return render_template("bulk/results.html", view=view)


# ── the cases ───────────────────────────────────────────────────────────────


def _chosen() -> list[Subject]:
    """The cases that were ticked, as far as this person may see them."""
    ids = [int(one) for one in request.values.getlist("id") if one.isascii() and one.isdigit()
           and len(one) < 10]  # fmt: skip
    return _visible(list(dict.fromkeys(ids))[: MOST + 1])


def _visible(ids: list[int]) -> list[Subject]:
    user = gate.visitor().standing
    return list(visible_subjects(db.session(), user, ids, today(), gate.sees()))


def _action(chosen: Sequence[Subject], name: str) -> tuple[Rules, Action] | None:
    """The action, of the first case whose present state has it; else of any state."""
    engine, later = house().engine, None
    for subject in chosen:
        rules = engine.rules_of(db.session(), subject)
        workflow = rules.workflow(subject.kind)
        here = workflow.state(subject.state).action(name)
        if here and here.bulk:
            return rules, here
        elsewhere = (one for state in workflow.states if (one := state.action(name)) and one.bulk)
        later = later or next(((rules, one) for one in elsewhere), None)
    return later


def _wrong_for_all(seen: Sequence[Outcome], names: Sequence[str]) -> list[Reason]:
    """What is wrong with the form itself, when no case can be done with it."""
    if any(one.well for one in seen):
        return []
    found = [reason for one in seen for reason in one.reasons if reason.field in names]
    return list(dict.fromkeys(found))


def _line(subject: Subject) -> Line:
    shown = item(subject, mine=False)
    return Line(
        subject.id, subject.version, casepage.case_url(subject), shown.number or shown.kind_label,
        shown.title, shown.who, shown.state_label,
        due=show_due(db.session(), subject),
    )  # fmt: skip


def _lines(
    chosen: Sequence[Subject], known: Action | None = None, rules: Rules | None = None
) -> tuple[Line, ...]:
    return tuple(
        replace(_line(one), own=_own(one, known, rules) if known and rules else ())
        for one in chosen
    )


def _own(subject: Subject, known: Action, rules: Rules) -> tuple[str, ...]:
    """What the case fills in by itself, in words."""
    fields = [rules.field(name) for name in known.each]
    return show_values(fields, own_values(subject, known.each))


def _foreseen(outcome: Outcome, known: Action, rules: Rules) -> Line:
    subject = outcome.subject
    line = replace(_line(subject), own=_own(subject, known, rules))
    if not outcome.well:
        return replace(line, well=False, reasons=_said(outcome, known), due=None)
    workflow = house().engine.rules_of(db.session(), subject).workflow(subject.kind)
    moved = outcome.state != subject.state
    due = show_deadline(db.session(), outcome.due) if outcome.due else None
    return replace(
        line,
        state=say(workflow.state(outcome.state).label) if moved else "",
        due=due if moved else line.due,
        warnings=tuple(say_reason(one) for one in outcome.warnings),
        acknowledgement=outcome.acknowledgement,
    )


def _done(outcome: Outcome, known: Action, seen: set[int]) -> Line:
    line = _line(outcome.subject)
    if outcome.subject.id not in seen:
        line = replace(line, url="")  # what was done has taken it out of sight
    return replace(line, well=outcome.well, reasons=_said(outcome, known))


def _said(outcome: Outcome, known: Action) -> tuple[str, ...]:
    """Every reason in words; what the case should have filled in by itself in one sentence."""
    own = [one for one in outcome.reasons if one.field in known.each]
    said = [say_reason(one) for one in outcome.reasons if one not in own]
    if own:
        rules = house().engine.rules_of(db.session(), outcome.subject)
        fields = "、".join(say(rules.field(one.field or "").label) for one in own)
        said.append(
            _("本件自己还没有：%(fields)s。请先写好（例如拟办），或者单独办理。", fields=fields)
        )
    return tuple(said)


def _read(data: Mapping[str, Any]) -> dict[str, Any]:
    """Ids as numbers, so that they can be named."""

    def read(value: Any) -> Any:
        if isinstance(value, list):
            return [read(one) for one in value]
        return int(value) if isinstance(value, str) and value.isdigit() else value

    return {name: read(value) for name, value in data.items()}


# ── the page ────────────────────────────────────────────────────────────────


def _view(rules: Rules, known: Action) -> BulkView:
    own = "、".join(say(rules.field(name).label) for name in known.each)
    return BulkView(
        _("批量%(action)s", action=say(known.label)),
        back=_back(),
        again=_here("bulk.choose"),
        action_url=url_for("bulk.act", action=known.name),
        own=own,
        hint=say(known.hint or ""),
    )


def _wrong_number(count: int) -> Answer:
    sentence = _("请先在列表里选出要办的件。")
    if count:
        sentence = _("一次最多办 %(most)s 件，请分几次办。", most=MOST)
    view = BulkView(_("批量办理"), back=_back(), hint=sentence)
    return render_template("bulk/none.html", view=view), 422 if request.method == "POST" else 200


def _here(endpoint: str, **more: Any) -> str:
    more |= {"id": request.values.getlist("id"), "from": _back()}
    return url_for(endpoint, **more)


def _back() -> str:
    """The list the cases were chosen in, if it is one of our pages."""
    target = request.values.get("from", "")
    ours = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if ours and not urlsplit(target).netloc else gate.home_url()
