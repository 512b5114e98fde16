"""Which tests are asked about which module, the quick ones first: those that import it, and that hold its results."""

from __future__ import annotations

PROOFS = (
    "unit/test_proofs.py", "unit/test_claims_not_made.py", "test_language.py", "properties/test_claims.py",
    "unit/test_proofs_on_data.py",
)  # fmt: skip
FIGURES = ("test_small_rulesets.py", "unit/test_rounding.py", "properties/test_remainders.py", "test_spans.py")
LANGUAGE = ("properties/test_formulas.py", "test_language.py")

KILLERS: dict[str, tuple[str, ...]] = {
    "intervals": (
        "unit/test_intervals.py",
        "unit/test_figures.py",
        "properties/test_spans_hold.py",
        *FIGURES,
        "unit/test_inference.py",
        *LANGUAGE,
    ),
    "graph.operators": (*FIGURES, *LANGUAGE),
    "tables.exact": (*FIGURES, *LANGUAGE, "reference/test_reference.py", "test_open_decisions.py"),
    "tables.apportion": ("properties/test_remainders.py", *FIGURES, *LANGUAGE, "reference/test_reference.py"),
    "tables.rounding": ("unit/test_rounding.py", "properties/test_spans_hold.py", *LANGUAGE),
    "tables.bounds": ("test_spans.py", "properties/test_spans_hold.py", *LANGUAGE),
    "tables.changes": PROOFS,
    "tables.directions": PROOFS,
    "tables.smallest_steps": PROOFS,
    "proofs.algebra": PROOFS,
    "proofs.certain_values": PROOFS,
    "proofs.forms": PROOFS,
    "proofs.guarantees": PROOFS,
    "proofs.improvement": PROOFS,
    "proofs.positivity": PROOFS,
    "proofs.payable": PROOFS,
    "proofs.possible": ("unit/test_inference.py", *PROOFS),
}  # fmt: skip
"""By module. A mutant is killed by the first test that fails."""
