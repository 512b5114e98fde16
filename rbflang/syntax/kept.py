"""Trees that were parsed before: a text that has not changed is not parsed again, and the parser is not even loaded.

Takes a source, gives its tree and faults, from the user's own cache folder where the very same text was kept there by
the very same code, else from the parser. Only trees without faults are kept. A folder that cannot be read or written,
and a file that is damaged, are as if there were none.
"""

from __future__ import annotations

import os
import pickle
from binascii import crc32
from functools import cache
from pathlib import Path
from typing import Any

from rbflang.own_folder import own_folder
from rbflang.source import Source
from rbflang.syntax.tree import Parsed, RulesetTree


def read(source: Source) -> Parsed:
    """The tree of a text and all its faults."""
    file = _file(source)
    kept = _kept(file, source) if file else None
    if kept:
        return Parsed(kept, ())
    from rbflang.syntax.parse import parse

    found = parse(source)
    if file and not found.faults:
        _keep(file, found.tree)
    return found


def _file(source: Source) -> Path | None:
    folder = own_folder()
    return folder / f"tree-{crc32(repr((source.name, _code())).encode()):08x}.cache" if folder else None


@cache
def _code() -> tuple[tuple[str, int, int], ...]:
    """The code that makes trees, by the size and time of its files: another version keeps its own."""
    here = Path(__file__).parent
    files = sorted((*here.glob("*.py"), *here.glob("*.lark"), *here.parent.glob("*.py")))
    return tuple((file.name, (found := file.stat()).st_size, found.st_mtime_ns) for file in files)


def _kept(file: Path, source: Source) -> RulesetTree | None:
    try:
        kept: Any = pickle.loads(file.read_bytes())
    except Exception:  # whatever damaged bytes may do, the text is still there to be parsed
        return None
    if not isinstance(kept, tuple) or len(kept) != 2 or kept[0] != _code() or not isinstance(kept[1], RulesetTree):
        return None
    tree = kept[1]
    return tree if (tree.source.name, tree.source.text) == (source.name, source.text) else None


def _keep(file: Path, tree: RulesetTree) -> None:
    """Written beside and then moved in, so that no half-written file is ever read."""
    beside = file.with_suffix(f".{os.getpid()}")
    try:
        beside.write_bytes(pickle.dumps((_code(), tree), pickle.HIGHEST_PROTOCOL))
        beside.replace(file)
    except (OSError, RecursionError):
        beside.unlink(missing_ok=True)
