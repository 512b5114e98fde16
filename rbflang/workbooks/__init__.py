"""Workbooks as the CSV text they would be: looked at before they are unpacked, then read as they show themselves.

Parquet files of observations too, whose columns hold texts.
"""

from rbflang.workbooks.any_workbook import read_workbook
from rbflang.workbooks.before_unpacking import named_otherwise
from rbflang.workbooks.parquet_rows import as_parquet_rows, read_parquet

__all__ = ("as_parquet_rows", "named_otherwise", "read_parquet", "read_workbook")
