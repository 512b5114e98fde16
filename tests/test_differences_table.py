"""What the amounts of the indicators come to for each who is paid."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from nine_years import computed_year

from rbflang.explanation.allocation_account import AllocationAccount, allocation_account
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Table
from rbflang.reports.explain.differences_table import differences_table
from rbflang.wording import Voice

MINUS = "\N{MINUS SIGN}"
SAY = Voice("nb")


@pytest.fixture(scope="module")
def account() -> AllocationAccount:
    return allocation_account(computed_year("rbf2025"))


def table_of(account: AllocationAccount) -> Table:
    assert account.difference
    return differences_table(account.difference, account, SAY)


def words_of(table: Table) -> list[list[str]]:
    return [[worded(cell, "nb") for cell in row] for row in table.rows]


def test_the_indicators_come_to_what_is_shown_with_the_payouts(account: AllocationAccount) -> None:
    """Midt-Norge: 917 504 + 1 853 642 - 260 685 + 420 583 + 588 217 = 3 519 261, one less than 3 519 262."""
    table = table_of(account)
    *rows, rounded, total = words_of(table)
    assert (len(rows), table.totals) == (9, 1)
    assert rounded == ["Avrunding", "+1", "0", "0", f"{MINUS}1"]
    assert total == ["Sum", "+3 519 262", f"{MINUS}4 912 048", "+4 694 605", f"{MINUS}3 301 819"]


def test_nothing_is_left_where_all_columns_add_up(account: AllocationAccount) -> None:
    """Of two indicators with 10 and -4 for each, 6 is the sum."""
    assert account.difference
    (name, items), (other, _) = account.difference.rows[:2]
    rows = tuple(
        (one, tuple(evolve(item, value=Fraction(amount)) for item in items))
        for one, amount in ((name, 10), (other, -4))
    )
    balanced = tuple(evolve(one, value=Fraction(6)) for one in account.payments.balanced)
    plain = evolve(account, difference=evolve(account.difference, rows=rows),
                   payments=evolve(account.payments, balanced=balanced))  # fmt: skip
    assert words_of(table_of(plain))[2:] == [["Sum", "+6", "+6", "+6", "+6"]]


@pytest.mark.parametrize("value", [None, Fraction(3_519_272)])
def test_what_is_unknown_or_comes_to_something_else_has_no_sum(
    account: AllocationAccount, value: Fraction | None
) -> None:
    """Ten kroner more than the nine indicators come to are no rounding."""
    first, *others = account.payments.balanced
    balanced = (evolve(first, value=value), *others)
    other = evolve(account, payments=evolve(account.payments, balanced=balanced))
    assert (len(table_of(other).rows), table_of(other).totals) == (9, 0)


def test_without_an_amount_that_adds_up_to_nothing_there_is_no_sum(account: AllocationAccount) -> None:
    none = evolve(account, payments=evolve(account.payments, balanced=()))
    assert len(table_of(none).rows) == 9
