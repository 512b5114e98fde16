"""`rbflang incentives`: where a small improvement is worth much, and where nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rbflang.commands import options
from rbflang.commands.amount_asked import amount_asked
from rbflang.commands.chosen import chosen_payee
from rbflang.commands.kept_answers import Kept
from rbflang.commands.misuse import Misuse
from rbflang.commands.report_file import put_content
from rbflang.data.computed import Computed
from rbflang.library import Shelf
from rbflang.reports.document import Document
from rbflang.ruleset.model import Member
from rbflang.wording import Words

if TYPE_CHECKING:
    from rbflang.questions.incentives import Incentives


@click.command("incentives", cls=Kept)
@options.ruleset_argument
@options.payee_option
@click.option("--worth", metavar="BELØP", help="Finn den minste endringen av ett tall som flytter minst så mye.")
@click.option(
    "--picture", metavar="FIL.svg", help="Skriv et bilde av det hvert tall kan flytte, til en fil. Krever --for."
)
@options.common_options(
    options.round_option, options.data_option, options.set_option, options.format_option, options.language_option
)
def command(
    name: str | None,
    rhf: str | None,
    worth: str | None,
    picture: str | None,
    round_name: str | None,
    data: tuple[str, ...],
    settings: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Hvor en liten forbedring er verdt mye, og hvor den ikke er verdt noe.

    Uten resultater vises det reglene alene sier.
    """
    from rbflang.reports.incentives.worth_of_little import worth_of_little

    shelf = options.chosen_shelf(name)
    if not (shelf.rounds or data or round_name or settings):
        if rhf or worth or picture:
            raise Misuse(_no_results(shelf.name))
        options.show(_of_rules(shelf, form, language), form)
        return
    if picture and not rhf:
        raise Misuse(Words("Velg også hvem det gjelder, med --for.", "Choose who it is about too, with --for."))
    computed = options.paid(name, round_name, data, settings, form, language)
    payee = _payee(computed, rhf)
    found = _incentives(computed, payee, worth)
    if picture and payee:
        from rbflang.render.charts.chart import standing_alone
        from rbflang.reports.incentives.drawn_incentives import drawn_incentives

        drawn = standing_alone(drawn_incentives(found, payee, language), language)
        put_content(Path(picture), drawn.encode(), language)
    options.show(worth_of_little(found, payee, language), form)
    options.warn(computed, language)


def _no_results(name: str) -> Words:
    return Words(
        f"{name} har ingen resultater, og da kan ikke --for, --worth og --picture besvares. Gi dem med --data.",
        f"{name} has no results, so --for, --worth and --picture cannot be answered. Give them with --data.",
    )


def _payee(computed: Computed, rhf: str | None) -> Member | None:
    payout = computed.checked.ruleset.payout
    return computed.checked.ruleset.sets[payout.sets[0]][chosen_payee(computed, rhf)] if payout and rhf else None


def _incentives(computed: Computed, payee: Member | None, worth: str | None) -> Incentives:
    from rbflang.questions.incentives import incentives

    ruleset = computed.checked.ruleset
    payout = ruleset.payout
    assert payout is not None
    amount = amount_asked(ruleset, "--worth", worth) if worth else None
    asked = [payee.name] if payee else [one.name for one in ruleset.sets[payout.sets[0]].members]
    return incentives(computed, asked, amount)


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
