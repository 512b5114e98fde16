"""`rbflang allocate`: points, weighted points, factor and payouts of a round."""

from __future__ import annotations

import click

from rbflang.commands import options
from rbflang.pipeline import compute, prepare
from rbflang.reports.allocation import allocation


@click.command("allocate")
@options.ruleset_argument
@options.common_options(options.round_option, options.format_option, options.language_option)
def command(name: str | None, round_name: str | None, form: str, language: str) -> None:
    """Poeng, vektede poeng, faktor og utbetalinger."""
    shelf = options.chosen_shelf(name)
    prepared = prepare(shelf)
    if isinstance(prepared, tuple):
        options.stop(prepared, form, language)
    computed = compute(prepared, options.chosen_round(shelf, round_name))
    if isinstance(computed, tuple):
        options.stop(computed, form, language)
    options.show(allocation(computed, language), form)
