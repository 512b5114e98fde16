"""Which sheet of a workbook is read: the one asked for, else the only one that holds a table.

Takes the titles of the sheets and how each is read, gives the sheet. It must not know which reader reads them.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from rbflang import workbook_faults
from rbflang.diagnostics import Fault
from rbflang.nearest import folded
from rbflang.workbooks.grid import Grid, with_the_table


@frozen(eq=False, repr=False)
class SheetTitles:
    """The titles of the sheets of a workbook, those that are shown, and the one that is asked for, if any."""

    workbook: str
    asked: str
    all: tuple[str, ...]
    shown: tuple[str, ...]


def chosen_sheet(
    titles: SheetTitles, read: Callable[[str], Grid | Fault], has_a_table: Callable[[str], bool]
) -> Grid | Fault:
    """The sheet asked for, whether it is shown or not; else the shown one that holds a table, a fault if several do.

    Where none holds a table of rows, the one that looks like a wide table; else the first with headings, else the
    first, so that it can be said what it lacks.
    """
    if titles.asked:
        found = next((one for one in titles.all if folded(one) == folded(titles.asked)), None)
        return read(found) if found else workbook_faults.no_such_sheet(titles.workbook, titles.asked, titles.all)
    tables = [one for one in titles.all if has_a_table(one)]
    shown = [one for one in tables if one in titles.shown]
    if len(shown) > 1:
        return workbook_faults.several_tables(titles.workbook, shown)
    sheet = with_the_table(read(one) for one in shown) if shown else _without_headings(titles, read)
    if not isinstance(sheet, Grid):
        return sheet or workbook_faults.without_a_sheet(titles.workbook)
    return evolve(sheet, unread=tuple(one for one in tables if one != sheet.name))


def _without_headings(titles: SheetTitles, read: Callable[[str], Grid | Fault]) -> Grid | Fault | None:
    sheets = [read(one) for one in titles.shown]
    wide = [one for one in sheets if isinstance(one, Grid) and one.is_wide]
    if len(wide) > 1:
        return workbook_faults.several_tables(titles.workbook, [one.name for one in wide])
    return wide[0] if wide else with_the_table(sheets)
