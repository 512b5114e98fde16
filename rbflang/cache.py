"""What was made of a text before: a text that has not changed is not parsed and checked again.

Gives what was kept in the user's own folder of the very same text by the very same code, else nothing. A folder that
cannot be read or written, and a file that is damaged, are as if there were none. A pickle runs what it says when it is
read: it comes from `own_files` alone, which gives nothing that somebody else can have written.
"""

from __future__ import annotations

import os
import pickle
from binascii import crc32
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from rbflang import own_files
from rbflang.source import Source

T = TypeVar("T")
CHECK = 25
HERE = str(Path(__file__).parent)
# They take what is kept and make none of it.
NOT_ASKED = ("failures", "explanation", "uncertainty", "published", "comparison", "questions", "reports", "render",
             "commands")  # fmt: skip


def known(kind: type[T], source: Source) -> T | None:
    """What was made of a text; `None` where nothing was kept."""
    whole = own_files.read(_name(kind, source)) or b""
    try:
        kept: Any = pickle.loads(whole[CHECK:]) if whole[:CHECK] == checked(whole[CHECK:]) else None
    except Exception:  # whatever damaged bytes may do, the text is still there to be read
        return None
    if not isinstance(kept, tuple) or len(kept) != 4 or kept[:3] != (_code(), source.name, source.text):
        return None
    return kept[3] if isinstance(kept[3], kind) else None


def keep(source: Source, made: object) -> None:
    """Kept for the next time."""
    try:
        content = pickle.dumps((_code(), source.name, source.text, made), pickle.HIGHEST_PROTOCOL)
    except RecursionError:  # a text nested that deep is read again
        return
    own_files.write(_name(type(made), source), checked(content) + content)


def checked(content: bytes) -> bytes:
    """What is written in front of a content, by which damage to it is noticed: its length and check sum."""
    return b"%016x%08x\n" % (len(content), crc32(content))


def _name(kind: type[Any], source: Source) -> str:
    return f"{kind.__name__.lower()}-{crc32(repr((source.name, HERE)).encode()):08x}.cache"


@cache
def _code() -> tuple[tuple[str, int, int], ...]:
    """The code that makes what is kept, by the size and time of its files."""
    return tuple(sorted(_files(HERE)))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name not in NOT_ASKED:
                    yield from _files(entry.path)
            elif entry.name.endswith((".py", ".lark")):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
