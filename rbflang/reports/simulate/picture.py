"""A chart of how the payouts are distributed: a row of bars for each who is paid.

Takes what a simulation gave; gives a block. Each row has its own scale, from the least to the greatest amount that was
drawn, with the median marked.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.batch.simulation import Simulation
from rbflang.data.computed import Computed
from rbflang.explanation.paid import paying_voice
from rbflang.reports.charts.pictures import Histogram, Spread
from rbflang.reports.document import Chart, Column, Table
from rbflang.reports.payees import payee_called
from rbflang.reports.titles import round_title
from rbflang.reports.typed_cells import Phrase, kroner_cell, paid_cell

MEDIAN = 50


def picture(computed: Computed, found: Simulation, language: str = "nb") -> Chart:
    """The chart of a simulation."""
    say = paying_voice(language, computed)
    count = say.number(Fraction(found.count))
    name = f"{computed.checked.ruleset.title}, {round_title(computed, say)}"
    title = say(f"{name}: fordelingen av {count} trekninger", f"{name}: the distribution of {count} draws")
    note = say(
        "Søylene viser hvor mange av trekningene som gir omtrent så mye. Den stiplede streken er medianen. Hver rad "
        f"har sin egen målestokk, i {say.in_many}.",
        "The bars show how many of the draws give about so much. The dashed line is the median. Each row has a scale "
        f"of its own, in {say.in_many}.",
    )
    rows, spreads = [], []
    for key, one in found.payouts.items():
        label, median = payee_called(computed, key, say), one.percentiles[MEDIAN]
        marked = say("median", "median"), kroner_cell(median, say)
        spreads.append(Spread(label, one.bars, kroner_cell(one.least, say), kroner_cell(one.greatest, say), marked))
        rows.append((Phrase(label), *(paid_cell(amount, say) for amount in (one.least, median, one.greatest))))
    headings = say("Minst", "Least"), say("Median", "Median"), say("Høyst", "Greatest")
    return Chart(
        title, Histogram(tuple(spreads)), Table((Column("", "left"), *map(Column, headings)), tuple(rows)), note
    )
