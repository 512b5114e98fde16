"""A table as columns whose cells hold one thing each, for formats that hold numbers: two figures are two columns.

Takes a table, gives columns. Units stand in the headings; where the figures of a column have several, in a column
beside, and where those of each row have one of its own, in a column of units. A note has a column beside its figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from rbflang.quantities import Unit
from rbflang.reports.cell_words import unit_words
from rbflang.reports.document import Table
from rbflang.reports.typed_cells import BLANK, OUT_OF, Cell, FromTo, Marked, Phrase, StatedFigure
from rbflang.wording import Words

UNIT, NOTE = Words("enhet", "unit"), Words("merknad", "note")
ENDS = Words("fra", "from"), Words("til", "to")
PARTED = Words("telt", "counted"), Words("av", "of")


@frozen(eq=False)
class FlatColumn:
    """A heading, and under it cells that are one thing each."""

    heading: str
    cells: Sequence[Cell]


def flat_columns(table: Table, language: str, shows_per_cent: bool = False) -> tuple[FlatColumn, ...]:
    """The columns of a table; where the format `shows_per_cent` in its cells, headings do not."""
    by_row = [{_unit(cell, language, shows_per_cent) for cell in row} - {None} for row in table.rows]
    of_rows = len(frozenset().union(*by_row)) > 1 and all(len(units) < 2 for units in by_row)
    columns: list[FlatColumn] = []
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in table.rows]
        columns += _columns(said(column.group, column.heading), cells, language, of_rows, shows_per_cent)
    if of_rows:
        texts = ["".join(filter(None, units)) for units in by_row]
        columns.append(FlatColumn(UNIT.say(language), [Phrase(one) for one in texts]))
    return tuple(columns)


def said(*texts: str) -> str:
    """The texts that there are, in a row."""
    return " ".join(filter(None, texts))


def _columns(
    heading: str, cells: Sequence[Cell], language: str, of_rows: bool, shows_per_cent: bool
) -> Iterator[FlatColumn]:
    """A column, or several where its cells hold several things: two ends, a figure and its note, several units."""
    joints = {cell.joint for cell in map(_bare, cells) if isinstance(cell, FromTo)}
    if joints:
        for word, is_start in zip(PARTED if joints == {OUT_OF} else ENDS, (True, False), strict=True):
            ends = [_end(cell, is_start) for cell in cells]
            yield from _columns(said(heading, word.say(language)), ends, language, of_rows, shows_per_cent)
        return
    bare = [_bare(cell) for cell in cells]
    named = [_unit(cell, language, shows_per_cent) for cell in bare]
    units = set() if of_rows else set(named) - {None}
    told = "".join(filter(None, units)) if len(units) == 1 else ""
    is_told = not told or re.search(rf"(?<!\w){re.escape(told)}(?!\w)", heading.lower()) is not None
    yield FlatColumn(heading if is_told else said(heading, f"({told})"), bare)
    beside = [
        (UNIT, [one or "" for one in named] if len(units) > 1 else ()),
        (NOTE, [getattr(cell, "mark", "") for cell in cells]),
    ]
    yield from (FlatColumn(said(heading, word.say(language)), [Phrase(one) for one in texts])
                for word, texts in beside if any(texts))  # fmt: skip


def _bare(cell: Cell) -> Cell:
    return cell.cell if isinstance(cell, Marked) else cell


def _end(cell: Cell, is_start: bool) -> Cell:
    inner = _bare(cell)
    if not isinstance(inner, FromTo):
        return cell if is_start else BLANK
    if not is_start:
        return inner.end
    return Marked(inner.start, cell.mark) if isinstance(cell, Marked) else inner.start


def _unit(cell: Cell, language: str, shows_per_cent: bool) -> str | None:
    """What the number of a cell is counted in, empty for a plain one; `None` where there is no number, or two."""
    inner = _bare(cell)
    if isinstance(inner, StatedFigure):
        return inner.counted
    unit: Unit | None = getattr(inner, "unit", None)
    if unit is None:
        return None
    return "" if unit.is_share and shows_per_cent else unit_words(unit, language)
