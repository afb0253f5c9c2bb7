"""公开网页: what everybody reads without an account. It knows `PublicPage` and nothing else.

The pages depend on their address alone, not on who asks: no cookie is set, and a copy kept by a
browser or a proxy is asked about anew each time, so that what is taken down is gone at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, g, make_response, render_template, request, url_for
from flask_babel import gettext as _

from models import PublicPage
from models.queries import publications
from models.queries.publications import PublicWish
from web import db
from web.house import house
from web.listview import Choice, Filter
from web.wording import say, show_value

bp = Blueprint("public", __name__)
LANGUAGES = ("zh", "en")
_PAGE = 20
_PUBLICATIONS = frozenset({"public.listing", "public.case", "public.projects", "public.project"})


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and its paragraphs; the first block may have no heading."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicUnitView:
    """Who replied, how, and when."""

    name: str
    class_label: str
    replied_on: date


@dataclass(frozen=True, slots=True)
class PublicView:
    """A public case, in a list or on its page."""

    number: str
    title: str
    url: str
    meeting: str
    category: str
    proposer: str
    published_on: date
    summary: bool
    excellent_year: int | None
    units: tuple[PublicUnitView, ...]
    text: tuple[Block, ...] = ()
    reply: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicList:
    """The list with its search."""

    items: tuple[PublicView, ...]
    filters: tuple[Filter, ...]
    next_url: str = ""
    clear_url: str = ""
    sought: str = ""
    #: what the macro of the filters asks for: a public list has no groups
    groups: tuple[Any, ...] = field(default=())


def language() -> str:
    """The language of a public page: what its address says, else Chinese."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else "zh"


@bp.before_request
def _open() -> None:
    if request.endpoint in _PUBLICATIONS and not house().settings.public_pages:
        abort(404)


@bp.get("/public")
def listing() -> Response:
    """What is public, newest first."""
    asked = {name: request.args.get(name, "").strip() for name in _FILTERS}
    wish = _wish(asked, request.args.get("after", ""))
    found = publications.public_pages(db.session(), wish)
    shown = found[: wish.limit]
    kept = {name: value for name, value in asked.items() if value}
    more = ""
    if len(found) > len(shown):
        last = shown[-1]
        more = _here(**kept, after=f"{last.published_on.isoformat()},{last.number}")
    view = PublicList(
        items=tuple(_view(page) for page in shown),
        filters=_filters(asked),
        next_url=more,
        clear_url=_here() if kept else "",
        sought=" ".join(wish.text.split()),
    )
    # Searches and further screens are of no use in a search engine; the cases themselves are.
    robots = "noindex, follow" if kept or wish.after else "noarchive"
    return answer("public/list.html", robots, view=view)


@bp.get("/public/<number>")
def case(number: str) -> Response:
    """One public case; 410 for one that was taken down."""
    number = number.replace("\x00", "")
    page = publications.public_page(db.session(), number)
    if page is not None:
        return answer("public/case.html", "noarchive", view=_view(page, whole=True))
    if not publications.was_public(db.session(), number):
        abort(404)
    response = answer("public/gone.html", "noindex")
    response.status_code = 410
    return response


@bp.get("/robots.txt")
def robots() -> Response:
    """Robots read what is public, and nothing else."""
    lines = ["User-agent: *"]
    if house().settings.public_pages:
        lines += ["Allow: /public", "Allow: /static/", "Allow: /bootstrap/"]
    return Response("\n".join([*lines, "Disallow: /", ""]), mimetype="text/plain")


_FILTERS = ("q", "session", "category", "unit")


