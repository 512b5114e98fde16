"""Files of episodes: which there are behind a path, a folder or a pattern, and how they become a table.

Gives tables of ibis by the kind of their files; what an engine says of a file that it cannot read is never repeated.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import Any

from attrs import frozen

from rbflang.diagnostics import Fault
from rbflang.encodings import MAC, UTF16, WINDOWS, Encoded, decoded
from rbflang.measuring import episode_faults
from rbflang.measuring.dialects import Expression
from rbflang.measuring.episode_table import FILE
from rbflang.wording import Words

PARQUET, CSV = (".parquet", ".pq"), (".csv", ".csv.gz", ".tsv", ".txt")
BEGINNING = 100_000
SIGNS = (";", "\t", ",")


@frozen
class EpisodeFiles:
    """Files of one kind that were named together."""

    paths: tuple[Path, ...]
    is_parquet: bool

    @property
    def name(self) -> str:
        """How a fault names them."""
        return self.paths[0].name if len(self.paths) == 1 else f"{self.paths[0].name} …"


def files_behind(source: str) -> tuple[EpisodeFiles, ...] | Fault:
    """The files behind a path, a folder (with the partitions in it) or a pattern, by kind and in order."""
    path = Path(source)
    if path.is_dir():
        found = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith((".", "_")))
    elif has_magic(source) and not path.exists():
        found = sorted(Path(one) for one in glob(source, recursive=True) if Path(one).is_file())
    else:
        found = [path] if path.is_file() else []
    kinds = {
        True: tuple(one for one in found if _is(one, PARQUET)),
        False: tuple(one for one in found if _is(one, CSV)),
    }
    files = tuple(EpisodeFiles(paths, is_parquet) for is_parquet, paths in kinds.items() if paths)
    return files or episode_faults.no_files(path.name or source)


def _is(path: Path, endings: Sequence[str]) -> bool:
    return path.name.lower().endswith(tuple(endings))


def table_of(files: EpisodeFiles, connection: Any) -> Expression | Fault:
    """The rows of the files, as the engine on this machine reads them; or why not."""
    paths = [str(path) for path in files.paths]
    try:
        if files.is_parquet:
            return connection.read_parquet(paths, union_by_name=len(paths) > 1, hive_partitioning=len(paths) > 1)
        form = csv_form(files)
        return form if isinstance(form, Fault) else connection.read_csv(paths, **form)
    except Exception as wrong:  # whatever it says may hold a value of a row
        return episode_faults.file_not_counted(files.name, reason_of(wrong))


def csv_form(files: EpisodeFiles) -> dict[str, Any] | Fault:
    """How the first of the files is written: its encoding and what parts its fields."""
    beginning = _beginning(files.paths[0])
    found = decoded(beginning[: beginning.rfind(b"\n") + 1] or beginning)
    if not isinstance(found, Encoded) or found.others or found.encoding == MAC:
        return episode_faults.file_not_counted(files.name, UNCERTAIN)
    lines = [line for line in found.text.lstrip("\ufeff").splitlines() if line.strip()]
    above = next((at for at, line in enumerate(lines) if not line.startswith("#")), 0)
    heading = lines[above] if lines else ""
    return {
        "all_varchar": True, "header": True, "delim": max(SIGNS, key=heading.count), "quote": '"', "escape": '"',
        "encoding": {UTF16: "utf-16", WINDOWS: "latin-1"}.get(found.encoding, "utf-8"), "skip": above,
        "union_by_name": len(files.paths) > 1, "hive_partitioning": len(files.paths) > 1, "filename": FILE,
    }  # fmt: skip


UNCERTAIN = Words(
    "Det er ikke sikkert hvilken tegnkoding den er lagret i. UTF-8 er sikker.",
    "It is not certain in which encoding it was saved. UTF-8 is certain.",
)


def _beginning(path: Path) -> bytes:
    from gzip import open as unpacked

    with unpacked(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        return file.read(BEGINNING)


def reason_of(wrong: Exception) -> Words:
    """Why an engine could not read a file, in words of our own: of what it says only the number of a line is taken."""
    line = re.search(r"\bLine: (\d+)\b", str(wrong))
    if line:
        return Words(
            f"Linje {line[1]} kan ikke deles i like mange felt som overskriften.",
            f"Line {line[1]} cannot be parted into as many fields as the heading.",
        )
    if isinstance(wrong, OSError | PermissionError):
        return Words("Filen kan ikke åpnes.", "The file cannot be opened.")
    return Words(
        "Den er ikke det den ser ut som, er skadet, eller har kolonner som ikke er like i alle filene.",
        "It is not what it looks like, is damaged, or has columns that differ from file to file.",
    )


def hashed(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def rows_of_parquet(connection: Any, paths: Sequence[Path]) -> dict[str, int]:
    """How many rows each file says that it has."""
    question = "select file_name, num_rows from parquet_file_metadata($paths)"
    found = connection.con.execute(question, {"paths": [str(path) for path in paths]}).fetchall()
    return {name: int(rows) for name, rows in found}
