"""The forms of all that a ruleset computes, whatever the data.

Takes a checked ruleset; gives the forms of its graph for all data, with what the rules promise beside it: what figures
add up to, and which measures always hand out all they have.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from rbflang.graph.nodes import Apportion, Node, Round, ShareOut
from rbflang.graph.origin import assertion_name
from rbflang.proofs.all_data import AllData, as_far_as_sensible
from rbflang.proofs.lapsing import lapses, sharing_measures
from rbflang.ruleset.model import MEASURE, CheckedRuleset, Measure, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.totals import promised_of_input
from rbflang.source import Span
from rbflang.syntax.tree import AssertionDecl
from rbflang.tables.algebra import Form, Sets
from rbflang.tables.forms import Forms, Promised


@frozen(eq=False, repr=False)
class Unfolded:
    """A ruleset, its calculation for all data, and the forms of all nodes of that."""

    ruleset: Ruleset
    inference: Inference
    data: AllData
    forms: Forms

    def named(self, name: str) -> Node | None:
        """The node of a quantity; nothing where it makes no sense."""
        return self.data.graph.named.get(name)

    def sides(self, assertion: AssertionDecl) -> tuple[Node, Node] | None:
        """The nodes of both sides of an assertion; nothing where it makes no sense."""
        number = next(at for at, one in enumerate(self.ruleset.assertions, 1) if one is assertion)
        node = self.named(assertion_name(number))
        return None if node is None else (node.operands[0].node, node.operands[1].node)

    def form_of(self, node: Node) -> Form:
        """The form of a node."""
        return self.forms.of(node)

    def lapses(self, measure: Measure) -> tuple[Span, ...]:
        """The places that let points of a measure lapse."""
        return lapses(self.ruleset, self.data, measure)


def before_rounding(node: Node) -> Node:
    """What is rounded, where a node is rounded; else the node."""
    return node.operands[0].node if isinstance(node, Round | Apportion) else node


def unfolded(checked: CheckedRuleset) -> Unfolded:
    """The forms of a checked ruleset whatever the data."""
    return _unfolded(checked.ruleset, checked.inference)


@lru_cache(maxsize=8)
def _unfolded(ruleset: Ruleset, inference: Inference) -> Unfolded:
    data = as_far_as_sensible(ruleset, inference)
    told = Promised(MEASURE, dict(_totals(ruleset, data)), frozenset(_handing_out_all(ruleset, data)))
    return Unfolded(ruleset, inference, data, Forms(data.graph, data.ranges, told))


def _totals(ruleset: Ruleset, data: AllData) -> Iterator[tuple[Node, tuple[Sets, Fraction]]]:
    for name, node in data.graph.named.items():
        quantity = ruleset.quantities.get(name)
        total = promised_of_input(quantity) if quantity is not None else None
        if quantity is not None and quantity.typing is not None and total is not None:
            kept = data.graph.space.closure(one.text for one in quantity.typing.total_per)
            yield node, (frozenset(node.domain.sets) - frozenset(kept), total)


def _handing_out_all(ruleset: Ruleset, data: AllData) -> Iterator[Node]:
    for measure in sharing_measures(ruleset):
        if not lapses(ruleset, data, measure):
            written = data.graph.written("sharing", measure.name).values()
            yield from (node for node in written if isinstance(node, ShareOut))
