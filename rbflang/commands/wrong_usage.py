"""Wrong usage and help, in Norwegian: what click would say in English.

Takes click's own exceptions, gives one message; a usage message ends the run with 2, and an interrupted run with 130. A
report that cannot be written ends it with 1, and one that nobody reads any longer with 141, as a closed pipe does.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TextIO

import click

from rbflang.commands.narrow_console import READABLE
from rbflang.commands.progress import end_of_progress
from rbflang.data_faults import shortened
from rbflang.harmless import harmless, harmless_lines
from rbflang.nearest import nearest
from rbflang.wording import counted, listing

HEADINGS = {"Options": "Valg", "Commands": "Kommandoer", "Arguments": "Argumenter"}
HELP = "Vis denne hjelpen."
ENGLISH = {"Show this message and exit.": HELP, "Show the version and exit.": "Vis versjonen."}
INTERRUPTED = 130
NOT_WRITTEN = 1
NOT_READ = 128 + 13
# A pipe that nobody reads any longer; Windows calls it an invalid argument.
CLOSED_PIPE = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
WHY_NOT_WRITTEN = {
    errno.ENOSPC: "Det er ikke plass igjen på disken.",
    errno.EDQUOT: "Det er ikke plass igjen på disken.",
    errno.EBADF: "Standard ut er lukket.",
}


class NorwegianHelp(click.HelpFormatter):
    """Help pages with Norwegian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Bruk: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(HEADINGS.get(heading, heading))

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, ENGLISH.get(text, text)) for name, text in rows], col_max, col_spacing)


class NorwegianContext(click.Context):
    """A context whose help is Norwegian."""

    formatter_class = NorwegianHelp


def in_norwegian(command: click.Command) -> click.Command:
    """The command with Norwegian help, which it writes while it reads its options, and without empty values."""
    if command.context_class is NorwegianContext:
        return command
    command.context_class = NorwegianContext
    command.options_metavar = "[VALG]"
    command.make_context = written()(command.make_context)  # type: ignore[method-assign]
    for parameter in command.params:
        parameter.callback = parameter.callback or _said
    return command


def _said(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """The value of an option or argument as it is; wrong usage where it is empty, for it would count as not given."""
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, str) and not each.strip():
            raise click.UsageError(f"{_name(parameter)} er gitt, men er tom.", context)
    return value


def each_once(command: click.Command, args: Sequence[str], parent: click.Context) -> None:
    """Wrong usage where an option with one value is given twice: the first would count as not given."""
    context = NorwegianContext(command, parent, command.name)
    try:
        _, _, order = command.make_parser(context).parse_args(list(args))
    except click.UsageError:  # it is told when the command reads its options
        return
    times = Counter(one for one in order if isinstance(one, click.Option) and not (one.multiple or one.is_flag))
    twice = next((option for option, count in times.items() if count > 1), None)
    if twice:
        raise click.UsageError(
            f"{_name(twice)} er gitt {counted(times[twice])} ganger. Skriv bare den som gjelder.", context
        )


def forgiving(stream: TextIO | None) -> None:
    """Let a stream write what its encoding has no sign for as something that can be read in its place."""
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=READABLE)


def unknown_command(name: str, known: list[str]) -> click.UsageError:
    """A command that is not there."""
    near = nearest(name, known)
    hint = f" Mente du {near[0]}?" if near else ""
    return click.UsageError(
        f"Det finnes ingen kommando som heter «{shortened(name)}».{hint} Kommandoene er {listing(known)}."
    )


def show(problem: click.ClickException) -> int:
    """Print what is wrong and how the command is used; gives the exit status."""
    context = getattr(problem, "ctx", None)
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        write(f"{problem.message}\n")
        return problem.exit_code
    lines = [harmless(f"Feil: {said(problem)}")]
    if context is not None:
        lines += ["", harmless_lines(context.get_usage()), harmless(f"Hjelp: {context.command_path} --help")]
    tell("\n".join(lines))
    return problem.exit_code


def tell(text: str) -> None:
    """Say something on standard error; where that cannot be written either, nothing is left to say it on."""
    end_of_progress()
    with suppress(OSError):
        click.echo(text, err=True)


class NotWritten(click.ClickException):
    """A report that could not be written."""

    def __init__(self, why: OSError) -> None:
        super().__init__(str(why))
        self.why = why


@contextmanager
def written() -> Iterator[None]:
    """Around what is written alone: what else goes wrong is no report that cannot be written."""
    try:
        yield
    except OSError as problem:
        raise NotWritten(problem) from None


def write_data(text: str) -> None:
    """Write data to standard output: in UTF-8, whatever the console shows."""
    end_of_progress()
    with written():
        sys.stdout.flush()
        click.echo(text.encode("utf-8", "replace"), nl=False)


def write(text: str, err: bool = False) -> None:
    """Write to standard output, or to standard error; one that cannot be written ends the run."""
    end_of_progress()
    with written():
        click.echo(text, nl=False, err=err)


def not_written(problem: OSError) -> int:
    """Say why the report could not be written, nothing where its reader has left; gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        _let_go(stream)
    if problem.errno in CLOSED_PIPE:
        return NOT_READ
    tell(f"Feil: Rapporten kan ikke skrives ut: {WHY_NOT_WRITTEN.get(problem.errno or 0, problem.strerror)}")
    return NOT_WRITTEN


def _let_go(stream: TextIO | None) -> None:
    """Let a stream that cannot be written lead to nothing: what it still holds is not tried again at the end."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def said(problem: click.ClickException) -> str:
    """The problem in a sentence."""
    if isinstance(problem, click.NoSuchOption):
        near = nearest(problem.option_name, problem.possibilities or ())
        hint = f" Mente du {near[0]}?" if near else ""
        return f"Det finnes ikke noe valg som heter {shortened(problem.option_name)}.{hint}"
    if isinstance(problem, click.BadOptionUsage):
        takes = "tar ingen verdi" if "not take" in problem.message else "må ha en verdi"
        return f"{problem.option_name} {takes}."
    if isinstance(problem, click.MissingParameter):
        return f"Det mangler {_name(problem.param)}."
    if isinstance(problem, click.BadParameter):
        return _bad_value(problem)
    extra = re.match(r"Got unexpected extra arguments? \((.*)\)", problem.message, re.DOTALL)
    return f"Dette hører ikke hjemme her: {shortened(extra.group(1)) or '«»'}" if extra else problem.message


def _name(parameter: click.Parameter | None) -> str:
    assert parameter is not None, "click names the parameter"
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return str(parameter.metavar or parameter.human_readable_name).strip("[].…")


def _bad_value(problem: click.BadParameter) -> str:
    name = _name(problem.param)
    kind = problem.param.type if problem.param else None
    if isinstance(kind, click.IntRange):
        return f"{name} må være et helt tall fra {kind.min} til {kind.max}."
    choices = kind.choices if isinstance(kind, click.Choice) else ()
    return (
        f"{name} må være {_either([str(one) for one in choices])}." if choices else f"{name} kan ikke ha denne verdien."
    )


def _either(names: list[str]) -> str:
    return " eller ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
