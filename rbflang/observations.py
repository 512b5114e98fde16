"""Observations as they are written: the rows of a data file, each cell with its place.

Takes a CSV text (or the sheet of a workbook, see `workbook.py`), gives rows by column name. It must not know which
quantities or members there are; that is settled when the rows meet a ruleset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

from rbflang import file_faults
from rbflang.characters import in_one_space, invisible_in
from rbflang.column_names import COLUMNS, ENGLISH_HEADINGS, MEMBER_COLUMNS, SET_HEADINGS
from rbflang.delimited import (
    LONGEST_HEADING,
    Line,
    begins_with_hash,
    first_lines,
    lines,
    parts,
    span_of,
    top_of,
    unquoted,
)
from rbflang.diagnostics import Fault
from rbflang.numerals import Fashion
from rbflang.source import Oddity, Source, Span
from rbflang.spreadsheet_errors import is_error, may_hold_errors
from rbflang.wording import Words

# A million rows and more were read; what lies beyond was not tried.
LARGEST_FILE = 200_000_000
FEWEST_OF_A_ROW = 3
RowMaker: TypeAlias = Callable[[Span, Iterable[str]], "ObservationRow"]
HARMLESS_BESIDE = (Oddity.DATE, Oddity.CLOCK, Oddity.DURATION, Oddity.MERGED)
EMPTY: Mapping[str, str] = {}
NEEDED = {"quantity": "størrelse", "value": "verdi"}
NEEDED_OF_MEMBERS = {"set": "inndeling", "member": "medlem"}


@frozen(eq=False, repr=False)
class Field:
    """The text of a cell and where it stands: from `start` up to and without `end` of the source."""

    text: str
    source: Source
    start: int
    end: int

    @classmethod
    def standing(cls, text: str, span: Span) -> Field:
        """A text that is said to stand somewhere, whatever the words there."""
        return cls(text, span.source, span.start, span.end)

    @property
    def span(self) -> Span:
        """Where it stands; made where somebody asks, for a file has many cells and few are asked for."""
        return Span(self.source, self.start, self.end)

    def spelled(self, fashion: Fashion) -> Fashion:
        """How its digits are spelled in a file; the number of a sheet was never spelled, and is certain."""
        return evolve(fashion, is_certain=True) if self.source.sheet and self.span.is_number else fashion


@frozen(eq=False, repr=False, weakref_slot=False)
class LineCells(Mapping[str, Field]):
    """LineCells of a line by what their columns mean; `at` says which of its texts, and is the same for all lines.

    A file has many lines: where a cell stands is looked up in the line when somebody asks.
    """

    line: Span
    texts: tuple[str, ...]
    at: Mapping[str, int]
    separator: str

    def text(self, column: str) -> str:
        """The text of a column; empty where there is none of that name."""
        at = self.at.get(column)
        return "" if at is None else self.texts[at]

    def __getitem__(self, column: str) -> Field:
        at, found = self.at[column], parts(self.line.text, self.separator)[0]
        part = found[at]
        start = self.line.start + sum(len(one) + 1 for one in found[:at]) + len(part) - len(part.lstrip())
        return Field(self.texts[at], self.line.source, start, start + len(part.strip()))

    def __iter__(self) -> Iterator[str]:
        return iter(self.at)

    def __len__(self) -> int:
        return len(self.at)


@frozen(eq=False, repr=False, weakref_slot=False)
class ObservationRow:
    """One row: the columns of its own, and one column per set."""

    span: Span
    fields: Mapping[str, Field]
    members: Mapping[str, Field]

    def text(self, column: str) -> str:
        """The text of a column; empty where the file has no such column."""
        return _text(self.fields, column)

    def member(self, set_name: str) -> str:
        """The text of the column of a set; empty where the file has no such column."""
        return _text(self.members, set_name)

    @property
    def named_members(self) -> dict[str, str]:
        """The member that is named of each set, where one is."""
        return {name: text for name in self.members if (text := self.member(name))}

    def place(self, column: str) -> Span:
        """Where a column stands; the whole row where the file has no such column."""
        return self.fields[column].span if column in self.fields else self.span


def _text(cells: Mapping[str, Field], column: str) -> str:
    if isinstance(cells, LineCells):
        return cells.text(column)
    return cells[column].text if column in cells else ""


@frozen(eq=False, repr=False)
class ObservationFile:
    """The rows of a file, its columns as the heading names them, and what was amiss in reading them.

    `above` are the lines over the headings, which are titles and not read. `unnamed` is what is amiss in a file whose
    lines name no columns of rows; it may be a wide table, of the quantity that is `asked` for.
    """

    source: Source
    separator: str
    rows: tuple[ObservationRow, ...]
    faults: tuple[Fault, ...]
    headings: tuple[str, ...] = ()
    above: tuple[Span, ...] = ()
    unnamed: tuple[Fault, ...] = ()
    asked: str = ""

    @property
    def is_wide(self) -> bool:
        """True for a table whose members stand across it too, or which is none."""
        return bool(self.unnamed)

    @property
    def fashion(self) -> Fashion:
        """How the numbers of the file are spelled: as in the language of its headings."""
        return Fashion("en" if ENGLISH_HEADINGS.intersection(self.headings) else "nb", self.separator)


def read_rows(source: Source, quantity: str = "") -> ObservationFile:
    """The observations of a CSV text; one of its first lines names the columns, in Norwegian or English.

    A text that names none may be a wide table; which members stand across it, and which quantity it is of if none is
    asked for, is settled when it meets a ruleset.
    """
    file = read_columns(source, COLUMNS, NEEDED, file_faults.HEADINGS)
    if not file.headings:
        return file
    if file.faults and not set(NEEDED).intersection(map(COLUMNS.get, file.headings)):
        return ObservationFile(source, file.separator, (), (), unnamed=file.faults, asked=quantity)
    if quantity:
        span = span_of(source, next(first_lines(source))[0])
        return evolve(file, rows=(), faults=(*file.faults, file_faults.quantity_asked_of_rows(span, quantity)))
    return file


def read_members(source: Source) -> ObservationFile:
    """The members that come with the data: `inndeling;medlem;under;tittel;kilde`."""
    return read_columns(source, MEMBER_COLUMNS, NEEDED_OF_MEMBERS, file_faults.MEMBER_HEADINGS)


def read_columns(
    source: Source, columns: Mapping[str, str], needed: Mapping[str, str], sample: Words, about: Sequence[str] = ("",)
) -> ObservationFile:
    """The rows of a CSV text with these columns; `needed` must be among them, and other columns are sets.

    What is needed is told by its English heading, each with the Norwegian one.
    Only lines that hold one of the words `about` are read.
    """
    if invisible_in(source.text):
        from rbflang.sign_faults import invisible_signs

        return ObservationFile(source, ";", (), tuple(invisible_signs(source)))
    top = top_of(source, columns, needed)
    if top is None:
        return ObservationFile(source, ";", (), (file_faults.empty_file(source, sample),))
    first, separator = top.heading, top.separator
    span = Span(source, first[0], first[0] + min(len(first[1]), LONGEST_HEADING))
    fields = fields_of(source, first, separator) if len(first[1]) <= LONGEST_HEADING else []
    headings = tuple(in_one_space(one.text.lower()) for one in fields)
    amiss = (
        unreadable(fields)
        or _amiss_in_heading(span, headings, columns, needed, sample)
        or amiss_above(top.above, separator)
    )
    if amiss:
        return ObservationFile(source, separator, (), amiss, headings)
    read = (
        line
        for line in lines(source, separator)
        if (line[0] > first[0] or begins_with_hash(line[1]))
        and not _is_comment(line, first, separator)
        and any(word in line[1] for word in about)
    )
    return evolve(_rows(source, read, headings, separator, columns), above=top.above)


def _rows(
    source: Source,
    lines: Iterable[Line],
    headings: tuple[str, ...],
    separator: str,
    columns: Mapping[str, str],
) -> ObservationFile:
    """The rows of the lines; a line that cannot be taken as one is no row, and told."""
    rows: list[ObservationRow] = []
    faults: list[Fault] = []
    hashed: list[Span] = []
    has_wrong_count, has_odd = False, bool(source.sheet and source.sheet.odd)
    row_of = _rows_with(headings, columns, separator)
    for line in lines:
        texts = [unquoted(part.strip()) for part in parts(line[1], separator)[0]]
        span = Span(source, line[0], line[0] + len(line[1]))
        is_suspect = has_odd or may_hold_errors(line[1])
        broken = unreadable(fields_of(source, line, separator), headings, columns) if is_suspect else ()
        faults.extend(broken)
        if broken:
            continue
        if begins_with_hash(line[1]):
            hashed.append(span)
        elif len(texts) == len(headings):
            rows.append(row_of(span, texts))
        elif not has_wrong_count:
            has_wrong_count = True
            faults.append(file_faults.wrong_field_count(span, len(texts), len(headings), separator))
    told = (*faults, file_faults.no_comment(hashed, separator)) if hashed else tuple(faults)
    return ObservationFile(source, separator, tuple(rows), told, headings)


def unreadable(
    fields: Sequence[Field], headings: Sequence[str] = (), columns: Mapping[str, str] = EMPTY
) -> tuple[Fault, ...]:
    """What the spreadsheet could not compute, in whatever column; and cells of a sheet that hold no text or number."""
    amiss = (_amiss_in_cell(field, headings, at, columns) for at, field in enumerate(fields))
    return tuple(one for one in amiss if one)


def _amiss_in_cell(field: Field, headings: Sequence[str], at: int, columns: Mapping[str, str]) -> Fault | None:
    is_broken, oddity = is_error(field.text), field.span.oddity
    heading = headings[at] if at < len(headings) else ""
    is_odd = oddity is not None and (oddity not in HARMLESS_BESIDE or _is_read(heading, columns))
    if not is_broken and not is_odd:
        return None
    from rbflang.cell_faults import error_in_cell, odd_cell

    if oddity and not is_broken:
        return odd_cell(oddity, field.span, field.text)
    return error_in_cell(field.span, field.text, _column(headings, at, columns))


def _column(headings: Sequence[str], at: int, columns: Mapping[str, str]) -> str:
    """What a column is to the reader, or the heading of one that holds members or is the author's own."""
    if not headings:
        return "heading"
    heading = headings[at] if at < len(headings) else ""
    return columns.get(heading, heading) if columns is COLUMNS else heading


