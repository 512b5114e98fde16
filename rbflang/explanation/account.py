"""The account of a payout: what was found, as values with units and sources, before anybody words it.

Takes a computed ruleset and one of those who are paid. Reports word an account and read no cells of the valuation.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.compared_amounts import ComparedAmounts, compared_amounts
from rbflang.explanation.explain import Reason, explain
from rbflang.explanation.indicator.indicator_rows import IndicatorAccount, indicator_account
from rbflang.explanation.item import Item
from rbflang.explanation.paid import paid_decimals
from rbflang.explanation.payments import Payments, payments_of
from rbflang.explanation.payout_chain import PayoutChain, payout_chain
from rbflang.explanation.rests_on import RestsOn, ValuesBehind, rests_on, values_behind_payout
from rbflang.explanation.roles import Roles, roles_of
from rbflang.ruleset.model import Member, Ruleset


@frozen(eq=False, repr=False)
class Account:
    """Who is paid what, what the others are paid, what each indicator gave, the way to kroner, comparisons, premises.

    `decimals` is how many decimals payouts have, `behind` are values of the rules that are not given or not one's own.
    `reasons` follow the payout down the author's named formulas to the inputs, at most so many levels.
    """

    ruleset: Ruleset
    roles: Roles
    payee: Member
    paid: Item
    decimals: int
    payments: Payments
    indicators: IndicatorAccount
    chain: PayoutChain
    reasons: Callable[[int | None], Reason]
    compared: ComparedAmounts
    rests_on: RestsOn
    behind: ValuesBehind


def account_of(computed: Computed, payee: str) -> Account:
    """The account of what one is paid."""
    cells, roles = Cells(computed), roles_of(computed.checked)
    payments = payments_of(cells, roles)
    at = next(at for at, one in enumerate(payments.payees) if one.name == payee)
    return Account(
        ruleset=cells.ruleset,
        roles=roles,
        payee=payments.payees[at],
        paid=payments.paid[at],
        decimals=paid_decimals(computed),
        payments=payments,
        indicators=indicator_account(cells, roles, payee),
        chain=payout_chain(cells, roles, payee),
        reasons=partial(explain, computed, roles.payout.name, {roles.among: payee}),
        compared=compared_amounts(cells, roles, payee),
        rests_on=rests_on(computed),
        behind=values_behind_payout(cells, roles.payout, {roles.among: payee}),
    )
