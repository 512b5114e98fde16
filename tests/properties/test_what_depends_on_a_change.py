"""What is computed again is what a whole run gives: every cell, where failures arose, what is open, and what was read.

Rulesets and figures are drawn at random, and so are the cells that change: figures that are missing, exact or printed,
figures and pins that are taken away, and pins on whatever has a name. A change starts from a valuation that was changed
before. Steps are exchanged for others too.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from attrs import evolve, frozen
from claims.figures import drawn_figures
from claims.rulesets import drawn_ruleset
from claims.tried import Checked, checked_of

from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import (
    Apportion,
    Cell,
    Choose,
    Constant,
    Difference,
    Failure,
    Figure,
    LeastOrGreatest,
    Node,
    Observed,
    Operand,
    Product,
    Round,
    Sum,
)
from rbflang.intervals import Interval
from rbflang.tables.valuation import Valuation, run

RULESETS, CHANGES = 250, 4
Cells = dict[str, dict[Key, Cell]]
Values = dict[tuple[str, Key], Cell | None]
NUMBERS = tuple(Fraction(one) for one in ("0", "1", "-1", "1/2", "4/5", "3", "1000", "7/3"))


@frozen
class Told:
    """A cell with all that can be told of it: of a failure also where it arose."""

    kind: type
    cell: Cell
    arose: tuple[Node | None, int]


def told(cell: Cell) -> Told:
    """A cell as it is compared: alike is not enough where one is a number and the other says yes."""
    return Told(type(cell), cell, (cell.node, cell.cell) if isinstance(cell, Failure) else (None, 0))


def assert_the_same(changed: Valuation, whole: Valuation) -> None:
    """Both say the same of everything that is written down."""
    for node in whole.graph.nodes:
        assert [*map(told, changed.cells[node])] == [*map(told, whole.cells[node])], type(node)
        for cell in range(node.domain.size):
            assert changed.reads(node, cell) == whole.reads(node, cell)
    assert [_decision(one) for one in changed.open] == [_decision(one) for one in whole.open]
    assert changed.pins == whole.pins
    assert {at: told(cell) for at, cell in changed.unpinned.items()} == {
        at: told(cell) for at, cell in whole.unpinned.items()
    }


def assert_the_part_is_the_same(valuation: Valuation, values: Values, changed: Valuation, random: Random) -> None:
    """Of a quantity asked for alone, the same is said as of all."""
    name = random.choice(list(changed.graph.named))
    part = valuation.with_cells(values, valuation.graph.only((name,)))
    assert part.of(name).keys() == changed.of(name).keys()
    for node in part.graph.nodes:
        assert [*map(told, part.cells[node])] == [*map(told, changed.cells[node])]
    assert set(map(_decision, part.open)) == {_decision(one) for one in changed.open if one.node in part.cells}


def _decision(one: object) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in ("node", "cell", "interval", "taken"))


def another(cell: Cell, random: Random) -> Cell:
    """Something that may stand where the cell stands."""
    if isinstance(cell, bool):
        return not cell
    number = random.choice(NUMBERS)
    if random.randrange(2):
        return number
    around = Interval(number - Fraction(1, 10), number + Fraction(1, 10), True, False)
    return Figure(None if random.randrange(4) == 0 else number, around)


def changes(valuation: Valuation, random: Random) -> Values:
    """One to three cells of what has a name, and what is to stand there."""
    graph, found = valuation.graph, {}
    observed = [name for name, node in graph.named.items() if isinstance(node, Observed) and node.domain.size]
    names = [name for name, node in graph.named.items() if node.domain.size]
    for _ in range(random.choice((1, 1, 2, 3))):
        name = random.choice(observed if observed and random.randrange(3) else names)
        node = graph.named[name]
        at = random.randrange(node.domain.size)
        cell = valuation.cells[node][at]
        if not isinstance(cell, str):
            found[name, node.domain.keys[at]] = another(cell, random) if random.randrange(12) else None
    for name, pins in valuation.pins.items():
        if pins and random.randrange(3) == 0:
            found[name, random.choice(list(pins))] = None
    return found


def with_changes(graph: Graph, given: Cells, pins: Cells, values: Values) -> tuple[Cells, Cells]:
    """All figures and all pins with these among them."""
    given, pins = ({name: dict(cells) for name, cells in each.items()} for each in (given, pins))
    for (name, key), cell in values.items():
        cells = (given if isinstance(graph.named[name], Observed) else pins).setdefault(name, {})
        if cell is None:
            cells.pop(key, None)
        else:
            cells[key] = cell
    return given, pins


def other_steps(graph: Graph, random: Random) -> dict[Node, Node]:
    """One or two steps, and what may stand in their place: other arithmetic, or a constant of its own."""
    nodes = [node for node in graph.nodes if isinstance(node, Sum | Product | Choose | LeastOrGreatest | Round)]
    found: dict[Node, Node] = {}
    for node in random.sample(nodes, min(len(nodes), random.choice((1, 2)))):
        same = {"domain": node.domain, "operands": node.operands, "origin": node.origin}
        if isinstance(node, Choose):
            met = Constant(domain=node.domain, values=(random.randrange(2) == 0,) * node.domain.size)
            found[node] = evolve(node, operands=(Operand(met), *node.operands[1:]))
        elif isinstance(node, Round):
            whole = (tuple(range(node.domain.size)),)
            found[node] = Apportion(per=graph.space.domain(()), unit=node.unit, groups=whole, **same)
        elif isinstance(node, LeastOrGreatest):
            found[node] = evolve(node, kind="least" if node.kind == "greatest" else "greatest")
        else:
            found[node] = (Product if isinstance(node, Sum) else Difference)(**same)
    return found


def assert_other_steps_give_the_same(valuation: Valuation, given: Cells, random: Random) -> Counter[str]:
    """The cells with other steps are those of a calculation that has them in their place."""
    graph = valuation.graph
    part = graph.only((random.choice(list(graph.named)),))
    steps = other_steps(part, random)
    made: dict[Node, Node] = {}
    for node in graph.nodes:
        step = steps.get(node, node)
        operands = tuple(Operand(made.get(one.node, one.node), one.cells) for one in step.operands)
        made[node] = evolve(step, operands=operands)
    still_read = {f" {at}": one for at, one in enumerate(made.values())}
    named = {name: made[node] for name, node in graph.named.items()}
    whole = run(Graph(graph.space, {**still_read, **named}), given, valuation.pins)
    changed = valuation.with_steps(steps, part)
    for node in part.nodes:
        assert changed[node] == whole.cells[made[node]]
    moved = any(changed[node] != valuation.cells[node] for node in steps)
    return Counter({"exchanged": bool(steps), "moved by a step": moved})


@pytest.fixture(scope="module")
def tally() -> Counter[str]:
    """All that is drawn, compared; and how much of it there was."""
    found: Counter[str] = Counter()
    number = 0
    while found["rulesets"] < RULESETS:
        number += 1
        checked = checked_of(drawn_ruleset(number))
        if not isinstance(checked, Checked):
            continue
        found["rulesets"] += 1
        found.update(compared(checked, Random(number)))
    return found


def compared(checked: Checked, random: Random) -> Counter[str]:
    """One ruleset changed several times, each change on the one before."""
    found: Counter[str] = Counter()
    given, pins = drawn_figures(checked.checked, random), {}
    for cells in given.values():
        for key, cell in list(cells.items()):
            if random.randrange(12) == 0:
                del cells[key]
            elif not isinstance(cell, bool) and random.randrange(2):
                cells[key] = another(cell, random)
    valuation = run(checked.graph, given, pins)
    for _ in range(CHANGES):
        values = changes(valuation, random)
        given, pins = with_changes(checked.graph, given, pins, values)
        changed, whole = valuation.with_cells(values), run(checked.graph, given, pins)
        assert_the_same(changed, whole)
        assert_the_part_is_the_same(valuation, values, changed, random)
        found.update(assert_other_steps_give_the_same(changed, given, random))
        still = sum(changed.cells[node] is valuation.cells[node] for node in checked.graph.nodes)
        found["nodes"] += len(checked.graph.nodes)
        found["still"] += still
        found["open"] += bool(changed.open)
        found["pins"] += bool(changed.pins)
        found["failures"] += any(isinstance(cell, Failure) for cells in changed.cells.values() for cell in cells)
        found["taken away"] += any(cell is None for cell in values.values())
        found["changes"] += 1
        found.update({type(node).__name__ for node in checked.graph.nodes
                      if changed.cells[node] is not valuation.cells[node]})  # fmt: skip
        valuation = changed
    return found


def test_what_depends_on_a_change_is_what_a_whole_run_gives(tally: Counter[str]) -> None:
    assert tally["changes"] == RULESETS * CHANGES


def test_what_is_drawn_is_worth_comparing(tally: Counter[str]) -> None:
    """Much stands still, much is open, pinned or without a value, and every kind of step moves now and then."""
    print(tally)
    assert tally["still"] * 2 > tally["nodes"]
    for kind in ("open", "pins", "failures", "taken away", "moved by a step"):
        assert tally[kind] * 30 > tally["changes"], kind
    moving = ("Observed", "Sum", "Difference", "Product", "Quotient", "Reduce", "LeastOrGreatest", "Staircase",
              "Ranking", "Compare", "Connective", "Choose", "HasFigure", "Gather", "ShareOut", "Round",
              "Apportion")  # fmt: skip
    assert not [kind for kind in moving if tally[kind] < 2]
