"""Scenarios whose columns have names: the address of a cell for each figure given, `måloppnåelse.video.Vest`.

Takes a computed ruleset and the names of the columns of a file or a table; gives the scenarios, and what is paid under
names of the same kind, `rbf_inntekt.Vest`. A column that names no figure, or that is missing, is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from rbflang.batch.by_numpy import Column
from rbflang.batch.lowering import Given
from rbflang.batch.scenarios import Scenarios, scenarios_of_cells
from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.data.settings import cell_at
from rbflang.graph.nodes import Observed
from rbflang.nearest import nearest
from rbflang.ruleset.values import quantity_kind
from rbflang.wording import Words, listing

MOST_NAMED = 4
BATCH = 4096
"""How many scenarios are read, computed and written at a time."""


class ColumnsRefused(Exception):
    """Columns that cannot be computed, in words of both languages, with what to do about it."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@frozen(eq=False, repr=False)
class NamedScenarios:
    """Scenarios with a name for each column they are given, in the order of their inputs, and for each they pay.

    `is_whole` where amounts are paid in whole kroner.
    """

    scenarios: Scenarios
    names: tuple[str, ...]
    paid: tuple[str, ...]
    is_whole: bool

    def payouts(self, given: Mapping[str, Column]) -> dict[str, Column]:
        """What each scenario pays, from columns of doubles of equal length; NaN is no figure, and no payout."""
        columns = [given[name] for name in self.names]
        return dict(zip(self.paid, self.scenarios.payouts(columns).columns, strict=True))


def named_scenarios(computed: Computed, columns: Iterable[str], rest_of_data: bool = False) -> NamedScenarios:
    """The scenarios that columns of these names give.

    Every figure of a quantity that has a column has one; with `rest_of_data` the others are as in the data, and only
    what depends on those that have one is computed for each scenario. Raises `ColumnsRefused`.
    """
    payout = computed.checked.ruleset.payout
    assert payout is not None, "a ruleset that pays nothing has no payouts"
    cells = _cells(computed, columns)
    if not cells:
        raise ColumnsRefused(
            Words(
                "Ingen kolonne har navnet til et tall. En kolonne heter som cellen, for eksempel "
                f"{_example(computed)}.",
                f"No column has the name of a figure. A column is named as the cell, for example {_example(computed)}.",
            )
        )
    missing = [] if rest_of_data else _without_column(computed, cells)
    if missing:
        raise ColumnsRefused(_missing([_address(computed, given) for given in missing]))
    ready = scenarios_of_cells(computed, cells)
    rounding = payout.rounding
    return NamedScenarios(
        ready,
        tuple(cells[given] for given in ready.inputs),
        tuple(address_of(payout, computed.checked, key) for key in computed.valuation.of(payout.name)),
        rounding is not None and rounding.unit.denominator == 1,
    )


def _without_column(computed: Computed, cells: Mapping[Given, str]) -> list[Given]:
    """The figures that have no column, of quantities that have one."""
    named = computed.valuation.graph.named
    quantities = dict.fromkeys(name for name, _ in cells)
    return [(name, key) for name in quantities for key in named[name].domain.keys if (name, key) not in cells]


def _cells(computed: Computed, columns: Iterable[str]) -> dict[Given, str]:
    """The cell that each column names."""
    payout = computed.checked.ruleset.payout
    assert payout is not None
    read = {node.quantity: node for node in computed.valuation.graph.only([payout.name]).nodes
            if isinstance(node, Observed)}  # fmt: skip
    known = [(name, key) for name, node in read.items() for key in node.domain.keys]
    found: dict[Given, str] = {}
    for column in columns:
        cell = cell_at(computed.checked, column)
        quantity = cell[0] if cell else None
        is_number = quantity is not None and quantity_kind(quantity).what == "number"
        if cell is None or not is_number or (cell[0].name, cell[1]) not in known:
            raise ColumnsRefused(_unknown(column, [_address(computed, one) for one in known]))
        given = cell[0].name, cell[1]
        if given in found:
            raise ColumnsRefused(
                Words(
                    f"Kolonnene «{found[given]}» og «{column}» er samme celle. Ta bort den ene.",
                    f"The columns “{found[given]}” and “{column}” are the same cell. Leave one out.",
                )
            )
        found[given] = column
    return found


def _address(computed: Computed, given: Given) -> str:
    return address_of(computed.checked.ruleset.quantities[given[0]], computed.checked, given[1])


def _example(computed: Computed) -> str:
    return next((_address(computed, one) for one in computed.figures.observations), "måloppnåelse.video.Vest")


def _unknown(column: str, known: Sequence[str]) -> Words:
    near = nearest(column, known)
    meant = (f" Mente du {near[0]}?", f" Did you mean {near[0]}?") if near else ("", "")
    return Words(
        f"Kolonnen «{column}» er ikke et tall som utbetalingen bygger på.{meant[0]} Ta den bort, eller ta den med "
        "urørt i svaret med --keep.",
        f"The column “{column}” is no figure that the payout rests on.{meant[1]} Leave it out, or take it along as it "
        "is by --keep.",
    )


def _missing(addresses: Sequence[str]) -> Words:
    shown, more = list(addresses[:MOST_NAMED]), len(addresses) - MOST_NAMED
    nb = listing([*shown, *([f"{more} til"] if more > 0 else [])])
    en = listing([*shown, *([f"{more} more"] if more > 0 else [])], "en")
    return Words(
        f"Det mangler kolonner: {nb}. Legg dem til, eller ta tallene fra dataene med --rest-of-data.",
        f"Columns are missing: {en}. Add them, or take the figures from the data by --rest-of-data.",
    )
