"""A report as text for a terminal.

Takes a document and a width, gives lines. Columns that do not fit are dropped in the order the report says; nothing
is cut short.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import Any

from rbflang.harmless import harmless
from rbflang.render.filled import filled
from rbflang.render.tables import table_lines
from rbflang.reports.cell_words import worded
from rbflang.reports.document import (
    Chart,
    Document,
    Heading,
    Ledger,
    LedgerLine,
    Line,
    Lines,
    Notes,
    Paragraph,
    RuleText,
    Table,
    Unfolding,
    Verbatim,
)
from rbflang.wording import NO_BREAK

ENDING = ".txt"
GAP, INNER = "  ", 2
READABLE = 30
NARROW = 18
"""The least width of what is cited."""
WITH_PLACES = 110
"""From so wide a page on, a ledger has the places in the rules, unless nothing is left for what is cited."""
_COMMANDS = re.compile(r"\w+: rbflang ")
_INSIDE_COMMANDS = re.compile(r"(?<=\S) (?=\S)")


def render(document: Document, width: int = 120) -> str:
    """The report as text."""
    lines = [*filled(document.notice, width), ""] if document.notice else []
    lines += filled(document.title, width) if document.title else []
    for block in document.blocks:
        if lines and lines[-1]:
            lines.append("")
        lines.extend(LAID_OUT[type(block)](block, width, document.language))
    if document.foot:
        lines += ["", *(line for text in document.foot for line in filled(text, width))]
    if document.last:
        lines += ["", *(line for one in document.last for line in LAID_OUT[type(one)](one, width, document.language))]
    return "\n".join(harmless(line.rstrip()) for line in _joined(lines, document, width)) + "\n"


def _joined(lines: list[str], document: Document, width: int) -> list[str]:
    """A heading stands directly above what it heads."""
    headings = {_heading(block, width)[-1] for block in document.blocks if isinstance(block, Heading)}
    kept: list[str] = []
    for line in lines:
        if not line and kept and kept[-1] in headings:
            continue
        kept.append(line)
    return kept


def _chart(block: Chart, width: int, language: str) -> Iterator[str]:
    """What the chart shows, and its figures as a table."""
    yield from wrapped(block.title, width, block.table.indent)
    yield from table_lines(block.table, width, language)


def _heading(block: Heading, width: int) -> list[str]:
    return filled(block.text, width)


def _notes(block: Notes, width: int) -> Iterator[str]:
    for text in block.texts:
        yield from wrapped(text, width, block.indent, block.hanging)


def _verbatim(block: Verbatim) -> Iterator[str]:
    yield from (" " * block.indent + line for line in block.lines)


def _unfolded(block: Unfolding, width: int, language: str) -> Iterator[str]:
    """The line, and further in what is under it."""
    lead = " " * INNER
    head = GAP.join(filter(None, (block.label, worded(block.result, language), block.place)))
    yield from filled(head, width, lead, lead * 2)
    for one in block.blocks:
        yield from (lead + line for line in LAID_OUT[type(one)](one, width - INNER, language))


def _whole_commands(text: str) -> str:
    """A line of commands to run, `Mer: rbflang …    rbflang …`, which may be broken only between them."""
    if not _COMMANDS.match(text):
        return text
    label, _, commands = text.partition(" ")
    return f"{label} {_INSIDE_COMMANDS.sub(NO_BREAK, commands)}"


def wrapped(text: str, width: int, indent: int = 0, hanging: int = 0) -> list[str]:
    """The text in lines of at most the width; a number is never broken, nor parted from its unit."""
    lead, rest = " " * indent, " " * (indent + hanging)
    return filled(text, width, lead, rest)


def _lines(block: Lines, width: int) -> Iterator[str]:
    label = max(len(line.label) for line in block.lines) + 2
    text = max((len(line.text) for line in block.lines if line.origin), default=0) + 2
    lead = " " * block.indent
    if label > width // 2:
        yield from _below(block, lead, width)
        return
    beside = block.indent + label + text + max((len(line.origin) for line in block.lines), default=0) <= width
    for line in block.lines:
        yield from _line(line, lead, label, text if beside else 0, width)


def _below(block: Lines, lead: str, width: int) -> Iterator[str]:
    """Facts whose labels leave too little room beside them: each text stands under its label."""
    for line in block.lines:
        yield from filled(line.label, width, lead, lead)
        text = f"{line.text}  {line.origin}" if line.origin else line.text
        yield from filled(text, width, lead + "    ", lead + "    ")


def _line(line: Line, lead: str, label: int, text: int, width: int) -> list[str]:
    start = lead + line.label.ljust(label)
    rest = " " * len(start)
    if line.origin and text:
        return [start + line.text.ljust(text) + line.origin]
    whole = f"{line.text}  {line.origin}" if line.origin else line.text
    return filled(whole, width, start, rest)


def _ledger(block: Ledger, width: int) -> Iterator[str]:
    label = max(len(one.label) for one in block.entries)
    operation = _operations(block, width)
    results = [operation + len(GAP) + len(one.result) for one in block.entries if one.result]
    place = max((len(one.place) for one in block.entries), default=0)
    citation = max((len(one.citation) for one in block.entries), default=0)
    # what is cited is as wide as it is written where that leaves the text readable, and as narrow as it must be else
    texts = max([*results, *(len(one.text) for one in block.entries if not one.result)])
    for shown in (place if width >= WITH_PLACES or not citation else 0, 0):
        room = width - block.indent - label - len(GAP) - (shown + len(GAP) if shown else 0)
        body = min(texts, max([*results, room - citation - len(GAP), READABLE]))
        left = room - body - len(GAP)
        if left >= min(citation, NARROW):
            break
    cited = left if NARROW <= left < citation else citation
    for one in block.entries:
        yield from _entry(one, block.indent, label, operation, body, shown, cited, width)


def _operations(block: Ledger, width: int) -> int:
    """How wide operations are: as wide as they are written, unless one leaves no room for its own result."""
    worked = [one for one in block.entries if one.result]
    room = width - block.indent - max(len(one.label) for one in block.entries) - 2 * len(GAP)
    if all(len(one.text) + len(one.result) <= room for one in worked):
        return max((len(one.text) for one in worked), default=0)
    citation = max(len(one.citation) for one in block.entries) + len(GAP)
    return max(READABLE, room - max(len(one.result) for one in worked) - citation)


def _entry(
    one: LedgerLine, indent: int, label: int, operation: int, body: int, place: int, cited: int, width: int
) -> Iterator[str]:
    start = " " * indent + one.label.ljust(label) + GAP
    lines = filled(one.text, max(operation if one.result else body, READABLE))
    beside = len(lines) - 1 if one.result else 0
    if one.result:
        lines[-1] = lines[-1].ljust(operation) + GAP + one.result
    where = filled(one.citation, max(cited, 1))
    if place:
        where = [one.place.ljust(place) + GAP + where[0], *(" " * (place + len(GAP)) + more for more in where[1:])]
    if any(map(str.strip, where)):
        told = [line.ljust(body) + GAP + part for line, part in zip_longest(lines[beside:], where, fillvalue="")]
        if max(len(start) + len(line.rstrip()) for line in told) > width:
            lines.append(one.citation)
        else:
            lines[beside:] = told
    yield start + lines[0]
    yield from (" " * len(start) + line for line in lines[1:])


LAID_OUT: dict[type, Callable[[Any, int, str], Iterable[str]]] = {
    Heading: lambda block, width, language: _heading(block, width),
    Paragraph: lambda block, width, language: wrapped(_whole_commands(block.text), width, block.indent, block.hanging),
    Lines: lambda block, width, language: _lines(block, width),
    Table: table_lines,
    Chart: lambda block, width, language: _chart(block, width, language),
    Notes: lambda block, width, language: _notes(block, width),
    Ledger: lambda block, width, language: _ledger(block, width),
    Verbatim: lambda block, width, language: _verbatim(block),
    Unfolding: lambda block, width, language: _unfolded(block, width, language),
    RuleText: lambda block, width, language: (one.text for one in block.lines),
}
