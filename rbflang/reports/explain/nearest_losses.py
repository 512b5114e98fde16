"""What a region is closest to losing: results that stand right above the limit of their step, and what falling costs.

Takes the cells of a valuation; each line comes from a second run with one result right below the limit, the others as
they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.explanation.cells import Cells
from rbflang.explanation.placing import lower_limit, placings
from rbflang.explanation.roles import Roles, achievement, main_measure
from rbflang.reports.document import Block, Column, Heading, Notes, Table
from rbflang.reports.explain.next_steps import NextStep, limit_of, name_of, result_of, step_with, why_unknown
from rbflang.reports.typed_cells import Cell, FromTo, Phrase, kroner_cell
from rbflang.ruleset.model import INDICATOR, Measure
from rbflang.wording import Voice

NEAR = Fraction(1, 10)
RIGHT_BELOW = Fraction(1, 1_000_000)


def loss_blocks(cells: Cells, roles: Roles, region: str, say: Voice) -> Iterator[Block]:
    """The section of a region's explanation; nothing where no result is within a tenth of losing its step."""
    measure = main_measure(cells.computed.checked)
    found = [one for one in _near(cells, roles, measure, region) if one.gained < 0] if measure else []
    if not found:
        return
    yield Heading(say("Hva som lettest går tapt", "What is most easily lost"))
    columns = (Column("", "left"), Column("", "right"), Column("", "right"), Column("", "left", drop=1))
    yield Table(columns, tuple(_row(one, region, say) for one in sorted(found, key=_distance)))
    yield Notes((
        say("Med er resultater som ligger høyst ti prosent over grensen for trinnet sitt. De andre står stille.",
            "Results at most ten per cent above the limit of their step. The others stand still."),
    ))  # fmt: skip


def _near(cells: Cells, roles: Roles, measure: Measure, region: str) -> Iterator[NextStep]:
    """Each result at most a tenth above the limit of its step, with what the region would get right below it."""
    on = achievement(measure)
    for indicator in cells.members(INDICATOR):
        if on is None or why_unknown(cells, roles, measure, indicator, region, Voice("nb")):
            continue
        for placing in placings(cells, measure, indicator.name, roles.among, region):
            limit = lower_limit(cells, on, placing)
            if limit and placing.value is not None and limit <= placing.value <= limit * (1 + NEAR):
                value = limit * (1 - RIGHT_BELOW)
                yield step_with(cells, roles, measure, indicator, region, placing, limit, value)


def _distance(one: NextStep) -> Fraction:
    """How far the result is above the limit, as a share of the limit."""
    return (one.placing.value or Fraction(0)) / one.limit


def _row(one: NextStep, region: str, say: Voice) -> tuple[Cell, ...]:
    return (
        Phrase(name_of(one, say)),
        FromTo(result_of(one), say(" → under ", " → below "), limit_of(one)),
        kroner_cell(one.gained, say, True),
        Phrase(_why(one, region, say)),
    )


def _why(one: NextStep, region: str, say: Voice) -> str:
    if one.placing.value == one.limit:
        return say("resultatet ligger på grensen", "the result is on the limit")
    of = say("av", "of")
    then, now = (
        f"{say.plain(shares.parts[region] or Fraction(0))} {of} {say.plain(shares.total)}"
        for shares in (one.after, one.before)
    )
    return say(f"{then} deler i stedet for {now}", f"{then} parts instead of {now}")
