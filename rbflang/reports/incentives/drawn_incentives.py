"""A picture of what each figure of one who is paid can move, as SVG: what is paid along it, a row for each figure.

Takes incentives; gives the text of a file. All rows have one scale of money; each goes from the least that its figure
can be to a little above its last limit, with the figure as it is marked. What is seen is said in words too.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from rbflang.explanation.paid import paying_voice
from rbflang.questions.incentives import Incentive, Incentives
from rbflang.questions.response import PaidStretch
from rbflang.reports.cell_words import worded
from rbflang.reports.drawn_page import MARGIN, WIDTH, drawn_page, fitted
from rbflang.reports.explain.on_the_staircase import bound_cell
from rbflang.reports.incentives.incentive_words import figure_name, now_cell, owner_of, top_of
from rbflang.reports.titles import round_title, spoken
from rbflang.ruleset.model import Member
from rbflang.wording import Voice

ROW, HIGH = 92, 48
BESIDE_AMOUNT = 80
POINTS = 8
"""So many points are drawn along a stretch on which the payout moves."""


def drawn_incentives(found: Incentives, payee: Member, language: str = "nb") -> str:
    """The picture of the figures of one who is paid; those without an end to what they move are left out."""
    say = paying_voice(language, found.computed)
    drawn = [one for one in found.found if one.most is not None]
    greatest = max((one.most for one in drawn if one.most), default=Fraction(1))
    where = f"{found.computed.checked.ruleset.title}, {round_title(found.computed, say)}"
    title = say(f"{where}: hva hvert tall kan flytte for {spoken(payee, say)}",
                f"{where}: what each figure can move for {spoken(payee, say)}")  # fmt: skip
    meaning = say(
        "Kurven viser hvor mye mer enn det minste som betales, for hvert tall fra det laveste det kan være til over "
        "den siste grensen. Den røde streken er tallet nå. Til høyre står det meste tallet kan flytte. Alle rader har "
        "samme målestokk for beløpet.",
        "The curve shows how much more than the least is paid, for each figure from the lowest it can be to above the "
        "last limit. The red line is the figure now. To the right is the most that the figure can move. All rows have "
        "the same scale of money.",
    )
    rows = [line for at, one in enumerate(drawn) for line in _row(found, one, ROW * at, greatest, say)]
    return drawn_page(title, meaning, ROW * len(drawn), rows, language)


def _row(found: Incentives, one: Incentive, top: int, greatest: Fraction, say: Voice) -> Iterator[str]:
    end, name = top_of(one), figure_name(found, one, say)
    start = one.response.stretches[0].part.low or Fraction(0)
    most, now = say.kroner(one.most or Fraction(0)), worded(now_cell(found, one), say.language)
    told = say(f"{name}, {spoken(owner_of(found, one.payee), say)}: nå {now}, flytter høyst {most}",
               f"{name}, {spoken(owner_of(found, one.payee), say)}: now {now}, moves at most {most}")  # fmt: skip
    foot = top + 18 + HIGH
    yield f"<g><title>{escape(told)}</title>"
    yield f'<text x="{MARGIN}" y="{top + 10}">{escape(fitted(name, BESIDE_AMOUNT))}</text>'
    yield f'<text x="{WIDTH - MARGIN}" y="{top + 10}" text-anchor="end">{escape(most)}</text>'
    if end > start:
        for line in _lines(one, end):
            points = " ".join(f"{_x(at, start, end)},{_y(height, greatest, foot)}" for at, height in line)
            yield f'<polyline points="{points}" fill="none" stroke="#2f5d8a" stroke-width="2"/>'
        at = _x(min(max(one.response.value, start), end), start, end)
        yield f'<line x1="{at}" y1="{foot - HIGH}" x2="{at}" y2="{foot}" stroke="#b3261e" stroke-width="1.5"/>'
        yield from (
            f'<text x="{x}" y="{foot + 14}" text-anchor="{anchor}" font-size="11" fill="#444444">{escape(text)}</text>'
            for x, anchor, text in (
                (MARGIN, "start", worded(bound_cell(start, one.unit), say.language)),
                (WIDTH - MARGIN, "end", worded(bound_cell(end, one.unit), say.language)),
            )
        )
    yield f'<line x1="{MARGIN}" y1="{foot}" x2="{WIDTH - MARGIN}" y2="{foot}" stroke="#444444"/>'
    yield "</g>"


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


def _x(value: Fraction, start: Fraction, end: Fraction) -> int:
    return MARGIN + round((WIDTH - 2 * MARGIN) * (value - start) / (end - start))


def _y(height: Fraction, greatest: Fraction, foot: int) -> int:
    return foot - round(HIGH * height / greatest)
