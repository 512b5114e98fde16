"""The closed set of steps that every calculation is made of.

A node is an array over a domain, computed from its operands cell by cell or group by group. Nodes know no rules: no
region, no indicator, no kroner. Every table keyed by node class must hold all of `NODES`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeAlias, TypeVar

from attrs import field, frozen

from rbflang.graph.domain import Domain
from rbflang.graph.origin import Origin
from rbflang.intervals import Interval
from rbflang.source import Span

T = TypeVar("T", bound=Hashable)


@frozen(repr=False)
class Figure:
    """A number not known exactly: what it comes to by the printed figures, if any, and the interval it lies in.

    Amounts are computed with what is printed, and that is what is shown. It need not lie in the interval: more may be
    known than the print says. `value` always does.
    """

    printed: Fraction | None
    interval: Interval = field()

    @interval.validator
    def _holds_a_number(self, _: object, interval: Interval) -> None:
        if interval.is_empty:
            raise ValueError("a figure that can be no number")

    @property
    def value(self) -> Fraction | None:
        """What decisions are taken on that the interval leaves open: the number in it that is nearest to the print."""
        return None if self.printed is None else self.interval.nearest(self.printed)


@frozen(repr=False)
class Failure:
    """Why a cell has no value; `where` is the address or the words it is about, `node` and `cell` where it arose."""

    slug: str
    where: str
    node: Node | None = field(default=None, eq=False, repr=False)
    cell: int = 0


Cell: TypeAlias = Fraction | bool | str | Figure | Failure


@frozen(eq=False, repr=False, slots=False)
class Operand:
    """A node as it is used: for each cell of the user, the cell that is read (`None`: the same cell).

    `span` is where it is written as a part of its user, where that is told.
    """

    node: Node
    cells: tuple[int, ...] | None = None
    span: Span | None = None

    @cached_property
    def users(self) -> Mapping[int, Sequence[int]]:
        """The cells of the user that read each cell."""
        return _places_of_each(self.cells or ())


@frozen(eq=False, repr=False, kw_only=True)
class Node:
    """One step: the domain of its result, what it reads, where in the rules it is written, and what it is there."""

    domain: Domain
    operands: tuple[Operand, ...] = ()
    span: Span | None = field(default=None)
    origin: Origin | None = field(default=None)


def _places_of_each(things: Iterable[T]) -> Mapping[T, Sequence[int]]:
    found: dict[T, list[int]] = {}
    for at, one in enumerate(things):
        found.setdefault(one, []).append(at)
    return found


def reads_of(node: Node) -> tuple[Node, ...]:
    """The nodes that a node reads."""
    return tuple(operand.node for operand in node.operands)


def printed_of(cell: Cell) -> Cell | None:
    """What a cell comes to by the printed figures; nothing where it is a figure known by a bound alone."""
    return cell.printed if isinstance(cell, Figure) else cell


def _group_of_each(groups: Sequence[Sequence[int]]) -> Mapping[int, int]:
    return {cell: number for number, group in enumerate(groups) for cell in group}


@frozen(eq=False, repr=False, kw_only=True)
class Constant(Node):
    """Values that the rules give."""

    values: tuple[Cell, ...]


@frozen(eq=False, repr=False, kw_only=True)
class Observed(Node):
    """Values that the observations give, under the name of the quantity."""

    quantity: str


@frozen(eq=False, repr=False, kw_only=True)
class Sum(Node):
    """The first operand plus the second."""


@frozen(eq=False, repr=False, kw_only=True)
class Difference(Node):
    """The first operand minus the second."""


@frozen(eq=False, repr=False, kw_only=True)
class Product(Node):
    """The first operand times the second."""


@frozen(eq=False, repr=False, kw_only=True)
class Quotient(Node):
    """The first operand divided by the second."""


@frozen(eq=False, repr=False, kw_only=True, slots=False)
class Reduce(Node):
    """Sum, mean, least, greatest, count or one in order of a group of cells; a second operand says which members count.

    `place` is which one in order: the share of a percentile, or the number from the least or the greatest.
    """

    kind: Literal["sum", "mean", "least", "greatest", "count", "median", "percentile", "nth_least", "nth_greatest"]
    groups: tuple[tuple[int, ...], ...]
    is_filtered: bool = False
    place: Fraction = Fraction(0)

    @cached_property
    def groups_with(self) -> Mapping[int, Sequence[int]]:
        """The groups that each cell counts in."""
        found: dict[int, list[int]] = {}
        for number, group in enumerate(self.groups):
            for cell in group:
                found.setdefault(cell, []).append(number)
        return found


@frozen(eq=False, repr=False, kw_only=True)
class LeastOrGreatest(Node):
    """The least or the greatest of the operands."""

    kind: Literal["least", "greatest"]


@frozen(repr=False)
class Stair:
    """A step: which arguments it holds for, and what it gives."""

    interval: Interval
    result: Fraction


@frozen(eq=False, repr=False, kw_only=True)
class Staircase(Node):
    """What the step gives that the operand stands on; the steps cover every number once, or fail outside."""

    stairs: tuple[Stair, ...]
    name: str


@frozen(eq=False, repr=False, kw_only=True)
class Ramp(Node):
    """What straight lines between points give for the first operand, flat outside them.

    The other operands are the place of each point and what it gives, in turn; the places rise strictly, or it fails.
    One without a name of its own is written in a formula.
    """

    name: str = ""


@frozen(eq=False, repr=False, kw_only=True, slots=False)
class Ranking(Node):
    """Each member's place in its group, as places are given in sport; a second operand says who takes part.

    There is a group for each cell of the domain `per`.
    """

    per: Domain
    highest_first: bool
    ties: Literal["best", "worst", "middle"]
    groups: tuple[tuple[int, ...], ...]
    is_filtered: bool = False

    @cached_property
    def group_of(self) -> Mapping[int, int]:
        """Which group each cell is in."""
        return _group_of_each(self.groups)


@frozen(eq=False, repr=False, kw_only=True)
class Compare(Node):
    """Whether the first operand stands so to the second."""

    operator: Literal["at_least", "at_most", "more_than", "less_than", "is", "is_not"]


@frozen(eq=False, repr=False, kw_only=True)
class Connective(Node):
    """Both, at least one, or (with one operand) the opposite."""

    operator: Literal["and", "or", "not"]


@frozen(eq=False, repr=False, kw_only=True)
class Choose(Node):
    """The second operand where the first is true, else the third; what is not chosen is not looked at."""


@frozen(eq=False, repr=False, kw_only=True)
class HasFigure(Node):
    """Whether the operand has a figure."""


@frozen(eq=False, repr=False, kw_only=True, slots=False)
class Gather(Node):
    """Each cell from a cell of one of the operands."""

    sources: tuple[tuple[int, int], ...]

    @cached_property
    def takers(self) -> Mapping[tuple[int, int], Sequence[int]]:
        """The cells that are taken from each cell of each operand."""
        return _places_of_each(self.sources)


@frozen(eq=False, repr=False, kw_only=True, slots=False)
class ShareOut(Node):
    """Points shared in proportion to parts within each group: operands are points, parts and who takes part.

    The points of a group are handed out whole, unless nobody takes part, or nobody has parts and they lapse then. There
    is a group for each cell of the domain `per`.
    """

    per: Domain
    nobody: Literal["equally", "lapse"]
    groups: tuple[tuple[int, ...], ...]

    @cached_property
    def group_of(self) -> Mapping[int, int]:
        """Which group each cell is in."""
        return _group_of_each(self.groups)


@frozen(eq=False, repr=False, kw_only=True)
class Round(Node):
    """The operand as a whole number of units."""

    unit: Fraction
    mode: Literal["half_up", "half_even", "downwards", "upwards"]


@frozen(eq=False, repr=False, kw_only=True, slots=False)
class Apportion(Node):
    """The operand as a whole number of units: largest remainders are rounded up, each group keeps its sum.

    There is a group for each cell of the domain `per`.
    """

    per: Domain
    unit: Fraction
    groups: tuple[tuple[int, ...], ...]

    @cached_property
    def group_of(self) -> Mapping[int, int]:
        """Which group each cell is in."""
        return _group_of_each(self.groups)


NODES: tuple[type[Node], ...] = (
    Constant, Observed, Sum, Difference, Product, Quotient, Reduce, LeastOrGreatest, Staircase, Ramp, Ranking, Compare,
    Connective, Choose, HasFigure, Gather, ShareOut, Round, Apportion,
)  # fmt: skip
GROUPED = (Ranking, ShareOut, Apportion)  # where all cells of a group read the same cells
DECISIONS: tuple[type[Node], ...] = (Staircase, Compare)
