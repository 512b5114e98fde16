"""`rbflang list`: the rulesets that ship with it, and the rounds they have observations for."""

from __future__ import annotations

import click

from rbflang import library
from rbflang.commands import options


@click.command("list")
@options.common_options(options.format_option, options.language_option)
def command(form: str, language: str) -> None:
    """Regelsettene som følger med, og fordelingene de har observasjoner for."""
    from rbflang.pipeline import understood
    from rbflang.reports.list.shelf import Listed, shelf_report

    newest = library.newest()
    listed: list[Listed] = []
    for shelf in library.shelves():
        ruleset = understood(shelf)
        if isinstance(ruleset, tuple):
            options.stop(ruleset, form, language)
        is_newest = newest is not None and shelf.name == newest.name
        listed.append(Listed(shelf.name, ruleset, shelf.rounds, shelf.incomplete_rounds, is_newest))
    options.show(shelf_report(tuple(listed), language), form, of_files=False)
