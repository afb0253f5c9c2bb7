"""What the program can do, by name: states.yaml may use these names and no others."""

from __future__ import annotations

from workflow import (
    conditions,
    effects,
    evaluation_conditions,
    handling_conditions,
    project_conditions,
    project_effects,
    task_effects,
)
from workflow.fields import TYPES
from workflow.findings import Names
from workflow.parties import AUTOMATIC, PARTIES
from workflow.registry import CONDITIONS, EFFECTS

#: Importing a module registers what it defines.
_MODULES = (
    conditions,
    effects,
    evaluation_conditions,
    handling_conditions,
    project_conditions,
    project_effects,
    task_effects,
)

KNOWN = Names(
    conditions=frozenset(CONDITIONS),
    effects=frozenset(EFFECTS),
    field_types=frozenset(TYPES),
    parties=frozenset(PARTIES) | frozenset(AUTOMATIC),
    parameters=frozenset({"return_window"}),
    dates=frozenset({"finish_plan"}),
)
