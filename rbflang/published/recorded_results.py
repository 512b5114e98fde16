"""Recorded results of made-up figures: what the rules give for them, worked out by something else than the rules.

Takes a ruleset computed on a data file and the rows of `fasit.csv`; gives how many cells are exactly what is recorded,
and each that is not. Nothing here is published: made-up figures show what no published result can, a rank, a tie, a
requirement that is not met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.rows import QuantityRows
from rbflang.diagnostics import Fault
from rbflang.graph.nodes import printed_of
from rbflang.observations import ObservationFile, ObservationRow, read_columns
from rbflang.source import Source
from rbflang.wording import Words, same

RecordedRow: TypeAlias = ObservationRow

COLUMNS = {"data": "data", "størrelse": "quantity", "verdi": "value"}
NEEDED = {"data": "data", "quantity": "størrelse", "value": "verdi"}
SAMPLE = same("data;størrelse;indikator;region;verdi")
_EXACT = re.compile("-?[0-9]+(/[1-9][0-9]*)?")
_ANSWERS = {"ja": True, "nei": False}


@frozen(eq=False, repr=False)
class Differing:
    """A recorded result that the rules do not give: its row, what they give, if anything, and why it is amiss."""

    row: RecordedRow
    ours: Fraction | bool | None
    reason: Words

    @property
    def address(self) -> str:
        """The cell as the row names it."""
        return ".".join((self.row.text("quantity"), *filter(None, map(self.row.member, self.row.members))))


@frozen(eq=False, repr=False)
class RecordedResults:
    """The recorded results of one data file: its name and round, how many are equal to ours, and those that are not."""

    data: str
    round: str
    equal: int
    differing: tuple[Differing, ...]


def read_recorded(source: Source) -> ObservationFile:
    """The rows of a file of recorded results."""
    return read_columns(source, COLUMNS, NEEDED, SAMPLE)


def data_files(rows: Iterable[RecordedRow]) -> tuple[str, ...]:
    """The data files that results are recorded of, in the order of the rows."""
    return tuple(dict.fromkeys(row.text("data") for row in rows))


def compared(computed: Computed, data: str, rows: Sequence[RecordedRow]) -> RecordedResults:
    """The results that are recorded of a data file, beside those of a ruleset computed on it."""
    rows_of: dict[str, QuantityRows | None] = {}
    differing: list[Differing] = []
    own = [row for row in rows if row.text("data") == data]
    for row in own:
        name = row.text("quantity")
        if name not in rows_of:
            quantity = computed.checked.ruleset.quantities.get(name)
            rows_of[name] = QuantityRows(computed.checked, quantity) if quantity else None
        found = _differing(computed, row, rows_of[name])
        if found:
            differing.append(found)
    return RecordedResults(data, computed.round, len(own) - len(differing), tuple(differing))


def _differing(computed: Computed, row: RecordedRow, rows: QuantityRows | None) -> Differing | None:
    if rows is None:
        name = row.text("quantity")
        told = Words(f"Regelsettet har ingen størrelse «{name}».", f"The ruleset has no quantity “{name}”.")
        return Differing(row, None, told)
    key = rows.key(row)
    if isinstance(key, Fault):
        return Differing(row, None, Words(f"{key.title.nb}.", f"{key.title.en}."))
    recorded = _recorded(row.text("value"))
    if recorded is None:
        told = Words(
            "Verdien skal være et helt tall, en brøk, ja eller nei.",
            "The value must be a whole number, a fraction, ja or nei.",
        )
        return Differing(row, None, told)
    node = computed.valuation.graph.named[rows.quantity.name]
    ours = printed_of(computed.valuation.cells[node][node.domain.index[key]])
    if not isinstance(ours, Fraction | bool):
        return Differing(row, None, Words("Vi får ikke noe tall.", "We get no figure."))
    if ours == recorded and isinstance(ours, bool) is isinstance(recorded, bool):
        return None
    return Differing(row, ours, Words("Vi får et annet tall.", "We get another figure."))


def _recorded(text: str) -> Fraction | bool | None:
    if text in _ANSWERS:
        return _ANSWERS[text]
    return Fraction(text) if _EXACT.fullmatch(text) else None
