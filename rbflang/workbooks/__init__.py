"""Workbooks as the CSV text they would be: looked at before they are unpacked, then read as they show themselves."""

from rbflang.workbooks.any_workbook import read_workbook
from rbflang.workbooks.before_unpacking import named_otherwise

__all__ = ("named_otherwise", "read_workbook")
