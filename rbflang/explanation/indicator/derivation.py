"""How a result was computed from what lies below a region: its trusts, and what was counted in each of them.

Takes the cells of a valuation and a computed cell of a region; gives a line for each member below it, with the values
that were read there, and the sums that the result was made from. It computes nothing, and names no set by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.explanation.cells import Cells, chosen_place
from rbflang.explanation.explain import named_behind
from rbflang.explanation.indicator.placing import placings
from rbflang.explanation.item import Item, item_at, item_of
from rbflang.explanation.workings import Working, decimals_of, term_at, working
from rbflang.graph.nodes import Reduce
from rbflang.ruleset.model import INDICATOR, Measure, Member, Quantity
from rbflang.ruleset.order import target_of
from rbflang.syntax.traversal import names_read
from rbflang.tables.reads import Place


@frozen(eq=False, repr=False)
class Below:
    """A member below the region: the item in each column, and the titles of the members that were counted."""

    member: Member
    values: tuple[Item, ...]
    counted: tuple[tuple[str, ...], ...]


@frozen(eq=False, repr=False)
class Derivation:
    """A computed result: the set below the region, its columns and lines, and the sums it was made from.

    `working` is how it was made from them.
    """

    result: Item
    below: str
    columns: tuple[Quantity, ...]
    lines: tuple[Below, ...]
    sums: tuple[Item, ...]
    working: Working


def derivations_of(
    cells: Cells, measures: Sequence[Measure], members: Mapping[str, str], among: str
) -> Iterator[Derivation]:
    """How the results that the measures stand on or ask for came about, each once."""
    for name in dict.fromkeys(name for measure in measures for name in _asked(cells, measure, members, among)):
        found = derivation(cells, name, members, among)
        if found:
            yield found


def _asked(cells: Cells, measure: Measure, members: Mapping[str, str], among: str) -> Iterator[str]:
    """What a measure's staircases stand on and its requirements read."""
    placed = placings(cells, measure, members[INDICATOR], among, members[among])
    read = [one.text for gate in measure.gates for one in names_read(gate.condition)]
    for text in [one.on.observed for one in placed] + read:
        target = target_of(cells.ruleset, text, measure.name)
        if target and cells.ruleset.quantities[target].measure is None:
            yield target


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
    result, made = item_at(cells, place), chosen_place(cells.computed.valuation, place)
    term = term_at(cells, made, is_whole=made == place or made[0] not in cells.computed.valuation.graph.names)
    sums = tuple(_sums(cells, place, below))
    return Derivation(
        result, below, columns, lines, sums, working(result, term, result.exact, decimals_of(result.unit))
    )


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
    values = tuple(item_of(cells, one, members) for one in columns)
    counted = [titles for one in columns for titles in _counted(cells, one, members)]
    return Below(member, values, tuple(counted))


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


def _sums(cells: Cells, place: Place, below: str) -> Iterator[Item]:
    """The named numbers that the result was made from, none of them below the region."""
    for one in named_behind(cells.computed, chosen_place(cells.computed.valuation, place)):
        if below not in one[0].domain.sets:
            yield item_at(cells, one)
