"""What was made of a text before: a text that has not changed is not parsed and checked again.

Gives what was kept in the user's own folder of the very same text by the very same code, else nothing. A folder that
cannot be read or written, and a file that is damaged, are as if there were none.
"""

from __future__ import annotations

import os
import pickle
from binascii import crc32
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from rbflang.own_folder import own_folder
from rbflang.source import Source

T = TypeVar("T")
CHECK = 25
HERE = str(Path(__file__).parent)


def known(kind: type[T], source: Source) -> T | None:
    """What was made of a text; `None` where nothing was kept."""
    file = _file(kind, source)
    try:
        whole = file.read_bytes() if file else b""
        kept: Any = pickle.loads(whole[CHECK:]) if whole[:CHECK] == checked(whole[CHECK:]) else None
    except Exception:  # whatever damaged bytes may do, the text is still there to be read
        return None
    if not isinstance(kept, tuple) or len(kept) != 4 or kept[:3] != (_code(), source.name, source.text):
        return None
    return kept[3] if isinstance(kept[3], kind) else None


def keep(source: Source, made: object) -> None:
    """Kept for the next time: written beside and then moved in, so that no half-written file is ever read."""
    file = _file(type(made), source)
    if file is None:
        return
    beside = file.with_suffix(f".{os.getpid()}")
    try:
        content = pickle.dumps((_code(), source.name, source.text, made), pickle.HIGHEST_PROTOCOL)
        beside.write_bytes(checked(content) + content)
        beside.replace(file)
    except (OSError, RecursionError):
        beside.unlink(missing_ok=True)


@contextmanager
def guarded(file: Path) -> Iterator[Path]:
    """A file that another library keeps: it is taken away first where it was damaged since it was written."""
    beside = file.with_suffix(".check")
    if not _is_whole(file, beside):
        with suppress(OSError):
            file.unlink(missing_ok=True)
    yield file
    if not _is_whole(file, beside):
        with suppress(OSError):
            beside.write_bytes(checked(file.read_bytes()))


def _is_whole(file: Path, beside: Path) -> bool:
    try:
        return beside.read_bytes() == checked(file.read_bytes())
    except OSError:
        return False


def checked(content: bytes) -> bytes:
    """What is written in front of a content, by which damage to it is noticed: its length and check sum."""
    return b"%016x%08x\n" % (len(content), crc32(content))


def _file(kind: type[Any], source: Source) -> Path | None:
    folder = own_folder()
    number = crc32(repr((source.name, HERE)).encode())
    return folder / f"{kind.__name__.lower()}-{number:08x}.cache" if folder else None


@cache
def _code() -> tuple[tuple[str, int, int], ...]:
    """The code that makes anything, by the size and time of its files."""
    return tuple(sorted(_files(HERE)))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith((".py", ".lark")):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
