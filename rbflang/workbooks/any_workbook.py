"""A workbook from its path to the text it would be as CSV: looked at, read by the reader for its kind, written out."""

from __future__ import annotations

from pathlib import Path

from rbflang import workbook_faults
from rbflang.diagnostics import Fault
from rbflang.source import Source
from rbflang.workbooks.before_unpacking import amiss_inside, named_otherwise
from rbflang.workbooks.excel import read_excel
from rbflang.workbooks.grid import Grid, as_source
from rbflang.workbooks.other_kinds import read_other

EXCEL = (".xlsx", ".xlsm")
PACKAGES = (*EXCEL, ".xlsb", ".ods")


def read_workbook(path: Path, name: str, asked: str = "") -> Source | Fault:
    """The sheet that is asked for, else the one that has the headings, as CSV text with semicolons; or why not."""
    suffix = path.suffix.lower()
    try:
        amiss = named_otherwise(path, name) or (amiss_inside(path, name) if suffix in PACKAGES else None)
        found = amiss or (read_excel(path, name, asked) if suffix in EXCEL else read_other(path, name, asked))
    except ImportError:
        return workbook_faults.reader_missing(name)
    except Exception:  # the readers have no common class for what can be wrong in a file
        return workbook_faults.damaged(name)
    return as_source(found, name) if isinstance(found, Grid) else found
