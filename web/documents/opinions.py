"""The sheet of an issue of opinions."""

from __future__ import annotations

from models import OpinionIssue
from web.documents.opinionsheets import OpinionIssueSheet
from web.documents.orders import Order
from web.documents.sheets import Sheet


def opinion_issues(order: Order, issue: OpinionIssue) -> list[Sheet]:
    """One sheet, once it is signed."""
    if issue.issued_on is None:
        return []
    return [
        OpinionIssueSheet(
            unit=order.office.committee,
            case_number=issue.number or "",
            number=issue.number or "",
            title=issue.title,
            text=issue.text,
            writers=tuple(dict.fromkeys(one.opinion.author_name for one in issue.items)),
            main_to=issue.main_to,
            copies_to=issue.copies_to,
            editor=issue.editor,
            signer=issue.signer,
            issued_on=issue.issued_on,
            record_mark=order.mark,
        )
    ]
