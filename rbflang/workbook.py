"""The first sheet of a workbook as the CSV text it would be.

Takes the path of a workbook (.xlsx and its kin), gives a source whose lines are the sheet's rows; a number stands there
with the digits it has in the sheet. The only door to calamine, which is opened only here.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from rbflang import file_faults
from rbflang.diagnostics import Fault
from rbflang.source import Source

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MOST_DECIMALS = 12


def read_workbook(path: Path, name: str) -> Source | Fault:
    """The first sheet as CSV text with semicolons."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        return file_faults.workbook_reader_missing(name)
    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Exception:  # the reader has no common class for what can be wrong in a file
        return file_faults.damaged_workbook(name)
    lines = [";".join(_cell(value) for value in row) for row in rows]
    return Source(name, unicodedata.normalize("NFC", "\n".join(lines)))


def _cell(value: Any) -> str:
    """The text of a cell; noise of binary digits behind the twelfth decimal is cut off."""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if not isinstance(value, str) and hasattr(value, "is_integer"):
        digits = format(value, f".{MOST_DECIMALS}f")
        return digits.rstrip("0").rstrip(".").replace(".", ",")
    text = " ".join(str(value).split())
    return '"' + text.replace('"', '""') + '"' if ";" in text or '"' in text else text
