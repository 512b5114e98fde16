"""`rbflang settle`: the later round of a ruleset against the earlier one: what each region is due, and why."""

from __future__ import annotations

import click

from rbflang.commands import options
from rbflang.commands.chosen import chosen_member
from rbflang.commands.kept_answers import Kept
from rbflang.commands.misuse import Misuse
from rbflang.commands.two_rounds import TwoAsked, both_options, two_rounds
from rbflang.questions.settlement import Settlement, settle
from rbflang.reports.document import Document
from rbflang.reports.settle.indicator_settlement import indicator_settlement
from rbflang.reports.settle.region_settlement import region_settlement
from rbflang.reports.settle.settlement_report import settlement
from rbflang.ruleset.model import INDICATOR
from rbflang.ruleset.nouns import payee_noun, the_one
from rbflang.wording import Words


@click.command("settle", cls=Kept)
@options.ruleset_argument
@options.payee_option
@click.option("--indicator", metavar="INDIKATOR", help="Bare denne indikatoren, med regnestykket. Krever --for.")
@both_options
@options.common_options(options.format_option, options.language_option)
def command(
    name: str | None,
    rhf: str | None,
    indicator: str | None,
    from_round: str | None,
    to_round: str | None,
    data: tuple[str, ...],
    earlier: str | None,
    form: str,
    language: str,
) -> None:
    """Avregningen: en fordeling minus en tidligere, og hva forskjellen kommer av.

    Uten --from og --to er det de to siste fordelingene i regelsettet, eller de som datafilene heter det samme som.
    """
    if indicator and not rhf:
        raise Misuse(Words("Velg også hvem det gjelder, med --for.", "Choose who it is about too, with --for."))
    rounds = two_rounds(name, TwoAsked(from_round, to_round, data, earlier, form, language))
    found = settle(*rounds)
    options.show(_document(found, rhf, indicator, language), form)
    for one in rounds:
        options.warn(one, language)


def _document(found: Settlement, rhf: str | None, indicator: str | None, language: str) -> Document:
    if not rhf:
        return settlement(found, language)
    sets = found.later.checked.ruleset.sets
    region = sets[found.roles.among][
        chosen_member(sets[found.roles.among], rhf, the_one(payee_noun(found.roles.among)))
    ]
    if not indicator:
        return region_settlement(found, region, language)
    name = chosen_member(sets.get(INDICATOR), indicator, Words("indikatoren", "indicator"))
    return indicator_settlement(found, region, sets[INDICATOR][name], language)
