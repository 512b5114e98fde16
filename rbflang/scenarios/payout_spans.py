"""What each payout may be when some inputs are known only by their printed digits, or only within bounds.

Takes a computed ruleset; gives the ends in the units that are paid. An end is what the ruleset's own rounding makes of
the payouts there. The largest remainders may still give another unit more or less between the ends, so such a span
holds to within one unit; one that is only a bound is widened to whole units instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from rbflang.evaluation.computed import Computed
from rbflang.evaluation.handed_out import in_whole_units
from rbflang.evaluation.run import Valuation
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Apportion
from rbflang.graph.reads import Place
from rbflang.scenarios.spans import Span, Spans, spans_of


@frozen(eq=False)
class PayoutSpan:
    """The least and the greatest payout, `None` where there is no bound; `slack` is what rounding may add at an end."""

    least: Fraction | None
    greatest: Fraction | None
    slack: Fraction
    span: Span


def payout_spans(computed: Computed, only: Key | None = None) -> Mapping[Key, PayoutSpan]:
    """The spans of those payouts, or of one of them, that something can move."""
    payout = computed.checked.ruleset.payout
    assert payout is not None
    return dict(_spans(computed, spans_of(computed, [payout.name]), payout.name, only))


def _spans(computed: Computed, spans: Spans, name: str, only: Key | None) -> Iterator[tuple[Key, PayoutSpan]]:
    node = computed.valuation.graph.named[name]
    for cell, key in enumerate(node.domain.keys):
        span = spans.of((node, cell)) if only in (None, key) else None
        if span is not None:
            yield key, _paid(spans, (node, cell), span)


def _paid(spans: Spans, place: Place, span: Span) -> PayoutSpan:
    node, cell = place
    low, high = span.interval.low, span.interval.high
    if not isinstance(node, Apportion):
        return PayoutSpan(low, high, Fraction(0), span)
    paid = [_apportioned(spans, node, cell, end) for end in span.ends]
    if not span.is_exact or None in paid:
        return PayoutSpan(low, high, Fraction(0), span)
    return PayoutSpan(paid[0], paid[1], Fraction(1, 10**node.decimals), span)


def _apportioned(spans: Spans, node: Apportion, cell: int, end: Valuation | None) -> Fraction | None:
    """The payout at an end; `None` where all of them are no whole number of units there."""
    cells = end.cells[spans.part.standing[node].operands[0].node] if end else ()
    values = [one for one in cells if isinstance(one, Fraction)]
    whole = in_whole_units(values, 10**node.decimals) if values else None
    return whole[cell] if whole else None
