"""What a region most easily loses: results right above the limit of their step, and what falling costs, in words.

Takes what could change for the region.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.questions.next_step import NextStep
from rbflang.reports.document import Block, Column, Heading, Notes, Table
from rbflang.reports.explain.next_steps import limit_of, name_of, result_of
from rbflang.reports.typed_cells import Cell, FromTo, Phrase, kroner_cell
from rbflang.wording import Voice


def loss_blocks(found: Sequence[NextStep], region: str, say: Voice) -> Iterator[Block]:
    """The section of a region's explanation; nothing where no result is within a tenth of losing its step."""
    if not found:
        return
    yield Heading(say("Hva som lettest går tapt", "What is most easily lost"))
    columns = (Column("", "left"), Column("", "right"), Column("", "right"), Column("", "left", drop=1))
    yield Table(columns, tuple(_row(one, region, say) for one in found))
    yield Notes((
        say("Med er resultater som ligger høyst ti prosent over grensen for trinnet sitt. De andre står stille.",
            "Results at most ten per cent above the limit of their step. The others stand still."),
    ))  # fmt: skip


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
