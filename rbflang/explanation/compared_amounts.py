"""What the rules compare a payout with: the whole appropriation, the key alone, earlier payouts.

Takes the cells of a valuation and the parts its quantities play. The comparisons are the ruleset's own formulas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from rbflang.data.printed import Printed, read_printed
from rbflang.explanation.cells import Cells
from rbflang.explanation.item import Item, item_of
from rbflang.explanation.roles import Roles
from rbflang.ruleset.model import Quantity
from rbflang.syntax.expressions import Aggregate, Arithmetic, Name


@frozen(eq=False, repr=False)
class EarlierPayout:
    """An earlier payout as it was printed; its share of all of them and the change since, where there are formulas."""

    item: Item
    printed: Printed
    share: Fraction | None
    change: Fraction | None


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
    pairs = (pair for fact in roles.facts if (pair := pair_of(fact)) and pair[:2] == ("-", roles.payout.name))
    return ComparedAmounts(
        item_of(cells, roles.appropriation, {}) if roles.appropriation else None,
        tuple(item for fact, item in known if _is_share(fact, roles)),
        tuple(item for fact, item in known if _is_by_key(fact, roles)),
        tuple(one for pair in pairs for one in _earlier(cells, pair[2], members)),
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


def _is_by_key(fact: Quantity, roles: Roles) -> bool:
    pair = pair_of(fact)
    keys = {one.quantity.name for one in roles.factors if one.quantity.sets}
    whole = roles.appropriation.name if roles.appropriation else ""
    return bool(pair and pair[0] == "*" and whole in pair[1:] and keys & set(pair[1:]))


def _earlier(cells: Cells, name: str, members: Mapping[str, str]) -> Iterator[EarlierPayout]:
    """An earlier payout whose print is a row of the data."""
    item = item_of(cells, cells.ruleset.quantities[name], members)
    if item.row is None:
        return
    printed = read_printed(item.row.printed, cells.computed.checked.inference.signatures[name].kind)
    if isinstance(printed, Printed):
        yield EarlierPayout(item, printed, _share(cells, name, members), _change(cells, name, members))


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
