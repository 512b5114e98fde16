"""What the printed payouts rule out of what each payout may be.

Takes a computed ruleset, the spans of its payouts and the rows of `publisert.csv`. A span is cut by the print of the
payout itself, where the figures are those that the payouts were printed for and ours prints so too; what the prints of
the others leave of it is not looked at. An end that is cut is whole in the units that are paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang import intervals
from rbflang.data.computed import Computed
from rbflang.explanation.paid import paid_unit
from rbflang.graph.domain import Key
from rbflang.intervals import Interval, point
from rbflang.published.published_beside import PrintedCell, other_round_printed, published_beside
from rbflang.published.statements import PublishedRow
from rbflang.uncertainty.payout_spans import PayoutSpan, payout_spans


@frozen(eq=False, repr=False)
class CutSpan:
    """The least and the greatest payout, `None` where there is no bound, with the print that cuts each end, if any.

    `is_printed` is true where the payout has a print that could cut it.
    """

    whole: PayoutSpan
    least: Fraction | None
    greatest: Fraction | None
    least_print: PrintedCell | None = None
    greatest_print: PrintedCell | None = None
    is_printed: bool = False


def cut_spans(computed: Computed, rows: Sequence[PublishedRow], only: Key | None = None) -> Mapping[Key, CutSpan]:
    """The spans of those payouts, or of one of them, that something can move, less what the print rules out."""
    return {key: _cut(computed, rows, key, span) for key, span in payout_spans(computed, only).items()}


def _cut(computed: Computed, rows: Sequence[PublishedRow], key: Key, span: PayoutSpan) -> CutSpan:
    found = CutSpan(span, span.least, span.greatest)
    for one in _prints(computed, rows, key):
        low, high = _whole_ends(_in_kroner(one), paid_unit(computed))
        least, greatest = (found.least, found.least_print), (found.greatest, found.greatest_print)
        if low is not None and (least[0] is None or low > least[0]):
            least = low, one
        if high is not None and (greatest[0] is None or high < greatest[0]):
            greatest = high, one
        found = CutSpan(span, least[0], greatest[0], least[1], greatest[1], True)
    return found


def _prints(computed: Computed, rows: Sequence[PublishedRow], key: Key) -> Iterator[PrintedCell]:
    """The prints of a payout that are of these figures, and true of it."""
    payout = computed.checked.ruleset.payout
    assert payout is not None
    if computed.is_of_own_figures and other_round_printed(computed) is None:
        yield from (one for one in published_beside(computed, rows, payout.name, key) if one.agrees)


def _in_kroner(one: PrintedCell) -> Interval:
    return intervals.multiply(one.statement.stands_for(), point(one.statement.factor))


def _whole_ends(within: Interval, unit: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest whole number of units in an interval."""
    low, high = within.low, within.high
    if low is not None:
        up = (low / unit).__ceil__()
        low = (up if within.low_included or up * unit != low else up + 1) * unit
    if high is not None:
        down = (high / unit).__floor__()
        high = (down if within.high_included or down * unit != high else down - 1) * unit
    return low, high
