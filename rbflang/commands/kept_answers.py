"""Answers that were made before: the same question about the same files is not worked out again.

A report is kept with what it was made of: the question, the code, and every file that lies where a run may read one.
It is taken again where all of that is the same, byte for byte, and is laid out anew for the page at hand. What is kept
takes no more room than `PLACES` reports do.
"""

from __future__ import annotations

from binascii import crc32
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from rbflang import cache, library
from rbflang.commands import options, spoken
from rbflang.commands.report_file import form_asked
from rbflang.diagnostics import Fault
from rbflang.reports.document import Document

# What the process says that runs one command by the code as it lies on the disk.
KEEPING = "keeping"
FILES = ("data", "earlier", "others")
WRITTEN_TOO = "picture"
"""The option by which a command writes more than its report."""
OF_PERSONS = "episodes"
"""The option that names data of single persons: what is told of them may hold small numbers, and is not kept."""
PLACES = 64
MOST_FILES, MOST_BYTES = 100, 4_000_000


class KeptReport(NamedTuple):
    """A report, and what is told beside it."""

    document: Document
    told: tuple[Fault, ...]


class Kept(click.Command):
    """A command that answers from files alone, and whose answer is kept."""

    def invoke(self, ctx: click.Context) -> Any:
        """The answer that was kept, else the one that is made now."""
        asked = _asked(ctx) if ctx.obj == KEEPING else None
        if asked is None:
            return super().invoke(ctx)
        state = (cache.code(), asked)
        name = f"answer-{crc32(repr(asked[0]).encode()) % PLACES:02x}.cache"
        found = cache.recalled(name, state)
        if isinstance(found, KeptReport):
            options.show(found.document, ctx.params["form"])
            options.tell(found.told, found.document.language)
            return None
        result = super().invoke(ctx)
        made = _made(ctx)
        if made and _asked(ctx) == asked:  # else a file was saved meanwhile
            cache.remembered(name, state, made)
        return result


def _made(ctx: click.Context) -> KeptReport | None:
    """What the command has answered."""
    parts = ctx.meta.get(options.ANSWERED, ())
    documents = [one for one in parts if isinstance(one, Document)]
    if len(documents) != 1:
        return None
    return KeptReport(documents[0], tuple(one for one in parts if isinstance(one, Fault)))


def _asked(ctx: click.Context) -> tuple[Any, ...] | None:
    """The question and all that answers it; `None` where that is not in files, or is too much to be looked at."""
    if ctx.params.get(WRITTEN_TOO) is not None or ctx.params.get(OF_PERSONS):
        return None
    try:
        question = (ctx.info_name, form_asked(ctx.params["form"]), str(Path.cwd()), tuple(sorted(ctx.params.items())))
        folders = list(_folders(ctx.params))
        files = None if None in folders else _files(dict.fromkeys(one for one in folders if one))
    except OSError:  # the command says what cannot be read
        return None
    return None if files is None else (question, files)


def _folders(asked: Mapping[str, Any]) -> Iterator[Path | None]:
    """Where the files lie that a question is about; `None` for what is in none."""
    for name in spoken.RULESETS:
        if name in asked:
            shelf = library.find(asked[name]) if asked[name] else library.newest()
            yield shelf.path.parent if shelf and shelf.path.is_file() else None
    for name in FILES:
        given = asked.get(name) or ()
        for text in (given,) if isinstance(given, str) else given:
            path = library.asked(Path(text)).path
            if not options.is_of_the_library(text):
                # Which figures a workbook holds is for another package to say, and that one may change.
                yield path.parent if path.is_file() and path.suffix.lower() not in library.WORKBOOKS else None


def _files(folders: Iterable[Path]) -> tuple[tuple[str, str, bytes], ...] | None:
    """All that lies in some folders: each file with where it leads to and a sum of what it holds."""
    from hashlib import sha256

    found: list[tuple[str, str, bytes]] = []
    room = MOST_BYTES
    for folder in folders:
        for path in sorted(folder.iterdir()):
            is_file = path.is_file()
            room -= path.stat().st_size if is_file else 0
            if room < 0 or len(found) == MOST_FILES:
                return None
            held = sha256(path.read_bytes()).digest() if is_file else b""
            found.append((str(path), str(path.resolve()), held))
    return tuple(found)
