"""Which other values of a number would give the published figures as well.

Takes a computed ruleset and its published figures. Each number of the rules that is not documented, or known only
within bounds, is moved over its whole range where decisions rest on it: it is cut where a decision changes for a figure
at either end of what it is printed for, and the model runs once for each piece. A piece gives all the published figures
whatever the decimals that were not printed, or for some of them, or never. Where a decision rests on the number or a
figure by other than plain arithmetic, four runs do not tell where it changes, and nothing is said to be tried. It words
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from typing import Literal

from attrs import evolve, field, frozen

from rbflang.data.computed import Computed
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import (
    Cell,
    Compare,
    Constant,
    Difference,
    Figure,
    Gather,
    Node,
    Observed,
    Product,
    Quotient,
    Reduce,
    Staircase,
    Sum,
    printed_of,
)
from rbflang.intervals import Interval
from rbflang.inventory.cited import weakest
from rbflang.published.trial import Prints, misses
from rbflang.ruleset.model import Given, Quantity
from rbflang.ruleset.values import is_number, range_of
from rbflang.syntax.expressions import Between
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation, Values
from rbflang.uncertainty.crossings import crossings, inner_points
from rbflang.uncertainty.open_decisions import are_few, figures_behind, limits_of, looked_at

PLAIN = (Constant, Observed, Sum, Difference, Product, Quotient, Gather)
GIVEN = ("fixed", "table", "property")
Giving = Literal["always", "sometimes", "never", "untried"]
Leaf = tuple[str, Key]


@frozen
class Stretch:
    """A stretch of values, and whether the published figures come of them; too much may be open for it to be tried."""

    low: Fraction
    high: Fraction
    giving: Giving


@frozen(eq=False, repr=False)
class NumberRange:
    """A number, where it is given, and the stretches of its range from the least value up.

    There are none where no published figure rests on the number.
    """

    quantity: str
    key: Key
    given: Given
    stretches: tuple[Stretch, ...]


@frozen(eq=False, repr=False)
class _Moved:
    """A number on the move: the decisions that rest on it, the part of the model they need, and what is known of them.

    `is_seen` is true where the number reaches published figures by other ways than these decisions.
    """

    computed: Computed
    prints: Prints
    leaf: Leaf
    decisions: tuple[Node, ...]
    graph: Graph
    is_seen: bool
    known: dict[tuple[object, ...], bool] = field(factory=dict)


def number_ranges(computed: Computed, prints: Prints) -> tuple[NumberRange, ...]:
    """The numbers on which decisions rest, and what other values they could have."""
    behind = computed.valuation.behind(prints.places)
    return tuple(found for one in _numbers(computed) for found in _range(computed, prints, behind, *one))


def _numbers(computed: Computed) -> Iterator[tuple[Quantity, Key, Given]]:
    """The numbers that are not documented, and have a range to be moved in."""
    for quantity in computed.checked.ruleset.quantities.values():
        if quantity.role in GIVEN and _ends(quantity):
            for key, given in quantity.given.items():
                if key != quantity.beside(key)[0]:
                    continue
                is_known = given.citation is not None and weakest(given.citation) == "documented"
                if is_number(given.value) and (isinstance(given.value, Between) or not is_known):
                    yield quantity, key, given


def _ends(quantity: Quantity) -> tuple[Fraction, Fraction] | None:
    whole = range_of(quantity.typing) if quantity.typing else None
    return (whole.low, whole.high) if whole and whole.low is not None and whole.high is not None else None


def _range(
    computed: Computed, prints: Prints, behind: Mapping[Place, None], quantity: Quantity, key: Key, given: Given
) -> Iterator[NumberRange]:
    node, ends = computed.valuation.graph.named[quantity.name], _ends(quantity)
    decisions, is_seen = _behind_which(computed, prints, node)
    if not decisions or ends is None:
        return
    if (node, node.domain.index[key]) not in behind:
        yield NumberRange(quantity.name, key, given, ())
        return
    moved = _Moved(
        computed, prints, (quantity.name, key), decisions, computed.valuation.graph.behind(decisions), is_seen
    )
    is_alone = len(quantity.beside(key)) == 1
    if not (is_alone and all(one in decisions or _is_plain(one) for one in moved.graph.nodes)):
        yield NumberRange(quantity.name, key, given, (Stretch(*ends, "untried"),))
        return
    sides = [_at_ends(computed, side) for side in ("low", "high")]
    cuts = sorted({cut for figures in sides for cut in _cuts(moved, moved.leaf, Interval(*ends), figures)})
    if cuts:
        yield NumberRange(quantity.name, key, given, tuple(_stretches(moved, (ends[0], *cuts, ends[1]))))


# where decisions change


def _behind_which(computed: Computed, prints: Prints, number: Node) -> tuple[tuple[Node, ...], bool]:
    """The decisions that rest on a number, the first on each way, and whether it is also computed with otherwise."""
    reached, decisions = {number}, []
    for node in computed.valuation.graph.nodes:
        if any(operand.node in reached for operand in node.operands):
            if isinstance(node, Staircase | Compare):
                decisions.append(node)
            else:
                reached.add(node)
    return tuple(decisions), any(node in reached for node, _ in prints.places)


def _is_plain(node: Node) -> bool:
    """True for plain arithmetic, which bends nowhere."""
    return isinstance(node, PLAIN) or (isinstance(node, Reduce) and node.kind in ("sum", "mean"))


def _at_ends(computed: Computed, side: str) -> Values:
    """Every observed figure at the least or the greatest value that it may have."""
    found: dict[Leaf, Cell] = {}
    for node in computed.valuation.graph.nodes:
        if isinstance(node, Observed):
            for at, cell in enumerate(computed.valuation.cells[node]):
                end = getattr(cell.interval, side) if isinstance(cell, Figure) else None
                if end is not None:
                    found[node.quantity, node.domain.keys[at]] = end
    return found


def _cuts(moved: _Moved, leaf: Leaf, between: Interval, others: Values) -> Iterator[Fraction]:
    """Where a decision changes as one figure moves and the others stand."""
    samples = inner_points(between)
    runs = [moved.computed.valuation.with_cells({**others, leaf: x}, moved.graph) for x in samples]
    for node in moved.decisions:
        for cell in range(node.domain.size):
            seen = [looked_at(one, node, cell) for one in runs]
            values = [value for value in seen if value is not None]
            if len(values) == len(samples) and len(set(values)) > 1:
                found = crossings(samples, values, limits_of(node))
                yield from (cut for cut in found if between.low < cut < between.high)  # type: ignore[operator]


# what comes of each piece


def _stretches(moved: _Moved, cuts: Sequence[Fraction]) -> Iterator[Stretch]:
    """The pieces and the places between them; those next to each other that give the same are taken together."""
    inner = [end for cut in cuts[1:-1] for end in (cut, cut)]
    last: Stretch | None = None
    for low, high in pairwise((cuts[0], *inner, cuts[-1])):
        giving = _giving(moved, (low + high) / 2)
        if last and last.giving == giving:
            last = evolve(last, high=high)
        else:
            if last:
                yield last
            last = Stretch(low, high, giving)
    if last:
        yield last


def _giving(moved: _Moved, value: Fraction) -> Giving:
    """Whether the published figures come of a value of the number, whatever decimals were not printed."""
    number: Values = {moved.leaf: value}
    valuation = moved.computed.valuation.with_cells(number, moved.graph)
    rows = _open_rows(moved, valuation)
    choices: list[tuple[Interval, ...]] = []
    for place in rows:
        choices.append(_parts(moved, place, number))
        if not are_few(choices):
            return "untried"
    given: set[bool] = set()
    for parts in product(*choices):
        values = {_leaf_of(place): Figure(_middle(part), part) for place, part in zip(rows, parts, strict=True)}
        given.add(_gives(moved, {**number, **values}))
        if len(given) > 1:
            return "sometimes"
    return "always" if given == {True} else "never"


def _gives(moved: _Moved, values: Values) -> bool:
    """Whether the published figures come of these values; asked once for each outcome of the decisions."""
    small = moved.computed.valuation.with_cells(values, moved.graph)
    cells = (cell for node in moved.decisions for cell in small.cells[node])
    outcome = tuple(map(printed_of, cells))
    if moved.is_seen or outcome not in moved.known:
        whole = evolve(moved.computed, valuation=moved.computed.valuation.with_cells(values))
        moved.known[outcome] = not misses(moved.prints, whole)
    return moved.known[outcome]


def _open_rows(moved: _Moved, valuation: Valuation) -> tuple[Place, ...]:
    """The observed figures whose intervals leave a decision on the number open."""
    places = {
        place: None
        for one in valuation.open
        if one.node in moved.decisions
        for place in figures_behind(valuation, one)
        if isinstance(place[0], Observed)
    }
    return tuple(places)


def _parts(moved: _Moved, place: Place, number: Values) -> tuple[Interval, ...]:
    """The interval of an observed figure cut where decisions change."""
    node, cell = place
    figure = moved.computed.valuation.cells[node][cell]
    assert isinstance(figure, Figure)
    low, high = figure.interval.low, figure.interval.high
    assert low is not None and high is not None
    cuts = sorted(set(_cuts(moved, _leaf_of(place), figure.interval, number)))
    return tuple(Interval(a, b, False, False) for a, b in pairwise((low, *cuts, high)))


def _leaf_of(place: Place) -> Leaf:
    node, cell = place
    assert isinstance(node, Observed)
    return node.quantity, node.domain.keys[cell]


def _middle(part: Interval) -> Fraction:
    assert part.low is not None and part.high is not None
    return (part.low + part.high) / 2