def answer(template: str, robots: str, **values: Any) -> Response:
    """A public page: the same for everybody, asked about anew each time, in either language."""
    other = next(one for one in LANGUAGES if one != language())
    # Only what we know: url_for has arguments of its own, which nobody's address may set.
    known = {name: request.args[name] for name in (*_FILTERS, "after") if name in request.args}
    arguments: dict[str, Any] = {**(request.view_args or {}), **known, "lang": other}
    switch = url_for(request.endpoint or "public.listing", **arguments)
    kept = {"lang": language()} if language() != LANGUAGES[0] else {}
    home = _list_url() if house().settings.public_pages else url_for("public.record", **_lang())
    body = render_template(
        template, robots=robots, switch_url=switch, home_url=home, hidden=kept, **values
    )
    response = make_response(body)
    g.cacheable = True
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["X-Robots-Tag"] = robots
    response.add_etag()
    response.make_conditional(request)
    return response


def _wish(asked: dict[str, str], after: str) -> PublicWish:
    on, _comma, number = after.partition(",")
    return PublicWish(
        text=asked["q"][:100].replace("\x00", ""),
        meeting=_meeting(asked["session"]),
        category=asked["category"][:40].replace("\x00", ""),
        unit=asked["unit"][:100].replace("\x00", ""),
        after=(day, number[:40].replace("\x00", "")) if (day := _day(on)) else None,
        limit=_PAGE,
    )


def _meeting(text: str) -> tuple[int, int] | None:
    term, _dash, no = text.partition("-")
    if all(one.isascii() and one.isdigit() and len(one) < 4 for one in (term, no)):
        return int(term), int(no)
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _filters(asked: dict[str, str]) -> tuple[Filter, ...]:
    session = db.session()
    known = publications.public_categories(session)
    meetings = [
        (f"{term}-{no}", _meeting_label(term, no))
        for term, no in publications.public_meetings(session)
    ]
    choices = {
        "session": (_("会议"), meetings),
        "category": (_("类别"), [one for one in _categories() if one[0] in known]),
        "unit": (_("承办单位"), [(name, name) for name in publications.public_units(session)]),
    }  # fmt: skip
    return (
        Filter("q", _("案由、正文、答复、单位"), asked["q"]),
        *(
            Filter(name, label, asked[name], _offered(asked[name], some))
            for name, (label, some) in choices.items()
        ),
    )


def _offered(chosen: str, some: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(key, label, key == chosen) for key, label in [("", _("全部")), *some])


def _categories() -> list[tuple[str, str]]:
    return [(key, say(word)) for key, word in house().rules.field("category").choices]


def _meeting_label(term: int, no: int) -> str:
    return _("%(term)s 届 %(no)s 次会议", term=term, no=no)


def _list_url() -> str:
    return _here() if request.endpoint == "public.listing" else url_for("public.listing", **_lang())


def _here(**arguments: Any) -> str:
    return url_for("public.listing", **arguments, **_lang())


def _lang() -> dict[str, Any]:
    return {} if language() == LANGUAGES[0] else {"lang": language()}


def _view(page: PublicPage, *, whole: bool = False) -> PublicView:
    rules = house().rules
    return PublicView(
        number=page.number,
        title=page.title,
        url=url_for("public.case", number=page.number, **_lang()),
        meeting=_meeting_label(page.term_no, page.session_no) if page.term_no else "",
        category=show_value(rules.field("category"), page.category),
        proposer=page.proposer,
        published_on=page.published_on,
        summary=page.summary,
        excellent_year=page.excellent_year,
        units=tuple(
            PublicUnitView(
                unit.name, show_value(rules.field("reply_class"), unit.reply_class), unit.replied_on
            )
            for unit in page.units
        ),
        text=tuple(_blocks(page.text)) if whole else (),
        reply=tuple(_blocks(page.reply)) if whole else (),
    )


def _blocks(text: str) -> Iterator[Block]:
    """The text in parts: a line in 【】 is the heading of what follows it."""
    heading, lines = "", list[str]()
    for line in (one.strip() for one in text.split("\n")):
        if line.startswith("【") and line.endswith("】"):
            if heading or lines:
                yield Block(heading, tuple(lines))
            heading, lines = line[1:-1], []
        elif line:
            lines.append(line)
    if heading or lines:
        yield Block(heading, tuple(lines))
