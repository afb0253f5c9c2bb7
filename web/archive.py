"""归档: what waits for filing and what is missing from it, and the volumes that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from models import ArchiveVolume
from models.queries.archive import count_by_year, open_volumes
from web import db, gate, lists
from web.caseview import Due
from web.house import house
from web.listview import GroupTab
from web.volumes import missing_labels
from web.wording import say, show_due
from workflow.numbers import short_number

bp = Blueprint("archive", __name__, url_prefix="/archive")
_PAGE = 25
_ROLES = ("office", "office_head", "auditor")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A volume that is not archived yet."""

    number: str
    title: str
    url: str
    outcome: str
    supplement: str
    state: str
    missing: tuple[str, ...]
    due: Due | None


@bp.get("")
def desk() -> str:
    """What waits, of one year or of all."""
    session = db.session()
    year = request.args.get("year", type=int)
    found = open_volumes(session, year, _after(), _PAGE)
    shown = found[:_PAGE]
    years = count_by_year(session)
    last = shown[-1] if shown else None
    after = f"{last.due_on},{last.id}" if last else ""
    return render_template(
        "archive.html",
        tabs=(
            _tab(None, sum(one[1] for one in years), year),
            *(_tab(*one[:2], year) for one in years),
        ),
        rows=tuple(_waiting(one) for one in shown),
        next_url=url_for("archive.desk", year=year, after=after) if len(found) > _PAGE else "",
        archived=sum(one[2] for one in years),
        begin_url=url_for("casework.begin", kind="archive_volume", way="file_by_hand")
        if "office" in gate.visitor().roles
        else "",
    )


@bp.get("/volumes")
def volumes() -> str:
    """Every volume, with filters."""
    role = next(one for one in _ROLES if one in gate.visitor().roles)
    filters = ("q", "state", "session", "due")
    view = lists.listing(_("全部案卷"), ("archive_volume",), role, filters=filters)
    return render_template("list.html", view=view)


def _after() -> tuple[date, int] | None:
    on, _comma, number = request.args.get("after", "").partition(",")
    try:
        return date.fromisoformat(on), int(number)
    except ValueError:
        return None


def _tab(year: int | None, count: int, chosen: int | None) -> GroupTab:
    address = url_for("archive.desk", year=year) if year else url_for("archive.desk")
    label = _("%(year)s 年", year=year) if year else _("全部")
    return GroupTab(str(year or ""), label, count, address, year == chosen)


def _waiting(volume: ArchiveVolume) -> Waiting:
    engine, session = house().engine, db.session()
    rules, proposal = engine.rules_of(session, volume), volume.proposal
    case_rules = engine.rules_of(session, proposal)
    outcome = case_rules.workflow(proposal.kind).state(proposal.state).label
    supplement = _("第 %(no)s 次补充归档", no=volume.supplement_no) if volume.supplement_no else ""
    return Waiting(
        number=short_number(proposal),
        title=volume.title,
        url=url_for("casework.show", number=volume.id),
        outcome=say(outcome),
        supplement=supplement,
        state=say(rules.workflow(volume.kind).state(volume.state).label),
        missing=missing_labels(volume, rules),
        due=show_due(session, volume),
    )
