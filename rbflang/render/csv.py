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

from rbflang.harmless import harmless, no_formula
from rbflang.quantities import Unit
from rbflang.render.flat_columns import flat_columns, said
from rbflang.reports.cell_words import in_measure, worded
from rbflang.reports.document import (
    Chart,
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


def _table(table: Table, language: str) -> Iterator[Row]:
    """The rows under their headings, with an empty row before and after."""
    columns = flat_columns(table, language)
    yield ()
    yield [no_formula(one.heading) for one in columns]
    yield from ([_shown(cell, language) for cell in row] for row in zip(*(one.cells for one in columns), strict=True))
    yield ()


def _unfolded(block: Unfolding, language: str) -> Iterator[Row]:
    """The line, and below it what is under it."""
    yield from _remarks((said(block.label, worded(block.result, language), block.place),))
    for one in block.blocks:
        yield from LAID_OUT[type(one)](one, language)


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
    Lines: lambda block, language: _remarks(said(line.label, line.text, line.origin) for line in block.lines),
    Table: _table,
    Chart: lambda block, language: (*_remarks((block.title,)), *_table(block.table, language)),
    Notes: lambda block, language: _remarks(block.texts),
    Ledger: lambda block, language: _remarks(
        said(one.label, one.text, one.result, one.place, one.citation) for one in block.entries
    ),
    Verbatim: lambda block, language: _remarks(block.lines),
    Unfolding: _unfolded,
    RuleText: lambda block, language: _remarks(one.text for one in block.lines),
}
