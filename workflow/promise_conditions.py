"""Conditions of the promise ledger."""

from __future__ import annotations

from models.queries.promises import promises_of_reply
from workflow.acts import Act
from workflow.promise_effects import promise_of
from workflow.registry import condition


@condition
def promise_not_moved(act: Act) -> bool:
    """时限只能调整一次."""
    return promise_of(act).moved == 0


@condition
def closes_the_letter(act: Act) -> bool:
    """B 转 A: every promise of a letter of class B has been kept, this one last."""
    promise = promise_of(act)
    others = promises_of_reply(act.session, promise.reply_id)
    return promise.reply.reply_class == "B" and all(one.outcome == "kept" for one in others)
