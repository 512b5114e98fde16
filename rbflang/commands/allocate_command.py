"""`rbflang allocate`: points, weighted points, factor and payouts of a round."""

from __future__ import annotations

import click

from rbflang.commands import options
from rbflang.commands.kept_answers import Kept


@click.command("allocate", cls=Kept)
@options.ruleset_argument
@click.option(
    "--partial",
    "is_partial",
    is_flag=True,
    help="Vis det minste og det største hver kan få, før alle tall er inne.",
)
@options.common_options(
    options.round_option, options.data_option, options.set_option, options.format_option, options.language_option
)
def command(
    name: str | None,
    is_partial: bool,
    round_name: str | None,
    data: tuple[str, ...],
    settings: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Poeng, vektede poeng, faktor og utbetalinger."""
    from rbflang.reports.allocate.allocation import allocation

    computed = options.paid(name, round_name, data, settings, form, language, is_partial)
    if is_partial:
        from rbflang.reports.allocate.partial import partial_allocation

        options.show(partial_allocation(computed, language), form)
        return
    payout = computed.checked.ruleset.payout
    beside = options.published_beside(options.chosen_shelf(name), computed, [payout.name]) if payout else ()
    options.show(allocation(computed, language, beside), form)
    options.warn(computed, language)
