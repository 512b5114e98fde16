"""Episodes written to files, in each form that a file may have them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
from attrs import frozen
from plain_counts import Cell, Episode
from pyarrow import parquet

from rbflang.register.definitions import ColumnKind, Register


@frozen
class Form:
    """How cells are written: several codes as a list or parted by a sign, yes and no as a truth or in words."""

    separator: str = ""
    yes_no: tuple[object, object] = (True, False)
    day: str = ""


FORMS = (
    Form(),
    Form(" ", (1, 0), "%Y-%m-%d"),
    Form(",", ("ja", "nei"), "%d.%m.%Y"),
    Form("; ", ("Ja", "NEI"), "%Y-%m-%d 00:00:00"),
)


def cell_of(cell: Cell, kind: ColumnKind, form: Form) -> object:
    """A cell as a form writes it."""
    if cell is None:
        return None
    if kind is ColumnKind.CODES and form.separator:
        assert isinstance(cell, tuple)
        return form.separator.join(cell)
    if kind is ColumnKind.YES_NO:
        return form.yes_no[0] if cell else form.yes_no[1]
    if kind is ColumnKind.DATE and form.day:
        assert isinstance(cell, date)
        return cell.strftime(form.day)
    return list(cell) if isinstance(cell, tuple) else cell


def write_parquet(path: Path, register: Register, rows: Sequence[Episode], form: Form = FORMS[0]) -> None:
    """A Parquet file of episodes."""
    numbered = all(isinstance(row["patient"], int | None) for row in rows)
    columns = {}
    for column in register.columns:
        cells = [cell_of(row[column.name], column.kind, form) for row in rows]
        columns[column.headings[0]] = pa.array(cells, type=_type(column.kind, form, numbered))
    parquet.write_table(pa.table(columns), path)


def _type(kind: ColumnKind, form: Form, numbered: bool) -> pa.DataType:
    if kind is ColumnKind.PATIENT:
        return pa.int64() if numbered else pa.string()
    if kind is ColumnKind.CODES and not form.separator:
        return pa.list_(pa.string())
    if kind is ColumnKind.DATE and not form.day:
        return pa.date32()
    if kind is ColumnKind.YES_NO:
        return pa.infer_type([form.yes_no[0]])
    return pa.string()


def write_csv(path: Path, register: Register, rows: Sequence[Episode], form: Form, sign: str = ";") -> None:
    """A CSV file of episodes, in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=sign, lineterminator="\r\n")
        writer.writerow([column.headings[0] for column in register.columns])
        for row in rows:
            cells = [cell_of(row[column.name], column.kind, form) for column in register.columns]
            writer.writerow(["" if cell is None else cell for cell in cells])
