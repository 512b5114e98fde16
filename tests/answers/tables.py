"""Data files read and answers written, with nothing but the standard library."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

REGIONS = ("Midt", "Nord", "SørØst", "Vest")
UNITS = {"%": Fraction(1, 100), "kr": Fraction(1), "mill. kr": Fraction(1_000_000), "": Fraction(1)}
SETS = ("gruppe", "indikator", "prestasjonsmål", "foretak", "region")

Value = Fraction | bool
Given = dict[tuple[str, ...], Value]
Answer = tuple[str, Mapping[str, str], Value]


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file by heading, comments left out."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    yield from csv.DictReader(lines, delimiter=";")


def given_in(path: Path) -> dict[str, Given]:
    """The figures of a data file: by quantity, then by the members that are named in the row."""
    found: dict[str, Given] = {}
    for row in rows_of(path):
        named = ("indikator", "delområde", "foretak", "behandlingssted", "tertial", "region")
        key = tuple(row[one] for one in named if row.get(one))
        found.setdefault(row["størrelse"], {})[key] = value_of(row["verdi"])
    return found


def value_of(text: str) -> Value:
    """A figure as it is written: digits and a unit, or yes or no."""
    if text in ("ja", "nei"):
        return text == "ja"
    digits, unit = re.fullmatch(r"([0-9 ]+(?:,[0-9]+)?) ?(%|kr|mill\. kr|)", text).groups()  # type: ignore[union-attr]
    return Fraction(digits.replace(" ", "").replace(",", ".")) * UNITS[unit]


def lines_of(answers: Iterable[tuple[str, Answer]]) -> Iterator[str]:
    """The lines of `fasit.csv`, each answer with its data file: the heading, with the sets that are named, and rows."""
    told = list(answers)
    sets = [one for one in SETS if any(one in members for _, (_, members, _) in told)]
    yield ";".join(("data", "størrelse", *sets, "verdi"))
    for data, (quantity, members, value) in told:
        written = ("nei", "ja")[value] if isinstance(value, bool) else str(Fraction(value))
        yield ";".join((data, quantity, *(members.get(one, "") for one in sets), written))


def in_whole_kroner(exact: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Rounded down, and the kroner that are left to those who lost most of one."""
    paid = {name: Fraction(amount.numerator // amount.denominator) for name, amount in exact.items()}
    left = int(sum(exact.values(), Fraction(0)) - sum(paid.values(), Fraction(0)))
    for name in sorted(exact, key=lambda one: paid[one] - exact[one])[:left]:
        paid[name] += 1
    return paid
