"""Effects of publication (公开): from the reply that is out to the page everybody reads."""

from __future__ import annotations

from functools import partial
from typing import Any

from models import Publication, PublicationAgreement, PublicPage, PublicUnit
from models.queries.commendations import excellent_year
from models.queries.publications import page_of, publications_of
from models.search import normalise
from workflow.acts import Act
from workflow.publicity import (
    case_behind,
    proposer_line,
    public_letters,
    publicity_of,
    unit_of,
)
from workflow.registry import effect


def publication_of(act: Act) -> Publication:
    """The publication acted on."""
    if not isinstance(act.subject, Publication):
        raise TypeError(f"{act.subject.kind} is not a publication")
    return act.subject


@effect
def open_publication(act: Act) -> None:
    """The last reply is out: what may be public is prepared, why not is noted."""
    found = publicity_of(act.session, act.proposal)
    if found.scope == "none":
        act.noted["not_public"] = found.why
        return
    _open(act, {"scope": found.scope})


def _open(act: Act, columns: dict[str, Any]) -> None:
    case = act.proposal
    noted = {"scope": columns["scope"]}
    act.afterwards.append(
        lambda: act.engine.open_child(act, "publication", parent=case, columns=columns, noted=noted)
    )


@effect
def begin_publication(act: Act) -> None:
    """公开件编号: the case's number and the so-manieth."""
    case, publication = act.proposal, publication_of(act)
    count = len(publications_of(act.session, case.id))
    publication.number = f"{case.number}-公{count + 1}"


@effect
def end_publications(act: Act) -> None:
    """A new round has begun: what was being prepared of the old one goes no further."""
    for one in publications_of(act.session, act.proposal.id):
        if one.closed_at is None:
            act.afterwards.append(partial(_end, act, one))


def _end(act: Act, publication: Publication) -> None:
    act.engine.perform(
        act.session, publication, "end_with_round", by=None, now=act.now, automatic="system"
    )


@effect
def write_public(act: Act) -> None:
    """拟公开稿: a new text; whoever had no objection to the last one is asked again."""
    publication, data = publication_of(act), act.data
    publication.public_title = data["public_title"]
    publication.public_text, publication.public_reply = data["public_text"], data["public_reply"]
    publication.drafter, publication.approver = act.actor_name, ""
    publication.agreements.clear()


@effect
def note_public_agreement(act: Act) -> None:
    """对公开稿没有意见."""
    if act.user is not None:
        publication_of(act).agreements.append(
            PublicationAgreement(
                person_id=act.user.person_id, name=act.user.person.name, said_at=act.now
            )
        )


@effect
def note_withdrawn_consent(act: Act) -> None:
    """不同意公开: one proposer is enough, for this case and for good."""
    publication_of(act).refused_by = act.user.person.name if act.user else ""


@effect
def publish(act: Act) -> None:
    """批准公开: what is approved is copied to the page; nothing else of the case is there."""
    publication = publication_of(act)
    case = case_behind(publication)
    publication.approver, publication.published_on = act.actor_name, act.today
    plenary = case.session
    page = PublicPage(
        publication_id=publication.id,
        number=case.number,
        term_no=plenary.term.no if plenary else 0,
        session_no=plenary.no if plenary else 0,
        category=case.category or "",
        title=publication.public_title,
        text=publication.public_text,
        reply=publication.public_reply,
        summary=publication.scope == "summary",
        proposer=proposer_line(publication),
        published_on=act.today,
        excellent_year=excellent_year(act.session, case.id),
    )
    page.units = [
        PublicUnit(
            name=unit_of(case, reply), reply_class=reply.final_class, replied_on=reply.issued_on
        )
        for reply in public_letters(case)
    ]
    words = (page.number, page.title, page.proposer, page.text, page.reply)
    page.words = "\n".join(map(normalise, (*words, *(unit.name for unit in page.units))))
    act.session.add(page)


@effect
def take_down(act: Act) -> None:
    """同意撤下: the page is gone in the same instant; the public text stays in the record."""
    publication = publication_of(act)
    publication.withdrawn_on = act.today
    if page := page_of(act.session, publication.id):
        act.session.delete(page)


@effect
def publish_anew(act: Act) -> None:
    """撤下，改后再公开: a publication of its own, which begins with the text of this one."""
    last = publication_of(act)
    kept = {name: getattr(last, name) for name in ("public_title", "public_text", "public_reply")}
    _open(act, {"scope": last.scope, **kept})
