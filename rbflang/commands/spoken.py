"""Which language a command speaks: the one asked for, else that of the ruleset, else that of the locale.

A ruleset speaks the language of its first word. Without a ruleset a command speaks Norwegian, and English where the
locale is English: LC_ALL counts before LC_MESSAGES, and that before LANG; C and POSIX are no English.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from itertools import pairwise
from typing import Any

import click

from rbflang import library
from rbflang.commands.command_given import command_given
from rbflang.source import Source

OPTION = "--lang"
LANGUAGES = ("nb", "en")
# what names a ruleset, by the name of the parameter; `describe` has a word in its place
RULESETS = ("name", "names", "first", "second", "origin")
WITHOUT_RULESET = "describe"
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def spoken(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """The language of a command whose other words are read; those of the ruleset stand before it."""
    if value:
        return value
    if context.info_name == WITHOUT_RULESET or not any(name in context.params for name in RULESETS):
        return of_locale()
    try:
        return of_rulesets(_named(context.params)) or of_locale()
    except OSError:  # the command says what cannot be read
        return of_locale()


def _named(given: Mapping[str, Any]) -> list[str]:
    """The rulesets that are named; the newest that ships where none is."""
    found: list[str] = []
    for name in RULESETS:
        value = given.get(name)
        found += (value,) if isinstance(value, str) else value or ()
    newest = None if found else library.newest()
    return [newest.name] if newest else found


GIVEN: ContextVar[tuple[str, ...]] = ContextVar("the words of the command that runs", default=())


def now() -> str:
    """The language of the command that runs, also before its words are read."""
    return of_words(GIVEN.get())


def spoken_in(context: click.Context | None) -> str:
    """The language of a command that was given, whether it could be read or not."""
    if context is None:
        return of_locale()
    chosen = context.params.get("language")
    return chosen if chosen in LANGUAGES else of_words(command_given(context))


def of_words(words: Sequence[str]) -> str:
    """The language of a command by its words: after `--lang`, of the first ruleset among them, or of the locale."""
    asked = [after for before, after in pairwise(words) if before == OPTION]
    asked += [word.removeprefix(f"{OPTION}=") for word in words if word.startswith(f"{OPTION}=")]
    known = next((one for one in asked if one in LANGUAGES), "")
    own = words[1:] if words[:1] != (WITHOUT_RULESET,) else ()
    return known or of_rulesets(word for word in own if not word.startswith("-")) or of_locale()


def of_rulesets(names: Iterable[str]) -> str:
    """The language of the first ruleset among some names; nothing where none of them is one."""
    for name in names:
        shelf = library.find(name) if name.strip() else None
        source = library.read(shelf.path) if shelf else None
        if isinstance(source, Source):
            return source.language
    return ""


def of_locale(environment: Mapping[str, str] = os.environ) -> str:
    """English where the locale is; Norwegian else."""
    chosen = next((environment[name] for name in LOCALE if environment.get(name)), "")
    return "en" if chosen[:2].lower() == "en" and not chosen[2:3].isalpha() else "nb"
