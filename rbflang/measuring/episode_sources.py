"""Files of episodes: which there are behind a path, a folder or a pattern, and how they become a table.

Gives tables of ibis by the kind of their files; what an engine says of a file that it cannot read is never repeated.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from rbflang.diagnostics import Fault
from rbflang.encodings import MAC, UTF16, WINDOWS, Encoded, decoded
from rbflang.measuring import episode_faults
from rbflang.measuring.dialects import Expression
from rbflang.measuring.episode_table import FILE
from rbflang.measuring.file_views import viewed
from rbflang.wording import Words

PARQUET, CSV = (".parquet", ".pq"), (".csv", ".csv.gz", ".tsv", ".txt")
BEGINNING = 100_000
SIGNS = (";", "\t", ",")
NO_ROOM = "No space left|not enough space"
"""What systems say of a disk that is full."""


@frozen
class EpisodeFiles:
    """Files of one kind that were named together; `are_several` where those of a folder may be partitions."""

    paths: tuple[Path, ...]
    is_parquet: bool
    are_several: bool = False

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
    files = tuple(EpisodeFiles(paths, is_parquet, len(paths) > 1) for is_parquet, paths in kinds.items() if paths)
    if not files and not found and not path.exists():
        return episode_faults.nothing_there(path.name or source)
    return files or episode_faults.no_files(path.name or source)


def _is(path: Path, endings: Sequence[str]) -> bool:
    return path.name.lower().endswith(tuple(endings))


def given_twice(groups: Sequence[EpisodeFiles]) -> tuple[Path, ...]:
    """The files that were named more than once, by whatever path."""
    paths = [path.resolve() for files in groups for path in files.paths]
    return tuple(path for path, times in Counter(paths).items() if times > 1)


def parted(files: EpisodeFiles, connection: Any) -> tuple[EpisodeFiles, ...]:
    """Files in groups with the same headings, written in the same way: an engine takes what others lack for empty."""
    if not files.are_several:
        return (files,)
    try:
        heads = parquet_headings(connection, files.paths) if files.is_parquet else _csv_heads(files)
    except Exception:  # it is told by whoever reads the files
        return (files,)
    return alike(files, heads)


def alike(files: EpisodeFiles, heads: Mapping[str, object]) -> tuple[EpisodeFiles, ...]:
    """Files in groups of the same headings, which are given by path."""
    groups: dict[object, list[Path]] = {}
    for path in files.paths:
        groups.setdefault(heads.get(str(path)), []).append(path)
    return tuple(evolve(files, paths=tuple(paths)) for paths in groups.values())


def _csv_heads(files: EpisodeFiles) -> dict[str, object]:
    """By path, how each file is written and its headings; alike for those of which that is not certain."""
    found = {path: csv_form(evolve(files, paths=(path,))) for path in files.paths}
    return {
        str(path): None if isinstance(form, Fault) else (_headings(path, form), repr(form))
        for path, form in found.items()
    }


def _headings(path: Path, form: Mapping[str, Any]) -> str:
    """The line of the headings, as it stands."""
    found = decoded(_without_half_a_line(_beginning(path)))
    return found.text.splitlines()[form["skip"]] if isinstance(found, Encoded) and found.text.strip() else ""


def table_of(files: EpisodeFiles, connection: Any) -> Expression | Fault:
    """The rows of the files, as the engine on this machine reads them; or why not."""
    paths = [str(path) for path in files.paths]
    try:
        if files.is_parquet:
            form = {"union_by_name": len(paths) > 1, "hive_partitioning": files.are_several}
            return viewed(connection, "read_parquet", paths, form)
        written = csv_form(files)
        return written if isinstance(written, Fault) else viewed(connection, "read_csv", paths, written)
    except Exception as wrong:  # whatever it says may hold a value of a row
        return not_counted(wrong, (files,))


def csv_form(files: EpisodeFiles) -> dict[str, Any] | Fault:
    """How the first of the files is written: its encoding and what parts its fields."""
    beginning = _beginning(files.paths[0])
    found = decoded(_without_half_a_line(beginning))
    if not isinstance(found, Encoded) or found.others or found.encoding == MAC:
        return episode_faults.file_not_counted(files.name, UNCERTAIN)
    lines = found.text.lstrip("\ufeff").splitlines()
    above = next((at for at, line in enumerate(lines) if not _is_above(line)), 0)
    heading = lines[above] if lines else ""
    return {
        "all_varchar": True, "header": True, "delim": max(SIGNS, key=heading.count), "quote": '"', "escape": '"',
        "comment": "",
        "encoding": {UTF16: "utf-16", WINDOWS: "latin-1"}.get(found.encoding, "utf-8"), "skip": above,
        "union_by_name": len(files.paths) > 1, "hive_partitioning": files.are_several, "filename": FILE,
    }  # fmt: skip


UNCERTAIN = Words(
    "Det er ikke sikkert hvilken tegnkoding den er lagret i. UTF-8 er sikker.",
    "It is not certain in which encoding it was saved. UTF-8 is certain.",
)


def _is_above(line: str) -> bool:
    """Whether a line stands above the headings: an empty one, a note, or the sign that Excel is to part fields by."""
    return not line.strip() or line.startswith("#") or re.fullmatch(r'"?sep=.?"?', line.strip(), re.I) is not None


def _without_half_a_line(beginning: bytes) -> bytes:
    """Up to the end of a line; of two bytes a sign, up to the end of a sign."""
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return beginning[: len(beginning) // 2 * 2]
    return beginning[: beginning.rfind(b"\n") + 1] or beginning


def _beginning(path: Path) -> bytes:
    from gzip import open as unpacked

    with unpacked(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        return file.read(BEGINNING)


def not_counted(wrong: Exception, groups: Sequence[EpisodeFiles]) -> Fault:
    """What an engine's exception comes to, in words of our own."""
    name = _blamed(wrong, groups)
    if type(wrong).__name__ == "OutOfMemoryException" or re.search(NO_ROOM, str(wrong)):
        return episode_faults.no_room(name)
    return episode_faults.file_not_counted(name, _reason_of(wrong))


def _blamed(wrong: Exception, groups: Sequence[EpisodeFiles]) -> str:
    """How a fault names the file that an engine could not read, where it said which; else the first."""
    said, paths = str(wrong), [path for files in groups for path in files.paths]
    return next((one.name for one in paths if any(text in said for text in (f'"{one}"', f"{one}\n"))), groups[0].name)


def _reason_of(wrong: Exception) -> Words:
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


def parquet_headings(connection: Any, paths: Sequence[Path]) -> dict[str, object]:
    """The names of the columns of each file, whatever their order."""
    question = "select file_name, list(name order by name) from parquet_schema($paths) group by file_name"
    found = connection.con.execute(question, {"paths": [str(path) for path in paths]}).fetchall()
    return {name: tuple(names) for name, names in found}


def rows_of_parquet(connection: Any, paths: Sequence[Path]) -> dict[str, int]:
    """How many rows each file says that it has."""
    question = "select file_name, num_rows from parquet_file_metadata($paths)"
    found = connection.con.execute(question, {"paths": [str(path) for path in paths]}).fetchall()
    return {name: int(rows) for name, rows in found}
