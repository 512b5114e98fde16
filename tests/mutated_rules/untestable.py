"""The mutants that nothing notices, each with the reason: it is the same rule, or nothing that is known can tell."""

from __future__ import annotations

from tests.mutated_rules.mutants import RuleMutant


def reason_of(mutant: RuleMutant) -> str:
    """Why nothing can notice a mutant; empty where something should."""
    return ""
