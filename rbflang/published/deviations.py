"""Known deviations: what must hold of a row that is marked as one.

Takes the row and our values. The deviation must still be there, be the one that is written down (the printed figure
less ours), have an explanation, and what is said to give the printed figure must give it.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.graph.nodes import Failure
from rbflang.published.agreement import Exact, agrees, outermost
from rbflang.published.published_cells import Target, target_of_row
from rbflang.published.statements import CLAIM, Print, PublishedRow, Statement, read_number, read_statement
from rbflang.wording import Words

UNTRUE = "usant"


def wrong_in_deviation(
    computed: Computed, row: PublishedRow, statement: Statement, target: Target, exact: Exact
) -> Words | None:
    """What is amiss with a marked deviation: it is gone, it is another, or what is said to explain it does not."""
    if agrees(statement, target, exact, row.text("kind") == CLAIM):
        return Words("Avviket finnes ikke lenger.", "The deviation is gone.")
    ours = read_statement(row, computed.checked.ruleset.currency, "ours")
    if isinstance(ours, Words) or not _is_ours(statement, ours, target, exact):
        said = row.text("ours") or "–"
        return Words(f"Vårt tall er et annet enn {said}.", f"Our figure is another than {said}.")
    if row.text("deviation") != UNTRUE and not _is_difference(row, statement, ours):
        return Words(
            "Avviket er ikke trykt tall minus vårt tall.", "The deviation is not the printed figure less ours."
        )
    if row.text("deviation") == UNTRUE and isinstance(statement, Print):
        return Words("Avviket skal være trykt tall minus vårt tall.", "The deviation must be a difference.")
    if not row.text("note"):
        return Words("Avviket er ikke forklart.", "The deviation is not explained.")
    return _explained(computed, row, statement)


def _is_ours(printed: Statement, ours: Statement, target: Target, exact: Exact) -> bool:
    """Whether what is written as ours is what we get; beside a bound, the value the bound should have held for."""
    if not isinstance(printed, Print) or not isinstance(ours, Print):
        return agrees(ours, target, exact, True)
    numbers = [Fraction(value) for value in exact]
    same = printed.relation != "equals" or len(set(numbers)) == 1
    return same and ours.is_true_of(outermost(printed, numbers))


def _is_difference(row: PublishedRow, printed: Statement, ours: Statement) -> bool:
    if not isinstance(printed, Print):
        return False
    difference = read_number(row.text("deviation"), printed.unit, currency=printed.currency)
    return isinstance(ours, Print) and isinstance(difference, Print) and printed.value - ours.value == difference.value


def _explained(computed: Computed, row: PublishedRow, statement: Statement) -> Words | None:
    """Whether the quantity that is said to give the printed figure does."""
    name = row.text("explained_by")
    other = target_of_row(computed, row, name) if name else None
    if other is None or isinstance(other, Words):
        return other
    exact = [value for value in other.values if not isinstance(value, Failure)]
    if len(exact) == len(other.values) and agrees(statement, other, exact, False):
        return None
    return Words(f"«{name}» gir ikke det trykte tallet.", f"“{name}” does not give the printed figure.")
