"""Delimited text as spreadsheets save it: its lines, what parts their fields, and where its headings stand.

Takes the text of a table, gives lines with their places and the fields of each. It must not know what a column means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from attrs import frozen

from rbflang.characters import in_one_space
from rbflang.source import Source, Span

LONGEST_HEADING = 10_000
HEADINGS_WITHIN = 20
MOST_LINES_OF_A_FIELD = 100
Line: TypeAlias = tuple[int, str]
"""Where a line begins in its source, and its text."""
_DECLARED = re.compile(r'"?sep=(.)"?;*', re.IGNORECASE)
_TEXT_FORMULA = re.compile(r'="([^"]*)"')


@frozen(eq=False, repr=False)
class Top:
    """The head of a table: the line of its headings, what parts its fields, and the lines above but comments."""

    heading: Line
    separator: str
    above: tuple[Span, ...] = ()


def top_of(source: Source, columns: Mapping[str, str], needed: Mapping[str, str]) -> Top | None:
    """Where a table begins: its headings stand in one of the first lines, else its first line is taken for them."""
    first = None
    above: list[Span] = []
    for line, separator in first_lines(source):
        first = first or Top(line, separator)
        if _names_all(line[1], separator, columns, needed):
            return Top(line, separator, tuple(above))
        above.append(span_of(source, line))
    return first


def first_lines(source: Source) -> Iterator[tuple[Line, str]]:
    """The lines that headings may stand on, and what parts the fields of each; comments are none of them.

    A line `sep=;` says, as spreadsheets write it, what parts the fields.
    """
    said, read = "", 0
    for line in lines(source):
        if begins_with_hash(line[1]):
            continue
        declared = _DECLARED.fullmatch(line[1].strip()) if not (said or read) else None
        if declared:
            said = declared[1]
            continue
        yield line, said or _separator(line[1])
        read += 1
        if read == HEADINGS_WITHIN:
            return


def span_of(source: Source, line: Line) -> Span:
    """Where a line stands."""
    return Span(source, line[0], line[0] + len(line[1]))


def _names_all(line: str, separator: str, columns: Mapping[str, str], needed: Mapping[str, str]) -> bool:
    if len(line) > LONGEST_HEADING:
        return False
    headings = (in_one_space(unquoted(one.strip()).lower()) for one in parts(line, separator)[0])
    return needed.keys() <= set(map(columns.get, headings))


def begins_with_hash(line: str) -> bool:
    """True for a line that may be a comment."""
    return line.lstrip().startswith("#")


def lines(source: Source, separator: str = "") -> Iterator[Line]:
    """Where each line with content begins, and its text; a line break between quotation marks ends no line."""
    text, at = source.text, 0
    while at < len(text):
        end = _end_of_line(text, at)
        if '"' in text[at:end]:
            end = _end_of_quoted(text, at, end, separator or _separator(text[at:end]))
        line = text[at:end].rstrip("\r")
        if line.strip(" \t;,"):
            yield at, line
        at = end + 1


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _end_of_quoted(text: str, at: int, end: int, separator: str) -> int:
    """The end of the line in which a field closes that is open at its own; the line's own where none closes it."""
    own = end
    for _ in range(MOST_LINES_OF_A_FIELD):
        if not parts(text[at:end], separator)[1]:
            return end
        if end == len(text):
            break
        end = _end_of_line(text, end + 1)
    return own


def _separator(heading: str) -> str:
    return max((";", "\t", ","), key=heading.count)


def parts(text: str, separator: str) -> tuple[list[str], bool]:
    """The fields of a line as they stand there, and whether the last is still open.

    A separator between quotation marks separates nothing; marks that are never closed are signs as others.
    """
    parts = text.split(separator)
    if '"' not in text:
        return parts, False
    whole: list[str] = []
    open_parts: list[str] = []
    for part in parts:
        is_odd = part.count('"') % 2 == 1
        if is_odd if open_parts else not (is_odd and part.lstrip().startswith('"')):
            whole.append(separator.join((*open_parts, part)))
            open_parts.clear()
        else:
            open_parts.append(part)
    return (parts, True) if open_parts else (whole, False)


def joined(fields: Iterable[str], separator: str) -> str:
    """The fields as a line; those that hold the separator or a quotation mark stand in quotation marks."""
    return separator.join(
        '"' + one.replace('"', '""') + '"' if separator in one or '"' in one else one for one in fields
    )


def unquoted(field: str) -> str:
    """What quotation marks around a whole field hold, and those of a formula that holds but a text: `="13,4 %"`."""
    if len(field) >= 2 and field.startswith('"') and field.endswith('"'):
        field = field[1:-1].replace('""', '"').strip()
    formula = _TEXT_FORMULA.fullmatch(field) if field.startswith("=") else None
    return formula[1].strip() if formula else field
