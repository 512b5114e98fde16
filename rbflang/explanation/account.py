"""The account of a payout: what was found, as values with units and sources, before anybody words it.

Takes a computed ruleset and one of those who are paid. Reports word an account and read no cells of the valuation.
"""

from __future__ import annotations

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator_rows import IndicatorAccount, indicator_account
from rbflang.explanation.item import Item
from rbflang.explanation.paid import paid_decimals
from rbflang.explanation.payments import Payments, payments_of
from rbflang.explanation.roles import Roles, roles_of
from rbflang.ruleset.model import Member, Ruleset


@frozen(eq=False, repr=False)
class Account:
    """Who is paid what, the decimals it has, what the others are paid, and what each indicator gave."""

    ruleset: Ruleset
    roles: Roles
    payee: Member
    paid: Item
    decimals: int
    payments: Payments
    indicators: IndicatorAccount


def account_of(computed: Computed, payee: str) -> Account:
    """The account of what one is paid."""
    cells, roles = Cells(computed), roles_of(computed.checked)
    payments = payments_of(cells, roles)
    at = next(at for at, one in enumerate(payments.payees) if one.name == payee)
    return Account(
        cells.ruleset,
        roles,
        payments.payees[at],
        payments.paid[at],
        paid_decimals(computed),
        payments,
        indicator_account(cells, roles, payee),
    )
