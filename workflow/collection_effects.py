"""Effects of sending in: the session a case is collected for, and the number it takes there."""

from __future__ import annotations

from models import PlenarySession, Proposal
from models.queries import people as people_queries
from workflow import numbers
from workflow.acts import Act
from workflow.deadlines import local_date
from workflow.parameters import kept_value
from workflow.registry import effect
from workflow.snapshots import describe_author


@effect
def join_session(act: Act) -> None:
    """The moment the author sends it in decides: until the cut-off 会议提案, after it 平时提案."""
    subject = act.subject
    received = subject.received_on if isinstance(subject, Proposal) else None
    session = people_queries.session_on(act.session, received or act.today)
    subject.session = session
    if isinstance(subject, Proposal):
        # Paper is in time by the day on which it came, not by the day on which it is entered.
        subject.in_session = session is not None and (
            received <= local_date(session.cutoff_at) if received else act.now <= session.cutoff_at
        )
    if session is not None:
        _freeze(act, session)


def _freeze(act: Act, session: PlenarySession) -> None:
    """From the first case on, a session keeps even those parameters that nobody changed."""
    usual = {
        one.name: kept_value(one.default) for one in act.rules.parameters if one.default is not None
    }
    if not usual.keys() <= session.parameters.keys():
        # Read anew under its lock: the office may just have changed it.
        act.session.flush()
        act.session.refresh(session, with_for_update={"of": PlenarySession})
        session.parameters = usual | session.parameters


@effect
def take_serial_number(act: Act) -> None:
    """流水号, once: a proposal that comes back from a revision keeps it, and the names it bore."""
    if act.subject.serial_no is None:
        act.subject.serial_no = numbers.take_serial(act)
        describe_author(act)


@effect
def take_case_number(act: Act) -> None:
    """案号: issued on filing, permanent; with it the category number where the session has one."""
    proposal = act.proposal
    if proposal.number is None:
        proposal.number = numbers.take_case_number(act)
        proposal.category_number = numbers.take_category_number(act)
    proposal.filed_at = act.now
