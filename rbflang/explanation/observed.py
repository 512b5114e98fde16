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
    """The input per indicator and region that is ranked first, or the only one that any measure looks at; else none."""
    for measure in checked.ruleset.measures.values():
        for one in (each for parts in _parts_of(measure) for each in every(parts) if isinstance(each, Rank)):
            for found in _inputs(checked, [one.operand], measure.name):
                if set(found.sets) == {INDICATOR, among}:
                    return found
    read = {one.name: one for measure in checked.ruleset.measures.values() for one in looked_at(checked, measure)}
    own = [one for one in read.values() if set(one.sets) == {INDICATOR, among}]
    return own[0] if len(own) == 1 else None


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
