"""The results that differ between two rounds, as they are printed, where no measure hands out points for them.

Takes a settlement; gives a table, of one who is paid or of all. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.data.computed import Computed
from rbflang.data.figures import Observation
from rbflang.explanation.roles import unit_of
from rbflang.questions.settlement import Settlement
from rbflang.reports.amounts import observed_cell
from rbflang.reports.document import Block, Column, Heading, Table
from rbflang.reports.settle.settlement_words import begun, rounds_of
from rbflang.reports.titles import called, title
from rbflang.reports.typed_cells import DASH, Cell, Phrase
from rbflang.ruleset.model import Member
from rbflang.wording import Voice

MOST_SHOWN = 20


def changed_results(found: Settlement, say: Voice, payee: Member | None = None) -> Iterator[Block]:
    """A line for each result that is another or is in one round alone; none where they are too many to read."""
    earlier, later = found.earlier.figures.observations, found.later.figures.observations
    differing = [
        cell for cell in dict.fromkeys((*later, *earlier))
        if _value(earlier.get(cell)) != _value(later.get(cell)) and (payee is None or payee.name in cell[1])
    ]  # fmt: skip
    if found.later.checked.ruleset.measures or not 0 < len(differing) <= MOST_SHOWN:
        return
    columns = (Column("", "left"), Column("", "left"), *(Column(begun(one)) for one in rounds_of(found, say)))
    yield Heading(say("Resultater som er endret", "Results that changed"))
    yield Table(columns, tuple(_row(found, name, key, say) for name, key in differing))


def _row(found: Settlement, name: str, key: tuple[str, ...], say: Voice) -> tuple[Cell, ...]:
    ruleset = found.later.checked.ruleset
    quantity = ruleset.quantities[name]
    at = dict(zip(ruleset.space.domain(quantity.sets).sets, key, strict=True))
    members = (ruleset.sets[of][at[of]] for of in quantity.sets if at[of])
    whose = ", ".join(called(one, say) for one in members)
    return (
        Phrase(title(quantity, say)), Phrase(whose),
        *(_cell(one, one.figures.observations.get((name, key))) for one in (found.earlier, found.later)),
    )  # fmt: skip


def _cell(computed: Computed, row: Observation | None) -> Cell:
    if row is None:
        return DASH
    return observed_cell(row, unit_of(computed.checked, computed.checked.ruleset.quantities[row.quantity]))


def _value(row: Observation | None) -> object:
    return (row.cell, row.narrowing) if row else None
