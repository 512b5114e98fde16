"""The way to a payout down the author's named formulas, each with its figures, whatever shape they have.

Takes the cells of a valuation and the parts its quantities play. The lines are of formulas that vary over who is paid
or over nothing, and each comes after those it reads. The way of an indicator's points goes through what they decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from rbflang.explanation.cells import Cells
from rbflang.explanation.explain import named_behind
from rbflang.explanation.item import Item, item_at, items_of
from rbflang.explanation.paid import paid_decimals
from rbflang.explanation.roles import Roles
from rbflang.explanation.workings import Term, Working, decimals_of, leaves, term_at, worked, working, working_of
from rbflang.graph import nodes as g
from rbflang.graph.closure import before
from rbflang.graph.nodes import Node
from rbflang.quantities import POINTS
from rbflang.ruleset.model import INDICATOR, MEASURE, POINTS_NAME, Member, Quantity
from rbflang.ruleset.order import dependencies
from rbflang.tables.reads import Place, read_at

LIMITS = ("least", "greatest")
WITH_INDICATORS = (INDICATOR, MEASURE)
FORMULAS = ("formula", "payout", "whole")


def formula_lines(cells: Cells, roles: Roles, payee: str, starts: Sequence[Quantity]) -> tuple[Working, ...]:
    """A line for each formula that these rest on, themselves included; a payout as it is before it is rounded."""
    return tuple(_line(cells, roles, place) for place in formulas_behind(cells, roles, payee, starts))


def formulas_behind(cells: Cells, roles: Roles, payee: str, starts: Sequence[Quantity]) -> tuple[Place, ...]:
    """The cells of the formulas behind these for one who is paid: one's own, and those that all have in common.

    What a line of the chain of factors tells is left out.
    """
    own = _payout_place(cells, roles, {roles.among: payee})
    path = dict(zip(own[0].domain.sets, own[0].domain.keys[own[1]], strict=True))
    told = {link.quantity.name for link in roles.chain if roles.follows_points}

    def is_own(place: Place) -> bool:
        quantity = cells.ruleset.quantities[cells.computed.valuation.graph.names[place[0]]]
        members = zip(place[0].domain.sets, place[0].domain.keys[place[1]], strict=True)
        of_a_line = quantity.role == "payout"
        is_here = all(path.get(name, member if of_a_line else None) == member for name, member in members)
        return quantity.role in FORMULAS and is_here and quantity.name not in told

    def is_divided(place: Place) -> bool:
        """True for a formula that divides what one is paid by a set of its own, as by those who pay."""
        quantity = cells.ruleset.quantities[cells.computed.valuation.graph.names[place[0]]]
        is_of_an_indicator = any(one in WITH_INDICATORS for one in place[0].domain.sets)
        return quantity.role == "formula" and roles.among in quantity.sets and not is_of_an_indicator

    def read(place: Place) -> list[Place]:
        behind = dict.fromkeys(named_behind(cells.computed, place))
        divided = [one for one in behind if not is_own(one) and is_divided(one)]
        return [
            one for one in dict.fromkeys((*behind, *(each for one in divided for each in read(one)))) if is_own(one)
        ]

    first = ((cells.computed.valuation.graph.named[one.name], cells.key(one.name, path)) for one in starts)
    return tuple(before(filter(is_own, ((node, node.domain.index[key]) for node, key in first)), read))


def quantities_behind(cells: Cells, roles: Roles) -> tuple[Quantity, ...]:
    """What the payout is made of, itself last: numbers that each who is paid has, or that all have in common."""
    quantities = cells.ruleset.quantities

    def read(one: Quantity) -> list[Quantity]:
        if one.role not in FORMULAS:
            return []
        lines = cells.ruleset.payout_lines if one.role == "whole" else ()
        read_by = (dependencies(cells.ruleset, each) for each in (one, *lines))
        named = (quantities[name] for names in read_by for name in names)
        return [each for each in named if set(each.sets) <= {roles.among} and each.measure is None]

    return tuple(one for one in before([roles.payout], read) if _is_told_in_numbers(cells, one))


def _is_told_in_numbers(cells: Cells, quantity: Quantity) -> bool:
    """True if some of its cells are numbers, and all that are may be shown."""
    items = items_of(cells, quantity)
    return any(one.exact is not None for one in items) and not any(one.is_hidden for one in items)


def _payout_place(cells: Cells, roles: Roles, members: Mapping[str, str]) -> Place:
    node = cells.computed.valuation.graph.named[roles.payout.name]
    return node, node.domain.index[cells.key(roles.payout.name, members)]


def _line(cells: Cells, roles: Roles, place: Place) -> Working:
    """The line of a formula; of a payout as it is before it is rounded, with so many decimals that it is seen how."""
    item = item_at(cells, place)
    if item.quantity is not roles.payout:
        return evolve(working_of(cells, item), part=_part_of(cells, item))
    term, paid = term_at(cells, place, is_whole=True), paid_decimals(cells.computed)
    usual = item.unit.currency.decimals
    most = paid + usual if item.quantity.rounding else max(paid, usual)
    return working(item, term, term.value, most)


def _part_of(cells: Cells, item: Item) -> Member | None:
    """The member that a line of a payout is for, where it varies over two sets."""
    sets = item.quantity.sets
    if item.quantity.role != "payout" or len(sets) < 2:
        return None
    return cells.ruleset.sets[sets[1]][item.members(cells.ruleset)[sets[1]]]


# what a limit took or gave


@frozen(eq=False, repr=False)
class Limited:
    """A formula that is the least or the greatest of several: what results had given, and what holds instead.

    `apart` is what the limit gave; below zero where it took.
    """

    line: Working
    without: Item
    holds: Item | None
    apart: Fraction


def limited(cells: Cells, lines: tuple[Working, ...]) -> Iterator[Limited]:
    """The formulas in which another amount holds than what rests on results; a floor of nothing is no limit."""
    moved = resting_on_results(cells)
    for line in lines:
        value = line.term.value
        if line.term.step not in LIMITS or value is None:
            continue
        choices = tuple(_choices(line.term))
        items = [one.item for one in choices if one.item is not None and one.item.exact is not None]
        earned = [one for one in items if cells.computed.valuation.graph.named[one.quantity.name] in moved]
        is_nothing = any(one.step == "number" and one.value == value == 0 for one in choices)
        if len(earned) == 1 and earned[0].number != value and not is_nothing:
            holds = (one for one in items if one.number == value)
            yield Limited(line, earned[0], next(holds, None), value - earned[0].number)


def _choices(term: Term) -> Iterator[Term]:
    """What a limit chooses among: what stands in it as it is, also in a limit inside it."""
    for one in term.terms:
        if one.step in LIMITS:
            yield from _choices(one)
        else:
            yield one


def resting_on_results(cells: Cells) -> frozenset[Node]:
    """The nodes that rest on points, or on the data where no points are handed out."""
    graph = cells.computed.valuation.graph
    points = graph.named.get(POINTS_NAME)
    return _resting(cells, lambda node: node is points if points else isinstance(node, g.Observed))


def _resting(cells: Cells, begins: Callable[[Node], bool]) -> frozenset[Node]:
    found: set[Node] = set()
    for node in cells.computed.valuation.graph.nodes:
        if begins(node) or any(one.node in found for one in node.operands):
            found.add(node)
    return frozenset(found)


# what the points of an indicator become


def lines_of_points(cells: Cells, roles: Roles, members: Mapping[str, str], points: Fraction) -> tuple[Working, ...]:
    """The way of an indicator's points to the kroner they become; nothing where they cannot be told from other points.

    They can where each step is a product or a quotient by what all have in common, or a sum in which they are one part.
    """
    if roles.among not in roles.payout.sets:
        return ()
    way = _Way(cells, roles, members, points, resting_on_results(cells), [])
    place = _payout_place(cells, roles, members)
    return tuple(way.lines) if way.to(place) is not None else ()


@frozen(eq=False, repr=False)
class _Way:
    """The way down to the points, and the lines of the way back, each of a named formula."""

    cells: Cells
    roles: Roles
    members: Mapping[str, str]
    points: Fraction
    moved: frozenset[Node]
    lines: list[Working]

    def to(self, place: Place) -> Term | None:
        """What of a cell comes of the points, as a term of its line."""
        node = place[0]
        if self._is_sum_of_points(place):
            return self._named(place, Term("carried", self.points, unit=POINTS))
        step = FOLLOWED.get(type(node))
        term = step(self, place) if step else None
        return self._named(place, term) if term is not None else None

    def _named(self, place: Place, term: Term) -> Term | None:
        """A named formula ends a line, and its result is carried on; there is none where nothing was done to it.

        `None` where a figure in it is known only within bounds.
        """
        if place[0] not in self.cells.computed.valuation.graph.names or term.step == "carried":
            return term
        item = item_at(self.cells, place)
        values = [one.value for one in leaves(term) if one.value is not None]
        if len(values) < sum(1 for _ in leaves(term)):
            return None
        exact = worked(term, values)
        is_payout = item.quantity is self.roles.payout
        most = paid_decimals(self.cells.computed) if is_payout else decimals_of(item.unit)
        line = working(item, term, exact, most)
        self.lines.append(line)
        return Term("carried", line.result.value if line.result else exact, unit=item.unit)

    def _is_sum_of_points(self, place: Place) -> bool:
        node = place[0]
        is_sum = isinstance(node, g.Reduce) and node.kind == "sum" and not node.is_filtered
        return is_sum and node.operands[0].node is self.cells.computed.valuation.graph.named[POINTS_NAME]

    def moving(self, node: Node) -> list[int]:
        """The operands that rest on one's own points; what all have in common is a factor like any other."""
        sides = (one.node for one in node.operands)
        return [at for at, one in enumerate(sides) if one in self.moved and self.roles.among in one.domain.sets]

    def below(self, place: Place, operand: int) -> Term | None:
        """What comes of the points in an operand."""
        return self.to(read_at(place[0], operand, place[1]))

    def beside(self, place: Place, carried: int, step: Any) -> Term | None:
        """A product or a quotient of what is carried and something else."""
        found, whole = self.below(place, carried), []
        for at in range(len(place[0].operands)):
            whole.append(found if at == carried else term_at(self.cells, read_at(place[0], at, place[1])))
        return Term(step, None, tuple(one for one in whole if one)) if found else None


