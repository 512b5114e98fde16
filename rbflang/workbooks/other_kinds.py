"""Workbooks of the other kinds (.ods, .xls, .xlsb). The only door to calamine.

Takes the path of a workbook that was looked at before, gives the sheet that has the headings. Of the binary kinds a
number stands there with the digits that are stored, for the reader does not know what the sheet shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rbflang import workbook_faults
from rbflang.diagnostics import Fault
from rbflang.source import Oddity, Sheet
from rbflang.workbooks.binary_sheets import left_out_of_xlsb
from rbflang.workbooks.cell_contents import content_of, without_end
from rbflang.workbooks.chosen_sheet import SheetTitles, chosen_sheet
from rbflang.workbooks.grid import HEADINGS_WITHIN, Content, Grid, names_a_table, within
from rbflang.workbooks.left_out import LeftOut, Place
from rbflang.workbooks.limits import MOST_MERGED, MOST_ROWS_OF_ANY
from rbflang.workbooks.old_sheets import left_out_of_xls
from rbflang.workbooks.open_document import left_out_of_ods

LOOKS: dict[str, Callable[[Path], Iterator[LeftOut]]] = {
    ".ods": left_out_of_ods, ".xls": left_out_of_xls, ".xlsb": left_out_of_xlsb,
}  # fmt: skip


def read_other(path: Path, name: str, asked: str) -> Grid | Fault:
    """The sheet asked for, else the one visible sheet that holds a table, has headings or is the first."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    looked = {}
    for sheet in LOOKS[path.suffix.lower()](path):
        if sheet.is_far:
            if sheet.last[0] > MOST_ROWS_OF_ANY:
                return workbook_faults.impossible_rows(name, sheet.name, sheet.last[0])
            return workbook_faults.too_far(name, Sheet(sheet.name, {}).cell(*sheet.last))
        looked[sheet.name] = sheet
    workbook = CalamineWorkbook.from_path(str(path))
    sheets = [about for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    shown = [about.name for about in sheets if about.visible == SheetVisibleEnum.Visible]
    return chosen_sheet(
        SheetTitles(name, asked, tuple(about.name for about in sheets), tuple(shown)),
        lambda title: _grid(workbook.get_sheet_by_name(title), looked[title], name),
        lambda title: _has_a_table(workbook.get_sheet_by_name(title)),
    )


def _has_a_table(sheet: Any) -> bool:
    """True for a sheet whose first rows hold the headings of a table."""
    return any(map(names_a_table, sheet.to_python(skip_empty_area=False, nrows=HEADINGS_WITHIN)))


def _grid(sheet: Any, looked: LeftOut, name: str) -> Grid | Fault:
    rows: list[list[Content]] = []
    odd: dict[Place, Oddity] = {}
    for at, cells in enumerate(sheet.to_python(skip_empty_area=False), 1):
        contents: list[Content] = []
        for column, value in enumerate(cells, 1):
            content, oddity = looked.cells.get((at, column)) or content_of(value)
            contents.append(content)
            if oddity:
                odd[at, column] = oddity
        rows.append(without_end(contents))
    grid = Grid(sheet.name, rows, odd, looked.has_formats, looked.hidden)
    merged = sheet.merged_cell_ranges or []
    ranges = [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merged]
    return within(ranges, grid) or workbook_faults.too_many_merged(name, MOST_MERGED)
