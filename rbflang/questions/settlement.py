"""The settlement of a year: what each region is paid in the later round less what it was paid in the earlier one.

Takes a ruleset computed on both rounds, gives the difference per region and, where points become kroner by factors
alone, what each indicator moved, split so that everything adds up exactly:

1. Kroner are points × kroner per point. The change of a product is split evenly between the two orders in which its
   factors may change: the change of the points × the mean kroner per point is due to results, and the mean points ×
   the change of kroner per point is due to the normalisation.
2. The change of the points is split between the regions whose results moved, and the common figures that moved them by
   themselves, by their Shapley values: the mean, over all orders in which they can be replaced, of what each
   replacement does (`moved_points`). It depends on no order, it gives nothing to who moved nothing, and it adds up.
   With four regions the model runs sixteen times, exactly.

What is left to the krone is rounding. Nothing is split where a figure that moved reaches the payouts by other ways than
the points: what it moved is neither anybody's points nor a normalisation. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import pinned_place
from rbflang.explanation.cells import Cells as Reading
from rbflang.explanation.indicator.indicator_rows import IndicatorRow, indicator_rows
from rbflang.explanation.indicator.placing import PartsOfAll, Placing, placings
from rbflang.explanation.indicator.placing import shares as shares_of_all
from rbflang.explanation.payout_lines import PayoutLine, payout_lines
from rbflang.explanation.roles import Roles, roles_of
from rbflang.graph.closure import behind
from rbflang.graph.nodes import reads_of
from rbflang.questions.kroner_by_indicator import kroner_of, rate_of
from rbflang.questions.moved_figures import COMMON, MovedFigure, moved_figures
from rbflang.questions.moved_points import MovedShares, Points, points_of, shares
from rbflang.ruleset.model import INDICATOR, MEASURE, POINTS_NAME, Measure, Member


@frozen(eq=False, repr=False)
class IndicatorPart:
    """What an indicator moved for a region: points and kroner per point in both rounds, and points by whose results."""

    indicator: str
    region: str
    points: tuple[Fraction, Fraction]
    rates: tuple[Fraction, Fraction]
    moved: Mapping[str, Fraction]

    @property
    def mean_rate(self) -> Fraction:
        """Kroner per point, the mean of both rounds."""
        return sum(self.rates, Fraction(0)) / 2

    @property
    def mean_points(self) -> Fraction:
        """Points, the mean of both rounds."""
        return sum(self.points, Fraction(0)) / 2

    @property
    def by_results(self) -> Mapping[str, Fraction]:
        """Kroner by whose results."""
        return {mover: points * self.mean_rate for mover, points in self.moved.items()}

    @property
    def by_normalisation(self) -> Fraction:
        """Kroner by another worth of a point."""
        return self.mean_points * (self.rates[1] - self.rates[0])

    @property
    def own(self) -> Fraction:
        """Kroner by the region's own results."""
        return self.by_results.get(self.region, Fraction(0))

    @property
    def common(self) -> Fraction:
        """Kroner by common figures, those that belong to no region and were replaced by themselves."""
        return self.by_results.get(COMMON, Fraction(0))

    @property
    def others(self) -> Fraction:
        """Kroner by the results of other regions."""
        return sum(self.by_results.values(), Fraction(0)) - self.own - self.common

    @property
    def total(self) -> Fraction:
        """All kroner that the indicator moved."""
        return self.own + self.others + self.common + self.by_normalisation

    def caused(self, cause: str) -> Fraction:
        """Kroner by a cause: `own`, `others`, `common` or `normalisation`."""
        causes = {"own": self.own, "others": self.others, "common": self.common}
        return {**causes, "normalisation": self.by_normalisation}[cause]


@frozen(eq=False, repr=False)
class SettledLine:
    """A line of what is paid, in both rounds."""

    earlier: PayoutLine
    later: PayoutLine

    @property
    def amounts(self) -> tuple[tuple[Fraction, Fraction] | None, ...]:
        """What each who is paid gets by the line in both rounds; `None` for those whom it is not for."""
        pairs = zip(self.earlier.items, self.later.items, strict=True)
        return tuple((before.number, after.number) if before and after else None for before, after in pairs)

    @property
    def due(self) -> tuple[Fraction | None, ...]:
        """The later amounts less the earlier ones."""
        return tuple(one and one[1] - one[0] for one in self.amounts)


