"""Proof that a procedure makes sense before anybody lives under it; all faults at once."""

from __future__ import annotations

from workflow import bulkrules, references, separation, soundness, traps
from workflow.findings import Findings, Names
from workflow.loader import load
from workflow.problems import Problem, RulesError
from workflow.rules import Rules

__all__ = ["Names", "check", "prove"]


def check(rules: Rules, known: Names) -> list[Problem]:
    """Every fault of the rules, in the order of the file; `known` is what the program can do."""
    findings = Findings(rules, known)
    references.examine(findings)
    soundness.examine(findings)
    traps.examine(findings)
    separation.examine(findings)
    bulkrules.examine(findings)
    return sorted(set(findings.problems))


def prove(text: str, known: Names, source: str = "states.yaml") -> Rules:
    """The rules of a text that are both well written and sound; RulesError otherwise.

    Where the writing is at fault, names are still compared, but the shape of the procedure is
    not judged: half a procedure would only produce faults that nobody made.
    """
    try:
        rules = load(text, source)
    except RulesError as error:
        if error.rules is None:
            raise
        findings = Findings(error.rules, known)
        references.examine(findings)
        told = {problem.line for problem in error.problems}
        more = [problem for problem in findings.problems if problem.line not in told]
        raise RulesError([*error.problems, *more], source, error.rules) from None
    if problems := check(rules, known):
        raise RulesError(problems, source, rules)
    return rules
