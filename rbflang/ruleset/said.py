"""Every value that a text gives to a quantity, and which cells it is for.

Takes a tree, gives its values in the order of the text; and, with the sets of the ruleset, the cells of each. A value
of a property may stand at a member above: then it is for those below that have none of their own. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

from rbflang.graph.domain import Key, Space
from rbflang.ruleset.model import SUBAREA, Given, Place, Quantity
from rbflang.source import Span
from rbflang.syntax.expressions import Missing, Name, Value
from rbflang.syntax.tree import (
    Citation,
    ColumnsDecl,
    Declaration,
    MemberDecl,
    QuantityDecl,
    Row,
    RulesetTree,
    SetDecl,
    Setting,
    SubareaList,
)

Members: TypeAlias = tuple[tuple[str, str], ...]


@frozen(eq=False, repr=False)
class Said:
    """A value where it stands: of which quantity, for which members, each with its set; with its citation.

    `span` is the line or row it stands in; `place` is what to point at. In a table of several columns each row has
    something in every column, so a dash there says less than elsewhere.
    """

    quantity: Name
    members: Members
    value: Value
    citation: Citation | None
    span: Span
    place: Span
    is_beside_others: bool = False

    @property
    def sets(self) -> tuple[str, ...]:
        """The sets whose members it names."""
        return tuple(set_name for set_name, _ in self.members)

    @property
    def is_dash(self) -> bool:
        """True for a dash, which says that there is no value."""
        return isinstance(self.value, Missing)


def members_of(one: Declaration) -> Iterator[tuple[str, MemberDecl]]:
    """The members that a declaration declares, each with the name of its set."""
    if isinstance(one, MemberDecl):
        yield one.set_name, one
    elif isinstance(one, SetDecl):
        yield from ((one.name.text, member) for member in one.members)


def settings_of(one: Declaration) -> Iterator[tuple[Members, Setting, Citation | None]]:
    """The lines of the members' blocks, each with the members it is for and the citation that covers it."""
    for set_name, member in members_of(one):
        own = ((set_name, member.name.text),)
        for line in member.lines:
            if isinstance(line, Setting):
                yield own, line, line.citation or member.citation
            else:
                yield from _of_areas(own, line, line.citation or member.citation)


def _of_areas(
    own: Members, areas: SubareaList, citation: Citation | None
) -> Iterator[tuple[Members, Setting, Citation | None]]:
    for area in areas.areas:
        for line in area.lines:
            assert isinstance(line, Setting)  # a sub-area has no sub-areas
            yield (*own, (SUBAREA, area.name.text)), line, line.citation or citation


def said_in(tree: RulesetTree) -> Iterator[Said]:
    """All values of a text."""
    for one in tree.declarations:
        if isinstance(one, QuantityDecl):
            if one.value is not None:
                yield Said(one.name, (), one.value, one.citation, one.value.span, one.value.span)
            for row in one.rows:
                for value, own in row.values[:1]:
                    yield Said(one.name, _key(one.per, row), value, own or one.citation, row.span, row.span)
        elif isinstance(one, ColumnsDecl):
            yield from _in_columns(one)
        for members, line, citation in settings_of(one):
            yield Said(line.name, members, line.value, citation, line.span, line.span)


def _in_columns(one: ColumnsDecl) -> Iterator[Said]:
    for row in one.rows:
        for (column, citation), (value, own) in zip(one.columns, row.values, strict=False):
            cited = own or citation or one.citation
            yield Said(column, _key(one.per, row), value, cited, row.span, value.span, len(one.columns) > 1)


def _key(per: Sequence[Name], row: Row) -> Members:
    """The members of a row; of one that names too many, those that fit no set have none."""
    sets = [*(name.text for name in per), *[""] * len(row.key)]
    return tuple((set_name, name.text) for set_name, name in zip(sets, row.key, strict=False))


# which cells


def full_key(space: Space, sets: Sequence[str], members: Sequence[str]) -> Key | None:
    """The cell of the domain over the sets that these members name, one per set; `None` if there is no such cell."""
    if len(sets) != len(members) or len(set(sets)) < len(sets) or not set(sets) <= set(space.axes):
        return None
    return space.keys_by(space.domain(sets), tuple(sets)).get(tuple(members))


