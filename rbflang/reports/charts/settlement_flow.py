"""A settlement as a flow: who gets less in the later round, and who gets more.

Takes a settlement; gives a block, or nothing where nobody gets another amount.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.questions.settlement import Settlement
from rbflang.reports.charts.pictures import Flow, FlowSide
from rbflang.reports.charts.round_money import more_or_less
from rbflang.reports.charts.who_has import Amounts, who_has, with_others
from rbflang.reports.document import Chart, Column, Table
from rbflang.reports.settle.settlement_words import rounds_of
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import Phrase, kroner_cell, paid_cell
from rbflang.wording import Voice

MOST_DRAWN = 40


def settlement_flow(found: Settlement, say: Voice) -> Chart | None:
    """What goes from some to others when the later round takes the place of the earlier one."""
    due = [(one, found.due(one.name)) for one in found.regions]
    if not any(amount for _, amount in due) or len(due) > MOST_DRAWN:
        return None
    later = rounds_of(found, say)[1]
    table = Table(
        (Column("", "left"), Column(say("Avregning", "Settlement"))),
        tuple((Phrase(called(one, say)), paid_cell(amount, say, True)) for one, amount in due),
    )
    note = say(f"Beløpene er {later} minus det som var før. De samles og fordeles: Ingen betaler til en bestemt annen.",
               f"The amounts are the {later} less what was before. They are pooled and shared: nobody pays a certain "
               "other.")  # fmt: skip
    return Chart(settlement_sentence(due, say), flow_of(due, say), table, note)


def flow_of(due: Amounts, say: Voice) -> Flow:
    """Those who get less and those who get more; who gets the same is on neither side."""
    less, more = [one for one in due if one[1] < 0], [one for one in due if one[1] > 0]
    return Flow(
        _side(say("Får mindre", "Get less"), less, say),
        _side(say("Får mer", "Get more"), more, say),
    )


def settlement_sentence(due: Amounts, say: Voice) -> str:
    """Who gets most more, and who most less."""
    ends = max(amount for _, amount in due), min(amount for _, amount in due)
    told = [(*who_has(due, end, say), more_or_less(end, say)) for end, sign in zip(ends, (1, -1), strict=True)
            if end * sign > 0]  # fmt: skip
    (names, gets, amount), *last = told
    first = say(f"{names} får {amount} i avregningen", f"{names} {gets} {amount} in the settlement")
    return with_others(first, last, say)


def _side(heading: str, amounts: Amounts, say: Voice) -> FlowSide:
    """Those with amounts of one sign, the greatest first."""
    total = sum((amount for _, amount in amounts), Fraction(0))
    in_order = sorted(amounts, key=lambda one: -abs(one[1]))
    shown = tuple((called(one, say), kroner_cell(amount, say, True)) for one, amount in in_order)
    return FlowSide(heading, kroner_cell(total, say, True), shown)
