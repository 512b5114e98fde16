"""The command that was given, word by word, for a report that says by which command it was made."""

from __future__ import annotations

from collections.abc import Sequence

import click

WORDS = "rbflang.command"
PLACE = "://"


def remember(context: click.Context, name: str | None, arguments: Sequence[str]) -> None:
    """Keep the words of the command as they were given; of an address without what must not be shown."""
    context.meta[WORDS] = (name or "", *(_shown(one) if PLACE in one else one for one in arguments))


def _shown(word: str) -> str:
    """An address without its password: `--engine=postgresql://user@host/db`."""
    from rbflang.measuring.servers.engine_address import EngineAddress, engine_address

    option, sign, address = word.partition("=") if word.startswith("--") else ("", "", word)
    found = engine_address(address)
    if not isinstance(found, EngineAddress):
        return f"{option}{sign}…"
    return f"{option}{sign}{found.shown}{f'#{found.table}' if found.table else ''}"


def command_given(context: click.Context) -> Sequence[str]:
    """The words of the command that runs, behind the name of the program."""
    words: Sequence[str] = context.meta.get(WORDS, ())
    return words
