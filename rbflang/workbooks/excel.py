"""Workbooks of Excel (.xlsx and .xlsm), with the number formats of their cells. The only door to openpyxl.

Takes the path of a workbook that was looked at before, gives the sheet that has the headings.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rbflang import workbook_faults
from rbflang.diagnostics import Fault
from rbflang.source import Oddity, Sheet, column_number
from rbflang.workbooks.before_unpacking import PackagePart, seen_in
from rbflang.workbooks.cell_contents import content_of, without_end
from rbflang.workbooks.chosen_sheet import SheetTitles, chosen_sheet
from rbflang.workbooks.grid import HEADINGS_WITHIN, Content, Grid, names_a_table, within
from rbflang.workbooks.limits import MOST_AREA, MOST_COLUMNS, MOST_EMPTY_ROWS, MOST_MERGED, MOST_ROWS

Place = tuple[int, int]


def read_excel(path: Path, name: str, asked: str) -> Grid | Fault:
    """The sheet asked for, else the one visible sheet that holds a table, has headings or is the first."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that are of no account here
        workbook = _opened(path, data_only=True)
        try:
            sheets = {sheet.title: sheet for sheet in workbook.worksheets}
            shown = [title for title, sheet in sheets.items() if sheet.sheet_state == "visible"]
            return chosen_sheet(
                SheetTitles(name, asked, tuple(sheets), tuple(shown)),
                lambda title: _sheet(path, name, sheets[title]),
                lambda title: _has_a_table(sheets[title]),
            )
        finally:
            workbook.close()


def _opened(path: Path, data_only: bool) -> Any:
    """The workbook; its sheets that are charts alone keep their places, and nothing of them is read."""
    import openpyxl

    class OpenpyxlReader(openpyxl.reader.excel.ExcelReader):  # type: ignore[misc]
        def read_chartsheet(self, sheet: Any, rel: Any) -> None:
            self.wb._sheets.append(openpyxl.chartsheet.Chartsheet(parent=self.wb, title=sheet.name))

    reader = OpenpyxlReader(path, read_only=True, data_only=data_only, keep_links=False)
    reader.read()
    return reader.wb


def _has_a_table(sheet: Any) -> bool:
    """True for a sheet whose first rows hold the headings of a table; no more of it is read, whatever it claims."""
    rows = sheet.iter_rows(max_row=HEADINGS_WITHIN, max_col=MOST_COLUMNS, values_only=True)
    return any(map(names_a_table, rows))


def _sheet(path: Path, name: str, sheet: Any) -> Grid | Fault:
    """The cells of a sheet; what it says of its own size is only looked at."""
    known = Sheet(sheet.title, {})
    if (sheet.max_row or 0) > MOST_ROWS or (sheet.max_column or 0) > MOST_COLUMNS:
        return workbook_faults.too_far(name, known.cell(sheet.max_row, sheet.max_column))
    sheet.reset_dimensions()
    part = seen_in(path, sheet._worksheet_path)
    formulas = _formulas(path, sheet.title) if part.has_formulas else {}
    rows: list[list[Content]] = []
    odd: dict[Place, Oddity] = {}
    empty = 0
    for at, cells in enumerate(sheet.iter_rows(), 1):
        far = len(cells) > MOST_COLUMNS or at > MOST_ROWS
        if far or (empty > MOST_EMPTY_ROWS and _is_far(part.last_cell)):
            return workbook_faults.too_far(name, _furthest(known, part, at, len(cells)))
        if empty > MOST_EMPTY_ROWS:
            return workbook_faults.empty_rows(name, known.cell(at - empty, 1), MOST_EMPTY_ROWS)
        rows.append(_row(at, cells, formulas, odd))
        empty = 0 if rows[-1] else empty + 1
    width = max(map(len, rows), default=0)
    if len(rows) * width > MOST_AREA:
        return workbook_faults.too_far(name, known.cell(len(rows), width))
    grid = Grid(sheet.title, rows, odd, hidden=part.hidden)
    return within(part.merged, grid) or workbook_faults.too_many_merged(name, MOST_MERGED)


def _furthest(known: Sheet, part: PackagePart, row: int, width: int) -> str:
    """The last cell of a sheet as its file has it, where that is as far away as what was met while reading."""
    return known.cell(*_place(part.last_cell)) if _is_far(part.last_cell) else known.cell(row, max(width, 1))


def _is_far(cell: str) -> bool:
    row, column = _place(cell)
    return row > MOST_ROWS or column > MOST_COLUMNS


def _place(cell: str) -> Place:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), column_number(letters)


def _formulas(path: Path, title: str) -> Mapping[Place, str]:
    """The formulas of a sheet by their places; they are in the file beside the values that were stored for them."""
    workbook = _opened(path, data_only=False)
    try:
        sheet = workbook[title]
        sheet.reset_dimensions()
        return {
            (at, column): str(getattr(cell.value, "text", cell.value))
            for at, cells in zip(range(1, MOST_ROWS + 1), sheet.iter_rows(), strict=False)
            for column, cell in enumerate(cells, 1)
            if cell.data_type == "f"
        }
    finally:
        workbook.close()


def _row(at: int, cells: Any, formulas: Mapping[Place, str], odd: dict[Place, Oddity]) -> list[Content]:
    """What the cells of a row hold, up to the last that holds something."""
    contents: list[Content] = []
    for column, cell in enumerate(cells, 1):
        content, oddity = _content(cell, formulas.get((at, column), ""))
        contents.append(content)
        if oddity:
            odd[at, column] = oddity
    return without_end(contents)


def _content(cell: Any, formula: str) -> tuple[Content, Oddity | None]:
    if cell.value is not None:
        return content_of(cell.value, cell.number_format)
    is_empty_text = cell.data_type == "str"  # what a formula gave
    return (formula, Oddity.FORMULA) if formula and not is_empty_text else ("", None)
