"""`rbflang allocate`: points, weighted points, factor and payouts of a round."""

from __future__ import annotations

import click

from rbflang.commands import options
from rbflang.commands.kept_answers import Kept


@click.command("allocate", cls=Kept)
@options.ruleset_argument
@options.common_options(
    options.round_option, options.data_option, options.set_option, options.format_option, options.language_option
)
def command(
    name: str | None, round_name: str | None, data: tuple[str, ...], settings: tuple[str, ...], form: str, language: str
) -> None:
    """Poeng, vektede poeng, faktor og utbetalinger."""
    from rbflang.reports.allocate.allocation import allocation

    computed = options.paid(name, round_name, data, settings, form, language)
    payout = computed.checked.ruleset.payout
    beside = options.published_beside(options.chosen_shelf(name), computed, [payout.name]) if payout else ()
    options.show(allocation(computed, language, beside), form)
    options.warn(computed, language)
