"""The report of `allocate`: points, weighted points, factor and payouts of a round.

Takes a computed ruleset, gives a document; its data are the contract «rbflang.allocation/1».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.allocation_account import AllocationAccount, allocation_account, computed_figures
from rbflang.explanation.item import Item
from rbflang.explanation.paid import as_data, currency_data, lines_data
from rbflang.graph.nodes import Cell
from rbflang.published.statements import PublishedRow
from rbflang.quantities import COUNT, PARTS, POINTS
from rbflang.reports.allocate.against import compared
from rbflang.reports.allocate.given import given_blocks
from rbflang.reports.allocate.points_table import points_table
from rbflang.reports.certainty import certainty_blocks, spans_data
from rbflang.reports.chain import chain_heading
from rbflang.reports.document import Block, Column, Document, Heading, Paragraph, Table
from rbflang.reports.foot import foot
from rbflang.reports.open_data import open_data
from rbflang.reports.side_by_side import FigureRow, line_rows, side_by_side
from rbflang.reports.standing import standing_data
from rbflang.reports.titles import notice, round_title, title
from rbflang.reports.typed_cells import Cell as TableCell
from rbflang.reports.typed_cells import Phrase, plain_cell
from rbflang.syntax.expressions import Rank
from rbflang.syntax.vocabulary import written_name
from rbflang.wording import Voice, counted, decimals_needed

SCHEMA = "rbflang.allocation/1"
MOST_DIGITS, FACTOR_DECIMALS = 6, 9


def allocation(computed: Computed, language: str = "nb", published: Sequence[PublishedRow] = ()) -> Document:
    """Points and kroner of all regions; what is published of them cuts what else they may be."""
    account = allocation_account(computed)
    say = Voice(language, account.decimals, account.ruleset.currency)
    name = f"{account.ruleset.title}, {round_title(computed, say)}"
    blocks = tuple(_blocks(account, computed, published, say))
    return Document(
        name,
        blocks,
        partial(data, computed, account, published, say),
        notice(computed, say),
        foot(say, computed),
        language,
    )


def _blocks(
    account: AllocationAccount, computed: Computed, published: Sequence[PublishedRow], say: Voice
) -> Iterator[Block]:
    regions = account.payments.payees
    if account.points:
        yield Heading(say("Poeng", "Points"))
        yield points_table(account, say)
    for given in account.given:
        yield from given_blocks(given, account.payments, account.roles, say)
    if account.keys:
        label = title(account.keys[0].quantity, say)
        yield Heading(label)
        yield side_by_side(regions, (FigureRow(label, [one.number for one in account.keys], 4),), say)
    yield Heading(chain_heading(account.roles, say))
    links = [_link(items, say) for items in account.links]
    yield side_by_side(regions, [*links, *line_rows(account.payments.lines, say)], say)
    if account.factors:
        yield Table(
            (Column("", "left"), Column(""), Column("", "left")),
            tuple(
                (Phrase(title(one.quantity, say)), _factor(one), Phrase(say.cited(one.source)))
                for one in account.factors
            ),
        )
    yield from compared(account, computed.is_synthetic, say)
    yield from certainty_blocks(computed, published, account.payments, say)
    count = account.rests_on.assumptions
    if count:
        of = account.rests_on.only_stands_in
        rest = say("Utbetalingene forutsetter", "The payouts rest on")
        rest = say("Utregningen bruker", "The computation uses") if of else rest
        text = say(
            f"{rest} {counted(count)} {'antakelse' if count == 1 else 'antakelser'}.",
            f"{rest} {count} {'assumption' if count == 1 else 'assumptions'}.",
        )
        yield Paragraph(text)
    count = account.rests_on.unconfirmed
    if count:
        yield Paragraph(
            say(
                f"Utbetalingene bygger på {_unconfirmed(count, say)}: tall og regler fra et annet år. "
                "Se rbflang check.",
                f"The payouts rest on {_unconfirmed(count, say)}: numbers and rules of another year. "
                "See rbflang check.",
            )
        )


def _unconfirmed(count: int, say: Voice) -> str:
    if count == 1:
        return say("én henvisning som ikke er bekreftet", "one citation that is not confirmed")
    return say(f"{count} henvisninger som ikke er bekreftet", f"{count} citations that are not confirmed")


def _link(items: Sequence[Item], say: Voice) -> FigureRow:
    """Kroner with the decimals of what is paid, points whole, all else with its digits; places are not added up."""
    label, unit, values = title(items[0].quantity, say), items[0].unit, [one.exact for one in items]
    if unit.is_money or unit == POINTS:
        return FigureRow(label, values, say.decimals if unit.is_money else 0, unit=unit)
    scaled = [value * 100 if unit.is_share else value for value in values if value is not None]
    needed = [decimals_needed(value) for value in scaled]
    decimals = max(MOST_DIGITS if each is None else min(each, MOST_DIGITS) for each in needed)
    is_amount = unit in (COUNT, PARTS) and not isinstance(items[0].quantity.expression, Rank)
    return FigureRow(label, values, decimals, is_added=is_amount, unit=unit)


def _factor(item: Item) -> TableCell:
    """A factor with its digits and what stands behind it."""
    return plain_cell(item.number, item.unit, FACTOR_DECIMALS, True)


# the contract


def data(
    computed: Computed, account: AllocationAccount, published: Sequence[PublishedRow], say: Voice
) -> dict[str, Any]:
    """The allocation as data: exact numbers as strings, payouts as they are paid."""
    found, payees, language = computed_figures(computed), account.payments.payees, account.ruleset.tree.language
    count, texts = account.rests_on.assumptions, list(_assumed(account, say))
    totals = zip(payees, account.totals, strict=True) if account.roles.has_points else ()
    return {
        "schema": SCHEMA,
        "ruleset": account.ruleset.name,
        "round": computed.written_round,
        "synthetic": computed.is_synthetic,
        "regions": [one.name for one in payees],
        "payees": [one.name for one in payees],
        "currency": currency_data(account.ruleset.currency),
        "points": {region: _by_indicator(points) for region, points in found.points.items()},
        "lapsed": _by_indicator(found.lapsed),
        "point_totals": {one.name: exact(item.value) for one, item in totals},
        "payouts": {
            one.name: as_data(item.number, account.decimals)
            for one, item in zip(payees, account.payments.paid, strict=True)
        },
        "payout_lines": lines_data(account.payments.lines, payees, account.decimals),
        "quantities": {
            written_name(name, language): _formula(computed, items) for name, items in found.formulas.items()
        },
        "assumptions": {"count": count, "list": texts},
        "rests_on": standing_data(computed),
        "open": open_data(computed),
        "spans": spans_data(computed, published),
    }


def _assumed(account: AllocationAccount, say: Voice) -> Iterator[str]:
    """What is assumed, each reason behind the names of what it stands on."""
    language = account.ruleset.tree.language
    for why, premises in account.rests_on.assumed.items():
        yield f"{', '.join(dict.fromkeys(written_name(one.name, language) for one in premises))}: {why}"
    for name in account.rests_on.decided_by_order:
        why = say(
            "restene er like store, og rekkefølgen i teksten avgjør",
            "the remainders are equal, and the order of the text decides",
        )
        yield f"{name}: {why}"


def _by_indicator(found: Mapping[str, Mapping[str, Item]]) -> dict[str, dict[str, Any]]:
    return {indicator: {name: exact(one.value) for name, one in of.items()} for indicator, of in found.items()}


def _formula(computed: Computed, items: Sequence[Item]) -> dict[str, Any]:
    """The figures of a formula by address; small figures are kept back."""
    return {
        address_of(one.quantity, computed.checked, one.key): None if one.is_hidden else exact(one.value)
        for one in items
    }


def exact(value: Cell | None) -> Any:
    """A value as data: the exact number as a string, words and yes/no as they are, `None` where there is none."""
    if isinstance(value, Fraction):
        return str(value)
    return value if isinstance(value, bool | str) and value != "" else None
