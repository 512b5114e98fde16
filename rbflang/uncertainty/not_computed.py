"""Which outcomes of open decisions have no payout, and why: a figure on the other side of a limit may leave nothing to
divide by.

Takes a computed ruleset and its open decisions; gives the sentence that stands under the table of outcomes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.failures.no_payout import failures_of
from rbflang.uncertainty.open_decisions import OpenDecisions, OpenRow
from rbflang.wording import Words, listing


def without_payout(computed: Computed, decisions: OpenDecisions) -> Iterator[Words]:
    """What a dash in the table means, with the reasons; nothing where all outcomes have their payouts."""
    reasons = tuple(dict.fromkeys(_reasons(computed, decisions.rows)))
    if not reasons:
        return
    yield Words(
        f"En strek betyr at utbetalingen ikke kan regnes ut i det tilfellet: {listing([one.nb for one in reasons])}.",
        f"A dash means that the payout cannot be computed in that case: {listing([one.en for one in reasons], 'en')}.",
    )


def _reasons(computed: Computed, rows: Sequence[OpenRow]) -> Iterator[Words]:
    """Why payouts are missing where one figure alone lies elsewhere than printed."""
    payout = computed.checked.ruleset.payout
    paid = len(computed.checked.ruleset.space.domain(payout.sets).keys) if payout else 0
    for row in rows:
        for outcome in row.outcomes:
            if len(outcome.payouts) < paid:
                yield from (fault.title for fault in failures_of(evolve(computed, valuation=outcome.valuation)))
