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
from math import prod

from attrs import evolve, field, frozen

from rbflang.data.computed import Computed, payout_places
from rbflang.failures.root_causes import arisen
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, Compare, Constant, Figure, Node, Observed, Staircase, printed_of
from rbflang.intervals import EVERYTHING, Interval, point
from rbflang.tables.exact import OpenDecision
from rbflang.tables.reads import Place, read_at
from rbflang.tables.valuation import Valuation, Values
from rbflang.uncertainty.crossings import crossings, inner_points

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

    @property
    def possible(self) -> int:
        """How many combinations of the outcomes of the rows there are."""
        return prod(len(row.outcomes) for row in self.rows)

    @property
    def tried(self) -> int:
        """How many of them were run: all, or those in which at most one figure lies elsewhere than printed."""
        if self.is_combined:
            return self.possible
        elsewhere = sum(not outcome.is_base for row in self.rows for outcome in row.outcomes)
        return elsewhere + all(any(outcome.is_base for outcome in row.outcomes) for row in self.rows)

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
    base: dict[tuple[str, Key], Cell] = {}
    for one in _unsettled(computed):
        behind = [_open_figure(valuation, place) for place in figures_behind(valuation, one)]
        base.update({(of.quantity, of.key): of.figure.value for of in behind if of.figure.value is not None})
        rests.setdefault(frozenset(of.place for of in behind if of.figure.printed is None), []).append(one)
    order = {node: at for at, node in enumerate(valuation.graph.nodes)}
    alone = sorted((next(iter(places)) for places in rests if len(places) == 1), key=lambda p: (order[p[0]], p[1]))
    rows = tuple(open_row(computed, place, tuple(rests[frozenset({place})]), base) for place in alone)
    joint = tuple(
        tuple(_open_figure(valuation, place) for place in sorted(places, key=lambda p: (order[p[0]], p[1])))
        for places in rests
        if len(places) > 1
    )
    found = OpenDecisions(rows, joint, ())
    if len(rows) < 2 or not found.is_combined:
        return found
    part = valuation.graph.behind(node for node, _ in payout_places(computed))
    return evolve(found, combinations=tuple(_combinations(computed, valuation.with_cells(base, part), rows)))


def are_few(choices: Iterable[Sequence[object]]) -> bool:
    """True if all combinations of one of each of these are few enough to be run."""
    return prod(map(len, choices)) <= MOST_COMBINATIONS


def decisions_of_the_payout(computed: Computed) -> Iterator[OpenDecision]:
    """The decisions taken on a printed figure that the payout rests on."""
    valuation = computed.valuation
    return (one for one in valuation.open if (one.node, one.cell) in computed.behind_payouts)


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


def open_row(computed: Computed, place: Place, decisions: tuple[OpenDecision, ...], base: Values) -> OpenRow:
    """What comes of the decisions that one figure alone leaves open, with the cells of the base otherwise."""
    figure = _open_figure(computed.valuation, place)
    pieces = _pieces(computed, figure, base)
    outcomes: list[Outcome] = []
    decided: list[Sequence[Cell]] = []
    for piece in pieces:
        valuation = computed.valuation.with_cells({**base, (figure.quantity, figure.key): _cut(figure, piece)})
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
            pending.extend(reversed(split(piece, cuts)))
        else:
            done.append(piece)
    return tuple(done)


def split(piece: Interval, cuts: Sequence[Fraction]) -> list[Interval]:
    """The parts of an interval between cuts, and each cut as a part of its own."""
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
    valuation = computed.valuation.with_cells({**base, (figure.quantity, figure.key): Figure(value, piece)})
    found: set[Fraction] = set()
    for one in valuation.open:
        if set(figures_behind(valuation, one)) == {figure.place}:
            found.update(_crossed(computed, figure, piece, one, base))
    at_ends = {end for end, has in ((piece.low, piece.low_included), (piece.high, piece.high_included)) if not has}
    return tuple(sorted(cut for cut in found if piece.holds(cut) and cut not in at_ends))


def _crossed(
    computed: Computed, figure: OpenFigure, piece: Interval, one: OpenDecision, base: Values
) -> Iterable[Fraction]:
    node, valuation = one.node, computed.valuation
    part = valuation.graph.behind([node])
    samples = inner_points(piece)
    runs = [valuation.with_cells({**base, (figure.quantity, figure.key): x}, part) for x in samples]
    seen = [looked_at(run, node, one.cell) for run in runs]
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


def _combinations(
    computed: Computed, valuation: Valuation, rows: Sequence[OpenRow], parts: tuple[Interval, ...] = ()
) -> Iterator[Combination]:
    """The payouts with one piece of each row, the last row varying fastest; each starts where the rows before stand."""
    if not rows:
        yield Combination(parts, _payouts(computed, valuation))
        return
    figure = rows[0].figure
    for outcome in rows[0].outcomes:
        changed = valuation.with_cells({(figure.quantity, figure.key): _cut(figure, outcome.part)})
        yield from _combinations(computed, changed, rows[1:], (*parts, outcome.part))
