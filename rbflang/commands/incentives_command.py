"""`rbflang incentives`: where a small improvement is worth much, and where nothing."""

from __future__ import annotations

import click

from rbflang.commands import options
from rbflang.commands.amount_asked import amount_asked
from rbflang.commands.chosen import chosen_payee
from rbflang.commands.kept_answers import Kept
from rbflang.commands.misuse import Misuse
from rbflang.data.computed import Computed
from rbflang.library import Shelf
from rbflang.reports.document import Document
from rbflang.wording import Words


@click.command("incentives", cls=Kept)
@options.ruleset_argument
@options.payee_option
@click.option("--worth", metavar="BELØP", help="Finn den minste endringen av ett tall som flytter minst så mye.")
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
    """Hvor en liten forbedring er verdt mye, og hvor den ikke er verdt noe.

    Uten resultater vises det reglene alene sier.
    """
    shelf = options.chosen_shelf(name)
    if not (shelf.rounds or data or round_name or settings):
        if rhf or worth:
            raise Misuse(
                Words(
                    f"{shelf.name} har ingen resultater, og da kan ikke --for og --worth besvares. Gi dem med --data.",
                    f"{shelf.name} has no results, so --for and --worth cannot be answered. Give them with --data.",
                )
            )
        options.show(_of_rules(shelf, form, language), form)
        return
    computed = options.paid(name, round_name, data, settings, form, language)
    options.show(_of_results(computed, rhf, worth, language), form)
    options.warn(computed, language)


def _of_results(computed: Computed, rhf: str | None, worth: str | None, language: str) -> Document:
    from rbflang.questions.incentives import incentives
    from rbflang.reports.incentives.worth_of_little import worth_of_little

    ruleset = computed.checked.ruleset
    payout = ruleset.payout
    assert payout is not None
    members = ruleset.sets[payout.sets[0]]
    payee = members[chosen_payee(computed, rhf)] if rhf else None
    amount = amount_asked(ruleset, "--worth", worth) if worth else None
    asked = [payee.name] if payee else [one.name for one in members.members]
    return worth_of_little(incentives(computed, asked, amount), payee, language)


def _of_rules(shelf: Shelf, form: str, language: str) -> Document:
    """What can be said without results; wrong usage where nothing is paid."""
    from rbflang.pipeline import as_far_as_known, prepare
    from rbflang.questions.limits_of_rules import limits_of_rules
    from rbflang.reports.incentives.rules_alone import rules_alone

    prepared = prepare(shelf)
    known = prepared if isinstance(prepared, tuple) else as_far_as_known(prepared)
    if isinstance(known, tuple):
        options.stop(known, form, language)
    options.must_pay(known)
    return rules_alone(limits_of_rules(known), language)
