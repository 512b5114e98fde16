"""`rbflang whatif`: what everybody is paid if figures or rules were otherwise, and what moves it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve

from rbflang import library
from rbflang.commands import options
from rbflang.commands.chosen import chosen_payee
from rbflang.commands.kept_answers import Kept
from rbflang.commands.misuse import Misuse
from rbflang.diagnostics import Fault
from rbflang.reports.offered import case_at_hand, language_again, offered
from rbflang.wording import Voice, Words, listing

if TYPE_CHECKING:
    from rbflang.data.computed import Computed

OF_OTHER_RULES = ("unknown-in-data", "figure-missing", "pin-not-allowed")

with_option = click.option(
    "--with",
    "others",
    metavar="FIL|REGELSETT",
    multiple=True,
    help="Regn etter med andre tall eller andre regler: en datafil, eller et regelsett ved navn eller fil.",
)


@click.command("whatif", cls=Kept)
@options.ruleset_argument
@options.payee_option
@options.common_options(
    options.set_option, with_option, options.round_option, options.data_option, options.format_option,
    options.language_option,
)  # fmt: skip
def command(
    name: str | None,
    rhf: str | None,
    settings: tuple[str, ...],
    others: tuple[str, ...],
    round_name: str | None,
    data: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Hva alle får hvis tall eller regler var annerledes: før, etter og hva som flytter beløpene.

    Det som endres, gis med --set, ett tall om gangen, eller med --with. Endrede regler kontrolleres først.
    """
    from rbflang.questions.what_if import what_if
    from rbflang.reports.what_if.what_if_report import what_if_report

    if not settings and not others:
        raise Misuse(
            Words(
                "Si hva som skal være annerledes, med --set ADRESSE=VERDI eller --with FIL.",
                "Say what is to be otherwise, with --set ADDRESS=VALUE or --with FILE.",
            )
        )
    rules, files = _told_apart(others)
    before = options.paid(name, round_name, data, (), form, language)
    figures = files or data or (_own_file(name, before) if rules else ())
    wanted = round_name or (None if files else before.round)
    after = options.computing(rules or name, wanted, figures, form, language)(settings)
    if isinstance(after, tuple):
        options.stop(_leading_on(after, name, rules, before, language) if rules else after, form, language)
    options.must_pay(after)
    _in_one_currency(before, after)
    payee = chosen_payee(before, rhf) if rhf else None
    offers = (_compared(name, rules, files or data, settings, before, language),) if rules else ()
    options.show(what_if_report(what_if(before, after), payee, offers, language), form)
    options.warn(after, language)


def _told_apart(others: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The ruleset and the data files among what is given; wrong usage where there are several rulesets."""
    rules = [one for one in others if _is_ruleset(one)]
    if len(rules) > 1:
        raise Misuse(
            Words(f"Bare ett regelsett kan gis med --with. Her er {listing(rules)}.",
                  f"Only one ruleset can be given with --with. Here are {listing(rules, 'en')}.")
        )  # fmt: skip
    return next(iter(rules), None), tuple(one for one in others if one not in rules)


def _is_ruleset(text: str) -> bool:
    """True for a name or a folder of a ruleset, or a file that ends as one."""
    path = Path(text)
    return path.suffix == ".rbf" or (not path.is_file() and library.find(text) is not None)


def _own_file(name: str | None, before: Computed) -> tuple[str, ...]:
    """The file of the ruleset's own round, for other rules are computed on the same figures."""
    shelf = options.chosen_shelf(name)
    return (str(shelf.observations(before.round)),) if before.round in shelf.rounds else ()


def _leading_on(
    faults: tuple[Fault, ...], name: str | None, rules: str, before: Computed, language: str
) -> tuple[Fault, ...]:
    """The faults; the last of figures that do not fit the other rules says what compares rules of other indicators."""
    at = max((at for at, one in enumerate(faults) if one.slug in OF_OTHER_RULES), default=None)
    if at is None:
        return faults
    compare = _compared(name, rules, (), (), before, language)
    more = Words(
        f"Tallene passer ikke til de andre reglene. Hva som er endret mellom regelsettene, viser {compare}.",
        f"The figures do not fit the other rules. What is changed between the rulesets is shown by {compare}.",
    )
    return (*faults[:at], evolve(faults[at], after=(*faults[at].after, more)), *faults[at + 1 :])


def _in_one_currency(before: Computed, after: Computed) -> None:
    old, new = (one.checked.ruleset.currency for one in (before, after))
    if old != new:
        raise Misuse(
            Words(
                f"Det ene regelsettet regner i {old.many} og det andre i {new.many}, så beløpene kan ikke "
                "sammenlignes.",
                f"One ruleset counts in {old.many} and the other in {new.many}, so the amounts cannot be compared.",
            )
        )


def _compared(
    name: str | None, rules: str, figures: Sequence[str], settings: Sequence[str], before: Computed, language: str
) -> str:
    """The command that tells what each change of the rules moves."""
    words = (name or before.checked.ruleset.argument, rules, *case_at_hand(figures, None, settings))
    return offered("compare", *words, *language_again(Voice(language), before.checked.ruleset.tree.language))
