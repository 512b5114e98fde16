"""What everybody may be paid before all figures are in: the least and the greatest amount, never one number.

Takes a ruleset computed on the figures there are, which lacks some. What a missing figure can be is cut where decisions
change (see `open_decisions`), and the model is run once for every combination of the pieces. Where amounts still move
inside a piece, its span is taken (see `payout_spans`). Where there are too many combinations, or a decision rests on
several missing figures at once, the amounts are enclosed by what every cell can be (see `tables/node_ranges.py`): a
bound, which may be wider than what can happen, never narrower. Printed figures that are in are taken as printed, as an
allocation takes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import prod

from attrs import evolve, frozen

from rbflang.data.computed import Computed, payout_places
from rbflang.explanation.paid import paid_unit
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Constant, Failure, Figure, HasFigure, Node, Observed, ShareOut, printed_of
from rbflang.intervals import EVERYTHING, Interval, hull, point, subtract, total
from rbflang.proofs.guarantees import guarantee
from rbflang.tables.exact import OpenDecision
from rbflang.tables.node_ranges import all_ranges
from rbflang.tables.possible_cells import Possible
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation
from rbflang.uncertainty.not_yet_known import MissingFigure, not_yet_known, within
from rbflang.uncertainty.open_decisions import figures_behind, open_row, split
from rbflang.uncertainty.payout_spans import payout_spans, spans_of_payouts
from rbflang.uncertainty.ranked_figures import RankedPair, behind_pairs, every_order, ranked_pairs, ties, undecided
from rbflang.uncertainty.uncertain_part import MOVING

MOST_WAYS, MOST_SPANS, MOST_UNSETTLED = 4_096, 256, 32
Amounts = Mapping[Key, Interval]


@frozen(repr=False)
class Mattering:
    """The missing figure that matters most to a payout: how much it alone can move it, `None` without a bound.

    With `is_least` it moves it at least as much, in one example of what the others can be.
    """

    figure: MissingFigure
    moves: Fraction | None
    is_least: bool


@frozen(repr=False)
class PossiblePayout:
    """The least and the greatest that can be paid, `None` where there is no bound.

    With `is_reached` both can come about, else they are bounds. `most` is nothing where no missing figure is known to
    move it.
    """

    least: Fraction | None
    greatest: Fraction | None
    is_reached: bool
    most: Mattering | None


@frozen(eq=False, repr=False)
class BeforeAllFigures:
    """The figures that are missing, what each payee may be paid, and how that was found.

    `ways` is how many combinations were run, 0 where they are too many; in `unpaid` of them nothing can be paid. With
    `may_fail` it was not tried whether there are figures for which nothing can be paid.
    """

    missing: tuple[MissingFigure, ...]
    payouts: Mapping[Key, PossiblePayout]
    ways: int
    unpaid: int
    may_fail: bool


def before_all_figures(computed: Computed) -> BeforeAllFigures:
    """What everybody may be paid, whatever the missing figures turn out to be."""
    missing = not_yet_known(computed)
    filled = _filled(computed, missing)
    part = filled.valuation.graph.behind(node for node, _ in payout_places(filled))
    moving = _moving(filled, part, {one.place[0] for one in missing})
    pairs = ranked_pairs(part, missing)
    pieces = tuple(tuple(_pieces(filled, one, pairs or ())) for one in missing)
    most = MOST_SPANS if moving else MOST_WAYS
    run = None
    if pairs is not None and prod(map(len, pieces)) <= most:
        alone = {one.place: [pair for pair in pairs if pair.figures == {one.place}] for one in missing}
        if all(_are_ranked(filled, one, piece, alone[one.place])
               for one, own in zip(missing, pieces, strict=True) for piece in own):  # fmt: skip
            joint = [pair for pair in pairs if len(pair.figures) > 1]
            run = _run_all(filled, part, missing, pieces, joint, moving)
    return run or _bounded(filled, missing, pieces)


def _bounded(filled: Computed, missing: Sequence[MissingFigure], pieces: Sequence[Sequence[Cell]]) -> BeforeAllFigures:
    """A bound for everybody, and what each figure moves by itself in one example of the others."""
    bound = _enclosed(filled, {one.place: _possible(one.cells()) for one in missing})
    tried = ((one, _alone(filled, one, own)) for one, own in zip(missing, pieces, strict=True))
    most = _most_moved(tried, is_least=True)
    payouts = {key: _payout(filled, amount, False, most.get(key)) for key, amount in bound.items()}
    return BeforeAllFigures(tuple(missing), payouts, 0, 0, True)


def _filled(computed: Computed, missing: Sequence[MissingFigure]) -> Computed:
    """The ruleset with an example in each missing cell, and figures that are in as an allocation takes them."""
    valuation = computed.valuation
    cells: dict[tuple[str, Key], Cell] = {}
    for name, node in valuation.graph.named.items():
        for at, cell in enumerate(valuation.cells[node] if isinstance(node, Observed | Constant) else ()):
            if isinstance(cell, Figure) and cell.printed is not None and cell.value == cell.printed:
                cells[name, node.domain.keys[at]] = cell.printed
    cells.update({one.at: one.cells()[0] for one in missing})
    return evolve(computed, valuation=valuation.with_cells(cells))


# what is tried


def _pieces(filled: Computed, one: MissingFigure, pairs: Sequence[RankedPair]) -> Iterator[Cell]:
    """What a missing figure can be, cut where the decisions change that rest on it alone, and where it ties."""
    first, *others = one.cells()
    if not isinstance(first, Figure):
        yield from (first, *others)
        return
    decisions = tuple(each for each in filled.valuation.open if _behind(filled.valuation, each) == {one.place})
    row = open_row(filled, one.place, decisions, {})
    own = [pair for pair in pairs if pair.figures == {one.place}]
    for outcome in row.outcomes:
        cuts = ties(filled.valuation, one, outcome.part, own)
        for piece in split(outcome.part, cuts) if cuts else (outcome.part,):
            yield from one.in_whole_counts(within(piece))


def _behind(valuation: Valuation, one: OpenDecision) -> set[Place]:
    """The figures that a decision rests on and that can be several numbers."""
    return set(figures_behind(valuation, one))


def _alone(filled: Computed, one: MissingFigure, pieces: Sequence[Cell]) -> Sequence[Amounts]:
    """What is paid for each piece of one figure, with an example in the place of the others."""
    return [_paid(filled, filled.valuation.with_cells({one.at: piece})) for piece in pieces]


def _run_all(
    filled: Computed,
    part: Graph,
    missing: Sequence[MissingFigure],
    pieces: Sequence[Sequence[Cell]],
    pairs: Sequence[RankedPair],
    moving: bool,
) -> BeforeAllFigures | None:
    """Every combination of the pieces; nothing where too many of them leave decisions open."""
    keys = [node.domain.keys[cell] for node, cell in payout_places(filled)]
    is_reached = not any(one.is_bound_to_others for one in missing)
    found: dict[tuple[int, ...], Amounts] = {}
    unpaid = unsettled = ways = 0
    for at, valuation in _combined(filled.valuation.with_cells({}, part), missing, pieces):
        run = evolve(filled, valuation=valuation)
        is_open, unranked = _is_open(valuation, missing), _undecided(valuation, pairs)
        ordered = _by_order(run, missing, unranked, moving) if unranked and not is_open else None
        if ordered is not None:
            unpaid += sum(len(amounts) < len(keys) for amounts in ordered)
            ways += len(ordered)
            found[at] = {key: hull([one[key] for one in ordered if key in one]) for one in ordered for key in one}
            continue
        unsettled += is_open or bool(unranked)
        if unsettled > MOST_UNSETTLED:
            return None
        amounts, is_known = (_around(run, missing), False) if is_open or unranked else _amounts(run, moving)
        unpaid += len(amounts) < len(keys)
        ways += 1
        is_reached = is_reached and is_known
        found[at] = amounts
    most = _most_moved(_side_by_side(missing, found))
    payouts = {}
    for key in keys:
        amounts_of = [one[key] for one in found.values() if key in one]
        payouts[key] = _payout(filled, hull(amounts_of) if amounts_of else EVERYTHING, is_reached, most.get(key))
    return BeforeAllFigures(tuple(missing), payouts, ways, unpaid, False)


def _combined(
    valuation: Valuation, missing: Sequence[MissingFigure], pieces: Sequence[Sequence[Cell]], at: tuple[int, ...] = ()
) -> Iterator[tuple[tuple[int, ...], Valuation]]:
    """The model for each combination of pieces, the last figure varying fastest."""
    if len(at) == len(missing):
        yield at, valuation
        return
    for number, piece in enumerate(pieces[len(at)]):
        changed = valuation.with_cells({missing[len(at)].at: piece})
        yield from _combined(changed, missing, pieces, (*at, number))


def _is_open(valuation: Valuation, missing: Sequence[MissingFigure]) -> bool:
    """True if a decision is left open by what the missing figures can be."""
    waiting = {one.place for one in missing}
    return any(not waiting.isdisjoint(_behind(valuation, one)) for one in valuation.open)


def _are_ranked(filled: Computed, one: MissingFigure, piece: Cell, pairs: Sequence[RankedPair]) -> bool:
    """True if it is certain how those are ranked that a figure alone moves, wherever in a piece it is."""
    return not pairs or not _undecided(filled.valuation.with_cells({one.at: piece}), pairs)


def _undecided(valuation: Valuation, pairs: Sequence[RankedPair]) -> tuple[RankedPair, ...]:
    """The pairs of which it is not certain how they are ranked."""
    if not pairs:
        return ()
    part = behind_pairs(valuation.graph, pairs)
    return undecided(all_ranges(part, {}, _known(valuation, part)), pairs)


def _by_order(
    run: Computed, missing: Sequence[MissingFigure], pairs: Sequence[RankedPair], moving: bool
) -> Sequence[Amounts] | None:
    """What is paid for each order of those of whom it is not certain how they are ranked; nothing where orders do not
    tell."""
    cells = {one: _possible([_cell(run, one.place)]) for one in missing}
    boxes = {one: cell for one, cell in cells.items() if isinstance(cell, Interval)}
    orders = None if moving else every_order(run.valuation, boxes, pairs)
    if orders is None:
        return None
    return [_paid(run, run.valuation.with_cells({one.at: value for one, value in values.items()})) for values in orders]


def _around(run: Computed, missing: Sequence[MissingFigure]) -> Amounts:
    """A bound for what is paid where decisions are open."""
    return _enclosed(run, {one.place: _possible([_cell(run, one.place)]) for one in missing})


def _amounts(run: Computed, moving: bool) -> tuple[Amounts, bool]:
    """What is paid in one combination, and whether both ends of it are reached."""
    paid = _paid(run, run.valuation)
    if not moving:
        return paid, True
    spans = payout_spans(run, spans_of_payouts(run))
    found = {}
    for key, amount in paid.items():
        span = spans.get(key)
        found[key] = amount if span is None else Interval(
            None if span.least is None else span.least - span.slack,
            None if span.greatest is None else span.greatest + span.slack,
            span.least is not None, span.greatest is not None,
        )  # fmt: skip
    return found, all(span.span.is_exact and not span.slack for span in spans.values())


def _cell(run: Computed, place: Place) -> Cell:
    return run.valuation.cells[place[0]][place[1]]


def _paid(computed: Computed, valuation: Valuation) -> Amounts:
    """What is paid; nobody where the payout cannot be computed."""
    payout = computed.checked.ruleset.payout
    cells = valuation.of(payout.name) if payout else {}
    return {key: point(value) for key, cell in cells.items() if isinstance(value := printed_of(cell), Fraction)}


def _moving(filled: Computed, part: Graph, missing: Iterable[Node]) -> bool:
    """True if what is paid moves with a missing figure also where no decision changes."""
    moved = set(missing)
    for node in part.nodes:
        if type(node) in MOVING and any(operand.node in moved for operand in node.operands):
            moved.add(node)
    return any(node in moved for node, _ in payout_places(filled))


# bounds


def _possible(cells: Iterable[Cell]) -> Possible:
    """All that a cell can be that is one of these."""
    known = tuple(cells)
    numbers = [one.interval if isinstance(one, Figure) else point(one) for one in known
               if isinstance(one, Figure | Fraction) and not isinstance(one, bool)]  # fmt: skip
    return hull(numbers) if numbers else frozenset(one for one in known if isinstance(one, bool | str))


def _enclosed(filled: Computed, waiting: Mapping[Place, Possible]) -> Amounts:
    """A bound for every payout: what it can be while the missing figures are what they can be."""
    valuation, places = filled.valuation, payout_places(filled)
    pinned = [valuation.graph.named[name] for name in valuation.pins]
    if any(isinstance(node, ShareOut) for node in pinned):
        return {node.domain.keys[cell]: EVERYTHING for node, cell in places}
    known = _known(valuation, valuation.graph)
    ranges = all_ranges(valuation.graph, {}, {**known, **waiting})
    found = {}
    for node, at in places:
        around = ranges.cells[node][at]
        found[node.domain.keys[at]] = around if isinstance(around, Interval) else EVERYTHING
    return _of_a_total(filled, found) if all(isinstance(node, Constant) for node in pinned) else found


def _known(valuation: Valuation, part: Graph) -> dict[Place, Possible]:
    """What the rules and the data say that cells can be."""
    known: dict[Place, Possible] = {}
    for node in part.nodes:
        for at, cell in enumerate(valuation.cells[node]):
            if isinstance(node, Observed | Constant | HasFigure) or valuation.is_pinned(node, at):
                known[node, at] = None if isinstance(cell, Failure) else _possible([cell])
    return known


def _of_a_total(filled: Computed, bounds: Amounts) -> Amounts:
    """The bounds, where it is proved what all payouts come to: nobody is paid more than the others leave, nor less."""
    promised = guarantee(filled.checked)
    if promised.kroner is None or not promised.is_whole_proved or promised.is_proved_before_rounding:
        return bounds
    around = point(promised.kroner)
    return {
        key: own.within(subtract(around, total(other for at, other in bounds.items() if at != key)))
        for key, own in bounds.items()
    }


def _payout(filled: Computed, amount: Interval, is_reached: bool, most: Mattering | None) -> PossiblePayout:
    """An amount in the units that are paid."""
    unit = paid_unit(filled)
    least = None if amount.low is None else (amount.low / unit).__floor__() * unit
    greatest = None if amount.high is None else (amount.high / unit).__ceil__() * unit
    return PossiblePayout(least, greatest, is_reached and None not in (least, greatest), most)


# what matters most


def _side_by_side(
    missing: Sequence[MissingFigure], found: Mapping[tuple[int, ...], Amounts]
) -> Iterator[tuple[MissingFigure, Sequence[Amounts]]]:
    """For each figure and each combination of the others, what is paid for each piece of it."""
    for number, one in enumerate(missing):
        rows: dict[tuple[int, ...], list[Amounts]] = {}
        for at, amounts in found.items():
            rows.setdefault((*at[:number], *at[number + 1 :]), []).append(amounts)
        yield from ((one, row) for row in rows.values())


def _most_moved(
    rows: Iterable[tuple[MissingFigure, Sequence[Amounts]]], is_least: bool = False
) -> Mapping[Key, Mattering]:
    """The figure that moves each payout most by itself; the first of those that move it as much."""
    moves: dict[Key, dict[MissingFigure, Fraction | None]] = {}
    for one, amounts in rows:
        for key in dict.fromkeys(key for each in amounts for key in each):
            around = hull([each[key] for each in amounts if key in each])
            apart = None if around.low is None or around.high is None else around.high - around.low
            own = moves.setdefault(key, {})
            known = own.get(one, Fraction(0))
            own[one] = None if known is None or apart is None else max(known, apart)
    found = {}
    for key, own in moves.items():
        most = max(own, key=lambda one: (own[one] is None, own[one] or 0))
        if own[most] != 0:
            found[key] = Mattering(most, own[most], is_least)
    return found
