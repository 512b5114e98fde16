"""What the cells of a node are made with, and what several kinds of nodes ask of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import frozen

from rbflang.batch.arithmetic import added, selected
from rbflang.batch.program import Bit, Program
from rbflang.batch.symbols import ONE, ZERO, Numeric, Symbol, Truth, constant
from rbflang.graph.nodes import Node

# Each pair of a group that is ranked or apportioned is compared.
MOST_IN_A_GROUP = 64
Made: TypeAlias = "dict[int, Symbol]"
Work: TypeAlias = "Callable[[Lowering, Sequence[int]], Made]"


class NotServed(Exception):
    """A step of the calculation that scenarios cannot be computed with: its node, and why."""

    def __init__(self, node: Node, why: str) -> None:
        super().__init__(why)
        self.node = node


@frozen(eq=False, repr=False)
class Lowering:
    """What the cells of a node are made with."""

    program: Program
    node: Any
    columns: Sequence[Sequence[Symbol]]
    adds_up: bool = False

    def member(self, group: Sequence[int], operand: int) -> list[Any]:
        """The cells of an operand that a group reads."""
        return [self.columns[operand][cell] for cell in group]


def each_cell(work: Callable[..., Symbol]) -> Work:
    """The step of a node that goes cell by cell."""

    def cells(at: Lowering, asked: Sequence[int]) -> Made:
        return {cell: work(at, *(column[cell] for column in at.columns)) for cell in asked}

    return cells


def as_truth(program: Program, symbol: Symbol) -> Truth:
    """A truth value; where the cell has failed, which is told as a number without value, a doubtful one."""
    if isinstance(symbol, Numeric):
        return Truth(False, program.either(*symbol.unsure) or True)
    assert isinstance(symbol, Truth)
    return symbol


def let_in(at: Lowering, group: Sequence[int]) -> list[Truth]:
    """Which members of a group the condition lets in."""
    if not at.node.is_filtered:
        return [Truth(True)] * len(group)
    return [as_truth(at.program, one) for one in at.member(group, 1)]


def counted(program: Program, inside: Sequence[Truth]) -> Numeric:
    """How many are let in."""
    one, zero = constant(program, ONE), constant(program, ZERO)
    found = zero
    for truth in inside:
        found = added(program, found, selected(program, Truth(truth.bit), one, zero))
    return found


def one_if(program: Program, bit: Bit, value: Fraction) -> Numeric:
    """A value where a bit is true, else zero."""
    return selected(program, Truth(bit), constant(program, value), constant(program, ZERO))


def small_enough(at: Lowering, group: Sequence[object]) -> None:
    """Refuse a group in which too many are compared with each other."""
    if len(group) > MOST_IN_A_GROUP:
        raise NotServed(at.node, f"more than {MOST_IN_A_GROUP} that are compared with each other")
