"""What was changed, as it was and as it is, and the results that gave other parts, in words and cells.

Takes what a question found; computes nothing. Small figures that are not shown are not shown here either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.data.figures import Observation
from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.item import Item
from rbflang.intervals import Interval
from rbflang.quantities import Unit
from rbflang.questions.what_if import ChangedCell, ChangeMade, WhatIf
from rbflang.reports.amounts import observed_cell
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Column, Heading, Line, Lines, Paragraph, Table
from rbflang.reports.titles import called, title
from rbflang.reports.typed_cells import DASH, Cell, Phrase, plain_cell, share_cell
from rbflang.ruleset.model import Member, Ruleset
from rbflang.wording import Voice, lowered

MOST_LISTED = 20


def change_blocks(found: WhatIf, say: Voice) -> Iterator[Block]:
    """Each number that is another, before and after; of very many the first."""
    cells = [one for change in found.changes or () for one in change.cells]
    if not cells:
        return
    shown = cells[:MOST_LISTED]
    yield Heading(say("Hva som er endret", "What is changed"))
    columns = (Column("", "left"), Column(say("Før", "Before")), Column(say("Etter", "After")))
    yield Table(columns, tuple(
        (Phrase(cell_title(one, found, say)), item_cell(one.before, say), item_cell(one.after, say)) for one in shown
    ))  # fmt: skip
    if len(cells) > len(shown):
        more = say.number(Fraction(len(cells) - len(shown)))
        yield Paragraph(say(f"Og {more} til.", f"And {more} more."))
    idle = [lowered(cell_title(one, found, say)) for one in cells if not one.counts][:MOST_LISTED]
    if idle:
        yield Paragraph(
            say(f"Beløpene bygger ikke på {say.listing(idle)}.", f"The amounts do not rest on {say.listing(idle)}.")
        )


def cell_title(one: ChangedCell, found: WhatIf, say: Voice) -> str:
    """What the number is and whose: `Måloppnåelse, video, Vest`."""
    ruleset = found.after.checked.ruleset
    members = [called(each, say) for each in _members(one.after, ruleset)]
    return ", ".join([title(one.after.quantity, say), *members])


def change_title(change: ChangeMade, found: WhatIf, say: Voice) -> str:
    """What is changed together: one number, the numbers of a quantity, or the figures of an indicator."""
    if len(change.cells) == 1:
        return _in_short(change.cells[0], found, say)
    indicator = next((one for one in found.indicators if one.name == change.indicator), None)
    if indicator is not None:
        return called(indicator, say)
    return title(change.cells[0].after.quantity, say)


def _in_short(cell: ChangedCell, found: WhatIf, say: Voice) -> str:
    """Whose a figure is, without what it is, where no other that is changed is theirs."""
    ruleset = found.after.checked.ruleset
    own = tuple(_members(cell.after, ruleset))
    cells = [one for change in found.changes or () for one in change.cells]
    is_one = sum(tuple(_members(one.after, ruleset)) == own for one in cells) == 1
    return ", ".join(called(one, say) for one in own) if own and is_one else cell_title(cell, found, say)


def item_cell(item: Item, say: Voice) -> Cell:
    """A figure as it is printed, a number of the rules as it is written; a dash where there is none."""
    if item.is_hidden:
        return Phrase(say("vises ikke", "not shown"))
    if item.row is not None:
        return _observed(item.row, item.unit, item.interval)
    value = item.value
    if isinstance(value, bool):
        return Phrase(say("ja", "yes") if value else say("nei", "no"))
    if isinstance(value, Fraction):
        return share_cell(value) if item.unit.is_share else plain_cell(value, item.unit, is_named=True)
    return Phrase(value) if isinstance(value, str) else DASH


def _members(item: Item, ruleset: Ruleset) -> Iterator[Member]:
    at = item.members(ruleset)
    return (ruleset.sets[name][at[name]] for name in item.quantity.sets if at[name])


def _observed(row: Observation, unit: Unit, interval: Interval | None) -> Cell:
    """A figure of the data as printed, or as narrowed where it is known no closer than that."""
    is_exact = interval is None or interval.is_point
    return observed_cell(row, unit, bool(row.narrowing) and not is_exact)


# parts


def parts_blocks(found: WhatIf, payees: Sequence[Member], say: Voice) -> Iterator[Block]:
    """The results that give other parts than before."""
    lines = tuple(_other_parts(found, payees, say))
    if lines:
        yield Heading(say("Resultater som gir flere eller færre deler", "Results that give more or fewer parts"))
        yield Lines(lines)


def _other_parts(found: WhatIf, payees: Sequence[Member], say: Voice) -> Iterator[Line]:
    for payee in payees:
        for before, after in found.rows(payee.name):
            old = {one.subarea: one for one in before.placings}
            for new in after.placings:
                one = old.get(new.subarea)
                if one is not None and one.parts != new.parts:
                    name = ", ".join(filter(None, (called(after.indicator, say), new.subarea, called(payee, say))))
                    yield Line(name, f"{_stands(one, say)} → {_stands(new, say)}")


def _stands(placing: Placing, say: Voice) -> str:
    """`10,7 %: 4 deler`."""
    result = _observed(placing.row, placing.unit, placing.achieved) if placing.row else DASH
    if placing.parts is None:
        return worded(result, say.language)
    parts = say.plain(placing.parts)
    noun = say("del" if placing.parts == 1 else "deler", "part" if placing.parts == 1 else "parts")
    return f"{worded(result, say.language)}: {parts} {noun}"
