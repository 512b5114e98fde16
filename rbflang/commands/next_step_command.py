"""`rbflang next-step`: what the next step of each result gives one who is paid, how far it is, and who pays."""

from __future__ import annotations

import click

from rbflang.commands import options
from rbflang.commands.amount_asked import amount_asked
from rbflang.commands.chosen import chosen_payee
from rbflang.commands.kept_answers import Kept


@click.command("next-step", cls=Kept)
@options.ruleset_argument
@options.payee_option
@click.option("--worth", metavar="BELØP", help="Finn de færreste trinnene som til sammen gir minst så mye mer.")
@options.common_options(
    options.round_option, options.data_option, options.set_option, options.format_option, options.language_option
)
def command(
    name: str | None,
    rhf: str | None,
    worth: str | None,
    round_name: str | None,
    data: tuple[str, ...],
    settings: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Hva det neste trinnet for hvert resultat gir, hvor langt det er dit, og hvem som betaler."""
    from rbflang.reports.next_step.ways_up import next_steps

    computed = options.paid(name, round_name, data, settings, form, language)
    payee = chosen_payee(computed, rhf)
    amount = amount_asked(computed.checked.ruleset, "--worth", worth) if worth else None
    options.show(next_steps(computed, payee, amount, language), form)
    options.warn(computed, language)