def _is_read(heading: str, columns: Mapping[str, str]) -> bool:
    """True for a column that is more than words: not for sources, and not for an author's own columns."""
    return heading in SET_HEADINGS or columns.get(heading, "source") != "source"


def _is_comment(line: Line, heading: Line, separator: str) -> bool:
    """True for what begins with # and is no row: without a separator; above the headings, with fewer than they have."""
    if not begins_with_hash(line[1]):
        return False
    found = line[1].count(separator)
    return found < max(1, heading[1].count(separator)) if line[0] < heading[0] else not found


def _amiss_in_heading(
    span: Span, headings: Sequence[str], columns: Mapping[str, str], needed: Mapping[str, str], sample: Words
) -> tuple[Fault, ...]:
    missing = [Words(needed[name], name) for name in needed if name not in map(columns.get, headings)]
    if missing:
        misspelt = _misspelt(span.source, headings, columns, needed)
        if len(misspelt) == len(missing):
            return misspelt
        is_heading = any(name in columns or name in SET_HEADINGS for name in headings)
        return (file_faults.columns_missing(span, missing, sample, is_heading),)
    means = [columns.get(name, SET_HEADINGS.get(name, name)) for name in headings if name]
    twice = next(
        (name for name in headings if name and means.count(columns.get(name, SET_HEADINGS.get(name, name))) > 1), None
    )
    return (file_faults.column_twice(span, twice),) if twice else ()