@frozen(eq=False, repr=False)
class Settlement:
    """Both rounds computed, the figures that moved, and the parts of each region where they can be told apart.

    `beside` names the quantities that moved and reach the payouts by other ways than the points; there are no parts
    then. `amounts` are the kroner per indicator and region in both rounds, where points become kroner by factors alone.
    `by_measure` are the kroner that each measure moved for a region, where there are parts.
    Of the figures that moved and belong to no region, `apart` may have moved points by themselves; `with_regions` were
    replaced together with the figures of each region.
    """

    earlier: Computed
    later: Computed
    roles: Roles
    moved: tuple[MovedFigure, ...]
    beside: tuple[str, ...]
    amounts: Mapping[tuple[str, str], tuple[Fraction, Fraction]] | None
    parts: Mapping[str, tuple[IndicatorPart, ...]] | None
    by_measure: Mapping[tuple[str, str], Fraction] | None
    apart: tuple[MovedFigure, ...]
    with_regions: tuple[MovedFigure, ...]

    @property
    def moves_in_common(self) -> bool:
        """True if common figures moved points by themselves."""
        return any(part.common for parts in (self.parts or {}).values() for part in parts)

    @property
    def made_up(self) -> Computed:
        """The round whose figures are made up, if one is; else the later one."""
        return self.earlier if self.earlier.is_synthetic else self.later

    def paid(self, region: str) -> tuple[Fraction, Fraction]:
        """What a region is paid in both rounds."""
        members, name = {self.roles.among: region}, self.roles.payout.name
        return Reading(self.earlier).number(name, members), Reading(self.later).number(name, members)

    @property
    def lines(self) -> tuple[SettledLine, ...]:
        """The lines that payouts are made of; none where what is paid is told as one amount."""
        before, after = (payout_lines(Reading(one), self.roles) for one in (self.earlier, self.later))
        return tuple(map(SettledLine, before, after))

    @property
    def regions(self) -> tuple[Member, ...]:
        """Those who are paid."""
        return self.later.checked.ruleset.sets[self.roles.among].members

    @property
    def indicators(self) -> tuple[Member, ...]:
        """The indicators; none where the ruleset has no such set."""
        sets = self.later.checked.ruleset.sets
        return sets[INDICATOR].members if INDICATOR in sets else ()

    def rows(self, region: str) -> Iterator[tuple[IndicatorRow, IndicatorRow]]:
        """What each indicator gave a region in both rounds."""
        before, after = (indicator_rows(Reading(one), self.roles, region) for one in (self.earlier, self.later))
        return zip(before, after, strict=True)

    def placed(self, measure: Measure, indicator: str, region: str) -> tuple[tuple[Placing | None, PartsOfAll], ...]:
        """The first result of a region on a measure's staircase, and the parts of all, in both rounds."""
        among, rounds = self.roles.among, (Reading(self.earlier), Reading(self.later))
        placed = (next(iter(placings(one, measure, indicator, among, region)), None) for one in rounds)
        of_all = (shares_of_all(one, measure, indicator, among) for one in rounds)
        return tuple(zip(placed, of_all, strict=True))

    def due(self, region: str) -> Fraction:
        """The settlement of a region: later less earlier."""
        before, after = self.paid(region)
        return after - before

    def caused(self, region: str, cause: str) -> Fraction:
        """Kroner of all indicators by a cause: `own`, `others`, `common` or `normalisation`."""
        parts = self.parts[region] if self.parts else ()
        return sum((part.caused(cause) for part in parts), Fraction(0))

    def is_changed(self, indicator: str, region: str) -> bool:
        """True if a figure of a region's indicator is another one in the later round."""
        return any((one.of(self.roles.among), one.of(INDICATOR)) == (region, indicator) for one in self.moved)

    def rounding(self, region: str) -> Fraction:
        """What rounding leaves of a region's settlement beside its parts."""
        parts = self.parts[region] if self.parts else ()
        return self.due(region) - sum((part.total for part in parts), Fraction(0))


def settle(earlier: Computed, later: Computed) -> Settlement:
    """The settlement between two rounds of one ruleset that pays."""
    roles = roles_of(later.checked)
    moved = tuple(moved_figures(earlier, later))
    beside = tuple(_beside_points(later, roles, moved))
    before, after = (points_of(one.valuation, roles.among) for one in (earlier, later))
    amounts = parts = None
    found = MovedShares(None)
    kroner = (kroner_of(earlier, roles, before), kroner_of(later, roles, after))
    if kroner[0] is not None and kroner[1] is not None:
        amounts = {place: (amount, kroner[1][place]) for place, amount in kroner[0].items()}
        if not beside:
            found = shares(earlier, later, roles.among, moved)
            parts = _parts(earlier, later, roles, found.moved) if found.moved is not None else None
    by_measure = _by_measure(earlier, later, roles) if parts else None
    return Settlement(earlier, later, roles, moved, beside, amounts, parts, by_measure, found.apart, found.with_regions)


def _beside_points(computed: Computed, roles: Roles, moved: Sequence[MovedFigure]) -> Iterator[str]:
    """The quantities that moved and that the payouts read by other ways than the points, each once."""
    graph = computed.valuation.graph
    points = graph.named.get(POINTS_NAME)
    reached = behind([graph.named[roles.payout.name]], lambda node: () if node is points else reads_of(node))
    for name in dict.fromkeys(pinned_place(computed.checked.ruleset, *one.place)[0] for one in moved):
        if graph.named[name] in reached and graph.named[name] is not points:
            yield name


# what each indicator moved


def _parts(
    earlier: Computed, later: Computed, roles: Roles, moved: Mapping[str, Points]
) -> Mapping[str, tuple[IndicatorPart, ...]]:
    """The parts by region."""
    before, after = (points_of(one.valuation, roles.among) for one in (earlier, later))
    ruleset = later.checked.ruleset
    found: dict[str, tuple[IndicatorPart, ...]] = {}
    for region in (one.name for one in ruleset.sets[roles.among].members):
        rates = (rate_of(earlier, roles, region), rate_of(later, roles, region))
        found[region] = tuple(
            IndicatorPart(indicator, region, (before[indicator, region], after[indicator, region]), rates,
                 {mover: points[indicator, region] for mover, points in moved.items()})
            for indicator in (one.name for one in ruleset.sets[INDICATOR].members)
        )  # fmt: skip
    return found


def _by_measure(earlier: Computed, later: Computed, roles: Roles) -> Mapping[tuple[str, str], Fraction] | None:
    """The kroner that each measure moved for a region: what it gave in the later round less what it gave before."""
    before, after = (kroner_of(one, roles, points_of(one.valuation, roles.among, MEASURE)) for one in (earlier, later))
    if before is None or after is None:
        return None
    return {place: after[place] - amount for place, amount in before.items()}
