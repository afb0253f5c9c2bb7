"""Statistics are folds of the events: the figures of the units, counted again from raw words."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.queries.overview import unit_figures
from tests.stories import ONCE, Story
from workflow.deadlines import local_date


def counted_again(session: Session, today: str) -> dict[str, Counter[str]]:
    """Every unit's figures from what lies in `event` and `event_body`, and from nothing else."""
    rows: dict[int, dict[str, Any]] = {}
    done: dict[int, set[str]] = {}
    query = (
        "SELECT e.subject_id, e.action, b.text FROM event e "
        "JOIN event_body b ON b.event_id = e.id ORDER BY e.id"
    )
    verdicts: dict[int, list[tuple[int, str]]] = {}
    for subject, action, words in session.execute(text(query)):
        told = json.loads(words)
        row = rows.setdefault(subject, {})
        row |= {name: after for name, (_before, after) in told["changes"].items()}
        done.setdefault(subject, set()).add(action)
        if action == "evaluate":
            verdicts.setdefault(subject, []).append((row["round"], told["data"]["result"]))
    found: dict[str, Counter[str]] = {}
    for subject, row in rows.items():
        if "unit_id" not in row or row.get("released"):
            continue
        figures = found.setdefault(row["unit_name"], Counter())
        figures["held"] += 1
        figures["co"] += row["duty"] == "co"
        figures["signed"] += "accept" in done[subject]
        figures["answered"] += row.get("answered_at") is not None
        figures["extended"] += "grant_extension" in done[subject]
        late = row.get("due_on") is not None and row["due_on"] < today
        figures["late"] += late and row.get("closed_at") is None
        case = rows[row["proposal_id"]]
        if row["duty"] != "co" and case.get("waits_for") != "proposer":
            for round_no, result in verdicts.get(row["proposal_id"], []):
                figures[result] += round_no == row["round"]
    return found


@ONCE
def test_the_figures_of_units_are_folds_of_the_events(story: Story) -> None:
    for state in ("closed", "replied", "handling"):
        story.reach("proposal", state)
    for state in ("to_sign", "extended", "disputed"):
        story.reach("handling_task", state)
    story.mode = "lead_co"
    story.reach("proposal", "replied")
    for days in (0, 400):
        today = local_date(story.now) + timedelta(days=days)
        figures = unit_figures(story.session, today, None)
        again = counted_again(story.session, today.isoformat())
        told = {one.name: Counter(one.counts) + one.results for one in figures}
        assert {name: +some for name, some in again.items()} == told
    assert sum(one["late"] for one in told.values()) >= 2
    assert sum(one["extended"] for one in told.values()) == 1
    assert sum(one["co"] for one in told.values()) == 1
