"""What a form of a project, a ballot or a call lets one choose among."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from models import LivelihoodProject, Subject
from models.queries import projects as queries
from web import db
from web.house import today
from web.wording import show_day, show_month
from workflow.monthly import months_to_report
from workflow.rules import Rules


def towns() -> list[SelectChoice]:
    """The townships, each by its liaison group."""
    known = queries.towns(db.session())
    return [SelectChoice(str(one.id), one.name.removesuffix("联络组")) for one in known]


def calls(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The calls that are open today, and the one already chosen."""
    found = list(queries.open_calls(db.session(), today()))
    own = subject.call if isinstance(subject, LivelihoodProject) else None
    if own is not None and own not in found:
        found.append(own)
    return [
        SelectChoice(
            str(one.id), _("%(title)s（到 %(day)s）", title=one.title, day=show_day(one.call_until))
        )
        for one in found
    ]


def candidates(_subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The short list."""
    return [
        SelectChoice(str(one.id), f"{one.serial_no}　{one.title}（{one.place}）")
        for one in queries.to_be_balloted(db.session())
    ]


def visits(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The findings that are still to be put right."""
    found = subject.visits if isinstance(subject, LivelihoodProject) else []
    return [
        SelectChoice(
            str(one.id),
            _("第 %(no)s 次：%(what)s（期限 %(day)s）", no=one.no, what=one.rectification,
              day=show_day(one.rectify_by)),
        )
        for one in found
        if one.open
    ]  # fmt: skip


def remaining(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The remaining items that nobody has confirmed."""
    found = subject.remaining if isinstance(subject, LivelihoodProject) else []
    return [
        SelectChoice(
            str(one.id), _("%(what)s（期限 %(day)s）", what=one.text, day=show_day(one.due_on))
        )
        for one in found
        if one.confirmed_on is None
    ]


def months(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """The months of which a report may be written, the newest first."""
    if not isinstance(subject, LivelihoodProject):
        return []
    return [SelectChoice(one, show_month(one)) for one in months_to_report(subject, today())]


def promises(subject: Subject | None, _rules: Rules) -> list[SelectChoice]:
    """What the responsible unit has promised and not kept yet."""
    if not isinstance(subject, LivelihoodProject):
        return []
    found = queries.promises_of_lead(db.session(), subject)
    return [
        SelectChoice(str(one.id), f"{one.measure[:40]}（{show_day(one.promised_on)}）")
        for one in found
    ]


CHOICES: dict[str, Callable[[Subject | None, Rules], list[SelectChoice]]] = {
    "project_call": calls,
    "candidates": candidates,
    "site_visit": visits,
    "remaining_item": remaining,
    "report_month": months,
    "kept_promise": promises,
}
