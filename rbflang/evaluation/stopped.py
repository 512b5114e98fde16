"""The one gate before anything is paid, whatever the command: why there are no payouts, and why none are paid.

Takes a computed ruleset, gives the faults that stop it.
"""

from __future__ import annotations

from rbflang.diagnostics import Fault
from rbflang.evaluation.assertions import assertions_failed
from rbflang.evaluation.computed import Computed
from rbflang.evaluation.failures import failures_of
from rbflang.evaluation.promised_totals import totals_broken
from rbflang.evaluation.share_signs import limits_without_sign
from rbflang.evaluation.unpayable import not_rounded


def not_computed(computed: Computed) -> tuple[Fault, ...]:
    """Why there are no payouts: figures that break what the rules say of them, and cells that failed."""
    return (
        *limits_without_sign(computed.checked, computed.figures),
        *totals_broken(computed),
        *failures_of(computed),
    )


def not_payable(computed: Computed) -> tuple[Fault, ...]:
    """Why payouts that were computed are not paid: amounts that no one can be paid, or an assertion that fails."""
    return not_rounded(computed) or assertions_failed(computed)
