"""What the program can do, by name: states.yaml may use these names and no others."""

from __future__ import annotations

from workflow import (
    activity_conditions,
    activity_effects,
    activity_parties,
    archive_conditions,
    archive_effects,
    assessment_conditions,
    assessment_effects,
    assessment_fields,
    assignment_conditions,
    assignment_effects,
    ballot_effects,
    bundle_conditions,
    bundle_effects,
    case_fields,
    checklist_answers,
    checklist_items,
    collection_effects,
    commendation_conditions,
    commendation_effects,
    conditions,
    conflicts,
    contact_conditions,
    contact_effects,
    conversion_effects,
    effects,
    evaluation_conditions,
    evaluation_effects,
    examination_conditions,
    examination_effects,
    extension_conditions,
    extension_effects,
    handling_conditions,
    issue_effects,
    meeting_effects,
    merging_conditions,
    merging_effects,
    opinion_conditions,
    opinion_effects,
    pausing,
    project_conditions,
    project_effects,
    project_fields,
    projectwork_conditions,
    projectwork_effects,
    promise_conditions,
    promise_effects,
    proposer_conditions,
    proposer_effects,
    publication_conditions,
    publication_effects,
    reference_fields,
    reply_conditions,
    reply_effects,
    return_conditions,
    return_effects,
    row_fields,
    similarity,
    supervision_conditions,
    supervision_effects,
    task_effects,
    text_comments,
    versions,
    visit_effects,
)
from workflow.fields import TYPES
from workflow.findings import Names
from workflow.parties import AUTOMATIC, PARTIES
from workflow.registry import CONDITIONS, EFFECTS

#: Importing a module registers what it defines.
_MODULES = (
    assessment_conditions,
    assessment_effects,
    assessment_fields,
    commendation_conditions,
    commendation_effects,
    activity_conditions,
    activity_effects,
    activity_parties,
    conversion_effects,
    issue_effects,
    opinion_conditions,
    opinion_effects,
    archive_conditions,
    archive_effects,
    checklist_answers,
    checklist_items,
    bundle_conditions,
    bundle_effects,
    case_fields,
    collection_effects,
    assignment_conditions,
    assignment_effects,
    ballot_effects,
    conditions,
    conflicts,
    contact_conditions,
    contact_effects,
    effects,
    evaluation_conditions,
    evaluation_effects,
    examination_conditions,
    examination_effects,
    extension_conditions,
    extension_effects,
    handling_conditions,
    meeting_effects,
    merging_conditions,
    merging_effects,
    pausing,
    project_conditions,
    project_effects,
    project_fields,
    projectwork_conditions,
    projectwork_effects,
    promise_conditions,
    promise_effects,
    proposer_conditions,
    proposer_effects,
    publication_conditions,
    publication_effects,
    reply_conditions,
    reply_effects,
    return_conditions,
    return_effects,
    row_fields,
    reference_fields,
    similarity,
    supervision_conditions,
    supervision_effects,
    task_effects,
    text_comments,
    versions,
    visit_effects,
)

KNOWN = Names(
    conditions=frozenset(CONDITIONS),
    effects=frozenset(EFFECTS),
    field_types=frozenset(TYPES),
    parties=frozenset(PARTIES) | frozenset(AUTOMATIC),
    parameters={
        "return_window": "duration",  # within_return_window
        "extension_cap": "duration",  # how far an extension may reach
        "pause_cap": "number",  # days on which a case may stand still, in all
        "first_contact_time": "duration",  # when the first contact is missed
        "publish_time": "duration",  # how long after the reply it is to be public
        "min_contacts": "number",  # contacts before a reply
        "face_to_face": "choice",  # which units have to meet the proposer
        "max_returns": "number",  # returns of one case before a leader decides
        "max_extensions": "number",  # extensions of one task
        "max_rounds": "number",  # rounds of handling before mediation
        "joint_members_evaluate": "choice",  # whose evaluations are awaited
        "case_number_width": "number",  # numbers.take_case_number
        "category_numbers": "choice",  # numbers.take_category_number
        "similarity_warn": "number",  # similarity.alike
        "formula_warn": "number",  # likeness.note_likeness
        "ballot_majority": "choice",  # ballots.winners
        "report_day": "number",  # monthly.last_due
        "report_grace": "duration",  # when a missing report is told to the office
        "light_yellow": "number",  # lights.scale_of
        "light_red": "number",
        "late_start_red": "number",
        "ranking": "choice",  # whether tables may be ordered by points
        "opinion_length": "number",  # opinion_conditions.opinion_short_enough
    },
    dates=frozenset(
        {
            "ballot_on",
            "call_until",
            "feedback_by",
            "finish_plan",
            "meeting_on",
            "plan_on",
            "promised_on",
            "remaining_due",
        }
    ),
    derived=frozenset({"remaining_due"}),
)
