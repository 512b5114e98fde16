"""A report as Markdown: what a text says is shown as it stands, whatever signs of Markdown or HTML are in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rbflang.harmless import harmless
from rbflang.reports.cell_words import worded
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

ENDING = ".md"
# Signs that mean something anywhere in a line, and those that begin a heading, list, quotation or rule where a line
# begins; a heading may end in signs that are not shown.
_ANYWHERE = re.compile(r"[\\`*_\[\]|]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_THE_START = re.compile(r"^([#+\-!>]|\d{1,9}(?=[.)](?:\s|$)))")
_AT_THE_END = re.compile(r"#(?=#*\s*$)")
_FENCE = re.compile("`{3,}")


def render(document: Document, width: int = 0) -> str:
    """The report as Markdown."""
    parts = [f"**{escaped(document.notice)}**"] if document.notice else []
    parts += [f"# {_begun(document.title)}"] if document.title else []
    parts += ["\n".join(LAID_OUT[type(block)](block, document.language)) for block in document.blocks]
    parts += [_begun(text) for text in document.foot or ()]
    parts += ["\n".join(LAID_OUT[type(block)](block, document.language)) for block in document.last]
    return "\n\n".join(parts) + "\n"


def _lines(block: Lines) -> Iterator[str]:
    for line in block.lines:
        origin = f" ({line.origin})" if line.origin else ""
        yield f"- **{escaped(line.label)}** {escaped(line.text)}{escaped(origin)}"


def _ledger(block: Ledger) -> Iterator[str]:
    yield _row(("", "", "", ""))
    yield "|---|---|---:|---|"
    for one in block.entries:
        yield _row((one.label, one.text, one.result, " ".join(filter(None, (one.place, one.citation)))))


def _verbatim(lines: Sequence[str]) -> Iterator[str]:
    """The lines in a fence that is longer than any in them."""
    fence = "`" * max([3, *(len(found) + 1 for line in lines for found in _FENCE.findall(line))])
    yield from (f"{fence}text", *map(harmless, lines), fence)


def _unfolded(block: Unfolding, language: str) -> Iterator[str]:
    """The line, and behind it in paragraphs of their own what is under it."""
    yield f"**{escaped(block.label)}** {escaped(worded(block.result, language))} {escaped(block.place)}".rstrip()
    for one in block.blocks:
        yield from ("", *LAID_OUT[type(one)](one, language))


def _table(table: Table, language: str) -> Iterator[str]:
    yield _row(column.heading for column in table.columns)
    yield "|" + "|".join("---:" if column.align == "right" else "---" for column in table.columns) + "|"
    for row in table.rows:
        yield _row(worded(cell, language) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"


def escaped(text: str) -> str:
    """A text inside a line of Markdown that shows what the text says."""
    shown = _ENTITY.sub("&amp;", harmless(text.replace("\n", " ")))
    return _ANYWHERE.sub(r"\\\g<0>", shown).replace("<", "&lt;").replace("~", "&#126;")


def _begun(text: str) -> str:
    """A text that begins a line of Markdown, or is a heading."""
    shown = _AT_THE_START.sub(_kept_a_sign, escaped(text.strip()))
    return _AT_THE_END.sub(r"\\#", shown)


def _kept_a_sign(found: re.Match[str]) -> str:
    sign = found.group()
    return sign + "\\" if sign.isdigit() else "\\" + sign


LAID_OUT: dict[type, Callable[[Any, str], Iterable[str]]] = {
    Heading: lambda block, language: (f"{'#' * block.level} {_begun(block.text)}",),
    Paragraph: lambda block, language: (_begun(block.text),),
    Lines: lambda block, language: _lines(block),
    Table: _table,
    Chart: lambda block, language: (f"**{escaped(block.title)}**", "", *_table(block.table, language)),
    Notes: lambda block, language: (f"- {_begun(text)}" for text in block.texts),
    Ledger: lambda block, language: _ledger(block),
    Verbatim: lambda block, language: _verbatim(block.lines),
    Unfolding: lambda block, language: _unfolded(block, language),
    RuleText: lambda block, language: _verbatim([one.text for one in block.lines]),
}
