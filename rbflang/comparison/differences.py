"""Two rulesets side by side: every piece that differs, what merely changed its name, and what the payout rests on.

Takes two checked rulesets. The first is told in the names that both share. It words nothing and computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from rbflang.comparison.components import Address, Component, Pieces, pieces_of, quantity_of
from rbflang.comparison.counted_differences import CountedDifference, counted_differences
from rbflang.comparison.counterparts import THE_SAME, Counterparts, Unclear, counterparts
from rbflang.graph.closure import behind
from rbflang.ruleset.model import MEASURE, CheckedRuleset, Member, Quantity, Ruleset
from rbflang.ruleset.order import dependencies, expressions_of, resting_on
from rbflang.syntax.expressions import Call, Expression
from rbflang.syntax.traversal import every
from rbflang.syntax.tree import Citation


@frozen(eq=False, repr=False)
class DifferingPiece:
    """An address where two rulesets differ: the piece before and after, or nothing where there was or is none."""

    address: Address
    before: Component | None
    after: Component | None

    @property
    def piece(self) -> Component:
        """The piece as it is now, or as it was."""
        found = self.after or self.before
        assert found is not None
        return found


@frozen(eq=False, repr=False)
class Renamed:
    """A member that has another title than before; `name` is the shared name."""

    set_name: str
    name: str
    before: str
    after: str


@frozen(eq=False, repr=False)
class Side:
    """One of two rulesets: what its names are called in both, its pieces in those names, what the payout rests on."""

    checked: CheckedRuleset
    names: Counterparts
    pieces: Pieces
    reached: frozenset[str]

    @property
    def ruleset(self) -> Ruleset:
        """The ruleset."""
        return self.checked.ruleset


@frozen(eq=False, repr=False)
class RulesetComparison:
    """Two rulesets and where they differ; `cited_anew` counts what only cites something else.

    `counted` is what is counted otherwise in a register.
    """

    before: Side
    after: Side
    differences: tuple[DifferingPiece, ...]
    renamed: tuple[Renamed, ...]
    unclear: tuple[Unclear, ...]
    cited_anew: int = field(default=0)
    counted: tuple[CountedDifference, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if the rules are the same, whatever they cite."""
        return not (self.differences or self.renamed or self.counted)

    def counts(self, difference: DifferingPiece) -> bool:
        """True if the payout rests on what differs, in either ruleset."""
        name = reach_name(difference.address)
        return not name or name in self.before.reached | self.after.reached


def reach_name(address: Address) -> str:
    """The name under which something is reached from the payout; nothing for what is always part of the rules."""
    if address[0] == "staircase":
        return staircase_mark(address[1])
    return quantity_of(address)


def staircase_mark(name: str) -> str:
    """How a staircase is told from a quantity of its name."""
    return f"{name}()"


def compare(before: CheckedRuleset, after: CheckedRuleset) -> RulesetComparison:
    """Where two rulesets differ."""
    first, second = before.ruleset, after.ruleset
    names = counterparts(first, second)
    alone, new = _only_in_one(first, second, names), _only_in_one(second, first, names, turned=True)
    sides = (
        Side(before, names, pieces_of(first, names, alone), reached(first, names)),
        Side(after, THE_SAME, pieces_of(second, THE_SAME, new), reached(second, THE_SAME)),
    )
    found = tuple(_differences(*(side.pieces for side in sides)))
    merely_named = _merely_named(sides[0], alone, found) | _merely_named(sides[1], new, found)
    return RulesetComparison(
        *sides,
        tuple(one for one in found if one.address not in merely_named),
        tuple(_renamed(first, second, names)),
        names.unclear,
        _cited_anew(*sides),
        counted_differences(first, second, names),
    )


def _only_in_one(
    ruleset: Ruleset, other: Ruleset, names: Counterparts, turned: bool = False
) -> Mapping[str, Expression]:
    """The plain formulas that the other ruleset has no counterpart of; each counts as written out where it is read."""
    shared = set(names.quantities.values()) if turned else set(other.quantities)
    return {
        one.name: one.expression
        for one in ruleset.quantities.values()
        if one.role == "formula" and one.expression is not None and one.rounding is None
        if (one.name if turned else names.quantity(one.name)) not in shared
    }


