"""Files of scenarios: a column for each figure, a row for each scenario, read and written some rows at a time.

CSV is as programs write it: a comma between columns (or a semicolon), a point before decimals, shares as fractions of
one. A cell without text is a figure that is missing.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from math import isfinite, isnan, nan
from pathlib import Path
from typing import Any, TextIO, TypeAlias

import numpy as np
from attrs import frozen

from rbflang.batch.by_numpy import Column
from rbflang.batch.named_columns import BATCH, ColumnsRefused
from rbflang.data_faults import shortened
from rbflang.wording import Words


@frozen(eq=False, repr=False)
class ColumnPart:
    """Some rows of a file: the figures, and the columns that are kept as they are."""

    rows: int
    given: Mapping[str, Column]
    kept: Mapping[str, Any]


@frozen(eq=False, repr=False)
class ColumnFile:
    """A file that is opened: the names of its columns, how many rows it has where that is known, and its parts."""

    names: tuple[str, ...]
    rows: int | None
    parts: Callable[[Sequence[str], Sequence[str]], Iterator[ColumnPart]]


Paid: TypeAlias = "tuple[Mapping[str, Any], Mapping[str, Column]]"
"""Some rows of an answer: the columns that are kept, and what is paid."""


def opened_csv(path: Path) -> ColumnFile:
    """The columns of a CSV file."""
    with _text_of(path) as file:
        first = file.readline()
    separator = ";" if ";" in first else ","
    names = tuple(next(csv.reader([first], delimiter=separator), ()))

    def parts(wanted: Sequence[str], kept: Sequence[str]) -> Iterator[ColumnPart]:
        with _text_of(path) as file:
            rows = csv.reader(file, delimiter=separator)
            next(rows, None)
            begun = 2
            while chunk := list(islice(rows, BATCH)):
                yield _part(path.name, names, chunk, begun, wanted, kept)
                begun += len(chunk)

    return ColumnFile(names, None, parts)


@contextmanager
def _text_of(path: Path) -> Iterator[TextIO]:
    """The text of a file, some of it at a time."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            yield file
    except (UnicodeDecodeError, csv.Error):
        raise ColumnsRefused(
            Words(f"{path.name} er ikke CSV i UTF-8. Lagre den slik.", f"{path.name} is not CSV in UTF-8. Save it so.")
        ) from None


def _part(
    file: str, names: Sequence[str], rows: Sequence[list[str]], begun: int, wanted: Sequence[str], kept: Sequence[str]
) -> ColumnPart:
    for number, row in enumerate(rows, begun):
        if len(row) != len(names):
            raise ColumnsRefused(
                Words(
                    f"{file}, linje {number}: {len(row)} felt, men overskriften har {len(names)}.",
                    f"{file}, line {number}: {len(row)} fields, but the heading has {len(names)}.",
                )
            )
    at = {name: names.index(name) for name in (*wanted, *kept)}
    given = {
        name: np.array([_figure(file, name, row[at[name]], number) for number, row in enumerate(rows, begun)])
        for name in wanted
    }
    return ColumnPart(len(rows), given, {name: [row[at[name]] for row in rows] for name in kept})


def _figure(file: str, column: str, text: str, line: int) -> float:
    if not text.strip():
        return nan
    value = nan
    with suppress(ValueError):
        value = nan if "_" in text else float(text)
    if not isfinite(value):
        raise ColumnsRefused(
            Words(
                f"{file}, linje {line}, kolonnen {column}: «{shortened(text)}» er ikke et tall. Skriv desimaler med "
                "punktum og andeler uten prosenttegn: 10,7 % er 0.107.",
                f"{file}, line {line}, column {column}: “{shortened(text)}” is not a number. Write decimals with a "
                "point, and shares without a percent sign: 10.7% is 0.107.",
            )
        )
    return value


def written_csv(path: Path, parts: Iterable[Paid], is_whole: bool) -> None:
    """Write an answer as CSV, as it comes."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        for number, (kept, paid) in enumerate(parts):
            if not number:
                rows.writerow((*kept, *paid))
            texts = [[_text(value, is_whole) for value in column.tolist()] for column in paid.values()]
            rows.writerows(zip(*kept.values(), *texts, strict=True))


def _text(value: float, is_whole: bool) -> str:
    if isnan(value):
        return ""
    return str(int(value)) if is_whole else repr(value)
