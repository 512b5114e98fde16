"""What each payout may be when some inputs are known only by their printed digits, or only within bounds.

Takes a computed ruleset; gives the ends in the units that are paid. Where payouts are rounded by largest remainders, an
end is what that makes of the payouts there. Between the ends it may still give one unit more or less, so such a span
holds to within one unit. All other ends, and those of a bound, are moved out to whole units.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed, payout_places
from rbflang.explanation.paid import paid_unit
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Apportion, Node
from rbflang.tables.apportion import in_whole_units
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation
from rbflang.uncertainty.spans import PossibleRange, Spans, spans_of


@frozen(eq=False, repr=False)
class PayoutSpan:
    """The least and the greatest payout, `None` where there is no bound; `slack` is what rounding may add at an end."""

    least: Fraction | None
    greatest: Fraction | None
    slack: Fraction
    span: PossibleRange


def payout_spans(computed: Computed, spans: Spans, only: Key | None = None) -> Mapping[Key, PayoutSpan]:
    """The spans of those payouts, or of one of them, that something can move."""
    found = {}
    for node, cell in payout_places(computed):
        key = node.domain.keys[cell]
        span = spans.of((node, cell)) if only in (None, key) else None
        if span is not None:
            found[key] = _paid(spans, (node, cell), span, paid_unit(computed))
    return found


def spans_of_payouts(computed: Computed) -> Spans:
    """The spans of the payouts before they are told in whole units, and of all they rest on."""
    payout = computed.checked.ruleset.payout
    assert payout is not None
    return spans_of(computed, [payout.name])


def _paid(spans: Spans, place: Place, span: PossibleRange, unit: Fraction) -> PayoutSpan:
    """The span of a payout in whole units."""
    node, cell = place
    least, greatest = (_apportioned(spans, node, cell, end) for end in span.ends)
    if span.is_exact and least is not None and greatest is not None:
        return PayoutSpan(_down(least, unit), _up(greatest, unit), unit, span)
    return PayoutSpan(_down(span.interval.low, unit), _up(span.interval.high, unit), Fraction(0), span)


def _down(end: Fraction | None, unit: Fraction) -> Fraction | None:
    return None if end is None else (end / unit).__floor__() * unit


def _up(end: Fraction | None, unit: Fraction) -> Fraction | None:
    return None if end is None else (end / unit).__ceil__() * unit


def _apportioned(spans: Spans, node: Node, cell: int, end: Valuation | None) -> Fraction | None:
    """The payout by largest remainders at an end; `None` where there is no such rounding, or no whole sum to keep."""
    if end is None or not isinstance(node, Apportion):
        return None
    cells = end.cells[spans.part.standing[node].operands[0].node]
    group = next(group for group in node.groups if cell in group)
    values = [value for value in (cells[at] for at in group) if isinstance(value, Fraction)]
    whole = in_whole_units(values, node.unit)
    return whole[group.index(cell)] if whole else None