def _merely_named(side: Side, alone: Mapping[str, Expression], found: Sequence[DifferingPiece]) -> frozenset[Address]:
    """The formulas of one ruleset that merely name a part of what means the same in the other.

    The payout rests on them, and nothing that differs reads them.
    """
    ruleset, names = side.ruleset, side.names
    helpers = {("quantity", names.quantity(name)) for name in alone}
    differing = {one.address for one in found} - helpers

    def helping(name: str) -> list[str]:
        found = dependencies(ruleset, ruleset.quantities[name])
        return [one for one in found if ("quantity", names.quantity(one)) in helpers]

    readers = behind((one.name for one in ruleset.quantities.values() if _addresses(one, names) & differing), helping)
    read = {("quantity", names.quantity(one)) for reader in readers for one in helping(reader)}
    return frozenset(address for address in helpers - read if address[1] in side.reached)


def _addresses(quantity: Quantity, names: Counterparts) -> set[Address]:
    """The addresses of the rules that a quantity is computed by."""
    if not quantity.measure:
        return {("quantity", names.quantity(quantity.name))}
    measure = names.member(MEASURE, quantity.measure)
    return {(kind, measure) for kind in ("parts", "points", "gates", "applies")}


def _differences(before: Pieces, after: Pieces) -> Iterator[DifferingPiece]:
    """The differences in the order of the second ruleset, with what is gone where it stood in the first."""
    for address in merged(list(before), list(after)):
        one, other = before.get(address), after.get(address)
        if one is None or other is None or one.meaning != other.meaning:
            yield DifferingPiece(address, one, other)


def merged(before: list[Address], after: list[Address]) -> Iterable[Address]:
    """All addresses, in the order of the second list; those of the first alone come last."""
    return dict.fromkeys((*after, *before))


def _renamed(before: Ruleset, after: Ruleset, names: Counterparts) -> Iterator[Renamed]:
    for set_name, members in before.sets.items():
        there = {one.name: one for one in after.sets[set_name].members} if set_name in after.sets else {}
        for one in members.members:
            other = there.get(names.member(set_name, one.name))
            if one.name and other and one.title != other.title and not _both_names_in_both(one, other):
                yield Renamed(set_name, other.name, one.title, other.title)


def _both_names_in_both(one: Member, other: Member) -> bool:
    """True where both are called the same in tables, by one of the titles, and each knows the title of the other."""
    titles = {one.title, other.title}
    return one.short == other.short and one.short in titles and titles <= _names(one) & _names(other)


def _names(one: Member) -> set[str]:
    return {one.title, one.short, *one.titles.aliases}


# what the payout rests on


def reached(ruleset: Ruleset, names: Counterparts = THE_SAME) -> frozenset[str]:
    """The quantities and staircases that the payout and the measures rest on, in shared names.

    Where nothing is paid, those of all rules.
    """
    rules = [one for one in ruleset.quantities.values() if not one.only_checks]
    handing_out = [one for one in rules if one.measure]
    roots = [ruleset.payout, *handing_out] if ruleset.payout else rules
    found = resting_on(ruleset, (one.name for one in roots))
    expressions = (each for name in found for each in expressions_of(ruleset, ruleset.quantities[name]))
    calls = (part for one in expressions for part in every(one) if isinstance(part, Call))
    staircases = {one.staircase.text for one in calls}
    sense = names.sense()
    return frozenset(sense.name(name) for name in found) | {staircase_mark(sense.staircase(one)) for one in staircases}


# citations


def _cited_anew(before: Side, after: Side) -> int:
    """How many pieces that mean the same are cited otherwise."""
    return sum(
        1
        for address, one in before.pieces.items()
        if (other := after.pieces.get(address)) is not None
        and one.meaning == other.meaning
        and _cited(before.ruleset, one.citation) != _cited(after.ruleset, other.citation)
    )


def _cited(ruleset: Ruleset, citation: Citation | None) -> tuple[object, ...]:
    """The entries of a citation with the titles of their documents."""
    if citation is None:
        return ()
    titles = {name: one.title for name, one in ruleset.sources.items()}
    return tuple(
        (one.status, titles.get(one.source, one.source), one.places, one.reasoning) for one in citation.entries
    )
