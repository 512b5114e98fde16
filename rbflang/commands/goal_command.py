"""`rbflang goal`: which result of an indicator gives one who is paid so much more, or the most there is."""

from __future__ import annotations

import click

from rbflang.commands import options
from rbflang.commands.amount_asked import amount_asked
from rbflang.commands.chosen import chosen_member, chosen_payee
from rbflang.commands.kept_answers import Kept
from rbflang.commands.misuse import Misuse
from rbflang.wording import Words


@click.command("goal", cls=Kept)
@options.ruleset_argument
@options.payee_option
@click.option("--indicator", metavar="INDIKATOR", help="Hvilken indikator det gjelder. Uten: hver av dem.")
@click.option("--more", metavar="BELØP", help="Hvor mye mer det skal bli, for eksempel «5 mill. kr».")
@options.common_options(
    options.round_option, options.data_option, options.set_option, options.format_option, options.language_option
)
def command(
    name: str | None,
    rhf: str | None,
    indicator: str | None,
    more: str | None,
    round_name: str | None,
    data: tuple[str, ...],
    settings: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Hvilket resultat som gir så mye mer, den minste endringen som skal til; eller det meste en kan få."""
    from rbflang.questions.goal import goal
    from rbflang.reports.goal.goal_report import goal_report
    from rbflang.ruleset.model import INDICATOR

    if more is None:
        raise Misuse(Words("Si hvor mye mer det skal bli, med --more BELØP.", "Say how much more, with --more AMOUNT."))
    computed = options.paid(name, round_name, data, settings, form, language)
    payee, ruleset = chosen_payee(computed, rhf), computed.checked.ruleset
    which = Words("indikatoren", "indicator")
    about = chosen_member(ruleset.sets.get(INDICATOR), indicator, which) if indicator else None
    found = goal(computed, payee, about, amount_asked(ruleset, "--more", more))
    options.show(goal_report(found, language), form)
    options.warn(computed, language)
