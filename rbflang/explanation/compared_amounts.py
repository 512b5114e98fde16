"""What the rules compare a payout with: the whole appropriation, the key alone, earlier payouts.

Takes the cells of a valuation and the parts its quantities play. The comparisons are the ruleset's own formulas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.printed import Printed, read_printed
from rbflang.explanation.cells import Cells
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.payments import of_each
from rbflang.explanation.roles import Roles
from rbflang.ruleset.model import Quantity
from rbflang.syntax.expressions import Aggregate, Arithmetic, Name

LEAST_ROUND = 10_000
"""Amounts of several who are paid that are all multiples of so many kroner are no exact ones."""


@frozen(eq=False, repr=False)
class EarlierPayout:
    """An earlier payout as it was printed; its share of all of them and the change since, where there are formulas.

    `difference` is the formula of the ruleset for the payout less this one. `rounded_to` is what all such payouts are
    multiples of, where they were probably rounded before they were printed in full, and else nothing.
    """

    difference: Quantity
    item: Item
    printed: Printed
    share: Fraction | None
    change: Fraction | None
    rounded_to: int


@frozen(eq=False, repr=False)
class ComparedAmounts:
    """What a payout is compared with: shares of the whole appropriation, amounts by the key alone, earlier payouts."""

    whole: Item | None
    shares: tuple[Item, ...]
    by_key: tuple[Item, ...]
    earlier: tuple[EarlierPayout, ...]


def compared_amounts(cells: Cells, roles: Roles, payee: str) -> ComparedAmounts:
    """What the payout of one is compared with; a formula that gives no number there is left out."""
    members = {roles.among: payee}
    facts = [(fact, item_of(cells, fact, members)) for fact in roles.facts]
    known = [(fact, item) for fact, item in facts if item.exact is not None]
    pairs = ((fact, pair[2]) for fact in roles.facts
             if (pair := pair_of(fact)) and pair[:2] == ("-", roles.payout.name))  # fmt: skip
    return ComparedAmounts(
        item_of(cells, roles.appropriation, {}) if roles.appropriation else None,
        tuple(item for fact, item in known if _is_share(fact, roles)),
        tuple(item for fact, item in known if is_by_key(fact, roles)),
        tuple(one for fact, name in pairs for one in _earlier(cells, roles, fact, name, members)),
    )


def pair_of(fact: Quantity) -> tuple[str, str, str] | None:
    """The operator and both names of a formula that is one quantity with another, such as a difference."""
    one = fact.expression
    if isinstance(one, Arithmetic) and isinstance(one.left, Name) and isinstance(one.right, Name):
        return one.operator, one.left.text, one.right.text
    return None


def _is_share(fact: Quantity, roles: Roles) -> bool:
    """True for the payout as a share of the appropriation."""
    return pair_of(fact) == ("/", roles.payout.name, roles.appropriation.name if roles.appropriation else "")


def is_by_key(fact: Quantity, roles: Roles) -> bool:
    """True for the whole appropriation shared by a factor that each who is paid has for itself."""
    pair = pair_of(fact)
    keys = {one.quantity.name for one in roles.factors if one.quantity.sets}
    whole = roles.appropriation.name if roles.appropriation else ""
    return bool(pair and pair[0] == "*" and whole in pair[1:] and keys & set(pair[1:]))


def _earlier(
    cells: Cells, roles: Roles, difference: Quantity, name: str, members: Mapping[str, str]
) -> Iterator[EarlierPayout]:
    """An earlier payout whose print is a row of the data."""
    item = item_of(cells, cells.ruleset.quantities[name], members)
    if item.row is None:
        return
    printed = read_printed(item.row.printed, cells.computed.checked.inference.signatures[name].kind)
    if isinstance(printed, Printed):
        share, change = _share(cells, name, members), _change(cells, name, members)
        unit = _printed_round(of_each(cells, roles, item.quantity))
        yield EarlierPayout(difference, item, printed, share, change, unit)


def rounded_to(amounts: Sequence[Fraction | None]) -> int:
    """What all amounts are multiples of, where that is so much that they were probably rounded; else nothing."""
    unit = 1
    while any(amounts) and all(one is not None and (one / (unit * 10)).denominator == 1 for one in amounts):
        unit *= 10
    return unit if len(amounts) > 1 and unit >= LEAST_ROUND else 0


def _printed_round(items: Sequence[Item]) -> int:
    """The same of amounts that a source prints."""
    is_printed = all(one.row is not None and one.row.status in ("documented", "recorded") for one in items)
    return rounded_to([one.exact for one in items]) if is_printed else 0


def _share(cells: Cells, name: str, members: Mapping[str, str]) -> Fraction | None:
    """An earlier payout as a share of all of them, where the rules have a formula for it."""
    for one in cells.ruleset.quantities.values():
        pair = pair_of(one)
        if pair and pair[:2] == ("/", name) and _is_sum_of(cells.ruleset.quantities.get(pair[2]), name):
            return cells.value(one.name, members)
    return None


def _is_sum_of(total: Quantity | None, name: str) -> bool:
    one = total.expression if total else None
    operand = one.operand if isinstance(one, Aggregate) and one.kind == "sum" else None
    return isinstance(operand, Name) and operand.text == name


def _change(cells: Cells, name: str, members: Mapping[str, str]) -> Fraction | None:
    """The change from an earlier payout in per cent of it, where the rules have a formula for it."""
    for one in cells.ruleset.quantities.values():
        pair = pair_of(one)
        change = cells.ruleset.quantities.get(pair[1]) if pair and pair[::2] == ("/", name) else None
        if change and pair_of(change) == ("-", cells.ruleset.payout.name if cells.ruleset.payout else "", name):
            return cells.value(one.name, members)
    return None


# all who are paid, side by side


@frozen(eq=False, repr=False)
class ComparedPayouts:
    """What all payouts are compared with: an item for each who is paid, of the base, the payout and the difference.

    `shares` are the difference as a share of the base, where there is a formula. `is_real` is true where the base
    stands in the rules or in rows that are not made up, `is_in_millions` where it is printed in millions. `rounded_to`
    is what the base was probably rounded to, where it is printed in full.
    """

    base: tuple[Item, ...]
    paid: tuple[Item, ...]
    apart: tuple[Item, ...]
    shares: tuple[Item, ...]
    is_real: bool
    is_in_millions: bool
    rounded_to: int


def compared_payouts(cells: Cells, roles: Roles) -> Iterator[ComparedPayouts]:
    """Each formula that is the payout less something else, where it is known for all."""
    quantities = cells.ruleset.quantities
    for fact in roles.facts:
        pair = pair_of(fact)
        if not pair or pair[:2] != ("-", roles.payout.name) or pair[2] not in quantities:
            continue
        share = next((one for one in roles.facts if pair_of(one) == ("/", fact.name, pair[2])), None)
        base, paid, apart = (of_each(cells, roles, one) for one in (quantities[pair[2]], roles.payout, fact))
        if all(one.exact is not None for one in apart):
            shares = of_each(cells, roles, share) if share else ()
            is_real = _is_real(cells, quantities[pair[2]])
            in_millions = _is_in_millions(cells, base)
            unit = 0 if in_millions else _printed_round(base)
            yield ComparedPayouts(base, paid, apart, shares, is_real, in_millions, unit)


def _is_real(cells: Cells, base: Quantity) -> bool:
    rows = [one for one in cells.computed.figures.observations.values() if one.quantity == base.name]
    return bool(base.given) or any(one.status != "synthetic" for one in rows)


def _is_in_millions(cells: Cells, base: Sequence[Item]) -> bool:
    """True for amounts of which more digits would say more than is known."""
    kind = cells.computed.checked.inference.signatures[base[0].quantity.name].kind
    printed = [read_printed(one.row.printed, kind) for one in base if one.row]
    return any(isinstance(one, Printed) and one.last_digit >= 1000 for one in printed)
