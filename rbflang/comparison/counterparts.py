"""Which member, quantity and staircase of one ruleset is which of another, whatever each is called there.

Takes two rulesets, gives for every name of the first the name that both share: the second's where it has the same
thing. Members are known by title, by other names (`også kalt`, in either ruleset), and last, where the names leave no
doubt, by id; quantities by id, title and other names, and last by what they are computed from, tables by the numbers in
them. What could be several things is left apart, and told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.inventory.meaning import (
    Meaning,
    Sense,
    in_any_order,
    meaning,
    rounding_meaning,
    staircase_meaning,
    typing_meaning,
    value_meaning,
)
from rbflang.nearest import folded
from rbflang.ruleset.model import INDICATOR, MEASURE, Member, Quantity, Ruleset
from rbflang.syntax.expressions import Expression
from rbflang.syntax.tree import StaircaseDecl, Titles

Names = Mapping[str, str]
Marks = Callable[[str, Titles], Iterable[str]]


@frozen
class Unclear:
    """Members that cannot be told apart: each of the first may be any of the others."""

    set_name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@frozen(eq=False, repr=False)
class Counterparts:
    """For the names of the first ruleset the names that both share, by set, for quantities and for staircases."""

    members: Mapping[str, Names]
    quantities: Names
    staircases: Names
    unclear: tuple[Unclear, ...]

    def member(self, set_name: str, name: str) -> str:
        """The shared name of a member."""
        return self.members.get(set_name, {}).get(name, name)

    def quantity(self, name: str) -> str:
        """The shared name of a quantity; of a measure's own, that of the measure before it; a word is itself."""
        measure, _, own = name.rpartition(".")
        return f"{self.member(MEASURE, measure)}.{own}" if measure else self.quantities.get(name, name)

    def sense(self, behind: Mapping[str, Expression] | None = None, in_list: bool = False) -> Sense:
        """How names of the first ruleset are taken; in a list of indicators a name is an indicator's."""

        def in_a_list(name: str) -> str:
            return self.members.get(INDICATOR, {}).get(name) or self.quantity(name)

        return Sense(
            in_a_list if in_list else self.quantity, lambda name: self.staircases.get(name, name), behind or {}
        )


THE_SAME = Counterparts({}, {}, {}, ())


def counterparts(before: Ruleset, after: Ruleset) -> Counterparts:
    """What the first ruleset's names are called in both."""
    unclear: list[Unclear] = []
    members: dict[str, Names] = {}
    for name, one in before.sets.items():
        others = after.sets[name].members if name in after.sets else ()
        members[name] = _members(before, name, one.members, others, unclear)
    staircases = _staircases(before.staircases, after.staircases)
    known = Counterparts(members, _quantities(before, after), staircases, tuple(unclear))
    return _by_definition(before, after, known)


# members


def _by_title_and_id(name: str, titles: Titles) -> Iterator[str]:
    yield f"{folded(titles.title or name)} {folded(name)}"


def _by_title(name: str, titles: Titles) -> Iterator[str]:
    yield folded(titles.title or name)


def _by_any_name(name: str, titles: Titles) -> Iterator[str]:
    yield from {folded(one) for one in (titles.title, titles.short, *titles.aliases) if one}


def _by_id(name: str, titles: Titles) -> Iterator[str]:
    yield folded(name)


def _members(
    before: Ruleset, set_name: str, ours: Sequence[Member], theirs: Sequence[Member], unclear: list[Unclear]
) -> Names:
    mine = {one.name: one.titles for one in ours if one.name}
    yours = {one.name: one.titles for one in theirs if one.name}
    found, doubtful = _matched(mine, yours, (_by_title_and_id, _by_title, _by_any_name))
    in_doubt = {name for names, _ in doubtful for name in names}
    left_here = {name: titles for name, titles in mine.items() if name not in found.keys() | in_doubt}
    left_there = {name: titles for name, titles in yours.items() if name not in found.values()}
    found |= _matched(left_here, left_there, (_by_id,))[0]
    for names, others in doubtful:
        left = tuple(name for name in names if name not in found)
        apart = tuple(name for name in others if name not in found.values())
        if left and apart:
            unclear.append(Unclear(set_name, left, apart))
    return {"": "", **_with_the_rest(found, mine, yours, before.name)}


def _with_the_rest(found: Names, mine: Iterable[str], yours: Iterable[str], ruleset: str) -> dict[str, str]:
    """All names; one that has no counterpart but the name of something else there is told apart by its ruleset."""
    taken = set(yours)
    return {name: found.get(name) or (f"{name}_{ruleset}" if name in taken else name) for name in mine}


