"""Relations that a kind does not have, so that no rule of it can name them."""

from __future__ import annotations

from tests.stories import CAME_FROM

KINDS = tuple(CAME_FROM)

#: who is asked before the assignment, who supervises a key proposal, who else stands behind it
OF_PROPOSALS = ("trial_unit", "key_leader", "joint_signer", "fellow_member", "seconder")
_OF_CASES = (
    "author", "cosigner", "proposer", "group_leader", "lead_unit", "co_unit", "unit",
    "unit_leader", "countersigner", "joint_signer", "fellow_member", "seconder",
)  # fmt: skip
_OF_ACTIVITIES = ("organiser", "invitee", "group_member", "confirmer")
#: pairs that no rule can name: the relation does not exist for the kind
SILENT = {
    ("proposal", "unit"),
    ("proposal", "countersigner"),
    ("handling_task", "cosigner"),
    *(("livelihood_project", party) for party in ("cosigner", "proposer", "unit", "countersigner")),
    ("promise", "cosigner"),
    ("promise", "countersigner"),
    *(("publication", party) for party in ("cosigner", "countersigner", "unit", "unit_leader")),
    ("supervision_case", "cosigner"),
    ("supervision_case", "countersigner"),
    *((kind, party) for kind in KINDS if kind != "proposal" for party in OF_PROPOSALS
      if (kind, party) != ("supervision_case", "key_leader")),
    *(("examination_meeting", party) for party in _OF_CASES),
    *(("assessment", party) for party in _OF_CASES),
    *(("commendation", party) for party in _OF_CASES if party != "author"),
    *((kind, "assessed") for kind in KINDS if kind != "assessment"),
    *(("archive_volume", party) for party in _OF_CASES),
    *((kind, party) for kind in ("project_call", "ballot_session") for party in _OF_CASES),
    *(("activity", party) for party in _OF_CASES if party not in ("author", "group_leader")),
    *(("social_opinion", party) for party in _OF_CASES
      if party not in ("author", "group_leader", "unit", "unit_leader")),
    *(("opinion_issue", party) for party in _OF_CASES),
    *((kind, party) for kind in KINDS if kind != "activity" for party in _OF_ACTIVITIES),
    *((kind, "contributor") for kind in KINDS if kind != "opinion_issue"),
}  # fmt: skip
BY_CASE = {("handling_task", "lead_unit"), ("handling_task", "co_unit")}