def _factor(way: _Way, place: Place) -> Term | None:
    moving = way.moving(place[0])
    return way.beside(place, moving[0], "product") if len(moving) == 1 else None


def _dividend(way: _Way, place: Place) -> Term | None:
    return way.beside(place, 0, "quotient") if way.moving(place[0]) == [0] else None


def _part(way: _Way, place: Place) -> Term | None:
    moving = way.moving(place[0])
    return way.below(place, moving[0]) if len(moving) == 1 else None


def _minuend(way: _Way, place: Place) -> Term | None:
    return way.below(place, 0) if way.moving(place[0]) == [0] else None


def _taken(way: _Way, place: Place) -> Term | None:
    read = way.cells.computed.valuation.reads(*place)
    return way.to(read[-1]) if read else None


def _paid(way: _Way, place: Place) -> Term | None:
    is_payout = way.cells.computed.valuation.graph.names.get(place[0]) == way.roles.payout.name
    return way.below(place, 0) if is_payout else None


def _summed(way: _Way, place: Place) -> Term | None:
    """The part of a sum over indicators that is this indicator's."""
    node: Any = place[0]
    domain = way.cells.space.domain([INDICATOR, *node.domain.sets])
    inside = node.operands[0].node
    if node.kind != "sum" or node.is_filtered or set(inside.domain.sets) != set(domain.sets):
        return None
    return way.to((inside, inside.domain.index[way.cells.space.key_at(inside.domain, way.members)]))


FOLLOWED: dict[type[Node], Callable[[_Way, Place], Term | None]] = {
    g.Sum: _part,
    g.Difference: _minuend,
    g.Product: _factor,
    g.Quotient: _dividend,
    g.Reduce: _summed,
    g.Choose: _taken,
    g.Gather: _taken,
    g.Round: _paid,
    g.Apportion: _paid,
}
