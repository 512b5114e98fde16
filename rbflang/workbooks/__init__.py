"""Workbooks as the CSV text they would be: looked at before they are unpacked, then read as they show themselves."""

from rbflang.workbooks.before_unpacking import named_otherwise
from rbflang.workbooks.read import read_workbook

__all__ = ("named_otherwise", "read_workbook")
