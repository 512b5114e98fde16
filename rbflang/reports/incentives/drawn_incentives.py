"""A chart of what each figure of one who is paid can move: what is paid along it, a row for each figure.

Takes incentives; gives a block. All rows have one scale of money; each goes from the least that its figure can be to a
little above its last limit, with the figure as it is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.explanation.paid import paying_voice
from rbflang.questions.incentives import Incentive, Incentives
from rbflang.questions.response import PaidStretch
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Curve, Curves
from rbflang.reports.document import Chart, Column, Table
from rbflang.reports.explain.on_the_staircase import bound_cell
from rbflang.reports.incentives.incentive_words import figure_name, now_cell, top_of
from rbflang.reports.titles import round_title, spoken
from rbflang.reports.typed_cells import Phrase, kroner_cell, paid_cell
from rbflang.ruleset.model import Member
from rbflang.wording import Voice

POINTS = 8
"""So many points are drawn along a stretch on which the payout moves."""


def drawn_incentives(found: Incentives, payee: Member, language: str = "nb") -> Chart:
    """The chart of the figures of one who is paid; those without an end to what they move are left out."""
    say = paying_voice(language, found.computed)
    drawn = [one for one in found.found if one.most is not None]
    greatest = max((one.most for one in drawn if one.most), default=Fraction(1))
    where = f"{found.computed.checked.ruleset.title}, {round_title(found.computed, say)}"
    title = say(f"{where}: hva hvert tall kan flytte for {spoken(payee, say)}",
                f"{where}: what each figure can move for {spoken(payee, say)}")  # fmt: skip
    note = say(
        "Kurven viser hvor mye mer enn det minste som betales, for hvert tall fra det laveste det kan være til over "
        "den siste grensen. Den stiplede streken er tallet nå. Til høyre står det meste tallet kan flytte. Alle rader "
        "har samme målestokk for beløpet.",
        "The curve shows how much more than the least is paid, for each figure from the lowest it can be to above the "
        "last limit. The dashed line is the figure now. To the right is the most that the figure can move. All rows "
        "have the same scale of money.",
    )
    columns = Column("", "left"), Column(say("Nå", "Now")), Column(say("Flytter høyst", "Moves at most"))
    rows = tuple(
        (Phrase(figure_name(found, one, say)), now_cell(found, one), paid_cell(one.most, say)) for one in drawn
    )
    curves = tuple(_curve(found, one, say) for one in drawn)
    return Chart(title, Curves(greatest, curves), Table(columns, rows), note)


def _curve(found: Incentives, one: Incentive, say: Voice) -> Curve:
    end = top_of(one)
    start = one.response.stretches[0].part.low or Fraction(0)
    lines = tuple(tuple(line) for line in _lines(one, end)) if end > start else ()
    now = worded(now_cell(found, one), say.language)
    return Curve(
        figure_name(found, one, say),
        kroner_cell(one.most or Fraction(0), say),
        lines,
        ((start, bound_cell(start, one.unit)), (end, bound_cell(end, one.unit))),
        (one.response.value, say(f"nå {now}", f"now {now}")),
    )


def _lines(one: Incentive, end: Fraction) -> Iterator[list[tuple[Fraction, Fraction]]]:
    """Values of the figure up to the end, and how much more is paid there than the least; a line between two gaps."""
    line: list[tuple[Fraction, Fraction]] = []
    before = None
    for stretch in one.response.stretches:
        if line and before != stretch.part.low:
            yield line
            line = []
        line += _along(one, stretch, end)
        before = stretch.part.high
    if line:
        yield line


def _along(one: Incentive, stretch: PaidStretch, end: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
    payee, least = one.payee, one.response.span(one.payee)[0]
    low, high = stretch.part.low or Fraction(0), stretch.part.high
    if low > end:
        return
    upto = end if high is None else min(high, end)
    yield low, stretch.low[payee] - least
    if stretch.low[payee] != stretch.high[payee]:
        inside = (low + (upto - low) * Fraction(at, POINTS) for at in range(1, POINTS))
        yield from ((at, stretch.paid_at(payee, at) - least) for at in inside)
    last = stretch.high[payee] if upto == high else stretch.paid_at(payee, upto)
    yield upto, last - least
