"""Which tests are asked about which module, the quick ones first: those that import it, and that hold its results."""

from __future__ import annotations

STEPS = ("unit/test_steps.py", "unit/test_handing_out.py", "unit/test_rounding.py")
RANGES = ("unit/test_ranges.py", "unit/test_ranges_where_they_stand.py", "unit/test_claims_not_made.py")
ON_DATA = "unit/test_proofs_on_data.py::test_"
PROOFS = (
    "unit/test_claims_not_made.py", "unit/test_proofs.py", "unit/test_ranges.py", f"{ON_DATA}which_improvements",
    f"{ON_DATA}lower_is_better", f"{ON_DATA}a_rule_that_asks", f"{ON_DATA}a_region_that_reports",
)  # fmt: skip
FORMS = ("unit/test_forms.py", *PROOFS)

KILLERS: dict[str, tuple[str, ...]] = {
    "explanation.indicator.climbed": ("unit/test_climbed.py",),
    "data.counts.counts_written": ("unit/test_counts_behind.py",),
    "intervals": (
        "unit/test_exact_numbers.py",
        "unit/test_interval_ends.py",
        "unit/test_intervals.py",
        "unit/test_figures.py",
    ),
    "graph.operators": STEPS,
    "measuring.sharing.relations": tuple(
        f"unit/test_sharing.py::test_{one}"
        for one in ("what_holds", "patients_are", "a_whole_is", "patients_cover", "what_is_found", "somebody")
    ),
    "measuring.sharing.told_counts": (
        *(
            f"unit/test_sharing.py::test_{one}"
            for one in (
                "somebody",
                "the_smallest",
                "two_small",
                "small_counts",
                "nought",
                "a_total",
                "many_small",
                "a_full",
                "what_has",
                "patients_counted",
            )
        ),
    ),
    "tables.exact": (*STEPS, "unit/test_figures.py", "unit/test_ramps.py"),
    "tables.apportion": ("unit/test_handing_out.py", "unit/test_figures.py"),
    "tables.rounding": ("unit/test_rounding.py", "unit/test_steps.py"),
    "tables.bounds": ("unit/test_slopes.py", "unit/test_ramps.py"),
    "tables.changes": ("unit/test_directions.py", *PROOFS),
    "tables.directions": ("unit/test_directions.py", *PROOFS),
    "tables.group_ranges": ("unit/test_group_ranges.py", "unit/test_ranges.py"),
    "tables.guards": ("unit/test_guards.py", *RANGES),
    "tables.node_ranges": ("unit/test_ramps.py", "unit/test_guards.py", *RANGES),
    "tables.possible_cells": ("unit/test_group_ranges.py", "unit/test_ranges.py"),
    "tables.ramps": ("unit/test_ramps.py", *RANGES),
    "tables.promises": ("unit/test_guards.py", "unit/test_promises.py", *RANGES),
    "tables.smallest_steps": ("unit/test_smallest_steps.py",),
    "tables.straight_lines": ("unit/test_straight_lines.py",),
    "tables.algebra": ("unit/test_algebra.py", *FORMS),
    "tables.certain_values": ("unit/test_algebra.py", *FORMS),
    "tables.forms": FORMS,
    "proofs.all_data": ("unit/test_promises.py", *RANGES),
    "proofs.guarantees": ("unit/test_guarantees.py", *PROOFS),
    "proofs.improvement": PROOFS,
    "proofs.lapsing": ("unit/test_promises.py", *PROOFS),
    "proofs.payable": ("unit/test_smallest_steps.py",),
    "proofs.positivity": FORMS,
    "proofs.possible": ("unit/test_possible_by_type.py",),
    "proofs.provisos": ("unit/test_provisos.py", "unit/test_guarantees.py", *FORMS),
    "proofs.unfolding": FORMS,
}
"""By module: files, or tests by the beginning of their names. A mutant is killed by the first test that fails."""
