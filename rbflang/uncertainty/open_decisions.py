"""Open decisions: what the decimals that were not printed are worth, and to whom.

Takes a computed ruleset whose decisions are not all settled by the intervals. Where one figure alone is open, its
interval is cut where decisions change, and the model runs once per piece with the rest at base; the outcomes are never
added. All combinations of the pieces are run as well where they are few. It words nothing.

How an interval is cut: what a decision looks at is, along one figure, a quotient of two straight lines wherever nothing
else changes. Three exact runs tell which one, a fourth tells whether it is; the place where it meets a limit follows.
What changes the line itself is a decision too, so that the pieces are cut again until nothing in them is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from attrs import evolve, field, frozen

from rbflang.data.computed import Computed, payout_places
from rbflang.failures.root_causes import arisen
from rbflang.graph.closure import behind
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Compare, Constant, Figure, Node, Observed, Staircase, printed_of, reads_of
from rbflang.intervals import EVERYTHING, Interval, point
from rbflang.tables.exact import OpenDecision
from rbflang.tables.reads import Place, read_at
from rbflang.tables.valuation import Valuation
from rbflang.uncertainty.crossings import crossings, inner_points
from rbflang.uncertainty.run_again import Values, rerun

MOST_COMBINATIONS = 256
MOST_PIECES = 32


@frozen(repr=False)
class OpenFigure:
    """A figure whose interval does not settle a decision: an observation, or a number of the rules."""

    quantity: str
    key: Key
    figure: Figure
    place: Place = field(eq=False)


@frozen(eq=False, repr=False)
class Outcome:
    """One piece of an interval and what comes of it; the base is the piece in which the printed figure lies.

    A payout that cannot be computed then is not among the payouts.
    """

    part: Interval
    is_base: bool
    payouts: Mapping[Key, Fraction]
    valuation: Valuation


@frozen(eq=False, repr=False)
class OpenRow:
    """A figure that alone leaves decisions open, those decisions, and the outcomes from the least piece up."""

    figure: OpenFigure
    decisions: tuple[OpenDecision, ...]
    outcomes: tuple[Outcome, ...]


@frozen(eq=False, repr=False)
class Combination:
    """One piece of each open figure, in the order of the rows, and the payouts that can be computed."""

    parts: tuple[Interval, ...]
    payouts: Mapping[Key, Fraction]


@frozen(eq=False, repr=False)
class OpenDecisions:
    """All that is open: rows alone, decisions on several figures at once, and all rows in combination.

    Where a number known only within bounds leaves a decision open, the printed figures it meets there are at base.

    `combinations` is empty with one row (its outcomes are all there is) and where there are too many.
    """

    rows: tuple[OpenRow, ...]
    joint: tuple[tuple[OpenFigure, ...], ...]
    combinations: tuple[Combination, ...]

    @property
    def is_combined(self) -> bool:
        """True if the combinations of the rows were run."""
        return are_few(row.outcomes for row in self.rows)

    def spans(self) -> Mapping[Key, tuple[Fraction, Fraction]]:
        """The least and greatest payout of each region over all combinations in which it can be computed."""
        runs = [one.payouts for one in self.combinations]
        runs = runs or [outcome.payouts for row in self.rows for outcome in row.outcomes]
        amounts: dict[Key, list[Fraction]] = {}
        for run_payouts in runs:
            for key, amount in run_payouts.items():
                amounts.setdefault(key, []).append(amount)
        return {key: (min(each), max(each)) for key, each in amounts.items()}


def open_decisions(computed: Computed) -> OpenDecisions:
    """The open decisions that the payout rests on, with their outcomes."""
    valuation = computed.valuation
    rests: dict[frozenset[Place], list[OpenDecision]] = {}
    for one in decisions_of_the_payout(computed):
        rests.setdefault(frozenset(figures_behind(valuation, one)), []).append(one)
    base: Values = {}
    for one in _unsettled(computed):
        behind = [_open_figure(valuation, place) for place in figures_behind(valuation, one)]
        base.update({(of.quantity, of.key): of.figure.value for of in behind if of.figure.value is not None})
        rests.setdefault(frozenset(of.place for of in behind if of.figure.printed is None), []).append(one)
    order = {node: at for at, node in enumerate(valuation.graph.nodes)}
    alone = sorted((next(iter(places)) for places in rests if len(places) == 1), key=lambda p: (order[p[0]], p[1]))
    rows = tuple(_row(computed, place, tuple(rests[frozenset({place})]), base) for place in alone)
    joint = tuple(
        tuple(_open_figure(valuation, place) for place in sorted(places, key=lambda p: (order[p[0]], p[1])))
        for places in rests
        if len(places) > 1
    )
    found = OpenDecisions(rows, joint, ())
    is_run = len(rows) > 1 and found.is_combined
    return evolve(found, combinations=tuple(_combinations(computed, rows, base))) if is_run else found


def are_few(choices: Iterable[Sequence[object]]) -> bool:
    """True if all combinations of one of each of these are few enough to be run."""
    return prod(map(len, choices)) <= MOST_COMBINATIONS


def decisions_of_the_payout(computed: Computed) -> Iterator[OpenDecision]:
    """The decisions taken on a printed figure that the payout rests on."""
    valuation = computed.valuation
    needed = valuation.behind(payout_places(computed)) if valuation.open else {}
    return (one for one in valuation.open if (one.node, one.cell) in needed)


def _unsettled(computed: Computed) -> Iterator[OpenDecision]:
    """The decisions that bounds leave open, where there is no printed figure to take them on."""
    for one in arisen(computed.valuation, payout_places(computed)):
        if one.failure.slug == "bound-does-not-settle":
            node, cell = one.place
            yield OpenDecision(node, cell, EVERYTHING, one.failure)


def figures_that_do_not_settle(computed: Computed) -> Iterator[Place]:
    """The figures known only within bounds that leave the payout open."""
    valuation = computed.valuation
    for one in _unsettled(computed):
        for node, cell in figures_behind(valuation, one):
            figure = valuation.cells[node][cell]
            if isinstance(figure, Figure) and figure.printed is None:
                yield node, cell


def _payouts(computed: Computed, valuation: Valuation) -> dict[Key, Fraction]:
    payout = computed.checked.ruleset.payout
    cells = valuation.of(payout.name) if payout else {}
    return {key: cell for key, cell in cells.items() if isinstance(cell, Fraction)}


def figures_behind(valuation: Valuation, one: OpenDecision) -> Iterator[Place]:
    """The figures with an interval that a decision rests on."""
    for node, cell in valuation.behind([(one.node, one.cell)]):
        value = valuation.cells[node][cell]
        if isinstance(node, Observed | Constant) and isinstance(value, Figure) and node in valuation.graph.names:
            yield node, cell


def _open_figure(valuation: Valuation, place: Place) -> OpenFigure:
    node, cell = place
    figure = valuation.cells[node][cell]
    assert isinstance(figure, Figure)
    return OpenFigure(valuation.graph.names[node], node.domain.keys[cell], figure, place)


def _within(graph: Graph, node: Node) -> Graph:
    """The part of a graph that one node rests on."""
    found = behind([node], reads_of)
    return Graph(graph.space, {**{name: one for name, one in graph.named.items() if one in found}, "": node})


def _row(computed: Computed, place: Place, decisions: tuple[OpenDecision, ...], base: Values) -> OpenRow:
    figure = _open_figure(computed.valuation, place)
    pieces = _pieces(computed, figure, base)
    outcomes: list[Outcome] = []
    decided: list[Sequence[Cell]] = []
    for piece in pieces:
        valuation = rerun(computed, {**base, (figure.quantity, figure.key): _cut(figure, piece)})
        taken = _taken(valuation, place, decisions)
        outcome = _outcome(computed, figure, piece, valuation)
        if decided and decided[-1] == taken and outcomes[-1].payouts == outcome.payouts:
            joined = Interval(outcomes[-1].part.low, piece.high, outcomes[-1].part.low_included, piece.high_included)
            outcomes[-1] = _outcome(computed, figure, joined, valuation)
        else:
            outcomes.append(outcome)
            decided.append(taken)
    return OpenRow(figure, decisions, tuple(outcomes))


def _cut(figure: OpenFigure, piece: Interval) -> Figure:
    return Figure(figure.figure.printed, piece)


def _outcome(computed: Computed, figure: OpenFigure, piece: Interval, valuation: Valuation) -> Outcome:
    value = figure.figure.value
    is_base = value is not None and piece.holds(value)
    return Outcome(piece, is_base, _payouts(computed, valuation), valuation)


def _taken(valuation: Valuation, place: Place, decisions: Iterable[OpenDecision]) -> list[Cell]:
    """What was decided, by figures that print alike."""
    cells = [valuation.cells[one.node][one.cell] for one in decisions]
    return [cell.printed if isinstance(cell, Figure) and cell.printed is not None else cell for cell in cells]


def _pieces(computed: Computed, figure: OpenFigure, base: Values) -> tuple[Interval, ...]:
    """The interval cut where decisions change; each cut is a piece of its own, as it may belong to either side."""
    pending = [figure.figure.interval]
    done: list[Interval] = []
    while pending:
        piece = pending.pop()
        cuts = _cuts(computed, figure, piece, base) if len(pending) + len(done) < MOST_PIECES else ()
        if cuts:
            pending.extend(reversed(_split(piece, cuts)))
        else:
            done.append(piece)
    return tuple(done)


def _split(piece: Interval, cuts: Sequence[Fraction]) -> list[Interval]:
    parts: list[Interval] = []
    low, low_included = piece.low, piece.low_included
    for cut in cuts:
        if low is None or cut > low:
            parts.append(Interval(low, cut, low_included, False))
        parts.append(point(cut))
        low, low_included = cut, False
    if piece.high is None or low is None or low < piece.high:
        parts.append(Interval(low, piece.high, low_included, piece.high_included))
    return [part for part in parts if not part.is_empty]


def _cuts(computed: Computed, figure: OpenFigure, piece: Interval, base: Values) -> tuple[Fraction, ...]:
    """Where in the piece its open decisions change."""
    if piece.is_point:
        return ()
    value = figure.figure.printed if figure.figure.printed is not None else inner_points(piece)[0]
    valuation = rerun(computed, {**base, (figure.quantity, figure.key): Figure(value, piece)})
    found: set[Fraction] = set()
    for one in valuation.open:
        if set(figures_behind(valuation, one)) == {figure.place}:
            found.update(_crossed(computed, figure, piece, one, base))
    at_ends = {end for end, has in ((piece.low, piece.low_included), (piece.high, piece.high_included)) if not has}
    return tuple(sorted(cut for cut in found if piece.holds(cut) and cut not in at_ends))


def _crossed(
    computed: Computed, figure: OpenFigure, piece: Interval, one: OpenDecision, base: Values
) -> Iterable[Fraction]:
    node = one.node
    small = _within(computed.valuation.graph, node)
    samples = inner_points(piece)
    seen = [
        looked_at(rerun(computed, {**base, (figure.quantity, figure.key): x}, small), node, one.cell) for x in samples
    ]
    values = [value for value in seen if value is not None]
    return crossings(samples, values, limits_of(node)) if len(values) == len(samples) else ()


def looked_at(valuation: Valuation, node: Node, cell: int) -> Fraction | None:
    """What a decision looks at: the argument of a staircase, or the distance of what is compared."""
    places = (read_at(node, operand, cell) for operand in range(len(node.operands)))
    seen = [printed_of(valuation.cells[read][at]) for read, at in places]
    if not all(isinstance(value, Fraction) for value in seen):
        return None
    return seen[0] - seen[1] if isinstance(node, Compare) else seen[0]  # type: ignore[operator,return-value]


def limits_of(node: Node) -> tuple[Fraction, ...]:
    """The limits of a decision: those of the steps, or zero of what is compared."""
    if not isinstance(node, Staircase):
        return (Fraction(0),)
    ends = {end for stair in node.stairs for end in (stair.interval.low, stair.interval.high) if end is not None}
    return tuple(sorted(ends))


def _combinations(computed: Computed, rows: Sequence[OpenRow], base: Values) -> Iterator[Combination]:
    """The model run with one piece of each row, the last row varying fastest."""
    for outcomes in product(*(row.outcomes for row in rows)):
        values: Values = dict(base)
        for row, outcome in zip(rows, outcomes, strict=True):
            values[row.figure.quantity, row.figure.key] = _cut(row.figure, outcome.part)
        yield Combination(tuple(one.part for one in outcomes), _payouts(computed, rerun(computed, values)))
