"""Wrong usage and help, in the language that is spoken: what click would say in English.

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

from rbflang.commands import help_words
from rbflang.commands.misuse import Misuse, meant
from rbflang.commands.narrow_console import READABLE
from rbflang.commands.progress import end_of_progress
from rbflang.commands.spoken import now, spoken_in
from rbflang.data_faults import shortened
from rbflang.harmless import harmless, harmless_lines
from rbflang.nearest import nearest
from rbflang.wording import Words, counted, listing, same

INTERRUPTED = 130
NOT_WRITTEN = 1
NOT_READ = 128 + 13
# A pipe that nobody reads any longer; Windows calls it an invalid argument.
CLOSED_PIPE = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
NO_SPACE = Words("Det er ikke plass igjen på disken.", "There is no space left on the disk.")
WHY_NOT_WRITTEN = {
    errno.ENOSPC: NO_SPACE,
    errno.EDQUOT: NO_SPACE,
    errno.EBADF: Words("Standard ut er lukket.", "Standard output is closed."),
}


class SpokenHelp(click.HelpFormatter):
    """Help pages in the language that is spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _taken(args), prefix)

    def write_text(self, text: str) -> None:
        paragraphs = [" ".join(one.split()) for one in text.split("\n\n")]
        super().write_text("\n\n".join(map(_spoken, paragraphs)) if now() == "en" else text)

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(_taken(name), _spoken(text)) for name, text in rows], col_max, col_spacing)


def _spoken(text: str) -> str:
    """The help in the language that is spoken, with what click says behind it."""
    if now() != "en":
        return help_words.NORWEGIAN_CLICK.get(text, text)
    text = help_words.ENGLISH_CLICK.get(text, text)
    begun = next((one for one in help_words.ENGLISH if text.startswith(one)), "")
    return help_words.ENGLISH[begun] + text.removeprefix(begun) if begun else text


def _taken(text: str) -> str:
    """What options and arguments take, in the language that is spoken."""
    return re.sub(r"\w+", lambda word: help_words.TAKEN.get(word[0], word[0]), text) if now() == "en" else text


class SpokenContext(click.Context):
    """A context whose help is spoken."""

    formatter_class = SpokenHelp


def in_both_languages(command: click.Command) -> click.Command:
    """The command with help in the language that is spoken, written while it reads its options; no value is empty."""
    if command.context_class is SpokenContext:
        return command
    command.context_class = SpokenContext
    command.options_metavar = "[VALG]"
    command.make_context = written()(command.make_context)  # type: ignore[method-assign]
    for parameter in command.params:
        parameter.callback = parameter.callback or _said
    return command


def _said(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """The value of an option or argument as it is; wrong usage where it is empty, for it would count as not given."""
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, str) and not each.strip():
            name = _name(parameter)
            raise Misuse(Words(f"{name} er gitt, men er tom.", f"{name} is given, but is empty."), context)
    return value


def each_once(command: click.Command, args: Sequence[str], parent: click.Context) -> None:
    """Wrong usage where an option with one value is given twice: the first would count as not given."""
    context = SpokenContext(command, parent, command.name)
    try:
        _, _, order = command.make_parser(context).parse_args(list(args))
    except click.UsageError:  # it is told when the command reads its options
        return
    times = Counter(one for one in order if isinstance(one, click.Option) and not (one.multiple or one.is_flag))
    twice = next((option for option, count in times.items() if count > 1), None)
    if twice:
        count, name = times[twice], _name(twice)
        words = Words(
            f"{name} er gitt {counted(count)} ganger. Skriv bare den som gjelder.",
            f"{name} is given {count} times. Write only the one that counts.",
        )
        raise Misuse(words, context)


def forgiving(stream: TextIO | None) -> None:
    """Let a stream write what its encoding has no sign for as something that can be read in its place."""
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=READABLE)


def unknown_command(name: str, known: list[str]) -> click.UsageError:
    """A command that is not there."""
    near = nearest(name, known)
    hint, asked = meant(near[0] if near else ""), shortened(name)
    return Misuse(
        Words(
            f"Det finnes ingen kommando som heter «{asked}».{hint.nb} Kommandoene er {listing(known)}.",
            f"There is no command called “{asked}”.{hint.en} The commands are {listing(known, 'en')}.",
        )
    )


def show(problem: click.ClickException) -> int:
    """Print what is wrong and how the command is used; gives the exit status."""
    context = getattr(problem, "ctx", None)
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        write(f"{problem.message}\n")
        return problem.exit_code
    language = spoken_in(context) if context is not None and context.params.get("language") else now()
    fault, help_ = ("Fault", "Help") if language == "en" else ("Feil", "Hjelp")
    lines = [harmless(f"{fault}: {said(problem, language)}")]
    if context is not None:
        lines += ["", harmless_lines(context.get_usage()), harmless(f"{help_}: {context.command_path} --help")]
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
    write_bytes(text.encode("utf-8", "replace"))


def write_bytes(content: bytes) -> None:
    """Write the bytes of a file to standard output as they are."""
    end_of_progress()
    with written():
        sys.stdout.flush()
        click.echo(content, nl=False)


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
    why = WHY_NOT_WRITTEN.get(problem.errno or 0, same(problem.strerror or ""))
    words = Words(f"Feil: Rapporten kan ikke skrives ut: {why.nb}", f"Fault: The report cannot be written: {why.en}")
    tell(words.say(now()))
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


def said(problem: click.ClickException, language: str = "nb") -> str:
    """The problem in a sentence."""
    return problem.message if language == "nb" and isinstance(problem, Misuse) else _words(problem).say(language)


def _words(problem: click.ClickException) -> Words:
    """The problem in both languages; what click says itself is spoken already."""
    if isinstance(problem, Misuse):
        return problem.words
    if isinstance(problem, click.NoSuchOption):
        near, name = nearest(problem.option_name, problem.possibilities or ()), shortened(problem.option_name)
        hint = meant(near[0] if near else "")
        return Words(
            f"Det finnes ikke noe valg som heter {name}.{hint.nb}", f"There is no option called {name}.{hint.en}"
        )
    if isinstance(problem, click.MissingParameter):
        name = _name(problem.param)
        return Words(f"Det mangler {name}.", f"{help_words.TAKEN.get(name, name)} is missing.")
    return _bad_value(problem) if isinstance(problem, click.BadParameter) else same(problem.message)


def _name(parameter: click.Parameter | None) -> str:
    assert parameter is not None, "click names the parameter"
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return str(parameter.metavar or parameter.human_readable_name).strip("[].…")


def _bad_value(problem: click.BadParameter) -> Words:
    name = _name(problem.param)
    kind = problem.param.type if problem.param else None
    if isinstance(kind, click.IntRange):
        upto = (
            Words(f" til {kind.max}", f" to {kind.max}") if kind.max is not None else Words(" og oppover", " upwards")
        )
        return Words(
            f"{name} må være et helt tall fra {kind.min}{upto.nb}.",
            f"{name} must be a whole number from {kind.min}{upto.en}.",
        )
    choices = [str(one) for one in kind.choices] if isinstance(kind, click.Choice) else []
    if not choices:
        return Words(f"{name} kan ikke ha denne verdien.", f"{name} cannot have this value.")
    return Words(
        f"{name} må være {_either(choices)}.", f"{name} must be {listing(choices, 'en').replace(' and ', ' or ')}."
    )


def _either(names: list[str]) -> str:
    return " eller ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
