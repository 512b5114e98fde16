"""How a result was computed from what lies below a region: its trusts, and what was counted in each of them.

Takes the cells of a valuation and a computed cell of a region; gives a line for each member below it, with the values
that were read there, and the sums that the result was made from. It computes nothing, and names no set by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.explanation.cells import Cells, chosen_place
from rbflang.explanation.explain import named_behind
from rbflang.explanation.hidden import hidden
from rbflang.graph.nodes import Cell, Failure, Node, Reduce
from rbflang.ruleset.model import Member, Quantity
from rbflang.tables.reads import Place


@frozen(eq=False, repr=False)
class Below:
    """A member below the region: the value in each column, and the titles of the members that were counted.

    `None` stands for a value that is not shown.
    """

    member: Member
    values: tuple[Cell | None, ...]
    counted: tuple[tuple[str, ...], ...]


@frozen(eq=False, repr=False)
class Derivation:
    """A computed cell: the set below the region, its columns and lines, and the quantities it was made from."""

    quantity: Quantity
    place: Place
    below: str
    columns: tuple[Quantity, ...]
    lines: tuple[Below, ...]
    sums: tuple[tuple[Quantity, Place], ...]


def derivation(cells: Cells, name: str, members: Mapping[str, str], among: str) -> Derivation | None:
    """How the cell came about; `None` where it is a figure of the data, or rests on nothing below the region."""
    quantity = cells.ruleset.quantities[name]
    if not quantity.is_computed or cells.source_row(name, members) is not None:
        return None
    valuation = cells.computed.valuation
    node = valuation.graph.named[name]
    place = (node, node.domain.index[cells.key(name, members)])
    read = [valuation.graph.names[one] for one, _ in valuation.behind([place]) if one in valuation.graph.names]
    columns, below = _columns(cells, frozenset(read), among)
    if not columns:
        return None
    under = [(one, {**members, below: one.name}) for one in _under(cells, below, members)]
    columns = tuple(dict.fromkeys((*columns, *_withheld(cells, [at for _, at in under], below))))
    lines = tuple(_line(cells, columns, one, at) for one, at in under)
    sums = tuple(_sums(cells, place, below))
    return Derivation(quantity, place, below, columns, lines, sums)


def _columns(cells: Cells, read: frozenset[str], among: str) -> tuple[tuple[Quantity, ...], str]:
    """The quantities read that vary over the set right below the region, in the order of the text, and that set."""
    axes = cells.space.axes
    for name, axis in axes.items():
        if axis.above[-1:] == (among,):
            found = [one for one in cells.ruleset.quantities.values() if one.name in read and name in one.sets]
            if found:
                return tuple(found), name
    return (), ""


def _withheld(cells: Cells, at: Sequence[Mapping[str, str]], below: str) -> Iterator[Quantity]:
    """The inputs of these members whose small figures are not shown: how many a report on them leaves out."""
    for one in cells.ruleset.quantities.values():
        may_be_hidden = one.typing is not None and one.typing.shown_from is not None
        if may_be_hidden and below in one.sets and any(cells.observation(one.name, members) for members in at):
            yield one


def _under(cells: Cells, below: str, members: Mapping[str, str]) -> Iterator[Member]:
    above = cells.ruleset.sets[below].above or ""
    return (one for one in cells.members(below) if one.above == members[above])


def _line(cells: Cells, columns: Sequence[Quantity], member: Member, members: Mapping[str, str]) -> Below:
    values = tuple(_shown(cells, one, members) for one in columns)
    counted = [titles for one in columns for titles in _counted(cells, one, members)]
    return Below(member, values, tuple(counted))


def _shown(cells: Cells, quantity: Quantity, members: Mapping[str, str]) -> Cell | None:
    node = cells.computed.valuation.graph.named[quantity.name]
    place = (node, node.domain.index[cells.key(quantity.name, members)])
    return None if place in hidden(cells.computed) else cells.cell(quantity.name, members)


def _counted(cells: Cells, quantity: Quantity, members: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The members that a count let in, those below the member first: `Sted B2` and `2. tertial`."""
    node = cells.computed.valuation.graph.named[quantity.name]
    cell = node.domain.index[cells.key(quantity.name, members)]
    if not isinstance(node, Reduce) or node.kind != "count" or not node.is_filtered:
        return
    wide, asked = node.operands[0].node.domain, node.operands[1]
    for at in node.groups[cell]:
        answer = cells.computed.valuation.cells[asked.node][asked.cells[at] if asked.cells else at]
        if answer is True:
            key = dict(zip(wide.sets, wide.keys[at], strict=True))
            rest = [name for name in wide.sets if name not in node.domain.sets]
            lower = sorted(rest, key=lambda name: not cells.space.axes[name].above)
            yield tuple(cells.ruleset.sets[name][key[name]].short for name in lower)


def _sums(cells: Cells, place: Place, below: str) -> Iterator[tuple[Quantity, Place]]:
    """The named numbers that the result was made from, none of them below the region."""
    for one in named_behind(cells.computed, chosen_place(cells.computed.valuation, place)):
        quantity = cells.ruleset.quantities[cells.computed.valuation.graph.names[one[0]]]
        if below not in one[0].domain.sets:
            yield quantity, one


def operation_of(cells: Cells, place: Place) -> tuple[type[Node], tuple[Cell, ...]]:
    """The step that gave the result, and the values it was given."""
    valuation = cells.computed.valuation
    node, cell = chosen_place(valuation, place)
    values = [valuation.cells[one][at] for one, at in valuation.reads(node, cell)]
    return type(node), tuple(value for value in values if not isinstance(value, Failure))