def _matched(
    mine: Mapping[str, Titles], yours: Mapping[str, Titles], ways: Iterable[Marks]
) -> tuple[dict[str, str], list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Pairs that one way of knowing each other links alone; and those that it links to several."""
    found: dict[str, str] = {}
    doubtful: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for marks in ways:
        left = {name: set(marks(name, one)) for name, one in mine.items() if name not in found}
        there = {name: set(marks(name, one)) for name, one in yours.items() if name not in found.values()}
        links = {name: tuple(other for other in there if mark & there[other]) for name, mark in left.items()}
        claimed = {other: tuple(name for name in links if other in links[name]) for other in there}
        for name, others in links.items():
            if len(others) == 1 and len(claimed[others[0]]) == 1:
                found[name] = others[0]
            elif len(others) > 1:
                doubtful.append(((name,), others))
        doubtful += [(names, (other,)) for other, names in claimed.items() if len(names) > 1]
    return found, doubtful


# quantities and staircases


def _quantities(before: Ruleset, after: Ruleset) -> dict[str, str]:
    mine, yours = _declared(before), _declared(after)
    found = {name: name for name in mine if name in yours}
    paid = [one.name for ruleset in (before, after) for one in ruleset.payouts]
    if len(before.payouts) == len(after.payouts) == 1 and paid[0] not in yours and paid[1] not in mine:
        found[paid[0]] = paid[1]
    left = {name: one.titles for name, one in mine.items() if name not in found}
    there = {name: one.titles for name, one in yours.items() if name not in found.values()}
    return found | _matched(left, there, (_by_id, _by_given_title, _by_any_name))[0]


def _by_given_title(name: str, titles: Titles) -> Iterator[str]:
    if titles.title:
        yield folded(titles.title)


def _declared(ruleset: Ruleset) -> dict[str, Quantity]:
    made = ("whole", "taking_part", "parts", "points", "gathered", "lapsed", "point_share")
    return {name: one for name, one in ruleset.quantities.items() if one.role not in made}


def _staircases(mine: Mapping[str, StaircaseDecl], yours: Mapping[str, StaircaseDecl]) -> Names:
    titles = [{name: one.titles for name, one in all_.items()} for all_ in (mine, yours)]
    found, _ = _matched(titles[0], titles[1], (_by_id, _by_given_title, _by_any_name))
    steps = [{name: staircase_meaning(one) for name, one in all_.items()} for all_ in (mine, yours)]
    return found | _alike(steps[0], steps[1], found)


def _by_definition(before: Ruleset, after: Ruleset, known: Counterparts) -> Counterparts:
    """The same with quantities that are defined alike, as long as more are found: one may rest on another."""
    mine, yours = _declared(before), _declared(after)
    found = {**known.quantities, **_alike(_tables(before, known), _tables(after, THE_SAME), known.quantities)}
    while True:
        sense = Counterparts(known.members, found, known.staircases, ()).sense()
        ours = {name: _definition(one, sense) for name, one in mine.items() if name not in found}
        theirs = {name: _definition(one, Sense()) for name, one in yours.items() if name not in found.values()}
        more = _alike(ours, theirs, {})
        if not more:
            break
        found |= more
    whole = _with_the_rest(found, mine, yours, before.name)
    return Counterparts(known.members, whole, known.staircases, known.unclear)


def _tables(ruleset: Ruleset, names: Counterparts) -> dict[str, Meaning]:
    """What every table says, whatever it is called: by what, in which unit, and each number in it."""
    found: dict[str, Meaning] = {}
    for one in ruleset.quantities.values():
        if one.role == "table":
            sets = ruleset.space.domain(one.sets).sets
            cells = (
                (in_any_order((each, names.member(each, at)) for each, at in zip(sets, key, strict=True)), given.value)
                for key, given in one.given.items()
            )
            numbers = in_any_order((where, value_meaning(value)) for where, value in cells)
            found[one.name] = (one.sets, typing_meaning(one.typing), numbers)
    return found


def _alike(mine: Mapping[str, Meaning], yours: Mapping[str, Meaning], found: Names) -> dict[str, str]:
    """What is defined alike, once in each; what has no definition is like nothing."""
    left = {name: one for name, one in mine.items() if one and name not in found}
    there = {name: one for name, one in yours.items() if one and name not in found.values()}
    return {
        name: next(other for other in there if there[other] == one)
        for name, one in left.items()
        if list(left.values()).count(one) == 1 == list(there.values()).count(one)
    }


def _definition(one: Quantity, sense: Sense) -> Meaning:
    if one.expression is None:
        return ()
    return one.sets, meaning(one.expression, sense), rounding_meaning(one.rounding)
