"""`rbflang attribution`: whose figures moved what is paid between two sets of figures, or figures of what."""

from __future__ import annotations

import click

from rbflang.commands import options
from rbflang.commands.chosen import chosen_member, chosen_set
from rbflang.commands.kept_answers import Kept
from rbflang.commands.two_rounds import TwoAsked, both_options, two_data_sets
from rbflang.ruleset.nouns import payee_noun, the_one


@click.command("attribution", cls=Kept)
@options.ruleset_argument
@options.payee_option
@click.option(
    "--over",
    "over",
    metavar="INNDELING",
    help="Hvem eller hva tallene hører til, for eksempel indikatorer. Uten: de som får betalt.",
)
@both_options
@click.option(
    "--orders",
    "orders",
    type=click.IntRange(4),
    metavar="ANTALL",
    default=100,
    help="Hvor mange rekkefølger som trekkes når det er for mange til å regne ut alle.",
)
@click.option("--seed", "seed", metavar="TALL", type=click.IntRange(0), default=1, help="Frø for trekningen.")
@options.common_options(options.format_option, options.language_option)
def command(
    name: str | None,
    rhf: str | None,
    over: str | None,
    from_round: str | None,
    to_round: str | None,
    data: tuple[str, ...],
    earlier: str | None,
    orders: int,
    seed: int,
    form: str,
    language: str,
) -> None:
    """Hvem sine tall som endret utbetalingene fra en fordeling til en annen, eller tallene for hva.

    Heter filen bak --earlier ikke det samme som en fordeling, er den andre tall for den samme fordelingen.
    """
    from rbflang.explanation.roles import roles_of
    from rbflang.questions.attribution import attribution, may_be_asked_over
    from rbflang.reports.attribution.attributed import attributed

    both = two_data_sets(name, TwoAsked(from_round, to_round, data, earlier, form, language))
    checked = both[1].checked
    sets, among = checked.ruleset.sets, roles_of(checked).among
    asked = chosen_set(may_be_asked_over(both[1]), among, over) if over else among
    payee = sets[among][chosen_member(sets[among], rhf, the_one(payee_noun(among)))] if rhf else None
    options.show(attributed(attribution(*both, asked, orders, seed), payee, language), form)
    for one in both:
        options.warn(one, language)