def is_for(space: Space, quantity: Quantity, sets: Sequence[str]) -> bool:
    """True if a value for members of these sets can be one of the quantity: for its cells, or from above them."""
    if not set(sets) <= set(space.axes) or not set(quantity.sets) <= set(space.axes):
        return False
    whole, level = space.closure(quantity.sets), space.closure(sets)
    return level == whole or (quantity.role == "property" and bool(level) and is_above(space, whole, level))


def is_above(space: Space, whole: Sequence[str], level: Sequence[str]) -> bool:
    """True if a level has some of the sets, and each one that it lacks lies under one that it has."""
    return set(level) < set(whole) and all(
        set(level) & set(space.axes[name].above) for name in whole if name not in level
    )


def place_of(space: Space, quantity: Quantity, members: Members) -> Place | None:
    """The sets and the key that a value for these members is kept under; `None` if the quantity has no such place.

    A member that has one member without a name below it is that member: an indicator without sub-areas.
    """
    sets = tuple(set_name for set_name, _ in members)
    if not set(sets) <= set(space.axes) or not set(quantity.sets) <= set(space.axes):
        return None
    key = full_key(space, sets, [name for _, name in members])
    whole, level = space.closure(quantity.sets), space.closure(sets)
    if key is None or is_for(space, quantity, sets):
        return None if key is None else (level, key)
    below = _unnamed_below(space, whole, level, key)
    return None if below is None else (whole, below)


def _unnamed_below(space: Space, whole: Sequence[str], level: Sequence[str], key: Key) -> Key | None:
    if not is_above(space, whole, level):
        return None
    at = dict(zip(level, key, strict=True))
    unnamed = tuple(at.get(name, "") for name in whole)
    return unnamed if unnamed in space.domain(whole).index else None


def has_place(space: Space, quantities: Mapping[str, Quantity], one: QuantityDecl | ColumnsDecl, row: Row) -> bool:
    """True if the members of a row are those of a cell, or of what lies above cells of all that has a value in it."""
    sets, members = [name.text for name in one.per], [name.text for name in row.key]
    if len(members) >= len(sets):
        return full_key(space, sets, members) is not None
    columns = (one.name,) if isinstance(one, QuantityDecl) else tuple(name for name, _ in one.columns)
    having = [
        name.text for name, (value, _) in zip(columns, row.values, strict=False) if not isinstance(value, Missing)
    ]
    return all(name in quantities and place_of(space, quantities[name], _key(one.per, row)) for name in having)


def with_cells(space: Space, quantities: Mapping[str, Quantity], said: Sequence[Said]) -> dict[str, Quantity]:
    """The quantities with their values; the first for a cell counts."""
    found: dict[str, dict[Place, Given]] = {}
    for one in said:
        quantity = quantities.get(one.quantity.text)
        place = place_of(space, quantity, one.members) if quantity and not one.is_dash else None
        if place is not None:
            given = Given(one.value, one.citation, one.span)
            found.setdefault(one.quantity.text, {}).setdefault(place, given)
    return {name: _filled(space, one, found.get(name, {})) for name, one in quantities.items()}


def _filled(space: Space, quantity: Quantity, found: Mapping[Place, Given]) -> Quantity:
    if not found:
        return quantity
    whole = space.closure(quantity.sets)
    own = {key: given for (sets, key), given in found.items() if sets == whole}
    upper = {place: given for place, given in found.items() if place[0] != whole}
    return evolve(quantity, given={**own, **dict(_taken(space, whole, own, upper))}, upper=upper)


def _taken(
    space: Space, whole: Sequence[str], own: Mapping[Key, Given], upper: Mapping[Place, Given]
) -> Iterator[tuple[Key, Given]]:
    """The cells without a value of their own that take one from above, the nearest that has one."""
    levels = sorted({sets for sets, _ in upper}, key=len, reverse=True)
    taken = {place: evolve(given, taken_from=place[0]) for place, given in upper.items()}
    for key in space.domain(whole).keys if upper else ():
        at = dict(zip(whole, key, strict=True))
        places = ((sets, tuple(at[name] for name in sets)) for sets in levels)
        place = next((one for one in places if one in upper), None) if key not in own else None
        if place is not None:
            is_alone = not any(at[name] for name in whole if name not in place[0])
            yield key, upper[place] if is_alone else taken[place]
