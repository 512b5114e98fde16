"""What is paid as one figure moves over all it can be, all else as it is: cut where something turns, exact at each end.

Takes a computed ruleset and the place of a figure; gives its stretches from the least value up. A figure turns what is
paid where it meets a limit: of a staircase, of a comparison, a point of a ramp, the lesser or greater of two, another
one's place in an order. What is compared there is, wherever nothing turns, a quotient of two straight lines; three
exact runs tell which, a fourth tells whether it is, and where it meets the limit follows. Stretches are cut again until
nothing in them turns. Amounts are before payouts are rounded. It words nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from attrs import field, frozen

from rbflang.data.computed import Computed
from rbflang.explanation.payments import before_rounding
from rbflang.explanation.roles import Roles
from rbflang.graph import nodes as g
from rbflang.graph.closure import behind
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Figure, Node, printed_of
from rbflang.intervals import Interval
from rbflang.questions.effort import take
from rbflang.tables.reads import Place, read_at
from rbflang.tables.valuation import Valuation
from rbflang.uncertainty.crossings import crossings, curve_through, inner_points
from rbflang.uncertainty.open_decisions import limits_of, split

MOST_STRETCHES = 400
Amounts = Mapping[str, Fraction]
Reached = dict[Node, dict[int, set[int]]]


@frozen(eq=False, repr=False)
class PaidStretch:
    """Values of a figure between which nothing turns, and what is paid at the lower end and at the upper one.

    An end that is not included has what is paid right beside it. `runs` are values inside, and what is paid there.
    `is_curve` where amounts, or what is compared on the way, follow no quotient of straight lines, or something on the
    way is rounded; the ends are then those of the runs next to them, or nearly so, and limits may be missing.
    """

    part: Interval
    low: Amounts
    high: Amounts
    runs: tuple[tuple[Fraction, Amounts], ...] = ()
    is_curve: bool = False

    def paid_at(self, payee: str, value: Fraction) -> Fraction:
        """What one is paid at a value inside; half-way between the ends where amounts follow no curve."""
        curve = (
            curve_through([at for at, _ in self.runs], [paid[payee] for _, paid in self.runs]) if self.runs else None
        )
        found = curve(value) if curve else None
        return (self.low[payee] + self.high[payee]) / 2 if found is None else found

    def reaching(self, payee: str, amount: Fraction) -> Iterator[Fraction]:
        """The values inside at which one is paid so much."""
        xs, ys = [at for at, _ in self.runs], [paid[payee] for _, paid in self.runs]
        if xs and len({*ys}) > 1:
            yield from (at for at in crossings(xs, ys, (amount,)) if self.part.holds(at))


@frozen(eq=False, repr=False)
class Response:
    """A figure, whose it is, what it is and what is paid, and its stretches from the least value up, but for those in
    which nobody can be paid.

    `reached` are the steps that it can stand on, by the node and cell of each staircase that it climbs.
    """

    place: tuple[str, Key]
    payee: str
    value: Fraction
    now: Amounts
    stretches: tuple[PaidStretch, ...]
    reached: Reached

    @property
    def ends(self) -> Iterator[tuple[Fraction | None, Amounts]]:
        """What is paid at both ends of every stretch, from the least value up."""
        for one in self.stretches:
            yield one.part.low, one.low
            yield one.part.high, one.high

    def is_endless(self, payee: str) -> bool:
        """True if the payout goes on moving where the figure has no least or no greatest value."""
        ends = [one for one in self.stretches if one.part.low is None or one.part.high is None]
        return any(len({paid[payee] for _, paid in one.runs}) > 1 for one in ends)

    def span(self, payee: str) -> tuple[Fraction, Fraction]:
        """The least and the greatest that one can be paid."""
        amounts = [paid[payee] for _, paid in self.ends]
        return min(amounts), max(amounts)

    @property
    def gaps(self) -> tuple[Interval, ...]:
        """Values between stretches for which nobody can be paid."""
        return tuple(
            Interval(one.part.high, other.part.low, not one.part.high_included, not other.part.low_included)
            for one, other in pairwise(self.stretches) if one.part.high != other.part.low
        )  # fmt: skip

    @property
    def moves_nothing(self) -> bool:
        """True if nobody is paid otherwise whatever the figure is."""
        first = self.stretches[0].low
        return not any(one.is_curve for one in self.stretches) and all(paid == first for _, paid in self.ends)


@frozen(eq=False, repr=False)
class _Moved:
    """A figure to be moved, the part of the calculation that payouts rest on, and who is paid."""

    computed: Computed
    roles: Roles
    place: tuple[str, Key]
    graph: Graph
    turning: tuple[Node, ...]
    runs: Iterator[int]
    reached: Reached = field(factory=dict)

    def at(self, value: Fraction) -> Valuation:
        """The calculation with the figure at a value, exactly."""
        take(self.runs)
        return self.computed.valuation.with_cells({self.place: value}, self.graph)

    def is_rounded(self, runs: Sequence[Valuation]) -> bool:
        """True if something on the way to what is paid is rounded, and moves."""
        base, written = self.computed.valuation, [self.graph.named[one.name] for one in self.roles.written]
        exact = [one.operands[0].node if isinstance(one, g.Round | g.Apportion) else one for one in written]
        rounding = [one for one in behind(exact, g.reads_of) if isinstance(one, g.Round | g.Apportion)]
        read = {one.operands[0].node for one in rounding}
        return any(run.cells[one] is not base.cells[one] for one in read for run in runs)

    def paid(self, valuation: Valuation) -> Amounts:
        """What everybody is paid, before rounding."""
        return before_rounding(valuation, self.roles)


def response(
    computed: Computed, roles: Roles, place: tuple[str, Key], payee: str, all_values: Interval, runs: Iterator[int]
) -> Response | None:
    """What is paid as a figure moves over all that it can be; nothing where it is no number, or nobody is paid.

    `TooMuch` where that takes more runs than are left.
    """
    graph = computed.valuation.graph.only([roles.payout.name])
    turning = tuple(node for node in graph.nodes if type(node) in TURNS and _turns(node))
    figure = _Moved(computed, roles, place, graph, turning, runs)
    node = computed.valuation.graph.named[place[0]]
    cell = computed.valuation.cells[node][node.domain.index[place[1]]]
    value = cell.value if isinstance(cell, Figure) else cell
    now = figure.paid(computed.valuation)
    if not (isinstance(value, Fraction) and all_values.holds(value) and now):
        return None
    stretches = tuple(_stretches(figure, all_values))
    return Response(place, payee, value, now, stretches, figure.reached) if stretches else None


def _turns(node: Node) -> bool:
    """True for a node that looks at which of several is more; sums, means and counts do not."""
    return not isinstance(node, g.Reduce) or node.kind not in ("sum", "mean", "count")


def _stretches(figure: _Moved, all_values: Interval) -> Iterator[PaidStretch]:
    pending, made = [all_values], 0
    while pending:
        part = pending.pop()
        if part.is_point:
            assert part.low is not None
            valuation = figure.at(part.low)
            _note(figure, [valuation])
            found = PaidStretch(part, paid, paid) if (paid := figure.paid(valuation)) else None
        else:
            samples = inner_points(part)
            runs = [figure.at(one) for one in samples]
            cuts, is_sure = _cuts(figure, part, samples, runs)
            if cuts and made + len(pending) < MOST_STRETCHES:
                pending += reversed(split(part, cuts))
                continue
            _note(figure, runs)
            is_sure = is_sure and not cuts and not figure.is_rounded(runs)
            found = _open_stretch(part, samples, [figure.paid(one) for one in runs], is_sure)
        made += 1
        if found:
            yield found


def _open_stretch(
    part: Interval, samples: Sequence[Fraction], paid: Sequence[Amounts], is_sure: bool
) -> PaidStretch | None:
    """A stretch with what is paid at its ends, followed from four values in it."""
    if not all(paid):
        return None
    curves = {payee: curve_through(samples, [one[payee] for one in paid]) for payee in paid[0]}
    is_curve = not is_sure or any(one is None for one in curves.values())

    def at(end: Fraction | None, nearest: Amounts) -> Amounts:
        if end is None:
            return nearest
        found = {payee: curve(end) if curve else None for payee, curve in curves.items()}
        return {payee: nearest[payee] if one is None else one for payee, one in found.items()}

    runs = tuple(zip(samples, paid, strict=True))
    return PaidStretch(part, at(part.low, paid[0]), at(part.high, paid[-1]), runs, is_curve)


def _cuts(
    figure: _Moved, part: Interval, samples: Sequence[Fraction], runs: Sequence[Valuation]
) -> tuple[tuple[Fraction, ...], bool]:
    """Where in the part something turns, at an end that it holds too, and whether that is all.

    It is not sure to be all where what is compared is no quotient of two straight lines.
    """
    found: set[Fraction] = set()
    is_sure = True
    for node in figure.turning:
        for seen, limits in _looked_at(figure.computed.valuation, node, runs):
            if len({*seen}) > 1:
                is_sure = is_sure and curve_through(samples, seen) is not None
                found.update(crossings(samples, seen, limits))
    return tuple(sorted(filter(part.holds, found))), is_sure


# what a node looks at


Seen = tuple[Sequence[Fraction], tuple[Fraction, ...]]
ZERO = (Fraction(0),)
NOTHING = (Fraction(0), Fraction(0))


def _looked_at(base: Valuation, node: Node, runs: Sequence[Valuation]) -> Iterator[Seen]:
    """What a node compares in each run, where that is another than it was, and the limits it compares it with."""
    read = {operand.node for operand in node.operands}
    if all(run.cells[one] is base.cells[one] for run in runs for one in read):
        return

    def has_moved(place: Place) -> bool:
        one, cell = place
        old = base.cells[one][cell]
        return any(run.cells[one][cell] is not old for run in runs)

    for one, other, limits in TURNS[type(node)](node, has_moved):
        if has_moved(one) or (other and has_moved(other)):
            for seen in _apart(one, other, runs):
                yield seen, limits


def _apart(one: Place, other: Place | None, runs: Sequence[Valuation]) -> Iterator[list[Fraction]]:
    """How far one is from the other in each run; the least and the most, where they are known within bounds alone."""
    first = [_ends_of(run, one) for run in runs]
    second = [_ends_of(run, other) if other else NOTHING for run in runs]
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a and b]
    if len(pairs) == len(runs):
        least, most = [a[0] - b[1] for a, b in pairs], [a[1] - b[0] for a, b in pairs]
        yield least
        if most != least:
            yield most


def _number(run: Valuation, place: Place) -> Fraction | None:
    value = printed_of(run.cells[place[0]][place[1]])
    return value if isinstance(value, Fraction) else None


def _ends_of(run: Valuation, place: Place) -> tuple[Fraction, Fraction] | None:
    """The number of a cell twice, or the ends of the bounds that it is known within."""
    value, cell = _number(run, place), run.cells[place[0]][place[1]]
    if value is not None:
        return value, value
    bounds = cell.interval if isinstance(cell, Figure) else None
    return (bounds.low, bounds.high) if bounds and bounds.low is not None and bounds.high is not None else None


Compared = tuple[Place, Place | None, tuple[Fraction, ...]]
HasMoved = Callable[[Place], bool]


def _steps(node: g.Staircase, has_moved: HasMoved) -> Iterator[Compared]:
    limits = limits_of(node)
    return ((read_at(node, 0, cell), None, limits) for cell in range(node.domain.size))


def _pair(node: Node, has_moved: HasMoved) -> Iterator[Compared]:
    for cell in range(node.domain.size):
        for one, other in combinations(range(len(node.operands)), 2):
            yield read_at(node, one, cell), read_at(node, other, cell), ZERO


def _points(node: g.Ramp, has_moved: HasMoved) -> Iterator[Compared]:
    for cell in range(node.domain.size):
        for place in range(1, len(node.operands), 2):
            yield read_at(node, 0, cell), read_at(node, place, cell), ZERO


def _divisor(node: g.Quotient, has_moved: HasMoved) -> Iterator[Compared]:
    return ((read_at(node, 1, cell), None, ZERO) for cell in range(node.domain.size))


def _parts(node: g.ShareOut, has_moved: HasMoved) -> Iterator[Compared]:
    """The parts of all: where nobody has any, points are shared otherwise."""
    return ((read_at(node, 1, cell), None, ZERO) for cell in range(node.domain.size))


def _in_order(node: g.Reduce | g.Ranking, has_moved: HasMoved) -> Iterator[Compared]:
    """Each of a group that moved beside each of the others."""
    for group in node.groups:
        places = [read_at(node, 0, cell) for cell in group]
        for one in filter(has_moved, places):
            yield from ((one, other, ZERO) for other in places if other != one)


TURNS: dict[type[Node], Callable[[object, HasMoved], Iterator[Compared]]] = {
    g.Quotient: _divisor,  # type: ignore[dict-item]
    g.Staircase: _steps,  # type: ignore[dict-item]
    g.ShareOut: _parts,  # type: ignore[dict-item]
    g.Compare: _pair,  # type: ignore[dict-item]
    g.LeastOrGreatest: _pair,  # type: ignore[dict-item]
    g.Ramp: _points,  # type: ignore[dict-item]
    g.Reduce: _in_order,  # type: ignore[dict-item]
    g.Ranking: _in_order,  # type: ignore[dict-item]
}


def _note(figure: _Moved, runs: Sequence[Valuation]) -> None:
    """The steps that are stood on in these runs, of the staircases that the figure climbs."""
    base = figure.computed.valuation
    for node in figure.turning:
        read = node.operands[0].node
        if not isinstance(node, g.Staircase) or all(run.cells[read] is base.cells[read] for run in runs):
            continue
        for cell in range(node.domain.size):
            _, at = read_at(node, 0, cell)
            for run in runs:
                value = _number(run, (read, at))
                if value is not None and run.cells[read][at] is not base.cells[read][at]:
                    stair = next((n for n, one in enumerate(node.stairs) if one.interval.holds(value)), None)
                    if stair is not None:
                        figure.reached.setdefault(node, {}).setdefault(cell, set()).add(stair)