def _misspelt(
    source: Source, headings: Sequence[str], columns: Mapping[str, str], needed: Mapping[str, str]
) -> tuple[Fault, ...]:
    """The headings that are almost those of columns that are needed and missing."""
    from rbflang.data_faults import unknown_column
    from rbflang.nearest import nearest

    lacking = [one for one, name in columns.items() if name in needed and name not in map(columns.get, headings)]
    near = ((one, nearest(one, lacking)) for one in headings if one and one not in columns and one not in SET_HEADINGS)
    return tuple(unknown_column(source, one, found[0]) for one, found in near if found)


def _rows_with(headings: Sequence[str], columns: Mapping[str, str], separator: str) -> RowMaker:
    """How a row is made of a line: what its columns mean is the same for all lines, and so is a text that returns."""
    named = {columns[name]: at for at, name in enumerate(headings) if name in columns}
    members = {SET_HEADINGS.get(name, name): at for at, name in enumerate(headings) if name not in columns}
    known: dict[str, str] = {}

    def make(span: Span, found: Iterable[str]) -> ObservationRow:
        texts = tuple([known.setdefault(one, one) for one in found])
        return ObservationRow(
            span, LineCells(span, texts, named, separator), LineCells(span, texts, members, separator)
        )

    return make


def fields_of(source: Source, line: Line, separator: str) -> list[Field]:
    """The fields of a line, each with its place."""
    start, text = line
    fields = []
    for part in parts(text, separator)[0]:
        lead = len(part) - len(part.lstrip())
        shown = part.strip()
        fields.append(Field(unquoted(shown), source, start + lead, start + lead + len(shown)))
        start += len(part) + 1
    return fields


def amiss_above(above: Sequence[Span], separator: str) -> tuple[Fault, ...]:
    """A fault where what stands above the headings is more than a title: nothing is left out that may be a row."""
    rows = [one for one in above if sum(map(bool, map(str.strip, one.text.split(separator)))) >= FEWEST_OF_A_ROW]
    return (file_faults.rows_above_headings(rows),) if rows else ()
