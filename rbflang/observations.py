"""Observations as they are written: the rows of a data file, each cell with its place.

Takes a CSV text (or the sheet of a workbook, see `workbook.py`), gives rows by column name. It must not know which
quantities or members there are; that is settled when the rows meet a ruleset.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from rbflang import file_faults
from rbflang.diagnostics import Fault
from rbflang.source import Source, Span

LARGEST_FILE = 1_000_000
LONGEST_HEADING = 10_000
PER_CENT = (
    "verdi (%)", "verdi(%)", "verdi i prosent", "verdi i %", "value (%)", "value(%)", "value in per cent",
    "value in percent", "value in %",
)  # fmt: skip
COLUMNS = {
    **dict.fromkeys(PER_CENT, "value"),
    "størrelse": "quantity", "quantity": "quantity", "verdi": "value", "value": "value", "presisering": "narrowing",
    "narrowing": "narrowing", "status": "status", "kilde": "source", "source": "source",
}  # fmt: skip
SET_HEADINGS = {
    "region": "region", "indicator": "indikator", "indikator": "indikator", "subarea": "delområde",
    "delområde": "delområde", "measure": "prestasjonsmål", "prestasjonsmål": "prestasjonsmål", "group": "gruppe",
    "gruppe": "gruppe", "trust": "foretak", "foretak": "foretak",
}  # fmt: skip
_NO_UNIT = re.compile(r"[-−–+]?\s*\d[\d.,\s]*")
NEEDED = {"quantity": "størrelse", "value": "verdi"}
MEMBER_COLUMNS = {
    "inndeling": "set", "set": "set", "medlem": "member", "member": "member", "under": "under", "tittel": "title",
    "title": "title", "kilde": "source", "source": "source",
}  # fmt: skip
NEEDED_OF_MEMBERS = {"set": "inndeling", "member": "medlem"}


@frozen(eq=False, repr=False)
class Field:
    """The text of a cell and where it stands."""

    text: str
    span: Span


@frozen(eq=False, repr=False)
class ObservationRow:
    """One row: the columns of its own, and one column per set."""

    span: Span
    fields: Mapping[str, Field]
    members: Mapping[str, Field]

    def text(self, column: str) -> str:
        """The text of a column; empty where the file has no such column."""
        return self.fields[column].text if column in self.fields else ""

    def place(self, column: str) -> Span:
        """Where a column stands; the whole row where the file has no such column."""
        return self.fields[column].span if column in self.fields else self.span


@frozen(eq=False, repr=False)
class ObservationFile:
    """The rows of a file, its columns as the heading names them, and what was amiss in reading them."""

    source: Source
    separator: str
    rows: tuple[ObservationRow, ...]
    faults: tuple[Fault, ...]
    headings: tuple[str, ...] = ()


def read_rows(source: Source) -> ObservationFile:
    """The observations of a CSV text; the first line names the columns, in Norwegian or English."""
    return read_columns(source, COLUMNS, NEEDED, file_faults.HEADINGS)


def read_members(source: Source) -> ObservationFile:
    """The members that come with the data: `inndeling;medlem;under;tittel;kilde`."""
    return read_columns(source, MEMBER_COLUMNS, NEEDED_OF_MEMBERS, file_faults.MEMBER_HEADINGS)


def read_columns(
    source: Source, columns: Mapping[str, str], needed: Mapping[str, str], sample: str, about: Sequence[str] = ("",)
) -> ObservationFile:
    """The rows of a CSV text with these columns; `needed` must be among them, and other columns are sets.

    Only lines that hold one of the words `about` are read.
    """
    lines = _lines(source)
    first = next(lines, None)
    if first is None:
        return ObservationFile(source, ";", (), (file_faults.empty_file(source, sample),))
    span = Span(source, first[0], first[0] + min(len(first[1]), LONGEST_HEADING))
    separator = _separator(first[1])
    headings = _headings(source, first, separator) if len(first[1]) <= LONGEST_HEADING else ()
    amiss = _amiss_in_heading(span, headings, columns, needed, sample)
    if amiss:
        return ObservationFile(source, separator, (), (amiss,), headings)
    rows: list[ObservationRow] = []
    faults: list[Fault] = []
    for line in lines:
        if not any(word in line[1] for word in about):
            continue
        fields = _fields(source, line, separator)
        span = Span(source, line[0], line[0] + len(line[1]))
        if len(fields) == len(headings):
            rows.append(_row(span, headings, fields, columns))
        elif not faults:
            faults.append(file_faults.wrong_field_count(span, len(fields), len(headings), separator))
    return ObservationFile(source, separator, tuple(rows), tuple(faults), headings)


def _headings(source: Source, line: tuple[int, str], separator: str) -> tuple[str, ...]:
    return tuple(field.text.lower() for field in _fields(source, line, separator))


def _amiss_in_heading(
    span: Span, headings: Sequence[str], columns: Mapping[str, str], needed: Mapping[str, str], sample: str
) -> Fault | None:
    missing = [needed[name] for name in needed if name not in map(columns.get, headings)]
    if missing:
        return file_faults.columns_missing(span, missing, sample)
    means = [columns.get(name, SET_HEADINGS.get(name, name)) for name in headings if name]
    twice = next(
        (name for name in headings if name and means.count(columns.get(name, SET_HEADINGS.get(name, name))) > 1), None
    )
    return file_faults.column_twice(span, twice) if twice else None


def _row(span: Span, headings: Sequence[str], fields: Sequence[Field], columns: Mapping[str, str]) -> ObservationRow:
    pairs = list(zip(headings, fields, strict=True))
    named = {
        columns[name]: _with_sign(field) if name in PER_CENT else field for name, field in pairs if name in columns
    }
    members = {SET_HEADINGS.get(name, name): field for name, field in pairs if name not in columns}
    return ObservationRow(span, named, members)


def _with_sign(field: Field) -> Field:
    """A figure under a heading that says per cent: with the sign behind it, if it has neither sign nor unit."""
    return Field(f"{field.text} %", field.span) if _NO_UNIT.fullmatch(field.text) else field


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    """Where each line with content begins, and its text; a line that begins with # is a comment."""
    text, at = source.text, 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].rstrip("\r")
        if line.strip(" \t;,") and not line.lstrip().startswith("#"):
            yield at, line
        at = end + 1


def _separator(heading: str) -> str:
    return max((";", "\t", ","), key=heading.count)


def _fields(source: Source, line: tuple[int, str], separator: str) -> list[Field]:
    start, text = line
    whole = Span(source, start, start + len(text))
    if '"' in text:
        return [Field(field.strip(), whole) for field in _quoted(text, separator)]
    fields = []
    for part in text.split(separator):
        lead = len(part) - len(part.lstrip())
        shown = part.strip()
        fields.append(Field(shown, Span(source, start + lead, start + lead + len(shown))))
        start += len(part) + 1
    return fields


def _quoted(text: str, separator: str) -> list[str]:
    """The fields of a line with quotation marks; as it stands where they make no sense."""
    try:
        return next(csv.reader([text], delimiter=separator))
    except csv.Error:
        return text.split(separator)
