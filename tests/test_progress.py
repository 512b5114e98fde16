"""The line that says that a command works: on a terminal, after a while, and gone before anything else is written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction
from io import StringIO
from time import monotonic, sleep

import click
import pytest

from rbflang.commands import progress
from rbflang.commands.command_given import remember


class Terminal(StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


class Closed(Terminal):
    """A terminal that is gone."""

    def write(self, text: str) -> int:
        raise OSError


def seen(
    stream: StringIO | None, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], until: Callable[[], bool]
) -> None:
    """Run a command that lasts until something holds, or two seconds."""
    context = click.Context(click.Command("allocate"))
    remember(context, "allocate", words)
    monkeypatch.setattr(sys, "stderr", stream)
    with context, progress.told_after_a_while(context):
        begun = monotonic()
        while not until() and monotonic() - begun < 2:
            sleep(0.01)
        progress.end_of_progress()
        progress.end_of_progress()


@pytest.mark.parametrize(
    ("words", "word"), [((), "Arbeider"), (("--lang", "en"), "Working"), (("--lang=en",), "Working")]
)
def test_the_line_is_written_and_taken_away(words: tuple[str, ...], word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    stream = Terminal()
    seen(stream, monkeypatch, words, lambda: bool(stream.getvalue()))
    line = f"{word} … 0 s"
    assert stream.getvalue().startswith(f"\r{line}")
    assert stream.getvalue().endswith(f"\r{' ' * len(line)}\r")


def test_what_is_quick_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    seen(stream, monkeypatch, (), lambda: True)
    assert stream.getvalue() == ""


def test_nothing_is_written_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    stream = StringIO()
    begun = monotonic()
    seen(stream, monkeypatch, (), lambda: monotonic() - begun > 0.1)
    seen(None, monkeypatch, (), lambda: True)
    assert stream.getvalue() == ""


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_terminal_that_is_gone_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    begun = monotonic()
    seen(Closed(), monkeypatch, (), lambda: monotonic() - begun > 0.1)


def test_the_line_says_how_much_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    stream, context = Terminal(), click.Context(click.Command("simulate"))
    remember(context, "simulate", ())
    monkeypatch.setattr(sys, "stderr", stream)
    with context:
        progress.done(Fraction(1, 2))
        with progress.told_after_a_while(context):
            begun = monotonic()
            while "s" not in stream.getvalue() and monotonic() - begun < 2:
                sleep(0.01)
    assert stream.getvalue().startswith("\rArbeider … [##########..........] 50 %, 0 s")
