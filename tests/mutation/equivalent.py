"""Mutants that no test can kill, each with the reason: what they change is never seen, or comes to the same."""

from __future__ import annotations

EQUIVALENT: dict[str, str] = {
    "intervals:Interval.is_empty: self.low > self.high -> self.low >= self.high": "ends that are equal are asked first",
    "tables.changes:scaled: move * sign -> move / sign": "a sign is 1 or -1, and nothing is scaled by 0",
}
"""By the mutant's name."""
