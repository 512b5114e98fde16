"""Observations as they are written: the rows of a data file, each cell with its place.

Takes a CSV text (or rows of a workbook), gives rows by column name. It must not know which quantities or members
there are; that is settled when the rows meet a ruleset.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

from attrs import frozen

from rbflang import data_faults
from rbflang.diagnostics import Fault
from rbflang.source import Source, Span

LARGEST_FILE = 100_000_000
COLUMNS = {
    "størrelse": "quantity", "quantity": "quantity", "verdi": "value", "value": "value", "presisering": "narrowing",
    "narrowing": "narrowing", "status": "status", "kilde": "source", "source": "source",
}  # fmt: skip
SET_HEADINGS = {
    "region": "region", "indicator": "indikator", "indikator": "indikator", "subarea": "delområde",
    "delområde": "delområde", "measure": "prestasjonsmål", "prestasjonsmål": "prestasjonsmål", "group": "gruppe",
    "gruppe": "gruppe", "trust": "foretak", "foretak": "foretak",
}  # fmt: skip


@frozen
class Field:
    """The text of a cell and where it stands."""

    text: str
    span: Span


@frozen
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


@frozen
class ObservationFile:
    """The rows of a file and what was amiss in reading them."""

    source: Source
    separator: str
    rows: tuple[ObservationRow, ...]
    faults: tuple[Fault, ...]


def read_rows(source: Source) -> ObservationFile:
    """The rows of a CSV text; the first line names the columns, in Norwegian or English."""
    lines = _lines(source)
    first = next(lines, None)
    if first is None:
        return ObservationFile(source, ";", (), (data_faults.empty_file(source),))
    separator = _separator(first[1])
    headings = [field.text.strip().lower() for field in _fields(source, first, separator)]
    missing = [name for name in ("quantity", "value") if name not in map(COLUMNS.get, headings)]
    if missing:
        return ObservationFile(source, separator, (), (data_faults.columns_missing(source, missing),))
    rows: list[ObservationRow] = []
    faults: list[Fault] = []
    for line in lines:
        fields = _fields(source, line, separator)
        span = Span(source, line[0], line[0] + len(line[1]))
        if len(fields) != len(headings):
            faults.append(data_faults.wrong_field_count(span, len(fields), len(headings), separator))
            continue
        rows.append(_row(span, headings, fields))
    return ObservationFile(source, separator, tuple(rows), tuple(faults[:1] if separator == "," else faults))


def _row(span: Span, headings: list[str], fields: list[Field]) -> ObservationRow:
    named = {COLUMNS[name]: field for name, field in zip(headings, fields, strict=True) if name in COLUMNS}
    members = {
        SET_HEADINGS.get(name, name): field for name, field in zip(headings, fields, strict=True) if name not in COLUMNS
    }
    return ObservationRow(span, named, members)


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    at = 0
    for line in source.text.split("\n"):
        text = line.rstrip("\r")
        if text.strip() and not text.lstrip().startswith("#"):
            yield at, text
        at += len(line) + 1


def _separator(heading: str) -> str:
    return max((";", "\t", ","), key=heading.count)


def _fields(source: Source, line: tuple[int, str], separator: str) -> list[Field]:
    start, text = line
    whole = Span(source, start, start + len(text))
    if '"' in text:
        return [Field(field.strip(), whole) for field in next(csv.reader([text], delimiter=separator))]
    fields = []
    for part in text.split(separator):
        lead = len(part) - len(part.lstrip())
        shown = part.strip()
        fields.append(Field(shown, Span(source, start + lead, start + lead + len(shown))))
        start += len(part) + 1
    return fields
