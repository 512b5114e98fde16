"""The command that was given, word by word, for a report that says by which command it was made."""

from __future__ import annotations

from collections.abc import Sequence

import click

WORDS = "rbflang.command"


def remember(context: click.Context, name: str | None, arguments: Sequence[str]) -> None:
    """Keep the words of the command as they were given."""
    context.meta[WORDS] = (name or "", *arguments)


def command_given(context: click.Context) -> Sequence[str]:
    """The words of the command that runs, behind the name of the program."""
    words: Sequence[str] = context.meta.get(WORDS, ())
    return words
