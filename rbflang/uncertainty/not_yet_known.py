"""The figures that a payout needs and that are not in yet, and all that each of them can be.

Takes a ruleset computed on the figures there are. A figure can be what its quantity is declared to be; where it must
make up a total with others, no more than they leave; one that is known by a bound alone is within it. An optional
figure is not waited for. It computes no payout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen

from rbflang import intervals
from rbflang.data.computed import Computed, payout_places
from rbflang.data.counts.whole_counts import counted_of, whole_numerators
from rbflang.failures.root_causes import arisen
from rbflang.failures.totals_not_met import figures_together
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Constant, Failure, Figure, Observed, printed_of
from rbflang.intervals import Interval, point
from rbflang.ruleset.model import Quantity
from rbflang.ruleset.values import exact, quantity_kind, range_of
from rbflang.tables.reads import Place
from rbflang.uncertainty.crossings import inner_points

OTHER_WORD = " "


@frozen(repr=False)
class MissingFigure:
    """A figure that is not in yet: the numbers that it can be, or where it is no number the answers or words.

    Any word that the rules do not mention is as good as `OTHER_WORD`. `is_bound_to_others` where several that are
    missing must make up a total together. With `is_bounded` the data have a bound of it; where that is one of counts,
    it is so many whole ones of `counts_of`.
    """

    quantity: str
    key: Key
    place: Place = field(eq=False)
    possible: Interval | None = field(eq=False)
    answers: tuple[Cell, ...] = field(default=(), eq=False)
    is_bound_to_others: bool = field(default=False, eq=False)
    is_bounded: bool = field(default=False, eq=False)
    counts_of: int | None = field(default=None, eq=False)

    @property
    def at(self) -> tuple[str, Key]:
        """The quantity and the key."""
        return self.quantity, self.key

    def cells(self) -> tuple[Cell, ...]:
        """What it can be, as cells: a number with its interval, or each answer or word."""
        return (within(self.possible),) if self.possible else self.answers

    def in_whole_counts(self, piece: Cell) -> Iterator[Cell]:
        """What is left of a piece where the figure is so many whole ones of a count; all of it for any other figure."""
        if self.counts_of is None or not isinstance(piece, Figure):
            yield piece
            return
        least, most = whole_numerators(piece.interval, self.counts_of)
        if least <= most:
            yield within(Interval(Fraction(least, self.counts_of), Fraction(most, self.counts_of)))


def within(possible: Interval) -> Cell:
    """A cell that can be any number of an interval."""
    if possible.is_point and possible.low is not None:
        return possible.low
    return Figure(inner_points(possible)[0], possible)


def not_yet_known(computed: Computed) -> tuple[MissingFigure, ...]:
    """The figures that the payout needs and that nobody has given."""
    ruleset = computed.checked.ruleset
    part = computed.valuation.graph.behind(node for node, _ in payout_places(computed))
    found: list[MissingFigure] = []
    for node in part.nodes:
        quantity = ruleset.quantities[node.quantity] if isinstance(node, Observed) else None
        if quantity is None or quantity.typing is None or quantity.typing.is_optional:
            continue
        what = quantity_kind(quantity).what
        answers = () if what == "number" else (True, False) if what == "yes_no" else _words(part)
        for at, cell in enumerate(computed.valuation.cells[node]):
            if isinstance(cell, Failure):
                possible = None if answers else range_of(quantity.typing)
                found.append(MissingFigure(quantity.name, node.domain.keys[at], (node, at), possible, answers))
            elif isinstance(cell, Figure) and cell.printed is None:
                found.append(_bounded(computed, quantity.name, (node, at), cell.interval))
    return tuple(_within_totals(computed, found))


def _bounded(computed: Computed, quantity: str, place: Place, interval: Interval) -> MissingFigure:
    """A figure that is known by a bound alone."""
    key = place[0].domain.keys[place[1]]
    row = computed.figures.observations.get((quantity, key))
    of = counted_of(row.narrowing) if row and None not in (interval.low, interval.high) else None
    return MissingFigure(quantity, key, place, interval, is_bounded=True, counts_of=of)


def are_bounded_by_rules(computed: Computed) -> bool:
    """True if a number of the rules that is known by a bound alone leaves something open: no figure can settle that."""
    valuation = computed.valuation
    slugs = ("known-only-by-a-bound", "bound-does-not-settle")
    open_places = [one.place for one in arisen(valuation, payout_places(computed)) if one.failure.slug in slugs]
    cells = ((node, valuation.cells[node][cell]) for node, cell in valuation.behind(open_places))
    return any(isinstance(node, Constant) and isinstance(one, Figure) and one.printed is None for node, one in cells)


def _words(part: Graph) -> tuple[Cell, ...]:
    """The words of the rules, and one that stands for all others."""
    given = (cell for node in part.nodes if isinstance(node, Constant) for cell in node.values)
    return (*dict.fromkeys(cell for cell in given if isinstance(cell, str)), OTHER_WORD)


def _within_totals(computed: Computed, found: Sequence[MissingFigure]) -> Iterator[MissingFigure]:
    left = {at: one for quantity in dict.fromkeys(each.quantity for each in found)
            for at, one in _left_of_totals(computed, computed.checked.ruleset.quantities[quantity], found)}  # fmt: skip
    for one in found:
        possible, are_several = left.get(one.at, (one.possible, False))
        yield evolve(one, possible=possible, is_bound_to_others=are_several)


def _left_of_totals(
    computed: Computed, quantity: Quantity, found: Sequence[MissingFigure]
) -> Iterator[tuple[tuple[str, Key], tuple[Interval, bool]]]:
    """What the others of a total leave to each that is missing, and whether several are."""
    typing = quantity.typing
    if typing is None or typing.total is None or typing.is_approximate:
        return
    missing: Mapping[Key, Interval] = {
        one.key: one.possible for one in found if one.quantity == quantity.name and one.possible
    }
    for figures in figures_together(computed, quantity).values():
        known = [value for _, cell in figures if isinstance(value := printed_of(cell), Fraction)]
        waiting = [key for key, _ in figures if key in missing]
        if len(known) + len(waiting) < len(figures):
            continue
        rest = point(exact(typing.total) - sum(known, Fraction(0)))
        for key in waiting:
            others = intervals.total(missing[other] for other in waiting if other != key)
            own = missing[key].within(intervals.subtract(rest, others))
            if not own.is_empty:
                yield (quantity.name, key), (own, len(waiting) > 1)
