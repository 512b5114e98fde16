"""How much what is paid has changed from one ruleset to another, as it was published.

Takes the published figures of both. The later ruleset compares its payout with earlier ones; that one of these is the
earlier ruleset's is known by its figures, which both have published alike for everybody who is paid. Nothing is
computed but a difference of printed figures that is not printed itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from rbflang.data.figures import find_member
from rbflang.explanation.compared_amounts import pair_of
from rbflang.published.statements import Print, PublishedRow, read_statement
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.syntax.expressions import Aggregate
from rbflang.wording import Currency

Prints: TypeAlias = Mapping[str, Print]
"""A printed figure for each who is paid, by the later ruleset's name."""


@frozen(eq=False, repr=False)
class PublishedChange:
    """An earlier payout and how much is paid more or less, as printed; `change` is empty where that is not printed.

    `relative` is the change in per cent, where the documents print it. `places` are the documents with their places.
    """

    earlier: Quantity
    difference: Quantity
    before: Prints
    after: Prints
    change: Prints
    share: Quantity | None
    relative: Prints
    places: tuple[tuple[str, str], ...]

    def moved(self, whom: str) -> Fraction:
        """How many kroner more are paid: as printed, or of what is printed before and after."""
        found = self.change.get(whom)
        if found is not None:
            return found.value * found.factor
        before, after = self.before[whom], self.after[whom]
        return after.value * after.factor - before.value * before.factor


def published_changes(
    before: tuple[Ruleset, Sequence[PublishedRow]],
    after: tuple[Ruleset, Sequence[PublishedRow]],
    named: Callable[[str, str], str],
) -> tuple[PublishedChange, ...]:
    """The changes from the first ruleset that the second has formulas for; `named` gives members their shared names."""
    ruleset, rows = after
    if ruleset.payout is None or before[0].payout is None or len(ruleset.payout.sets) != 1:
        return ()
    paid = _prints(ruleset, rows, ruleset.payout.name)
    found = (_change(ruleset, rows, one, paid) for one in ruleset.quantities.values())
    known = tuple(_all_prints(*before, ruleset.payout.sets[0], named))
    return tuple(one for one in found if one is not None and any(_is_alike(one.before, each) for each in known))


def published_counts(ruleset: Ruleset, rows: Sequence[PublishedRow]) -> frozenset[str]:
    """The sets of which a document prints how many members there are, and it is as many as the ruleset has."""
    found = set()
    for one in ruleset.quantities.values():
        counted = one.expression
        if isinstance(counted, Aggregate) and counted.kind == "count" and len(counted.over) == 1:
            is_whole = counted.where is None and counted.operand is None and not counted.per
            name = counted.over[0].text
            size = len(ruleset.sets[name].members) if name in ruleset.sets else None
            if is_whole and any(print_.value == size for print_ in _printed(rows, one.name, ruleset.currency)):
                found.add(name)
    return frozenset(found)


def _printed(rows: Sequence[PublishedRow], name: str, currency: Currency) -> Iterator[Print]:
    for row in rows:
        statement = (
            read_statement(row, currency) if row.text("quantity") == name and not row.text("deviation") else None
        )
        if isinstance(statement, Print):
            yield statement


def _change(
    ruleset: Ruleset, rows: Sequence[PublishedRow], difference: Quantity, paid: Prints
) -> PublishedChange | None:
    """The change that a formula is, where both amounts are printed for all who are paid."""
    assert ruleset.payout is not None
    pair = pair_of(difference)
    earlier = ruleset.quantities.get(pair[2]) if pair and pair[:2] == ("-", ruleset.payout.name) else None
    before = _prints(ruleset, rows, earlier.name) if earlier else {}
    members = [one.name for one in ruleset.sets[ruleset.payout.sets[0]].members]
    if earlier is None or not all(one in before and one in paid for one in members):
        return None
    share = next((one for one in ruleset.quantities.values()
                  if pair_of(one) == ("/", difference.name, earlier.name)), None)  # fmt: skip
    change = _prints(ruleset, rows, difference.name)
    whole = {one: change[one] for one in members} if all(one in change for one in members) else {}
    relative = _prints(ruleset, rows, share.name) if share else {}
    every = all(one in relative for one in members)
    names = (earlier.name, *([difference.name] if whole else ()))
    return PublishedChange(
        earlier, difference, {one: before[one] for one in members}, {one: paid[one] for one in members},
        whole, share, relative if every else {}, _places(rows, names),
    )  # fmt: skip


def _prints(ruleset: Ruleset, rows: Sequence[PublishedRow], name: str) -> dict[str, Print]:
    """The finest print of a quantity for each who is paid; marked deviations are none."""
    assert ruleset.payout is not None
    among, found = ruleset.payout.sets[0], dict[str, Print]()
    for row in rows:
        if row.text("quantity") != name or row.text("deviation") or row.text("kind") or among not in row.members:
            continue
        if any(row.member(set_name) for set_name in row.members if set_name != among):
            continue
        member, statement = find_member(ruleset.sets[among], row.member(among)), read_statement(row, ruleset.currency)
        if member and isinstance(statement, Print) and statement.relation == "equals":
            known = found.setdefault(member, statement)
            found[member] = min(known, statement, key=lambda one: one.last * abs(one.factor))
    return found


def _all_prints(
    ruleset: Ruleset, rows: Sequence[PublishedRow], among: str, named: Callable[[str, str], str]
) -> Iterator[Prints]:
    """What the first ruleset has published of each quantity of those who are paid, by shared names."""
    assert ruleset.payout is not None
    if ruleset.payout.sets == (among,):
        for name in dict.fromkeys(row.text("quantity") for row in rows):
            yield {named(among, member): one for member, one in _prints(ruleset, rows, name).items()}


def _is_alike(one: Prints, other: Prints) -> bool:
    """True where both print the same amount for everybody."""
    return one.keys() == other.keys() and all(
        each.value * each.factor == other[whom].value * other[whom].factor for whom, each in one.items()
    )


def _places(rows: Sequence[PublishedRow], names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    found = ((row.text("document"), row.text("place")) for row in rows if row.text("quantity") in names)
    return tuple(dict.fromkeys(found))
