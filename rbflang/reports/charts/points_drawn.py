"""The points of an allocation as charts: which indicator gave whom how many, and what they add up to.

Takes an account of the allocation; gives blocks, or nothing where there are no points, or too many to be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.explanation.allocation_account import AllocationAccount, IndicatorPoints
from rbflang.explanation.item import Item
from rbflang.quantities import Unit
from rbflang.reports.allocate.points_table import points_table
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import HeatMap, StackedBars
from rbflang.reports.charts.who_has import who_has
from rbflang.reports.document import Chart
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import DASH, Amount, Cell
from rbflang.wording import Voice, lowered

MOST_COLUMNS, MOST_PARTS, MOST_STACKED = 16, 12, 40


def points_heat_map(account: AllocationAccount, say: Voice) -> Chart | None:
    """The points of each indicator for each who is paid, each row by itself as strong as its greatest."""
    payees = account.payments.payees
    if not account.points or not 1 < len(payees) <= MOST_COLUMNS:
        return None
    columns = tuple(called(one, say) for one in payees)
    rows = tuple(
        (called(one.indicator, say), tuple(_points(item, say) for item in one.points)) for one in account.points
    )
    note = say("Hver rad er tonet for seg: sterkest der poengene er flest. Streken nederst i ruten viser det samme.",
               "Each row is shaded by itself: strongest where the points are most. The line at the foot of a box shows "
               "the same.")  # fmt: skip
    return Chart(_spread_sentence(account, say), HeatMap(columns, rows), points_table(account, say), note)


def points_stacked(account: AllocationAccount, say: Voice) -> Chart | None:
    """All points of each who is paid, made of those of each indicator; of very many, the smaller ones together."""
    if len(account.payments.payees) > MOST_STACKED:
        return None
    totals = [one for one in account.all_points if one is not None]
    values = [item.exact for one in account.points for item in one.points]
    if not account.points or len(totals) < len(account.all_points) or any(one is None or one < 0 for one in values):
        return None
    parts = tuple(_parts(account.points, say))
    unit = account.points[0].points[0].unit
    bars = [
        (called(payee, say), tuple(_amount(amounts[at], unit, say) for _, amounts in parts), _amount(total, unit, say))
        for at, (payee, total) in enumerate(zip(account.payments.payees, totals, strict=True))
    ]
    picture = StackedBars(tuple(name for name, _ in parts), tuple(sorted(bars, key=lambda one: -one[2].value)))
    note = say("Numrene i stolpene er indikatorene under. Det som er for smalt til et nummer, kommer i samme orden.",
               "The numbers in the bars are the indicators below. What is too thin for a number follows in the same "
               "order.")  # fmt: skip
    return Chart(_total_sentence(account, totals, say), picture, points_table(account, say), note)


def _points(item: Item, say: Voice) -> Cell:
    return DASH if item.exact is None else _amount(item.exact, item.unit, say)


def _amount(value: Fraction, unit: Unit, say: Voice) -> Amount:
    return Amount(value, say.decimals if unit.is_money else 0, unit, is_named=unit.is_money)


def _parts(points: Sequence[IndicatorPoints], say: Voice) -> Iterator[tuple[str, list[Fraction]]]:
    """What the bars are made of: an indicator and the points of each, and last all others together."""
    sizes = [sum((item.number for item in one.points), Fraction(0)) for one in points]
    shown = len(points) if len(points) <= MOST_PARTS else MOST_PARTS - 1
    kept = sorted(range(len(points)), key=lambda at: -sizes[at])[:shown]
    for at in sorted(kept):
        yield called(points[at].indicator, say), [item.number for item in points[at].points]
    others = [one for at, one in enumerate(points) if at not in kept]
    if others:
        count = say.number(Fraction(len(others)))
        together = [sum((item.number for item in items), Fraction(0)) for items in zip(*(one.points for one in others),
                                                                                      strict=True)]  # fmt: skip
        yield say(f"{count} andre til sammen", f"{count} others together"), together


def _spread_sentence(account: AllocationAccount, say: Voice) -> str:
    """For which indicator the points are farthest apart, and between whom."""
    known = [one for one in account.points if all(item.exact is not None for item in one.points)]
    is_money = account.points[0].points[0].unit.is_money
    what, things = ("kroner", "amounts") if is_money else ("poeng", "points")
    farthest = max(known, key=_spread, default=None)
    if farthest is None or not _spread(farthest):
        return say(f"Alle får like mange {what} for hver indikator.", f"All get the same {things} for each indicator.")
    unit, name = farthest.points[0].unit, lowered(called(farthest.indicator, say))
    amounts = [(payee, item.number) for payee, item in zip(account.payments.payees, farthest.points, strict=True)]
    ends = max(amount for _, amount in amounts), min(amount for _, amount in amounts)
    (top, gets), (bottom, _) = (who_has(amounts, end, say) for end in ends)
    most, least = (worded(_amount(end, unit, say), say.language) for end in ends)
    return say(
        f"Forskjellen i {what} er størst for {name}: {top} får {most} og {bottom} {least}.",
        f"The {things} differ most for {name}: {top} {gets} {most} and {bottom} {least}.",
    )


def _spread(one: IndicatorPoints) -> Fraction:
    numbers = [item.number for item in one.points]
    return max(numbers) - min(numbers)


def _total_sentence(account: AllocationAccount, totals: Sequence[Fraction], say: Voice) -> str:
    """Who has most of all points, and who fewest."""
    unit, amounts = account.points[0].points[0].unit, list(zip(account.payments.payees, totals, strict=True))
    most, least = max(totals), min(totals)
    (top, gets), (bottom, get) = who_has(amounts, most, say), who_has(amounts, least, say)
    high, low = (worded(_amount(end, unit, say), say.language) for end in (most, least))
    points = "" if unit.is_money else say(" poeng", " points")
    if most == least:
        return say(f"{top} får {high}{points}.", f"{top} {gets} {high}{points}.")
    return say(
        f"{top} får {'mest' if unit.is_money else 'flest poeng'}, {high}, og {bottom} får "
        f"{'minst' if unit.is_money else 'færrest'}, {low}.",
        f"{top} {gets} the most{points}, {high}, and {bottom} {get} the fewest, {low}.",
    )
