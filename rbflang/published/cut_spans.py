"""What the printed payouts rule out of what each payout may be.

Takes a computed ruleset and the rows of `publisert.csv`. Each span is cut by the prints of all payouts at once, where
the figures are those that the payouts were printed for: by its own print, and by what the prints of the others leave,
as all payouts are made of the same loose inputs. A print that is not true of ours cuts nothing. An end that is cut is
whole in the units that are paid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from rbflang import intervals
from rbflang.data.computed import Computed, payout_places
from rbflang.explanation.paid import paid_unit
from rbflang.graph.domain import Key
from rbflang.intervals import EVERYTHING, Interval, point
from rbflang.published.published_beside import PrintedCell, prints_by_cell
from rbflang.published.rounds_printed import other_round_printed
from rbflang.published.statements import PublishedRow
from rbflang.tables.apportion import around
from rbflang.tables.bounds import ROUNDINGS
from rbflang.tables.reads import Place
from rbflang.uncertainty.joint_ends import JointEnds, joint_ends
from rbflang.uncertainty.payout_spans import PayoutSpan, payout_spans, spans_of_payouts

ZERO = Fraction(0)


@frozen(eq=False, repr=False)
class CutEnd:
    """An end of what a payout may be, `None` where there is no bound, and whose prints it follows from, if any."""

    amount: Fraction | None
    prints: Mapping[Key, PrintedCell] = field(factory=dict)


@frozen(eq=False, repr=False)
class CutSpan:
    """The least and the greatest payout, less what the prints rule out.

    `leaves_out_others` is true where what the prints of other payouts rule out is not known.
    """

    whole: PayoutSpan
    least: CutEnd
    greatest: CutEnd
    leaves_out_others: bool


@frozen(eq=False, repr=False)
class _Printed:
    """What the prints of a payout leave it, in kroner, and the print that sets each end."""

    within: Interval
    lower: PrintedCell | None = None
    upper: PrintedCell | None = None

    def narrowed(self, one: PrintedCell) -> _Printed:
        """What a further print leaves."""
        own = intervals.multiply(one.statement.stands_for(), point(one.statement.factor))
        within = self.within.within(own)
        lower = self.lower if within.low == self.within.low else one
        return _Printed(within, lower, self.upper if within.high == self.within.high else one)


@frozen(eq=False, repr=False)
class _Cutting:
    """What cuts spans: the prints of each payout, and the ends that all of them leave, where that is known."""

    prints: Mapping[Key, _Printed]
    joint: Mapping[Place, JointEnds] | None
    unit: Fraction

    def cut(self, place: Place, whole: PayoutSpan) -> CutSpan:
        """The span of a payout, less what is ruled out."""
        key = _key(place)
        leaves_out = self.joint is None and bool(self.prints.keys() - {key})
        return CutSpan(whole, self._end(place, whole, False), self._end(place, whole, True), leaves_out)

    def _end(self, place: Place, whole: PayoutSpan, is_upper: bool) -> CutEnd:
        """The end that is cut most; of equal ones, the one that needs the fewest prints."""
        ends = [CutEnd(whole.greatest if is_upper else whole.least), self._by_itself(place, is_upper)]
        found = self._by_all(place, is_upper)
        known = [end for end in (*ends, *([found] if found else [])) if end.amount is not None]
        if not known:
            return ends[0]
        return (min if is_upper else max)(known, key=lambda end: end.amount or ZERO)

    def _by_itself(self, place: Place, is_upper: bool) -> CutEnd:
        own = self.prints.get(_key(place), _Printed(EVERYTHING))
        within, one = _in_units(own.within, self.unit), own.upper if is_upper else own.lower
        return CutEnd(within.high if is_upper else within.low, {_key(place): one} if one else {})

    def _by_all(self, place: Place, is_upper: bool) -> CutEnd | None:
        """The end that all prints leave; nothing where none is needed for it, or it is not known."""
        ends = (self.joint or {}).get(place)
        end = ends and (ends.greatest if is_upper else ends.least)
        if not end or not end.follows_from:
            return None
        prints = {}
        for one in end.follows_from:
            printed = self.prints[_key(one.place)]
            prints[_key(one.place)] = printed.upper if one.is_upper else printed.lower
        exact, is_rounded = point(end.value), isinstance(place[0], ROUNDINGS)
        paid = _in_units(exact, self.unit) if is_rounded else around(exact, self.unit)
        return CutEnd(paid.high if is_upper else paid.low, {key: one for key, one in prints.items() if one})


def cut_spans(computed: Computed, rows: Sequence[PublishedRow], only: Key | None = None) -> Mapping[Key, CutSpan]:
    """The spans of those payouts, or of one of them, that something can move, less what the prints rule out."""
    spans, unit = spans_of_payouts(computed), paid_unit(computed)
    places = {_key(place): place for place in payout_places(computed)}
    whole = payout_spans(computed, spans, only)
    prints = _prints(computed, rows) if whole else {}
    limits = {places[key]: _paid(places[key], one.within, unit) for key, one in prints.items()}
    cutting = _Cutting(prints, joint_ends(spans, limits, [places[key] for key in whole]), unit)
    return {key: cutting.cut(places[key], span) for key, span in whole.items()}


def _key(place: Place) -> Key:
    node, cell = place
    return node.domain.keys[cell]


def _prints(computed: Computed, rows: Sequence[PublishedRow]) -> Mapping[Key, _Printed]:
    """What its prints leave of each payout: those that are of these figures, and true of it."""
    payout = computed.checked.ruleset.payout
    assert payout is not None
    found: dict[Key, _Printed] = {}
    if computed.is_of_own_figures and other_round_printed(computed, rows) is None:
        for key, prints in prints_by_cell(computed, rows, payout.name).items():
            for one in prints:
                if one.agrees:
                    found[key] = found.get(key, _Printed(EVERYTHING)).narrowed(one)
    return found


def _paid(place: Place, within: Interval, unit: Fraction) -> Interval:
    """What can be paid of the amounts in an interval: whole units, where payouts are rounded to them."""
    return _in_units(within, unit) if isinstance(place[0], ROUNDINGS) else within


def _in_units(within: Interval, unit: Fraction) -> Interval:
    """The whole numbers of units in an interval, from the least to the greatest."""
    low, high = within.low, within.high
    if low is not None:
        up = (low / unit).__ceil__()
        low = (up if within.low_included or up * unit != low else up + 1) * unit
    if high is not None:
        down = (high / unit).__floor__()
        high = (down if within.high_included or down * unit != high else down - 1) * unit
    return Interval(low, high, low is not None, high is not None)
