"""`rbflang list`: the rulesets that ship with it, and the rounds they have observations for."""

from __future__ import annotations

import click

from rbflang import library
from rbflang.commands import options
from rbflang.diagnostics import Fault


@click.command("list")
@options.common_options(options.format_option, options.language_option)
def command(form: str, language: str) -> None:
    """Regelsettene som følger med, og fordelingene de har observasjoner for."""
    from rbflang.reports.shelf import Listed, shelf_report
    from rbflang.ruleset.resolve import resolve
    from rbflang.syntax import kept

    newest = library.newest()
    listed: list[Listed] = []
    for shelf in library.shelves():
        source = library.read(shelf.path)
        if isinstance(source, Fault):
            options.stop((source,), form, language)
        ruleset = resolve(kept.read(source).tree)
        is_newest = newest is not None and shelf.name == newest.name
        listed.append(Listed(shelf.name, ruleset, shelf.rounds, shelf.incomplete_rounds, is_newest))
    options.show(shelf_report(tuple(listed), language), form)
