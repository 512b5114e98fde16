"""What the table of ranges says holds for all data.

Rulesets are drawn as for the claims of `check`. Every cell that anything rests on lies where the table says, in a
branch too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random

import pytest
from attrs import field, mutable
from claims.figures import drawn_figures
from claims.rulesets import drawn_ruleset
from claims.tried import Checked, checked_of

from rbflang.graph import nodes as g
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Node
from rbflang.intervals import EVERYTHING, Interval
from rbflang.proofs.all_data import AllData, for_all_data
from rbflang.tables.node_ranges import Ranges
from rbflang.tables.possible_cells import Possible
from rbflang.tables.valuation import Valuation, run

RULESETS, SEED, TIMES = 300, 7, 4


@mutable
class Tally:
    """What was tried, and what does not hold."""

    rulesets: int = 0
    cells: Counter[str] = field(factory=Counter)
    wrong: list[str] = field(factory=list)


@pytest.fixture(scope="module")
def tally() -> Tally:
    found, number = Tally(), SEED * 1_000_003
    while found.rulesets < RULESETS:
        number += 1
        drawn = drawn_ruleset(number)
        one = checked_of(drawn)
        if isinstance(one, Checked):
            found.rulesets += 1
            data = for_all_data(one.checked)
            ranges = data.ranges
            about = f"ruleset {number}"
            found.wrong += [f"{about}: {each}" for each in outside(one, data, ranges, Random(number), found.cells)]
    return found


def outside(one: Checked, data: AllData, ranges: Ranges, random: Random, tried: Counter[str]) -> Iterator[str]:
    """The cells that something rests on, and that are not where they should be."""
    alike = counterparts(one.graph, data.graph)
    named = [(node, at) for node in one.graph.named.values() for at in range(node.domain.size)]
    for _ in range(TIMES):
        valuation = run(one.graph, drawn_figures(one.checked, random))
        for node, at in valuation.behind(named):
            if node in alike:
                possible = possible_at(ranges, alike[node], node, at)
                cell = valuation.cells[node][at]
                is_known = isinstance(possible, Interval) and possible != EVERYTHING
                tried[type(node).__name__] += is_known or (possible is not None and not isinstance(possible, Interval))
                if not holds(possible, cell):
                    yield f"{told(node, valuation)}{node.domain.keys[at]} is {cell}, outside {possible}"


def counterparts(graph: Graph, other: Graph) -> Mapping[Node, Node]:
    """The nodes of one ruleset in two graphs; of named ones alone where members from data change what is computed."""
    if [type(node) for node in graph.nodes] == [type(node) for node in other.nodes]:
        return dict(zip(graph.nodes, other.nodes, strict=True))
    return {node: other.named[name] for name, node in graph.named.items()}


def possible_at(ranges: Ranges, node: Node, of: Node, at: int) -> Possible:
    """What a cell can be; of a set whose members come with the data, what any of them can."""
    return ranges.cells[node][at] if node.domain.keys == of.domain.keys else ranges.of(node)


def holds(possible: Possible, cell: Cell) -> bool:
    if isinstance(cell, g.Failure):
        return True
    if possible is None:
        return False
    if isinstance(possible, Interval):
        value = cell.printed if isinstance(cell, g.Figure) else cell
        return possible.holds(value)  # type: ignore[arg-type]
    return cell in possible or isinstance(cell, str)


def told(node: Node, valuation: Valuation) -> str:
    return node.span.text if node.span else valuation.graph.names.get(node, type(node).__name__)


def test_every_cell_lies_where_the_table_says(tally: Tally) -> None:
    assert not tally.wrong


def test_what_is_tried_is_worth_the_name(tally: Tally) -> None:
    """Cells of every kind of node were somewhere in particular."""
    few = {one.__name__: tally.cells[one.__name__] for one in g.NODES if tally.cells[one.__name__] < 150}
    assert not few
