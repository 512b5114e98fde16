"""A report as CSV: its tables with numbers as numbers, and what is said beside them on rows that begin with `#`.

In Norwegian a decimal comma and a semicolon between cells, in English a point and a comma. Units stand in the headings;
where the figures of a column have several, in a column beside. No cell begins as a formula of a spreadsheet does.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from io import StringIO
from typing import Any

from attrs import frozen

from rbflang.harmless import harmless, no_formula
from rbflang.quantities import Unit
from rbflang.reports.cell_words import in_measure, unit_words, worded
from rbflang.reports.document import (
    Document,
    Heading,
    Ledger,
    Lines,
    Notes,
    Paragraph,
    RuleText,
    Table,
    Unfolding,
    Verbatim,
)
from rbflang.reports.typed_cells import (
    BLANK,
    Amount,
    Cell,
    ExactNumber,
    FromTo,
    Marked,
    Nothing,
    Phrase,
    Quoted,
    StatedFigure,
)
from rbflang.wording import Words, decimals_needed, digits

ENDING = ".csv"
IS_DATA = True
# The mark before the text, by which a spreadsheet sees what it is written in.
ENCODING = "utf-8-sig"
SEPARATORS = Words(";", ",")
UNIT, NOTE, FROM, TO = Words("enhet", "unit"), Words("merknad", "note"), Words("fra", "from"), Words("til", "to")
MOST_DECIMALS = 15


def render(document: Document, width: int = 0) -> str:
    """The report as CSV."""
    out = StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS.say(document.language), lineterminator="\n")
    writer.writerows(_remarks((document.notice, document.title)))
    for block in document.blocks:
        writer.writerows(LAID_OUT[type(block)](block, document.language))
    writer.writerows(_remarks(document.foot or ()))
    for block in document.last:
        writer.writerows(LAID_OUT[type(block)](block, document.language))
    return out.getvalue()


Row = Sequence[str]


def _remarks(texts: Iterable[str]) -> Iterator[Row]:
    return ((f"# {harmless(text)}",) for text in texts if text)


def _said(*texts: str) -> str:
    return " ".join(filter(None, texts))


def _table(table: Table, language: str) -> Iterator[Row]:
    """The rows under their headings, with an empty row before and after."""
    by_row = [{_unit(cell, language) for cell in row} - {None} for row in table.rows]
    of_rows = len(frozenset().union(*by_row)) > 1 and all(len(units) < 2 for units in by_row)
    columns: list[_Column] = []
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in table.rows]
        columns += _columns(_said(column.group, column.heading), cells, language, of_rows)
    if of_rows:
        columns.append(_Column(UNIT.say(language), [Phrase("".join(filter(None, units))) for units in by_row]))
    yield ()
    yield [no_formula(one.heading) for one in columns]
    yield from ([_shown(cell, language) for cell in row] for row in zip(*(one.cells for one in columns), strict=True))
    yield ()


def _unfolded(block: Unfolding, language: str) -> Iterator[Row]:
    """The line, and below it what is under it."""
    yield from _remarks((_said(block.label, worded(block.result, language), block.place),))
    for one in block.blocks:
        yield from LAID_OUT[type(one)](one, language)


@frozen(eq=False)
class _Column:
    """A heading, and under it cells that are one thing each."""

    heading: str
    cells: Sequence[Cell]


def _columns(heading: str, cells: Sequence[Cell], language: str, of_rows: bool) -> Iterator[_Column]:
    """A column, or several where its cells hold several things: two ends, a figure and its note, several units."""
    if any(isinstance(cell, FromTo) for cell in cells):
        for word, is_start in ((FROM, True), (TO, False)):
            ends = [_end(cell, is_start) for cell in cells]
            yield from _columns(_said(heading, word.say(language)), ends, language, of_rows)
        return
    bare = [cell.cell if isinstance(cell, Marked) else cell for cell in cells]
    named = [_unit(cell, language) for cell in bare]
    units = set() if of_rows else set(named) - {None}
    told = "".join(filter(None, units)) if len(units) == 1 else ""
    is_told = not told or told in heading.lower().split()
    yield _Column(heading if is_told else _said(heading, f"({told})"), bare)
    beside = [
        (UNIT, [one or "" for one in named] if len(units) > 1 else ()),
        (NOTE, [getattr(cell, "mark", "") for cell in cells]),
    ]
    yield from (_Column(_said(heading, word.say(language)), [Phrase(one) for one in texts])
                for word, texts in beside if any(texts))  # fmt: skip


def _end(cell: Cell, is_start: bool) -> Cell:
    if isinstance(cell, FromTo):
        return cell.start if is_start else cell.end
    return cell if is_start else BLANK


def _unit(cell: Cell, language: str) -> str | None:
    """What the number of a cell is counted in, empty for a plain one; `None` where there is no number, or two."""
    inner = cell.cell if isinstance(cell, Marked) else cell
    if isinstance(inner, StatedFigure):
        return inner.counted
    unit: Unit | None = getattr(inner, "unit", None)
    return None if unit is None else unit_words(unit, language)


def _shown(cell: Cell, language: str) -> str:
    return SHOWN[type(cell)](cell, language)


def _exact(value: Fraction, unit: Unit, language: str) -> str:
    """All decimals of a number, as far as there is an end to them."""
    measured = in_measure(value, unit)
    needed = decimals_needed(measured)
    return digits(measured, MOST_DECIMALS if needed is None else min(needed, MOST_DECIMALS), language)


SHOWN: dict[type, Callable[[Any, str], str]] = {
    Amount: lambda cell, language: digits(in_measure(cell.value, cell.unit), cell.decimals, language),
    ExactNumber: lambda cell, language: _exact(cell.value, cell.unit, language),
    Quoted: lambda cell, language: (
        no_formula(worded(cell, language)) if cell.value is None else _exact(cell.value, cell.unit, language)
    ),
    StatedFigure: lambda cell, language: digits(cell.value, cell.decimals, language),
    Phrase: lambda cell, language: no_formula(cell.text),
    Nothing: lambda cell, language: "",
    FromTo: lambda cell, language: no_formula(worded(cell, language)),
    Marked: lambda cell, language: no_formula(worded(cell, language)),
}

LAID_OUT: dict[type, Callable[[Any, str], Iterable[Row]]] = {
    Heading: lambda block, language: _remarks((block.text,)),
    Paragraph: lambda block, language: _remarks((block.text,)),
    Lines: lambda block, language: _remarks(_said(line.label, line.text, line.origin) for line in block.lines),
    Table: _table,
    Notes: lambda block, language: _remarks(block.texts),
    Ledger: lambda block, language: _remarks(
        _said(one.label, one.text, one.result, one.place, one.citation) for one in block.entries
    ),
    Verbatim: lambda block, language: _remarks(block.lines),
    Unfolding: _unfolded,
    RuleText: lambda block, language: _remarks(one.text for one in block.lines),
}
