"""An item of an account: a cell of the valuation with its unit, what is known of it, and where it comes from.

Takes the cells of a valuation; computes nothing, words nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from rbflang.data.figures import OPTION, Observation
from rbflang.explanation.basis import ORDER, row_of
from rbflang.explanation.cells import Cells
from rbflang.explanation.hidden import hidden
from rbflang.explanation.roles import unit_of
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, Constant, Failure, Figure, printed_of
from rbflang.graph.origin import Origin
from rbflang.intervals import Interval
from rbflang.quantities import Unit
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.source import Span
from rbflang.syntax.tree import Citation
from rbflang.tables.reads import Place


@frozen(eq=False, repr=False)
class Item:
    """What it is and of whom, its value and unit, the interval of a figure not known exactly, and where it is from.

    `value` is a number, yes or no, a word, or why there is none; nothing where a bound is all that is known. `row` is
    the row of the data that gave it, `origin` what its author wrote, `span` where. A value of the rules may be that of
    a member above, in the sets it was `taken_from`, or it may be asked for and not given. What `is_hidden` is
    computed with and not shown.
    """

    quantity: Quantity
    key: Key
    value: Cell | None
    unit: Unit
    interval: Interval | None
    origin: Origin | None
    row: Observation | None
    citation: Citation | None
    span: Span
    taken_from: tuple[str, ...]
    is_not_given: bool
    is_hidden: bool

    @property
    def exact(self) -> Fraction | None:
        """The number; `None` where there is none."""
        return self.value if isinstance(self.value, Fraction) else None

    @property
    def number(self) -> Fraction:
        """The number of an item that has one."""
        assert self.exact is not None, self.quantity.name
        return self.exact

    def members(self, ruleset: Ruleset) -> Mapping[str, str]:
        """The member of each set that it is of; the empty name where it is of a member above."""
        return dict(zip(ruleset.space.domain(self.quantity.sets).sets, self.key, strict=True))

    @property
    def is_set(self) -> bool:
        """True for a number that was set on the command line in place of that of the rules."""
        return self.span.source.name == OPTION

    @property
    def status(self) -> str:
        """How sure the row, the number or the formula is by itself: its weakest entry."""
        if self.row is not None:
            return self.row.status
        entries = self.citation.entries if self.citation else ()
        return max((entry.status for entry in entries), key=ORDER.index, default="documented")

    @property
    def source(self) -> str:
        """Where the number or the formula comes from, as it is written beside a line."""
        if self.is_set:
            return OPTION
        entry = self.citation.entries[0] if self.citation else None
        return " ".join(filter(None, (entry.source, ", ".join(entry.places)))) if entry and entry.source else ""

    @property
    def place(self) -> str:
        """The file and line of the number or the formula."""
        return self.span.short


def item_of(cells: Cells, quantity: Quantity, members: Mapping[str, str]) -> Item:
    """The item that a quantity's cell at these members is."""
    node = cells.computed.valuation.graph.named[quantity.name]
    return item_at(cells, (node, node.domain.index[cells.key(quantity.name, members)]))


def item_at(cells: Cells, place: Place) -> Item:
    """The item that the cell of a named quantity is."""
    node, at = place
    quantity = cells.ruleset.quantities[cells.computed.valuation.graph.names[node]]
    key, cell = node.domain.keys[at], cells.computed.valuation.cells[node][at]
    given = quantity.given.get(key)
    return Item(
        quantity=quantity,
        key=key,
        value=printed_of(cell),
        unit=unit_of(cells.computed.checked, quantity),
        interval=cell.interval if isinstance(cell, Figure) else None,
        origin=node.origin,
        row=row_of(cells.computed, quantity.name, key),
        citation=given.citation if given else quantity.citation,
        span=given.span if given else quantity.span,
        taken_from=given.taken_from if given else (),
        is_not_given=isinstance(node, Constant) and isinstance(cell, Failure),
        is_hidden=place in hidden(cells.computed),
    )


def items_of(cells: Cells, quantity: Quantity) -> tuple[Item, ...]:
    """The items of all a quantity's cells, in their order."""
    node = cells.computed.valuation.graph.named[quantity.name]
    return tuple(item_at(cells, (node, at)) for at in range(node.domain.size))
