"""What a measure looks at: the figures that its requirements and its parts are decided by.

Takes a checked ruleset; follows formulas down to the figures. It names nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rbflang.graph.closure import behind
from rbflang.ruleset.model import INDICATOR, CheckedRuleset, Measure, Quantity
from rbflang.ruleset.order import dependencies, target_of
from rbflang.syntax.expressions import Expression, Rank, Sharing
from rbflang.syntax.traversal import every, names_read


def looked_at(checked: CheckedRuleset, measure: Measure) -> tuple[Quantity, ...]:
    """The inputs that the measure's requirements and parts rest on, in the order they are read."""
    expressions = [gate.condition for gate in measure.gates]
    return tuple(_inputs(checked, [*expressions, *_parts_of(measure)], measure.name))


def achieved(checked: CheckedRuleset, among: str) -> Quantity | None:
    """The result per indicator and region: what is ranked first, or what all parts are decided by; else none.

    What only a requirement looks at is none, and where a rank or the parts rest on several inputs per indicator, it is
    not certain which of them is the result. Without measures it is the only input per indicator behind the payout.
    """
    measures, payout = checked.ruleset.measures.values(), checked.ruleset.payout
    if not measures and payout is not None and payout.expression is not None:
        return _only(_inputs(checked, [payout.expression], ""), among)
    for measure in measures:
        for one in (each for parts in _parts_of(measure) for each in every(parts) if isinstance(each, Rank)):
            found = _only(_inputs(checked, [one.operand], measure.name), among)
            if found is not None:
                return found
    return _only((one for each in measures for one in _inputs(checked, _parts_of(each), each.name)), among)


def _only(inputs: Iterable[Quantity], among: str) -> Quantity | None:
    found = {one.name: one for one in inputs if INDICATOR in one.sets}
    only = next(iter(found.values())) if len(found) == 1 else None
    return only if only is not None and set(only.sets) == {INDICATOR, among} else None


def _parts_of(measure: Measure) -> Iterator[Expression]:
    """What decides the parts; of a measure that shares no points, what decides its points."""
    if measure.parts is not None:
        yield measure.parts
    if measure.points is not None and not isinstance(measure.points, Sharing):
        yield measure.points


def _inputs(checked: CheckedRuleset, expressions: Iterable[Expression], measure: str) -> Iterator[Quantity]:
    ruleset = checked.ruleset
    named = [target_of(ruleset, name.text, measure) for one in expressions for name in names_read(one)]

    def read(name: str) -> Iterable[str]:
        quantity = ruleset.quantities[name]
        is_followed = quantity.role != "input" and quantity.measure is None
        return reversed(dependencies(ruleset, quantity)) if is_followed else ()

    found = (ruleset.quantities[name] for name in behind(reversed(list(filter(None, named))), read))
    return (one for one in found if one.role == "input")
