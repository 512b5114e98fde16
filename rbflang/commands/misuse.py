"""A command that was used wrongly, in both languages; which of them is spoken is known where it is told."""

from __future__ import annotations

import click

from rbflang.wording import Words


class Misuse(click.UsageError):
    """Wrong usage in words of both languages."""

    def __init__(self, words: Words, context: click.Context | None = None) -> None:
        super().__init__(words.nb, context)
        self.words = words


def meant(near: str) -> Words:
    """What may have been meant, behind a sentence; nothing where nothing is near."""
    return Words(f" Mente du {near}?", f" Did you mean {near}?") if near else Words("", "")
