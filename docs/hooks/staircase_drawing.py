"""A staircase drawn as SVG: limits along the bottom, what each step gives on the step.

Takes a staircase of a ruleset, gives markup without blank lines, to stand inside Markdown. Colours are the reader's
own, by the class `staircase` of `docs/site.css`. It must not compute anything but places on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from attrs import frozen

from rbflang.quantities import Unit
from rbflang.ruleset.staircases import limit_unit, result_unit, stairs_of
from rbflang.syntax.tree import StaircaseDecl
from rbflang.wording import listing, percent, plain

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 260, 16, 16, 34, 48
TREAD = Fraction(1, 6)
"""How far the last step reaches beyond its limit, as a part of the width."""


@frozen
class Tread:
    """One step: from where to where along the bottom, how high, and its words."""

    begin: Fraction
    end: Fraction
    height: Fraction
    limit: str
    gives: str


def drawing(staircase: StaircaseDecl) -> str:
    """The staircase as a figure; its label says the steps in words to those who do not see it."""
    treads = tuple(_treads(staircase))
    title = staircase.titles.title or staircase.name.text
    told = listing([f"{one.limit}: {one.gives}" for one in treads])
    return "\n".join([
        '<figure class="staircase">',
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(f"{title}. {told}")}">',
        *_drawn(treads),
        "</svg>",
        f"<figcaption>{escape(title)}</figcaption>",
        "</figure>",
    ])  # fmt: skip


def _treads(staircase: StaircaseDecl) -> Iterator[Tread]:
    """The steps, with places from 0 to 1."""
    stairs = stairs_of(staircase)
    limits = sorted({end for one in stairs for end in (one.interval.low, one.interval.high) if end is not None})
    least = min(limits[0], Fraction(0))
    reach = (limits[-1] - least) / (1 - TREAD) or Fraction(1)
    most = max(max(one.result for one in stairs), Fraction(1))
    results = result_unit(staircase)
    for one, step in zip(stairs, staircase.steps, strict=True):
        low, high = one.interval.low, one.interval.high
        begin = Fraction(0) if low is None else (low - least) / reach
        end = Fraction(1) if high is None else (high - least) / reach
        yield Tread(
            begin, end, one.result / most, _limit(staircase, step.kind, low, high), _amount(one.result, results)
        )


def _limit(staircase: StaircaseDecl, kind: str, low: Fraction | None, high: Fraction | None) -> str:
    """The limit in words: `fra 20 %`, `under 5 %`, `til og med 3`, `over 3`."""
    unit = limit_unit(staircase)
    if low is None:
        assert high is not None
        return f"{'til og med' if kind == 'up_to' else 'under'} {_figure(high, unit)}"
    if kind == "up_to" and high is not None:
        return f"til og med {_figure(high, unit)}"
    return f"{'over' if kind == 'over' else 'fra'} {_figure(low, unit)}"


def _figure(value: Fraction, unit: Unit | None) -> str:
    return percent(value) if unit is not None and unit.is_dimensionless else plain(value)


def _amount(value: Fraction, unit: Unit | None) -> str:
    """What a step gives: `0,5 del`, `4 deler`."""
    if unit is None or unit.is_dimensionless:
        return _figure(value, unit)
    return f"{plain(value)} {'del' if 0 < value <= 1 else 'deler'}"


def _drawn(treads: tuple[Tread, ...]) -> Iterator[str]:
    floor = HEIGHT - BOTTOM
    for at, one in enumerate(treads):
        left, right, top = _across(one.begin), _across(one.end), _up(one.height)
        if one.height:
            yield f'<rect x="{left}" y="{top}" width="{right - left}" height="{floor - top}"/>'
        yield f'<path d="M{left} {top}H{right}"/>'
        if at:
            yield f'<path class="rise" d="M{left} {floor + 6}V{min(top, _up(treads[at - 1].height))}"/>'
        yield f'<text x="{(left + right) // 2}" y="{top - 8}">{escape(one.gives)}</text>'
        anchor = ' class="first"' if left == LEFT else ""
        below = floor + (22 if at % 2 == 0 or right - left > 90 else 38)
        yield f'<text{anchor} x="{left}" y="{below}">{escape(one.limit)}</text>'
    yield f'<path class="floor" d="M{LEFT} {floor}H{WIDTH - RIGHT}"/>'


def _across(place: Fraction) -> int:
    return LEFT + round(place * (WIDTH - LEFT - RIGHT))


def _up(height: Fraction) -> int:
    return HEIGHT - BOTTOM - round(height * (HEIGHT - BOTTOM - TOP))
