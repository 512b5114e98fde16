"""Rows written to the folder of a run and read again a part at a time, so that no part needs more memory than there is.

The episodes are read once, however many they are. Rows are kept with their keys replaced, and a part is removed as soon
as it is done with.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from rbflang.measuring.dialects import Expression, called
from rbflang.measuring.engines import Engine
from rbflang.measuring.file_views import viewed

PART = "part"


def part_of(value: Expression, parts: int) -> Expression:
    """In which of some parts a value is, by DuckDB's own hash of it: the same in every run."""
    hashed = called("hash", "uint64", str(value.type().copy(nullable=True)))(value)
    return (hashed % parts).cast("int32")


@contextmanager
def kept_rows(engine: Engine, rows: Expression, wanted: Sequence[int]) -> Iterator[KeptRows]:
    """The rows of an expression whose column `part` is one of those wanted, until they are done with."""
    assert engine.folder is not None, "an engine that counts in parts has a folder"
    folder = engine.folder / os.urandom(4).hex()
    try:
        engine.keep(rows.filter(rows[PART].isin(wanted)), folder, PART)
        yield KeptRows(engine, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@frozen
class KeptRows:
    """Rows by their part in a folder, each part until it is read."""

    engine: Engine
    folder: Path

    @contextmanager
    def part(self, number: int) -> Iterator[Expression | None]:
        """The rows of a part, or nothing where it has none; afterwards they are removed."""
        folder = self.folder / f"{PART}={number}"
        paths = sorted(str(path) for path in folder.glob("*"))
        yield viewed(self.engine.connection, "read_parquet", paths, {"hive_partitioning": False}) if paths else None
        shutil.rmtree(folder, ignore_errors=True)
