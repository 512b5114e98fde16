"""Many scenarios of one ruleset at once: the payouts of each, as the exact engine gives them.

Takes a computed ruleset and which of its observations vary; each scenario gives them as doubles, which stand for the
decimals they print as. Whatever the program is in doubt about is computed again exactly, so that every amount that a
rule rounds is the same; one that none rounds is as near as a few roundings of doubles leave it. Numpy alone will do;
with llvmlite the program is machine code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from importlib.util import find_spec
from math import isfinite, lcm, nan

import numpy as np
from attrs import evolve, frozen

from rbflang.batch import by_fractions, by_numpy
from rbflang.batch.by_numpy import Column, Kernel
from rbflang.batch.errors import error_of
from rbflang.batch.lowering import Given, Lowered, lowered
from rbflang.batch.program import HALF, Bit
from rbflang.batch.thresholds import decimal_of, nearest
from rbflang.data.computed import Computed
from rbflang.graph.closure import before
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Apportion, HasFigure, Node, Observed, Round, reads_of
from rbflang.proofs.guarantees import guarantee
from rbflang.proofs.provisos import is_whole
from rbflang.proofs.unfolding import unfolded
from rbflang.ruleset.values import given_range
from rbflang.tables.reads import Place, read_at
from rbflang.tables.valuation import Valuation

FARTHEST = 2.0**-40
"""No amount before rounding is farther from the truth, as a share of it: of a thousand million a thousandth."""


@frozen(eq=False, repr=False)
class Payouts:
    """A column of amounts for each cell that is paid, in its order; no number where nothing can be paid.

    `again` is how many scenarios doubles did not tell, so that they were computed again in fractions, and `exactly` how
    many of those the exact engine was asked about, as the program cannot tell what becomes of them.
    """

    columns: tuple[Column, ...]
    again: int
    exactly: int


@frozen(eq=False, repr=False)
class Scenarios:
    """A ruleset ready to compute scenarios: which observations each gives, in order, and the program.

    What is paid in all is in parts of so many to the unit of money, where all of its lines are rounded; else `parts` is
    nothing.
    """

    valuation: Valuation
    part: Graph
    name: str
    paid: Sequence[Place]
    parts: int | None
    lowering: Callable[[float], Lowered]
    program: Lowered
    kernel: Kernel

    @property
    def inputs(self) -> tuple[Given, ...]:
        """The quantity and the key of each column that a scenario has."""
        return self.program.inputs

    def payouts(self, columns: Sequence[Column], out: Sequence[Column] | None = None) -> Payouts:
        """What each scenario pays. The columns are doubles of equal length, one for each input; NaN is no figure.

        The amounts are written into `out`, where it is given: doubles side by side, one column for each payout.
        """
        given = [np.ascontiguousarray(column, np.float64) for column in columns]
        if len(given) != len(self.inputs) or len({column.shape for column in given}) > 1:
            raise ValueError(f"{len(self.inputs)} columns of equal length are needed, not {len(given)}")
        rows = len(given[0]) if given else 0
        paid = tuple(np.empty(rows) for _ in self.program.results) if out is None else tuple(out)
        doubtful = np.empty(rows, bool)
        self.kernel(given, paid, doubtful)
        again = np.flatnonzero(doubtful)
        exactly = self._again(given, paid, again) if len(again) else 0
        if self.parts not in (None, 1):
            for column in paid:
                # The sum of two doubles that stand for hundredths may lie beside the one that stands for theirs.
                column[:] = np.rint(column * self.parts) / self.parts
        return Payouts(paid, len(again), exactly)

    def _again(self, given: Sequence[Column], paid: Sequence[Column], rows: Column) -> int:
        """Compute scenarios again in fractions, and by the exact engine where those are in doubt; how many of these."""
        few = [column[rows] for column in given]
        found, doubtful = tuple(np.empty(len(rows)) for _ in paid), np.empty(len(rows), bool)
        self.in_fractions(few, found, doubtful)
        for column, amounts in zip(paid, found, strict=True):
            column[rows] = amounts
        left = np.flatnonzero(doubtful)
        for at in left:
            for column, amount in zip(paid, self.exactly([float(one[at]) for one in few]), strict=True):
                column[rows[at]] = amount
        return len(left)

    @cached_property
    def in_fractions(self) -> Kernel:
        """The program in exact numbers, made when first it is asked for."""
        made = self.lowering(0.0)
        return by_fractions.compiled(made.program, made.operations, made.doubt)

    def exactly(self, scenario: Sequence[float]) -> list[float]:
        """What one scenario pays, by the exact engine."""
        cells = {
            given: decimal_of(value) if isfinite(value) else None
            for given, value in zip(self.inputs, scenario, strict=True)
        }
        found = self.valuation.with_cells(cells, self.part)
        amounts = (found.cells[node][cell] for node, cell in self.paid)
        return [nearest(one) if isinstance(one, Fraction) else nan for one in amounts]


def scenarios(
    computed: Computed, quantities: Iterable[str], only_numpy: bool = False, before_rounding: bool = False
) -> Scenarios:
    """The scenarios of a computed ruleset in which all observations of some quantities vary.

    With `only_numpy` no machine code is made. With `before_rounding` amounts are what the rule then rounds, none
    farther from the truth than `FARTHEST` of it. Raises `ValueError` where the payout does not rest on a quantity, or
    is put together of lines that are each rounded, and `NotServed` where a step of the calculation has no operation.
    """
    part, wanted = _paying(computed), frozenset(quantities)
    observed = [node for node in part.nodes if isinstance(node, Observed) and node.quantity in wanted]
    for one in sorted(wanted - {node.quantity for node in observed}):
        raise ValueError(f"the payout rests on no observations of “{one}”")
    return _made(computed, part, [(node.quantity, key) for node in observed for key in node.domain.keys], only_numpy,
                 before_rounding)  # fmt: skip


def scenarios_of_cells(computed: Computed, cells: Iterable[Given], only_numpy: bool = False) -> Scenarios:
    """The scenarios of a computed ruleset in which some observations vary, each by its quantity and key.

    All others are as in the data, so that only what depends on those that vary is computed for each scenario. Raises
    `ValueError` where the payout does not rest on one, and `NotServed`.
    """
    part, wanted = _paying(computed), frozenset(cells)
    observed = [node for node in part.nodes if isinstance(node, Observed)]
    inputs = [one for node in observed for key in node.domain.keys if (one := (node.quantity, key)) in wanted]
    for name, key in sorted(wanted - set(inputs)):
        raise ValueError(f"the payout rests on no observation “{'.'.join((name, *key))}”")
    return _made(computed, part, inputs, only_numpy)


def _paying(computed: Computed) -> Graph:
    """The part of the calculation that the payout rests on."""
    payout = computed.checked.ruleset.payout
    assert payout is not None, "a ruleset that pays nothing has no payouts"
    return computed.valuation.graph.only([payout.name])


def _made(
    computed: Computed, part: Graph, inputs: Sequence[Given], only_numpy: bool, before_rounding: bool = False
) -> Scenarios:
    ruleset = computed.checked.ruleset
    assert ruleset.payout is not None
    name, wanted = ruleset.payout.name, frozenset(quantity for quantity, _ in inputs)
    lows = {one: given_range(ruleset.quantities[one]).low for one in wanted}
    positive = frozenset(one for one, low in lows.items() if low is not None and low >= 0)
    payout = part.named[name]
    results = _before_rounding(payout) if before_rounding else [(payout, cell) for cell in range(payout.domain.size)]
    whole = frozenset((payout,)) if _adds_up_to_units(computed, payout, wanted) else _whole_lines(computed, part)
    asked = _asked_about(part)

    def lowering(half: float) -> Lowered:
        made = lowered(computed.valuation, part, inputs, results, asked, positive, whole, half)
        return _near_the_truth(made) if before_rounding else made

    program = lowering(HALF)
    units = [one.rounding and one.rounding.unit for one in ruleset.payout_lines]
    parts = lcm(*(unit.denominator for unit in units if unit)) if units and all(units) else None
    kernel, parts = _compiled(program, only_numpy), None if before_rounding else parts
    return Scenarios(computed.valuation, part, name, results, parts, lowering, program, kernel)


def _before_rounding(payout: Node) -> list[Place]:
    """The cells that a payout is rounded from; its own where it is not rounded."""
    if isinstance(payout, Round | Apportion):
        return [read_at(payout, 0, cell) for cell in range(payout.domain.size)]
    if any(isinstance(one, Round | Apportion) for one in before([payout], reads_of)):
        raise ValueError("the payout is put together of lines that are each rounded")
    return [(payout, cell) for cell in range(payout.domain.size)]


def _near_the_truth(made: Lowered) -> Lowered:
    """The program, in doubt also where an amount may be farther from the truth than is said."""
    program, doubts = made.program, list[Bit]()
    for one in made.results:
        size = program.emit("absolute", one.operation)
        allowed = program.emit("multiply", size, program.constant(FARTHEST / 2))
        doubts.append(program.opposite(program.emit("at_least", allowed, error_of(program, one))))
    return evolve(made, strange=program.either(made.strange, *doubts))


def _adds_up_to_units(computed: Computed, payout: Node, varying: frozenset[str]) -> bool:
    """True if it is proved that what is paid adds up to whole units, whatever the scenario."""
    if not isinstance(payout, Apportion) or len(payout.groups) != 1:
        return False
    known, inference = guarantee(computed.checked), computed.checked.inference
    if not known.is_whole_proved or known.is_proved_before_rounding:
        return False
    if known.kroner is not None:
        return (known.kroner / payout.unit).denominator == 1
    # What it adds up to comes with the data, and was in whole units there.
    is_paid = all(isinstance(cell, Fraction) for cell in computed.valuation.cells[payout])
    return is_paid and not any(inference.signatures[one].kind.unit.is_money for one in varying)


def _whole_lines(computed: Computed, part: Graph) -> frozenset[Node]:
    """The lines of the payout by largest remainders of which it is proved that they hand out whole units."""
    lines = {one.name: part.named[one.name] for one in computed.checked.ruleset.payout_lines}
    if not lines or computed.valuation.pins:
        return frozenset()
    rules = unfolded(computed.checked)
    shared = {name: node for name in lines if isinstance(node := rules.named(name), Apportion)}
    return frozenset(lines[name] for name, node in shared.items() if is_whole(rules, node).is_proved)


def _asked_about(part: Graph) -> frozenset[str]:
    """The observations of which it is asked whether there are any: a scenario may leave them out."""
    asking: list[Node] = [node for node in part.nodes if isinstance(node, HasFigure)]
    asked = before(asking, reads_of)
    return frozenset(node.quantity for node in asked if isinstance(node, Observed))


def _compiled(program: Lowered, only_numpy: bool) -> Kernel:
    if only_numpy or find_spec("llvmlite") is None:
        return by_numpy.compiled(program.program, program.operations, program.doubt)
    from rbflang.batch import by_llvm

    return by_llvm.compiled(program.program, program.operations, program.doubt)
