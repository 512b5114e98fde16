"""Why a cell has its value: the items it was computed from, each with its own reasons, as a tree.

Takes a computed ruleset and a cell, reads what the evaluator wrote down, and computes nothing. Steps without a name
are told inside the named cell they belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache, partial

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.basis import ORDER, basis_of
from rbflang.explanation.cells import Cells
from rbflang.explanation.item import Item, item_at
from rbflang.explanation.premises import counts, premises_in
from rbflang.graph.closure import behind
from rbflang.ruleset.model import Quantity
from rbflang.tables.reads import Place

DEPTH = 12
Standing = tuple[str, Mapping[str, int]]


@frozen(eq=False, repr=False)
class Reason:
    """An item and what it was computed from: the nearest named cells, each with its own.

    `standing` finds, when it is asked, the weakest status of all that it rests on, and how many premises of each status
    that is not documented.
    A cell that many rest on is told once; where it comes again it `is_repeated`, without parts, and where what it was
    computed from lies deeper than was asked for, it `is_cut`. `taken_from` is the address of the member above whose
    value it is.
    """

    address: str
    item: Item
    standing: Callable[[], Standing]
    parts: tuple[Reason, ...]
    is_repeated: bool
    is_cut: bool
    taken_from: str

    @cached_property
    def _stands(self) -> Standing:
        return self.standing()

    @property
    def status(self) -> str:
        """The weakest status."""
        return self._stands[0]

    @property
    def rests_on(self) -> Mapping[str, int]:
        """How many premises of each status."""
        return self._stands[1]


def explain(
    computed: Computed, name: str, members: Mapping[str, str], depth: int | None = None, told: set[str] | None = None
) -> Reason:
    """The tree of a named cell, at most so many levels of named cells deep.

    `told` holds the addresses that were told already, and grows.
    """
    node = computed.valuation.graph.named[name]
    key = computed.checked.ruleset.space.key_at(node.domain, members)
    return _tree(Cells(computed), (node, node.domain.index[key]), depth or DEPTH, set() if told is None else told)


def _tree(cells: Cells, place: Place, depth: int, told: set[str]) -> Reason:
    computed, item = cells.computed, item_at(cells, place)
    address = address_of(item.quantity, computed.checked, item.key)
    behind = named_behind(computed, place)
    is_repeated, is_cut = bool(behind) and address in told and depth > 1, bool(behind) and depth <= 1
    told.add(address)
    return Reason(
        address,
        item,
        partial(_standing, computed, place),
        () if is_repeated or is_cut else tuple(_tree(cells, one, depth - 1, told) for one in behind),
        is_repeated,
        is_cut,
        _taken_from(computed, item),
    )


@frozen(eq=False, repr=False)
class ReasonStep:
    """A named cell, and what it was computed from, each found when it is asked for."""

    cells: Cells
    place: Place

    @cached_property
    def item(self) -> Item:
        """What it is and what it came to."""
        return item_at(self.cells, self.place)

    @cached_property
    def quantity(self) -> Quantity:
        """The quantity that it is a cell of."""
        return self.cells.ruleset.quantities[self.cells.computed.valuation.graph.names[self.place[0]]]

    @cached_property
    def members(self) -> Mapping[str, str]:
        """The member of each set that it is of."""
        sets = self.cells.ruleset.space.domain(self.quantity.sets).sets
        return dict(zip(sets, self.place[0].domain.keys[self.place[1]], strict=True))

    @property
    def address(self) -> str:
        """Its address in the rules."""
        return address_of(self.item.quantity, self.cells.computed.checked, self.item.key)

    @property
    def taken_from(self) -> str:
        """The address of the member above whose value it has."""
        return _taken_from(self.cells.computed, self.item)

    @cached_property
    def behind(self) -> tuple[ReasonStep, ...]:
        """The nearest named cells that it was computed from."""
        return tuple(ReasonStep(self.cells, one) for one in named_behind(self.cells.computed, self.place))


def reason_step(cells: Cells, name: str, members: Mapping[str, str]) -> ReasonStep:
    """The cell of a quantity, to be followed down as far as somebody asks."""
    node = cells.computed.valuation.graph.named[name]
    key = cells.ruleset.space.key_at(node.domain, members)
    return ReasonStep(cells, (node, node.domain.index[key]))


def _taken_from(computed: Computed, item: Item) -> str:
    """The address of the member above whose value the cell has; nothing where it has its own."""
    if not item.taken_from:
        return ""
    members = item.members(computed.checked.ruleset)
    above = tuple(member if name in item.taken_from else "" for name, member in members.items())
    return address_of(item.quantity, computed.checked, above)


def named_behind(computed: Computed, place: Place) -> list[Place]:
    """The nearest named cells that a cell was computed from."""
    names = computed.valuation.graph.names

    def read(one: Place) -> Iterable[Place]:
        return reversed(computed.valuation.reads(*one))

    followed = behind(read(place), lambda one: () if one[0] in names else read(one))
    return [one for one in followed if one[0] in names]


def _standing(computed: Computed, place: Place) -> Standing:
    """What a cell stands on, found once however many rest on it."""
    known = _standings(computed)
    if place not in known:
        known[place] = _found_standing(computed, place)
    return known[place]


@lru_cache(maxsize=1)
def _standings(computed: Computed) -> dict[Place, Standing]:
    """What is known of the cells that were asked about."""
    return {}


def _found_standing(computed: Computed, place: Place) -> Standing:
    """The weakest status of all that a cell rests on, and how many premises of each status that is not documented."""
    basis = basis_of(computed, [place])
    statuses: list[str] = [entry.status for _, citation in basis.citations() for entry in citation.entries]
    statuses += [row.status for row in basis.observations if row.status in ORDER]
    return max(statuses, key=ORDER.index, default="documented"), counts(premises_in(basis))
