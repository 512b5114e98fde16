"""Exact arithmetic: for each kind of node, how its cells follow from those it reads.

Rational numbers throughout. A cell is a value or a failure; a failure is passed on, and only where it is used.
Decisions on a figure that is not known exactly use its interval: where all of it decides alike they are certain,
else they are taken on the figure as printed and noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from rbflang import intervals
from rbflang.graph import nodes as g
from rbflang.graph.nodes import Cell, Failure, Figure, printed_of
from rbflang.graph.operators import ARITHMETIC, COMPARISONS, IN_ORDER, gathered, in_order
from rbflang.intervals import Interval, above, below, point
from rbflang.tables import apportion, ramps, rounding
from rbflang.tables.apportion import groups_of, interval_of, value_of

ZERO = Fraction(0)
EXACT = frozenset({Fraction})
Columns = Sequence[Sequence[Cell]]


@frozen(eq=False, repr=False)
class OpenDecision:
    """A decision that the interval does not settle: the interval, and what was decided on the printed figure."""

    node: g.Node
    cell: int
    interval: Interval
    taken: Cell


class Notebook:
    """What the evaluator writes down beside the values."""

    def __init__(self) -> None:
        self.open: list[OpenDecision] = []


Asked = Sequence[int]
Step = Callable[[Any, Columns, Asked, bool, Notebook], list[Cell]]


def _elementwise(
    work: Callable[[Fraction, Fraction], Fraction], over: Callable[[Interval, Interval], Interval]
) -> Step:
    def step(node: g.Node, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
        out: list[Cell] = []
        for at, a, b in zip(asked, *columns, strict=True):
            if type(a) is Fraction and type(b) is Fraction:
                out.append(work(a, b))
            elif isinstance(a, Failure) or isinstance(b, Failure):
                out.append(a if isinstance(a, Failure) else b)
            else:
                out.append(_uncertain(work, over, a, b, deciding, node, at))
        return out

    return step


def _uncertain(work: Any, over: Any, a: Cell, b: Cell, deciding: bool, node: g.Node, at: int) -> Cell:
    x = a if type(a) is Fraction else value_of(a, node, at)
    y = b if type(b) is Fraction else value_of(b, node, at)
    value = work(x, y) if type(x) is Fraction and type(y) is Fraction else None
    if deciding:
        return Figure(value, over(interval_of(a), interval_of(b)))
    if value is None:
        return x if isinstance(x, Failure) else y
    return value  # type: ignore[no-any-return]


def _ratio(node: g.Quotient, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    out: list[Cell] = []
    for at, a, b in zip(asked, *columns, strict=True):
        if type(a) is Fraction and type(b) is Fraction and b.numerator:
            out.append(intervals.over(a, b))
        elif isinstance(a, Failure) or isinstance(b, Failure):
            out.append(a if isinstance(a, Failure) else b)
        elif printed_of(b) == ZERO:
            out.append(Failure("division-by-zero", "", node, at))
        else:
            out.append(_uncertain(ARITHMETIC["/"], intervals.divide, a, b, deciding, node, at))
    return out


def _copied(
    node: g.Constant | g.Observed, columns: Columns, asked: Asked, deciding: bool, notes: Notebook
) -> list[Cell]:
    return list(columns[0])


# groups


def _members(node: Any, columns: Columns, group: Sequence[int]) -> list[int] | Failure:
    """The cells of a group that the condition lets in."""
    if not node.is_filtered:
        return list(group)
    kept: list[int] = []
    for cell in group:
        asked = columns[1][cell]
        if isinstance(asked, Failure):
            return asked
        if asked is True:
            kept.append(cell)
    return kept


def _aggregate(node: g.Reduce, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    return [_aggregated(node, columns, node.groups[at], at, deciding) for at in asked]


def _aggregated(node: g.Reduce, columns: Columns, group: Sequence[int], at: int, deciding: bool) -> Cell:
    members = _members(node, columns, group)
    if isinstance(members, Failure):
        return members
    cells = [columns[0][cell] for cell in members]
    if node.kind == "count":
        return Fraction(len(cells))
    if not cells:
        return ZERO if node.kind == "sum" else Failure("nothing-to-aggregate", node.kind, node, at)
    if node.kind in IN_ORDER and not in_order(node.kind, node.place, len(cells)):
        return Failure("too-few-to-aggregate", str(len(cells)), node, at)
    if set(map(type, cells)) == EXACT:
        return gathered(node.kind, cells, node.place)  # type: ignore[arg-type]
    failures = [cell for cell in cells if isinstance(cell, Failure)]
    if failures:
        return failures[0]
    values = [value_of(cell, node, at) for cell in cells]
    unknown = next((value for value in values if isinstance(value, Failure)), None)
    value = None if unknown else gathered(node.kind, values, node.place)  # type: ignore[arg-type]
    if deciding and any(isinstance(cell, Figure) for cell in cells):
        parts = [interval_of(cell) for cell in cells]
        if node.kind in IN_ORDER:
            return Figure(value, intervals.in_order(parts, in_order(node.kind, node.place, len(parts))))
        return Figure(value, _total_interval(node.kind, parts))
    return unknown if value is None else value  # type: ignore[return-value]


def _total_interval(kind: str, parts: list[Interval]) -> Interval:
    if kind in ("least", "greatest"):
        return intervals.least(parts) if kind == "least" else intervals.greatest(parts)
    total = parts[0]
    for part in parts[1:]:
        total = intervals.add(total, part)
    return intervals.multiply(total, point(Fraction(1, len(parts)))) if kind == "mean" else total


def _extreme(node: g.LeastOrGreatest, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    out: list[Cell] = []
    for at, *cells in zip(asked, *columns, strict=True):
        failure = next((cell for cell in cells if isinstance(cell, Failure)), None)
        values = [value_of(cell, node, at) for cell in cells]
        unknown = failure or next((value for value in values if isinstance(value, Failure)), None)
        value = None if unknown else gathered(node.kind, values)  # type: ignore[arg-type]
        if failure is None and deciding and any(isinstance(cell, Figure) for cell in cells):
            out.append(Figure(value, _total_interval(node.kind, [interval_of(cell) for cell in cells])))
        else:
            out.append(unknown if value is None else value)  # type: ignore[arg-type]
    return out


def _rank(node: g.Ranking, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    out: dict[int, Cell] = {}
    for group in groups_of(node, asked):
        members = _members(node, columns, group)
        if isinstance(members, Failure):
            out.update(dict.fromkeys(group, members))
            continue
        figures = {cell: value_of(columns[0][cell], node, cell) for cell in members}
        failure = next((one for one in figures.values() if isinstance(one, Failure)), None)
        for cell, figure in figures.items():
            out[cell] = failure or _place(node, figure, list(figures.values()))
    return [out[at] if at in out else Failure("not-ranked", "", node, at) for at in asked]


def _place(node: g.Ranking, figure: Any, figures: list[Any]) -> Fraction:
    better = sum(1 for other in figures if (other > figure if node.highest_first else other < figure))
    equal = sum(1 for other in figures if other == figure)
    last = {"best": ZERO, "worst": Fraction(equal - 1), "middle": Fraction(equal - 1, 2)}[node.ties]
    return Fraction(better + 1) + last


# decisions


def _staircase(node: g.Staircase, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    return [_stood_on(node, cell, at, deciding, notes) for at, cell in zip(asked, columns[0], strict=True)]


def _stood_on(node: g.Staircase, cell: Cell, at: int, deciding: bool, notes: Notebook) -> Cell:
    if isinstance(cell, Failure):
        return cell
    if not isinstance(cell, Figure):
        found = next((stair.result for stair in node.stairs if stair.interval.holds(cell)), None)  # type: ignore[arg-type]
        return Failure("no-step", node.name, node, at) if found is None else found
    for stair in node.stairs:
        if stair.interval.covers(cell.interval):
            return stair.result
    value = cell.value
    taken = next((one for one in node.stairs if value is not None and one.interval.holds(value)), None)
    possible = [stair for stair in node.stairs if stair.interval.meets(cell.interval)]
    if not possible or (value is not None and taken is None):
        return Failure("no-step", node.name, node, at)
    results = {stair.result for stair in possible}
    if len(results) == 1:
        return results.pop()
    if taken is None:
        return Failure("bound-does-not-settle", node.name, node, at)
    notes.open.append(OpenDecision(node, at, cell.interval, taken.result))
    return Figure(taken.result, intervals.hull([point(result) for result in results])) if deciding else taken.result


def _ramp(node: g.Ramp, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    return [_on_ramp(node, cells, at, deciding) for at, *cells in zip(asked, *columns, strict=True)]


def _on_ramp(node: g.Ramp, cells: Sequence[Cell], at: int, deciding: bool) -> Cell:
    failure = next((cell for cell in cells if isinstance(cell, Failure)), None)
    if failure is not None:
        return failure
    values: list[Any] = [value_of(cell, node, at) for cell in cells]
    unknown = next((value for value in values if isinstance(value, Failure)), None)
    if unknown is None and not ramps.rises(values[1::2]):
        return Failure("points-do-not-rise", "", node, at)
    value = None if unknown else ramps.on_the_line(values[0], list(zip(values[1::2], values[2::2], strict=True)))
    if deciding and any(isinstance(cell, Figure) for cell in cells):
        spans = [interval_of(cell) for cell in cells]
        return Figure(value, ramps.all_on_the_line(spans[0], spans[1::2], spans[2::2]))
    return unknown if value is None else value  # type: ignore[return-value]


HOLDING: dict[str, Interval] = {
    "at_least": above(ZERO),
    "at_most": below(ZERO, included=True),
    "more_than": above(ZERO, included=False),
    "less_than": below(ZERO, included=False),
    "is": point(ZERO),
}


def _compare(node: g.Compare, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    out: list[Cell] = []
    for at, a, b in zip(asked, *columns, strict=True):
        if isinstance(a, Failure) or isinstance(b, Failure):
            out.append(a if isinstance(a, Failure) else b)
        elif isinstance(a, Figure) or isinstance(b, Figure):
            out.append(_compared(node, a, b, at, notes))
        else:
            out.append(COMPARISONS[node.operator](a, b))
    return out


def _compared(node: g.Compare, a: Cell, b: Cell, at: int, notes: Notebook) -> Cell:
    apart = intervals.subtract(interval_of(a), interval_of(b))
    negated = node.operator == "is_not"
    holding = HOLDING["is" if negated else node.operator]
    if holding.covers(apart):
        return not negated
    if not holding.meets(apart):
        return negated
    x, y = value_of(a, node, at), value_of(b, node, at)
    if not isinstance(x, Fraction) or not isinstance(y, Fraction):
        return Failure("bound-does-not-settle", "", node, at)
    taken = COMPARISONS[node.operator](apart.nearest(x - y), ZERO)
    notes.open.append(OpenDecision(node, at, apart, taken))
    return taken


def _logic(node: g.Connective, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    if node.operator == "not":
        return [cell if isinstance(cell, Failure) else not cell for cell in columns[0]]
    settled = node.operator == "or"
    out: list[Cell] = []
    for a, b in zip(*columns, strict=True):
        out.append(a if isinstance(a, Failure) or a is settled else b)
    return out


def _choose(node: g.Choose, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    return [
        asked if isinstance(asked, Failure) else chosen if asked is True else otherwise
        for asked, chosen, otherwise in zip(*columns, strict=True)
    ]


def _exists(node: g.HasFigure, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    return [
        cell if isinstance(cell, Failure) and cell.slug != "figure-missing" else not isinstance(cell, Failure)
        for cell in columns[0]
    ]


def _gather(node: g.Gather, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    return [columns[which][cell] for which, cell in map(node.sources.__getitem__, asked)]


# sharing and rounding


def _share(node: g.ShareOut, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    return apportion.share(node, columns, asked, deciding)


def _round(node: g.Round, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    out: list[Cell] = []
    for at, cell in zip(asked, columns[0], strict=True):
        value = value_of(cell, node, at)
        rounded = rounding.rounded(value, node.unit, node.mode) if isinstance(value, Fraction) else None
        if deciding and isinstance(cell, Figure):
            out.append(Figure(rounded, rounding.rounded_interval(cell.interval, node.unit, node.mode)))
        else:
            out.append(value if rounded is None else rounded)
    return out


def _apportion(node: g.Apportion, columns: Columns, asked: Asked, deciding: bool, notes: Notebook) -> list[Cell]:
    return apportion.apportion(node, columns, asked, deciding)


STEPS: dict[type[g.Node], Step] = {
    g.Constant: _copied,
    g.Observed: _copied,
    g.Sum: _elementwise(ARITHMETIC["+"], intervals.add),
    g.Difference: _elementwise(ARITHMETIC["-"], intervals.subtract),
    g.Product: _elementwise(ARITHMETIC["*"], intervals.multiply),
    g.Quotient: _ratio,
    g.Reduce: _aggregate,
    g.LeastOrGreatest: _extreme,
    g.Staircase: _staircase,
    g.Ramp: _ramp,
    g.Ranking: _rank,
    g.Compare: _compare,
    g.Connective: _logic,
    g.Choose: _choose,
    g.HasFigure: _exists,
    g.Gather: _gather,
    g.ShareOut: _share,
    g.Round: _round,
    g.Apportion: _apportion,
}
