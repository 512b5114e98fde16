"""Where a report goes: to standard output, or with `-o` to a file, written whole or not at all.

The ending of the file's name says the format where `--format` does not.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from stat import S_IMODE
from typing import Any

import click
from click.core import ParameterSource

from rbflang.commands import wrong_usage
from rbflang.commands.misuse import Misuse
from rbflang.data_faults import shortened
from rbflang.harmless import harmless
from rbflang.render import encoding, endings, is_data
from rbflang.wording import Words, listing

FILE = "rbflang.report_file"
WRITTEN = Words("Skrevet til {}.", "Written to {}.")


def _file(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None and not value.strip():
        name = parameter.opts[0]
        raise Misuse(Words(f"{name} er gitt, men er tom.", f"{name} is given, but is empty."), context)
    if value is not None:
        context.meta[FILE] = Path(value)


output_option = click.option(
    "-o",
    "--output",
    metavar="FIL",
    expose_value=False,
    callback=_file,
    help="Skriv rapporten til en fil. Endelsen velger formatet når --format ikke er gitt.",
)

report_option = click.option(
    "--report",
    metavar="FIL",
    expose_value=False,
    callback=_file,
    help="Skriv rapporten til en fil. Endelsen velger formatet når --format ikke er gitt.",
)
"""The same for a command that writes another file with `-o`."""

made_option = click.option(
    "-o",
    "--output",
    metavar="FIL",
    expose_value=False,
    callback=_file,
    help="Filen som skal skrives (.parquet eller .csv). Må gis.",
)
"""For a command that makes a file and has no report."""


def form_asked(form: str) -> str:
    """The format that is asked for: what `--format` says, or else the ending of the file."""
    context = click.get_current_context()
    path: Path | None = context.meta.get(FILE)
    if path is None or not path.suffix or context.get_parameter_source("form") is not ParameterSource.DEFAULT:
        return form
    known = endings()
    offered: Any = next((one.type for one in context.command.params if one.name == "form"), None)
    found = known.get(path.suffix.lower())
    if found not in getattr(offered, "choices", ()):
        usable = [ending for ending, one in known.items() if one in getattr(offered, "choices", ())]
        either = ", ".join(usable)
        raise Misuse(
            Words(
                f"Endelsen {shortened(path.suffix)} sier ikke hvilket format rapporten skal ha. "
                f"Bruk {listing(usable).replace(' og ', ' eller ')}, eller velg med --format.",
                f"The ending {shortened(path.suffix)} does not say which format the report is to have. Use one of "
                f"{either}, or choose with --format.",
            )
        )
    return str(found)


def put(told: str | bytes, form: str, language: str, is_only_ours: bool = False) -> None:
    """Write a report where it is asked for."""
    path = file_asked()
    if path is not None:
        put_content(
            path, told if isinstance(told, bytes) else told.encode(encoding(form), "replace"), language, is_only_ours
        )
    elif isinstance(told, bytes):
        if sys.stdout.isatty():
            raise Misuse(
                Words(
                    f"Formatet {form} er ikke tekst. Gi filen et navn med -o.",
                    f"The format {form} is not text. Name the file with -o.",
                )
            )
        wrong_usage.write_bytes(told)
    else:
        (wrong_usage.write_data if is_data(form) else wrong_usage.write)(told)


def file_asked() -> Path | None:
    """The file that the output is to go to; `None` for standard output."""
    return click.get_current_context().meta.get(FILE)


ONLY_OURS = 0o600


def put_content(path: Path, content: bytes, language: str, is_only_ours: bool = False) -> None:
    """Write a file, whole or not at all, and say so; one that `is_only_ours` nobody else may read."""
    with written_whole(path, is_only_ours) as beside:
        beside.write_bytes(content)
    wrong_usage.tell(WRITTEN.say(language).format(harmless(str(path))))


@contextmanager
def written_whole(path: Path, is_only_ours: bool = False) -> Iterator[Path]:
    """Where to write a file, so that it holds all of what is written or what it held before.

    One that `is_only_ours` nobody else may read, also where they could read what it held before. Wrong usage where it
    cannot be written.
    """
    shown = harmless(str(path))
    try:
        with _beside(path, is_only_ours) as beside:
            yield beside
    except (FileNotFoundError, NotADirectoryError):
        raise Misuse(
            Words(
                f"{shown} kan ikke skrives: Mappen finnes ikke.", f"{shown} cannot be written: There is no such folder."
            )
        ) from None
    except IsADirectoryError:
        raise Misuse(
            Words(f"{shown} er en mappe. Skriv navnet på en fil.", f"{shown} is a folder. Write the name of a file.")
        ) from None
    except PermissionError:
        raise Misuse(
            Words(
                f"{shown} kan ikke skrives. Har du skrivetilgang til mappen?",
                f"{shown} cannot be written. May you write in the folder?",
            )
        ) from None
    except OSError as problem:
        raise wrong_usage.NotWritten(problem) from None


@contextmanager
def _beside(path: Path, is_only_ours: bool) -> Iterator[Path]:
    """A file beside, that is moved in when it is written."""
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError
    if target.exists() and not target.is_file():  # a device or a pipe
        yield target
        return
    beside = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}")
    with ExitStack() as undo:
        with open(beside, "xb"):
            undo.callback(beside.unlink, missing_ok=True)
        if is_only_ours:
            beside.chmod(ONLY_OURS)
        yield beside
        if target.exists() and not is_only_ours:
            beside.chmod(S_IMODE(target.stat().st_mode))
        beside.replace(target)
        undo.pop_all()
