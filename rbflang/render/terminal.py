"""A report as text for a terminal.

Takes a document and a width, gives lines. Columns that do not fit are dropped in the order the report says; nothing
is cut short.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from rbflang.reports.document import Block, Column, Document, Heading, Line, Lines, Paragraph, Table, Verbatim

GAP = "  "


def render(document: Document, width: int = 120) -> str:
    """The report as text."""
    lines = [*textwrap.wrap(document.title, width)] if document.title else []
    for block in document.blocks:
        if lines:
            lines.append("")
        lines.extend(_block(block, width))
    return "\n".join(line.rstrip() for line in _joined(lines, document)) + "\n"


def _joined(lines: list[str], document: Document) -> list[str]:
    """A heading stands directly above what it heads."""
    headings = {block.text for block in document.blocks if isinstance(block, Heading)}
    kept: list[str] = []
    for line in lines:
        if not line and kept and kept[-1] in headings:
            continue
        kept.append(line)
    return kept


def _block(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph):
        yield from wrapped(block.text, width, block.indent, block.hanging)
    elif isinstance(block, Lines):
        yield from _lines(block, width)
    elif isinstance(block, Table):
        yield from _table(block, width)
    else:
        yield from _verbatim(block)


def _verbatim(block: Verbatim) -> Iterator[str]:
    yield from (" " * block.indent + line for line in block.lines)


def wrapped(text: str, width: int, indent: int = 0, hanging: int = 0) -> list[str]:
    """The text in lines of at most the width."""
    lead, rest = " " * indent, " " * (indent + hanging)
    return textwrap.wrap(
        text, width, initial_indent=lead, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ) or [lead]


def _lines(block: Lines, width: int) -> Iterator[str]:
    label = max(len(line.label) for line in block.lines) + 2
    text = max((len(line.text) for line in block.lines if line.origin), default=0) + 2
    lead = " " * block.indent
    beside = block.indent + label + text + max((len(line.origin) for line in block.lines), default=0) <= width
    for line in block.lines:
        yield from _line(line, lead, label, text if beside else 0, width)


def _line(line: Line, lead: str, label: int, text: int, width: int) -> list[str]:
    start = lead + line.label.ljust(label)
    rest = " " * len(start)
    if line.origin and text:
        return [start + line.text.ljust(text) + line.origin]
    whole = f"{line.text}  {line.origin}" if line.origin else line.text
    return textwrap.wrap(
        whole, width, initial_indent=start, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ) or [start]


def _table(table: Table, width: int) -> Iterator[str]:
    shown = _columns_that_fit(table, width)
    widths = [_width(table, at) for at in shown]
    columns = [table.columns[at] for at in shown]
    lead = " " * table.indent
    groups = _groups(columns, widths)
    if groups:
        yield lead + groups
    if any(column.heading for column in columns):
        yield lead + _row([column.heading for column in columns], columns, widths)
    for row in table.rows:
        yield lead + _row([row[at] for at in shown], columns, widths)


def _columns_that_fit(table: Table, width: int) -> list[int]:
    shown = list(range(len(table.columns)))
    for order in sorted({column.drop for column in table.columns if column.drop}):
        if _total(table, shown) <= width:
            break
        shown = [at for at in shown if table.columns[at].drop != order]
    return shown


def _total(table: Table, shown: Sequence[int]) -> int:
    return table.indent + sum(_width(table, at) for at in shown) + len(GAP) * (len(shown) - 1)


def _width(table: Table, at: int) -> int:
    return max(len(table.columns[at].heading), *(len(row[at]) for row in table.rows)) if table.rows else 0


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
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
