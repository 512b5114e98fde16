"""A picture of how the payouts are distributed, as SVG: a row of bars for each who is paid.

Takes what a simulation gave; gives the text of a file. Each row has its own scale, from the least to the greatest
amount that was drawn, with the median marked. What is seen is said in words too, for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from rbflang.batch.simulation import Distribution, Simulation
from rbflang.data.computed import Computed
from rbflang.explanation.paid import paying_voice
from rbflang.reports.drawn_page import MARGIN, WIDTH, drawn_page, fitted
from rbflang.reports.payees import payee_called
from rbflang.reports.titles import round_title
from rbflang.wording import Voice

ROW, NAME, HIGH = 112, 18, 48
NEAR_THE_EDGE = 60


def picture(computed: Computed, found: Simulation, language: str = "nb") -> str:
    """The picture of a simulation."""
    say = paying_voice(language, computed)
    count = say.number(Fraction(found.count))
    name = f"{computed.checked.ruleset.title}, {round_title(computed, say)}"
    title = say(f"{name}: fordelingen av {count} trekninger", f"{name}: the distribution of {count} draws")
    meaning = say(
        "Søylene viser hvor mange av trekningene som gir omtrent så mye. Den røde streken og det røde tallet er "
        f"medianen. Hver rad har sin egen målestokk, i {say.in_many}.",
        "The bars show how many of the draws give about so much. The red line and the red number are the median. Each "
        f"row has a scale of its own, in {say.in_many}.",
    )
    rows = [
        line
        for at, (key, one) in enumerate(found.payouts.items())
        for line in _row(payee_called(computed, key, say), one, ROW * at, say)
    ]
    return drawn_page(title, meaning, ROW * len(found.payouts), rows, language)


def _row(name: str, one: Distribution, top: int, say: Voice) -> Iterator[str]:
    wide = WIDTH - 2 * MARGIN
    median = one.percentiles[50]
    told = say(
        f"{name}: fra {say.kroner(one.least)} til {say.kroner(one.greatest)}, median {say.kroner(median)}",
        f"{name}: from {say.kroner(one.least)} to {say.kroner(one.greatest)}, median {say.kroner(median)}",
    )
    yield f"<g><title>{escape(told)}</title>"
    yield f'<text x="{MARGIN}" y="{top + 10}">{escape(fitted(name))}</text>'
    top += NAME
    yield from _bars(one.bars, top, wide)
    apart = one.greatest - one.least
    at = MARGIN + (round(wide * (median - one.least) / apart) if apart else wide // 2)
    yield f'<line x1="{at}" y1="{top - 4}" x2="{at}" y2="{top + HIGH}" stroke="#b3261e" stroke-width="2"/>'
    yield f'<line x1="{MARGIN}" y1="{top + HIGH}" x2="{MARGIN + wide}" y2="{top + HIGH}" stroke="#444444"/>'
    if apart:
        for x, amount, anchor in ((MARGIN, one.least, "start"), (MARGIN + wide, one.greatest, "end")):
            yield _amount(x, top + HIGH + 16, amount, anchor, "#222222", say)
    yield _amount(at, top + HIGH + 32, median, _anchor(at), "#b3261e", say)
    yield "</g>"


def _anchor(at: int) -> str:
    """Which end of a number stands at a place: near an edge the number stands inside it."""
    if at < MARGIN + NEAR_THE_EDGE:
        return "start"
    return "end" if at > WIDTH - MARGIN - NEAR_THE_EDGE else "middle"


def _bars(bars: tuple[int, ...], top: int, wide: int) -> Iterator[str]:
    most = max(bars)
    for number, each in enumerate(bars):
        if each and len(bars) > 1:
            x, next_x = (MARGIN + wide * place // len(bars) for place in (number, number + 1))
            high = max(1, HIGH * each // most)
            yield f'<rect x="{x}" y="{top + HIGH - high}" width="{next_x - x - 1}" height="{high}" fill="#5b8dbf"/>'


def _amount(x: int, y: int, amount: Fraction, anchor: str, colour: str, say: Voice) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}">{escape(say.paid(amount))}</text>'
