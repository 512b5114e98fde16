"""A table written as a workbook: headings, numbers with their formats, and what may be chosen in a cell.

Takes cells as texts or exact numbers, gives the bytes of an .xlsx file. Another door to openpyxl, which writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO

from attrs import frozen

WIDEST = 40
MISSING = "FFF2CC"


@frozen(eq=False, repr=False)
class WrittenCell:
    """A text or an exact number with so many decimals; how a number there is shown, and the texts one may choose from.

    What `is_missing` is to be filled in, and is coloured.
    """

    text: str = ""
    number: Fraction | None = None
    decimals: int = 0
    shown_as: str = ""
    choices: tuple[str, ...] = ()
    is_missing: bool = False


def as_workbook(title: str, headings: Sequence[str], rows: Sequence[Sequence[WrittenCell]]) -> bytes:
    """The one sheet of a workbook; its first row is the headings, and stays in sight."""
    import openpyxl
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    lists: dict[tuple[str, ...], DataValidation] = {}
    for at, heading in enumerate(headings, 1):
        sheet.cell(1, at, heading).font = Font(bold=True)
    for row, cells in enumerate(rows, 2):
        for column, one in enumerate(cells, 1):
            cell = sheet.cell(row, column)
            if one.number is not None:
                cell.value = _stored(one.number, one.decimals)
                cell.data_type = "n"
            elif one.text:
                cell.value = one.text
                cell.data_type = "s"  # never a formula, whatever it begins with
            cell.number_format = one.shown_as or ("@" if one.text else "General")
            if one.is_missing:
                cell.fill = PatternFill("solid", fgColor=MISSING)
            if one.choices:
                if one.choices not in lists:
                    lists[one.choices] = DataValidation(type="list", formula1=f'"{",".join(one.choices)}"')
                lists[one.choices].add(cell)
    for chosen in lists.values():
        sheet.add_data_validation(chosen)
    for at, heading in enumerate(headings):
        texts = (heading, *(cells[at].text for cells in rows))
        letters = openpyxl.utils.get_column_letter(at + 1)
        sheet.column_dimensions[letters].width = min(WIDEST, 2 + max(map(len, texts)))
    sheet.freeze_panes = "A2"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _stored(value: Fraction, decimals: int) -> str:
    """All digits of a number as a workbook stores them: `-0.134`."""
    digits = str(abs(int(value * 10**decimals))).rjust(decimals + 1, "0")
    at = len(digits) - decimals
    return ("-" if value < 0 else "") + digits[:at] + (f".{digits[at:]}" if decimals else "")
