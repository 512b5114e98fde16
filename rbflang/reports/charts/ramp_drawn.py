"""A ramp with all who lie on it as a chart, and how far each is from the points beside.

Takes a climbed ramp; gives a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from rbflang.explanation.standings_on_ramps import ClimbedRamp, StandingOnRamp
from rbflang.quantities import NUMBER, Unit
from rbflang.reports.cell_words import worded
from rbflang.reports.charts.pictures import Climb, Climber, Tread
from rbflang.reports.charts.who_has import who_has
from rbflang.reports.document import Chart, Column, Table
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import Amount, Phrase, plain_cell
from rbflang.wording import Voice

MOST_CLIMBERS = 60


def ramp_chart(found: ClimbedRamp, say: Voice) -> Chart | None:
    """The ramp, those on it from the greatest figure to the least; nothing where there are none, or too many."""
    if not 0 < len(found.standings) <= MOST_CLIMBERS:
        return None
    along, given = found.standings[0].on.unit or NUMBER, found.unit or NUMBER
    limits = tuple((place, plain_cell(place, along, is_named=True)) for place, _ in found.points)
    in_order = sorted(found.standings, key=lambda one: -one.on.argument)
    climbers = tuple(_climber(one, along, given, say) for one in in_order)
    headings = say("Tall", "Figure"), say("Gir", "Gives")
    table = Table(
        (Column("", "left"), *map(Column, headings)),
        tuple((Phrase(called(one.payee, say)), plain_cell(one.on.argument, along, is_named=True),
               plain_cell(one.gives, given, is_named=True)) for one in found.standings),
    )  # fmt: skip
    note = say("Rampen viser hva et tall gir. Feltet under hvert navn er stykket av rampen tallet ligger på.",
               "The ramp shows what a figure gives. The field below each name is the stretch of the ramp that the "
               "figure lies on.")  # fmt: skip
    picture = Climb(tuple(_treads(found, given)), limits, "", climbers)
    return Chart(ramp_sentence(found, given, say), picture, table, note)


def ramp_sentence(found: ClimbedRamp, given: Unit, say: Voice) -> str:
    """Who gets most on the ramp, and who least."""
    name = ", ".join((found.name or say("Rampe", "Ramp"), *(called(one, say) for one in found.members)))
    name = name[:1].upper() + name[1:].replace("_", " ")
    amounts = [(one.payee, one.gives) for one in found.standings]
    most, least = max(amount for _, amount in amounts), min(amount for _, amount in amounts)
    (top, gets), (bottom, get) = who_has(amounts, most, say), who_has(amounts, least, say)
    high, low = (worded(plain_cell(end, given, is_named=True), say.language) for end in (most, least))
    if most == least:
        return say(f"{name}: {top} får {high}.", f"{name}: {top} {gets} {high}.")
    return say(f"{name}: {top} får mest, {high}, og {bottom} får minst, {low}.",
               f"{name}: {top} {gets} the most, {high}, and {bottom} {get} the least, {low}.")  # fmt: skip


def _treads(found: ClimbedRamp, given: Unit) -> Iterator[Tread]:
    """Flat before the first point and behind the last one, and straight from each to the next."""
    amounts = [(place, plain_cell(gives, given)) for place, gives in found.points]
    yield Tread(None, amounts[0][0], amounts[0][1])
    for (start, low), (end, high) in pairwise(amounts):
        yield Tread(start, end, low, high)
    yield Tread(amounts[-1][0], None, amounts[-1][1])


def _climber(one: StandingOnRamp, along: Unit, given: Unit, say: Voice) -> Climber:
    gives = worded(plain_cell(one.gives, given, is_named=True), say.language)
    told = [say(f"Gir {gives}", f"Gives {gives}")]
    if one.on.below is not None:
        told.append(say(f"{_far(one.on.argument - one.on.below, along, say)} over forrige punkt",
                        f"{_far(one.on.argument - one.on.below, along, say)} above the last point"))  # fmt: skip
    if one.on.above is not None:
        told.append(say(f"{_far(one.on.above - one.on.argument, along, say)} under neste punkt",
                        f"{_far(one.on.above - one.on.argument, along, say)} below the next point"))  # fmt: skip
    result: Amount = plain_cell(one.on.argument, along, is_named=True)
    return Climber(called(one.payee, say), result, f"{', '.join(told)}.", one.on.argument, one.on.below, one.on.above)


def _far(apart: Fraction, unit: Unit, say: Voice) -> str:
    """How far apart two figures are."""
    if unit.is_share:
        return say(f"{say.plain(apart * 100)} prosentpoeng", f"{say.plain(apart * 100)} percentage points")
    return worded(plain_cell(apart, unit, is_named=True), say.language)
