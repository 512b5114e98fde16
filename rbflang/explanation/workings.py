"""How a formula came to its value at a cell: what was written, with the figures that were read, in digits that repeat.

Takes the cells of a valuation; gives trees of terms, and lines in which the result follows from the digits shown. It
computes nothing but what the digits of a line give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, Literal, TypeAlias

from attrs import frozen

from rbflang.explanation.cells import Cells
from rbflang.explanation.item import Item, item_at
from rbflang.explanation.ledger import MOST_EXTRA, Shown, follows, shown
from rbflang.graph import nodes as g
from rbflang.graph.nodes import Node, printed_of
from rbflang.quantities import POINTS, Unit
from rbflang.ruleset.model import Member, Quantity
from rbflang.source import Span
from rbflang.tables.ramps import around
from rbflang.tables.reads import Place, read_at

POINT_DECIMALS, FACTOR_DECIMALS, AS_WRITTEN = 6, 9, 40
Step: TypeAlias = Literal[
    "named", "number", "carried", "gathered", "written",
    "sum", "difference", "product", "quotient", "least", "greatest", "negative", "ramp",
]  # fmt: skip


@frozen(eq=False, repr=False)
class OnRamp:
    """Where on a ramp something lies: the argument and its unit, the places around it, the most that a point gives.

    `below` and `above` are the places of the points on both sides; nothing outside them. `slope` is what one more of
    the argument gives between them; nothing outside them and on a point.
    """

    argument: Fraction
    unit: Unit | None
    below: Fraction | None
    above: Fraction | None
    most: Fraction
    slope: Fraction | None


@frozen(eq=False, repr=False)
class Term:
    """A piece of a formula at a cell: its value, and what it was made of.

    A `named` one is an `item`, a `number` stands in the text of that language (`kind`), what is `carried` is the
    result of the line above. What is `gathered` is the sum, mean, number or one in order (`kind`, `place`) of a
    quantity over members, what is `written` is told by the text of the rules alone. The others are steps of
    arithmetic on terms.
    """

    step: Step
    value: Fraction | None
    terms: tuple[Term, ...] = ()
    item: Item | None = None
    span: Span | None = None
    kind: str = ""
    place: Fraction = Fraction(0)
    quantity: Quantity | None = None
    unit: Unit | None = None
    on_ramp: OnRamp | None = None


@frozen(eq=False, repr=False)
class Working:
    """A line: the item, how it came about, the figures in it in order, and the result as it follows from them.

    Without figures only the text of the rules tells how. A result that is rounded by its formula follows but for that.
    `part` is the member that a line of a payout is for, where it has several.
    """

    item: Item
    term: Term
    figures: tuple[Shown, ...]
    result: Shown | None
    is_rounded: bool = False
    part: Member | None = None


def term_at(cells: Cells, place: Place, is_whole: bool = False) -> Term:
    """What a cell was made of; of a named quantity the item, unless the `is_whole` formula is asked for."""
    if place[0] in cells.computed.valuation.graph.names and not is_whole:
        item = item_at(cells, place)
        return Term("named", item.exact, item=item, unit=item.unit)
    if cells.computed.valuation.is_pinned(*place):
        return _written(cells, place)
    return TERMS[type(place[0])](cells, place)


def _value(cells: Cells, place: Place) -> Fraction | None:
    value = printed_of(cells.computed.valuation.cells[place[0]][place[1]])
    return value if isinstance(value, Fraction) else None


def _written(cells: Cells, place: Place) -> Term:
    return Term("written", _value(cells, place), span=place[0].span)


def _number(cells: Cells, place: Place) -> Term:
    return Term("number", _value(cells, place), span=place[0].span, kind=cells.ruleset.tree.language)


def _of(step: Step) -> Callable[[Cells, Place], Term]:
    def made(cells: Cells, place: Place) -> Term:
        terms = tuple(term_at(cells, read_at(place[0], at, place[1])) for at in range(len(place[0].operands)))
        return Term(step, _value(cells, place), terms, span=place[0].span)

    return made


def _difference(cells: Cells, place: Place) -> Term:
    """A difference; of what is written with a sign before it, where no side stands in the text, only that."""
    if place[0].operands[0].span is not None:
        return _of("difference")(cells, place)
    return Term("negative", _value(cells, place), (term_at(cells, read_at(place[0], 1, place[1])),))


def _extreme(cells: Cells, place: Place) -> Term:
    node: Any = place[0]
    return _of(node.kind)(cells, place)


def _gathered(cells: Cells, place: Place) -> Term:
    """A quantity over members; what is no quantity by itself, or has members left out, is told as it is written."""
    node: Any = place[0]
    names, inside = cells.computed.valuation.graph.names, node.operands[0].node
    if inside not in names or node.is_filtered:
        return _written(cells, place)
    quantity = cells.ruleset.quantities[names[inside]]
    unit = None if node.kind == "count" else item_at(cells, (inside, 0)).unit
    return Term(
        "gathered", _value(cells, place), span=node.span, kind=node.kind, place=node.place, quantity=quantity, unit=unit
    )


def _read(cells: Cells, place: Place) -> Term:
    """What was chosen or taken over, the last of what was read."""
    read = cells.computed.valuation.reads(*place)
    return term_at(cells, read[-1]) if read else _written(cells, place)


def _before_rounding(cells: Cells, place: Place) -> Term:
    return term_at(cells, read_at(place[0], 0, place[1]))


def _ramp(cells: Cells, place: Place) -> Term:
    """What a ramp gives, and between which points; as it is written where some of that is no number."""
    node = place[0]
    values = [_value(cells, read_at(node, at, place[1])) for at in range(len(node.operands))]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or _value(cells, place) is None:
        return _written(cells, place)
    expressions = cells.computed.checked.inference.expressions
    found = next((one for one in expressions.values() if one[0].span == node.span), None)
    argument = expressions.get(id(getattr(found[0], "argument", None))) if found else None
    places, gives = known[1::2], known[2::2]
    first, last = around(known[0], places)
    is_outside = first == last
    is_between = not is_outside and known[0] != places[last]
    on_ramp = OnRamp(
        known[0], argument[1].kind.unit if argument else None,
        None if is_outside and first == 0 else places[first],
        None if is_outside and last > 0 else places[last], max(gives),
        (gives[last] - gives[first]) / (places[last] - places[first]) if is_between else None,
    )  # fmt: skip
    unit = found[1].kind.unit if found else None
    return Term("ramp", _value(cells, place), span=node.span, unit=unit, on_ramp=on_ramp)


TERMS: dict[type[Node], Callable[[Cells, Place], Term]] = {
    g.Constant: _number,
    g.Observed: _written,
    g.Sum: _of("sum"),
    g.Difference: _difference,
    g.Product: _of("product"),
    g.Quotient: _of("quotient"),
    g.Reduce: _gathered,
    g.LeastOrGreatest: _extreme,
    g.Staircase: _written,
    g.Ramp: _ramp,
    g.Ranking: _written,
    g.Compare: _written,
    g.Connective: _written,
    g.Choose: _read,
    g.HasFigure: _written,
    g.Gather: _read,
    g.ShareOut: _written,
    g.Round: _before_rounding,
    g.Apportion: _before_rounding,
}


# in digits that a pocket calculator repeats

ARITHMETIC: dict[Step, Callable[[Sequence[Fraction]], Fraction]] = {
    "sum": lambda values: values[0] + values[1],
    "difference": lambda values: values[0] - values[1],
    "product": lambda values: values[0] * values[1],
    "quotient": lambda values: values[0] / values[1],
    "least": min,
    "greatest": max,
    "negative": lambda values: -values[0],
}


def leaves(term: Term) -> Iterator[Term]:
    """The figures in a term, as they are read from left to right."""
    if term.step not in ARITHMETIC:
        yield term
    for one in term.terms:
        yield from leaves(one)


def worked(term: Term, values: Sequence[Fraction]) -> Fraction:
    """What the term comes to with these figures, one for each of its leaves."""
    left = iter(values)

    def of(one: Term) -> Fraction:
        return ARITHMETIC[one.step]([of(each) for each in one.terms]) if one.step in ARITHMETIC else next(left)

    return of(term)


def decimals_of(unit: Unit | None) -> int:
    """With how many decimals a figure is shown, as long as what follows from it does."""
    if unit is not None and unit.counts_money:
        return unit.currency.decimals
    return POINT_DECIMALS if unit == POINTS else FACTOR_DECIMALS


def working(item: Item, term: Term, exact: Fraction | None, most: int, is_rounded: bool = False) -> Working:
    """The line of an item that came to this value, which is shown with at most so many decimals."""
    values = [one.value for one in leaves(term)]
    known = [one for one in values if one is not None]
    result = None if exact is None else shown(exact, most)
    if exact is None or len(known) < len(values) or any(one.item and one.item.is_hidden for one in leaves(term)):
        return Working(item, term, (), result, is_rounded)
    for extra in range(MOST_EXTRA):
        figures = tuple(_shown(one, value, extra) for one, value in zip(leaves(term), known, strict=True))
        is_worked = result is not None and _can_be_worked(term, figures)
        if is_rounded or (result and is_worked and follows(figures, result, partial(worked, term))):
            return Working(item, term, figures, result, is_rounded)
    return Working(item, term, (), result, is_rounded)


def _can_be_worked(term: Term, figures: Sequence[Shown]) -> bool:
    """False where a divisor is shown as nothing: it needs more digits."""
    try:
        worked(term, [one.value for one in figures])
    except ZeroDivisionError:
        return False
    return True


def working_of(cells: Cells, item: Item) -> Working:
    """The line of a formula's item with its usual decimals."""
    node = cells.computed.valuation.graph.named[item.quantity.name]
    term = term_at(cells, (node, node.domain.index[item.key]), is_whole=True)
    return working(item, term, item.exact, decimals_of(item.unit), item.quantity.rounding is not None)


def _shown(term: Term, value: Fraction, extra: int) -> Shown:
    """A number of the text as it is; else with its usual decimals, and more where the result asks for them."""
    return Shown(value, AS_WRITTEN) if term.step == "number" else shown(value, decimals_of(term.unit) + extra)
