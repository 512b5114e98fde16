"""A form as a workbook: numbers as numbers, shown as they are printed; cells to fill in with the format they need."""

from __future__ import annotations

from rbflang.characters import SPACES
from rbflang.data.printed import Printed, read_printed
from rbflang.numerals import NORWEGIAN, Fashion
from rbflang.quantities import COUNT, MARKS, PARTS, POINTS, Unit
from rbflang.reports.figures.form import Form, FormRow
from rbflang.ruleset.signatures import ValueKind
from rbflang.wording import KRONE
from rbflang.workbooks.written_table import WrittenCell, as_workbook

TITLE = {"nb": "Tall", "en": "Figures"}
# the marks of numbers that a sheet can show
_MARKS = ("percent", "kr", "million_kr", "points", "")


def as_sheet(form: Form) -> bytes:
    """The bytes of an .xlsx file that is read as the figures of the form."""
    rows = [_cells(row, form) for row in form.rows]
    return as_workbook(TITLE[form.language], form.headings, rows)


def _cells(row: FormRow, form: Form) -> list[WrittenCell]:
    at, texts = 1 + len(form.columns), row.texts(form)
    value, narrowing, status, source, *corrected, unit = texts[at:]
    is_open = not row.is_filled and not row.is_optional
    figure, empty = _figure(row, value, form), _empty(row, form.language)
    return [
        *map(WrittenCell, texts[:at]),
        figure if value else WrittenCell(shown_as=empty, choices=_choices(row, form), is_missing=is_open),
        WrittenCell(narrowing),
        WrittenCell(status, choices=form.statuses),
        WrittenCell(source),
        *map(WrittenCell, corrected),
        WrittenCell(unit),
    ]


def _choices(row: FormRow, form: Form) -> tuple[str, ...]:
    return form.answers if row.kind == "yes_no" else ()


def _figure(row: FormRow, value: str, form: Form) -> WrittenCell:
    """The number that a value prints, where a sheet can show it so; else its text."""
    kind = ValueKind("number", row.unit)
    fashion = NORWEGIAN if form.language == "nb" else Fashion("en")
    read = read_printed(value, kind, fashion) if row.kind == "number" and value else None
    if not isinstance(read, Printed) or read.mark not in _MARKS or (read.is_exact and "/" in value):
        return WrittenCell(value, choices=_choices(row, form))
    factor = MARKS[read.mark].factor if read.mark in ("percent", "million_kr") else 1
    stored = read.value if read.mark == "percent" else read.value / factor
    decimals = read.decimals + (2 if read.mark == "percent" else 0)
    behind, is_grouped = _behind(read.mark, row.unit, form.language), _is_grouped(value, form.language)
    return WrittenCell(number=stored, decimals=decimals, shown_as=_shown_as(read.decimals, behind, is_grouped))


def _is_grouped(value: str, language: str) -> bool:
    """True where digits stand in groups."""
    between = (*SPACES, ",") if language == "en" else SPACES
    threes = zip(value, value[1:], value[2:], strict=False)
    return any(before.isdigit() and sign in between and after.isdigit() for before, sign, after in threes)


def _shown_as(decimals: int, behind: str, is_grouped: bool) -> str:
    whole = "#,##0" if is_grouped else "0"
    return whole + ("." + "0" * decimals if decimals else "") + behind


def _behind(mark: str, unit: Unit, language: str) -> str:
    """What stands behind the digits of a number with a mark: a sheet has no sign before them."""
    if mark in ("", "percent"):
        return "%" if mark else ""
    currency = unit.currency
    money = currency.sign if currency == KRONE else currency.many
    words = {
        "kr": money,
        "million_kr": currency.millions(language),
        "points": "points" if language == "en" else "poeng",
    }
    return f'\\ "{words[mark]}"'


def _empty(row: FormRow, language: str) -> str:
    """How a number that is filled in will be shown."""
    if row.kind != "number":
        return ""
    if row.unit.is_share:
        return _shown_as(1, "%", False)
    if row.unit.is_money or row.unit == POINTS:
        return _shown_as(0, _behind("kr" if row.unit.is_money else "points", row.unit, language), True)
    return _shown_as(0, "", True) if row.unit in (COUNT, PARTS) else ""
