"""The one gate before anything is paid, whatever the command: why there are no payouts, and why none are paid.

Takes a computed ruleset, gives the faults that stop it.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.data.limits_without_sign import limits_without_sign
from rbflang.diagnostics import Fault
from rbflang.failures.assertions import assertions_failed
from rbflang.failures.no_payout import failures_of
from rbflang.failures.totals_not_met import totals_broken


def not_computed(computed: Computed) -> tuple[Fault, ...]:
    """Why there are no payouts: figures that break what the rules say of them, and cells that failed."""
    return (
        *limits_without_sign(computed.checked, computed.figures),
        *totals_broken(computed),
        *failures_of(computed),
    )


def not_payable(computed: Computed) -> tuple[Fault, ...]:
    """Why payouts that were computed are not paid: amounts that no one can be paid, or an assertion that fails."""
    return _not_rounded(computed) or _below_zero(computed) or assertions_failed(computed)


def _below_zero(computed: Computed) -> tuple[Fault, ...]:
    """That the payouts are to add up to less than nothing, where they do; charges to some are no fault."""
    payout = computed.checked.ruleset.payout
    cells = computed.valuation.of(payout.name).values() if payout else ()
    if sum((cell for cell in cells if isinstance(cell, Fraction)), Fraction(0)) >= 0:
        return ()
    from rbflang.failures.always_stopped import below_zero

    return tuple(below_zero(computed.checked))


def _not_rounded(computed: Computed) -> tuple[Fault, ...]:
    """A fault for each payout that has no rounding and needs one."""
    payouts = [one for one in computed.checked.ruleset.payouts if one.rounding is None]
    if not payouts:
        return ()
    from rbflang.failures.unpayable import not_rounded

    return tuple(fault for one in payouts for fault in not_rounded(computed, one))
