"""Tables as text: columns that fit the page, and what is done where they do not.

Takes a table and a width. First the columns go that the report says may go, however long the labels are: those are
broken over several lines before that. Then rows and columns change places where they may, and the labels are broken
further. What is still too wide stands as several tables below each other, each with the labels; nothing is cut short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.render.filled import filled
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Column, Table
from rbflang.reports.typed_cells import Phrase

Rows = tuple[tuple[str, ...], ...]
GAP = "  "
NARROWEST_LABEL = 12
ORDINARY_LABEL = 32
FEWEST_APART = 4  # figures; fewer stay together, however wide


def table_lines(table: Table, width: int, language: str) -> Iterator[str]:
    """The lines of a table."""
    rows = tuple(tuple(worded(cell, language) for cell in row) for row in table.rows)
    shown = _columns_that_fit(table, rows, width)
    widths = [_width(table, rows, at) for at in shown]
    spare = width - _total(table, widths)
    if spare < 0 and table.may_turn:
        yield from table_lines(_turned(table, rows), width, language)
        return
    if spare < 0:
        labels = widths[0]
        widths[0] = max(NARROWEST_LABEL, labels + spare)
        if _total(table, widths) > width:
            widths[0] = min(labels, ORDINARY_LABEL)
    for at, block in enumerate(_blocks(table, shown, widths, width)):
        yield from [""] if at else []
        yield from _block(table, rows, [shown[one] for one in block], [widths[one] for one in block])


def _block(table: Table, rows: Rows, shown: Sequence[int], widths: Sequence[int]) -> Iterator[str]:
    """The lines of some columns of a table."""
    columns = [table.columns[at] for at in shown]
    lead = " " * table.indent
    groups = _groups(columns, widths)
    if groups:
        yield lead + groups
    if any(column.heading for column in columns):
        yield lead + _line([column.heading for column in columns], columns, widths)
    for row in rows:
        yield from (lead + line for line in _row([row[at] for at in shown], columns, widths))


def _blocks(table: Table, shown: Sequence[int], widths: list[int], width: int) -> list[list[int]]:
    """Which of the columns shown stand beside each other: all, or as many figures as there is room for."""
    whole = [*range(len(shown))]
    labels = next((at for at in whole if at and table.columns[shown[at]].align == "right"), len(shown))
    is_of_figures = all(table.columns[at].align == "right" for at in shown[labels:])
    if _total(table, widths) <= width or not is_of_figures or len(shown) - labels < FEWEST_APART:
        return [whole]
    blocks: list[list[int]] = []
    for at in whole[labels:]:
        wide = [*blocks[-1], at] if blocks else []
        if wide and _total(table, [widths[one] for one in wide]) <= width:
            blocks[-1] = wide
        else:
            blocks.append([*whole[:labels], at])
    return blocks


def _turned(table: Table, rows: Rows) -> Table:
    """Rows become columns, and columns rows."""
    columns = (Column("", "left"), *(Column(row[0]) for row in rows))
    turned = tuple(
        (Phrase(column.heading), *(row[at] for row in table.rows)) for at, column in enumerate(table.columns) if at
    )
    return Table(columns, turned, indent=table.indent)


def _columns_that_fit(table: Table, rows: Rows, width: int) -> list[int]:
    shown = list(range(len(table.columns)))
    more = max(0, _width(table, rows, 0) - ORDINARY_LABEL)
    for order in sorted({column.drop for column in table.columns if column.drop}):
        if _total(table, [_width(table, rows, at) for at in shown]) - more <= width:
            break
        shown = [at for at in shown if table.columns[at].drop != order]
    return shown


def _total(table: Table, widths: Sequence[int]) -> int:
    return table.indent + sum(widths) + len(GAP) * (len(widths) - 1)


def _width(table: Table, rows: Rows, at: int) -> int:
    return max(len(table.columns[at].heading), *(len(row[at]) for row in rows)) if rows else 0


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    """A row; its label on several lines where it is too long, the figures on the last of them."""
    labels = [cells[0]]
    if len(cells[0]) > widths[0]:
        labels = filled(cells[0], widths[0])
    yield from labels[:-1]
    yield _line([labels[-1], *cells[1:]], columns, widths)


def _line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    parts = [
        cell.ljust(width) if column.align == "left" else cell.rjust(width)
        for cell, column, width in zip(cells, columns, widths, strict=True)
    ]
    return GAP.join(parts)


def _groups(columns: Sequence[Column], widths: Sequence[int]) -> str:
    """The line above the headings that says what several columns have in common."""
    out, at = "", 0
    while at < len(columns):
        end = at + 1
        while end < len(columns) and columns[end].group == columns[at].group:
            end += 1
        size = sum(widths[at:end]) + len(GAP) * (end - at - 1)
        group = columns[at].group
        out += (f"── {group} ".ljust(size, "─")[: max(size, len(group) + 4)] if group else " " * size) + GAP
        at = end
    return out.rstrip()
