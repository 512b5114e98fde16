"""The node of an assertion: the difference of its two sides, or whether they are equal where they are no numbers."""

from __future__ import annotations

from rbflang.graph.nodes import Compare, Difference, Node, Operand
from rbflang.graph.origin import Origin, assertion_name
from rbflang.lowering.formulas import Builder
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference


def assertion_node(ruleset: Ruleset, inference: Inference, number: int, nodes: dict[str, Node]) -> Node:
    """The difference of the two sides, or whether they are equal where they are no numbers."""
    assertion = ruleset.assertions[number - 1]
    origin = Origin("assertion", assertion_name(number), span=assertion.span)
    known = {**nodes, **_unrounded(ruleset, nodes)} if assertion.is_before_rounding else nodes
    builder = Builder(ruleset, known, origin)
    sides = builder.node(assertion.left), builder.node(assertion.right)
    space = ruleset.space
    domain = space.domain([name for side in sides for name in side.domain.sets])
    operands = tuple(Operand(side, space.cells(domain, side.domain)) for side in sides)
    found = inference.expressions.get(id(assertion.left))
    if found and found[1].kind.what != "number":
        return Compare(domain=domain, operands=operands, span=assertion.span, origin=origin, operator="is")
    return Difference(domain=domain, operands=operands, span=assertion.span, origin=origin)


def _unrounded(ruleset: Ruleset, nodes: dict[str, Node]) -> dict[str, Node]:
    """What each rounded formula is before it is rounded."""
    rounded = (one.name for one in ruleset.quantities.values() if one.rounding and one.name in nodes)
    return {name: nodes[name].operands[0].node for name in rounded}
