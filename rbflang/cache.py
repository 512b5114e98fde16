"""What was made before: a text that has not changed is not parsed and checked again, nor a question answered again.

Gives what was kept in the user's own folder of the very same content by the very same code, else nothing. A folder that
cannot be read or written, and a file that is damaged, are as if there were none. A pickle runs what it says when it is
read: it comes from `own_files` alone, which gives nothing that somebody else can have written, or it came with the
package, like the code beside it.
"""

from __future__ import annotations

import os
import pickle
import sys
from binascii import crc32
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from rbflang import own_files
from rbflang.source import Source

T = TypeVar("T")
Code = tuple[tuple[str, int, int], ...]
CHECK = 25
HERE = str(Path(__file__).parent)
# Files that are installed together are written within so many nanoseconds.
AT_ONCE = 120_000_000_000
TRAVELS = Path(HERE, "made")
# They take what is kept and make none of it.
NOT_ASKED = ("failures", "explanation", "uncertainty", "published", "comparison", "questions", "reports", "render",
             "commands")  # fmt: skip


def known(kind: type[T], source: Source) -> T | None:
    """What was made of a text, before the package was installed or since; `None` where nothing was kept."""
    found = _came_along(kind, source) or recalled(_name(kind, source), (_making(), source.name, source.text))
    return found if isinstance(found, kind) else None


def keep(source: Source, made: object) -> None:
    """Kept for the next time."""
    remembered(_name(type(made), source), (_making(), source.name, source.text), made)


def recalled(name: str, state: object) -> Any:
    """What was made when all that it depends on was as it is now; `None` where nothing was kept of that."""
    return _made_of(own_files.read(name) or b"", state)


def remembered(name: str, state: object, made: object) -> None:
    """Kept under a name, with all that it depends on."""
    with suppress(RecursionError):  # what is nested that deep is made again
        own_files.write(name, _written(state, made))


def send_along(folder: Path, source: Source, made: object) -> None:
    """Leave what was made of a text in a folder that is to travel with the package as `TRAVELS`."""
    (folder / _short_name(type(made), source)).write_bytes(_written(_travelling(source), made))


def _came_along(kind: type[Any], source: Source) -> Any:
    path = TRAVELS / _short_name(kind, source)
    try:
        whole, installed = path.read_bytes(), path.stat().st_mtime_ns
    except OSError:
        return None
    is_as_installed = all(changed <= installed + AT_ONCE for _, _, changed in _making())
    return _made_of(whole, _travelling(source)) if is_as_installed else None


def _travelling(source: Source) -> object:
    """What a thing that travels depends on; the times of the files are those of the installation, and none is later."""
    sizes = tuple((name[len(HERE) :], size) for name, size, _ in _making())
    return sys.implementation.cache_tag, sizes, source.name, source.text


def _made_of(whole: bytes, state: object) -> Any:
    if whole[:CHECK] != checked(whole[CHECK:]):
        return None
    content = BytesIO(whole[CHECK:])
    try:
        return pickle.load(content) if pickle.load(content) == state else None
    except Exception:  # whatever damaged bytes may do, what it was made of is still there
        return None


def _written(state: object, made: object) -> bytes:
    content = pickle.dumps(state, pickle.HIGHEST_PROTOCOL) + pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    return checked(content) + content


def checked(content: bytes) -> bytes:
    """What is written in front of a content, by which damage to it is noticed: its length and check sum."""
    return b"%016x%08x\n" % (len(content), crc32(content))


def _short_name(kind: type[Any], source: Source) -> str:
    return f"{kind.__name__.lower()}-{crc32(source.name.encode()):08x}.cache"


def _name(kind: type[Any], source: Source) -> str:
    return f"{kind.__name__.lower()}-{crc32(repr((source.name, HERE)).encode()):08x}.cache"


@cache
def code() -> Code:
    """All the code of the package, by the size and time of its files."""
    return tuple(sorted(_files(HERE)))


@cache
def _making() -> Code:
    """The code that makes what is kept of a text."""
    return tuple(one for one in code() if one[0][len(HERE) + 1 :].split(os.sep, 1)[0] not in NOT_ASKED)


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith((".py", ".lark")):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
