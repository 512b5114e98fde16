"""`rbflang settle`: the later round of a ruleset against the earlier one: what each region is due, and why."""

from __future__ import annotations

from pathlib import Path

import click

from rbflang import library
from rbflang.commands import options
from rbflang.commands.chosen import chosen_member
from rbflang.commands.kept_answers import Kept
from rbflang.data.computed import Computed
from rbflang.library import Shelf
from rbflang.pipeline import Prepared, as_far_as_known, compute, prepare
from rbflang.questions.round_without_observations import earlier_missing, later_missing
from rbflang.questions.settlement import Settlement, settle
from rbflang.reports.document import Document
from rbflang.reports.settle.indicator_settlement import indicator_settlement
from rbflang.reports.settle.region_settlement import region_settlement
from rbflang.reports.settle.settlement_report import settlement
from rbflang.ruleset.model import INDICATOR
from rbflang.syntax.tree import RoundDecl

later_option = click.option(
    "--data",
    "data",
    metavar="FIL",
    multiple=True,
    help="Observasjoner for den siste fordelingen fra en egen fil, eller «syntetisk». Kan gis flere ganger.",
)
earlier_option = click.option(
    "--earlier", "earlier", metavar="FIL", help="Observasjoner for den første fordelingen fra en egen fil."
)


@click.command("settle", cls=Kept)
@options.ruleset_argument
@click.option("--rhf", metavar="REGION", help="Regionen som skal forklares, indikator for indikator.")
@click.option("--indicator", metavar="INDIKATOR", help="Bare denne indikatoren, med regnestykket. Krever --rhf.")
@options.common_options(later_option, earlier_option, options.format_option, options.language_option)
def command(
    name: str | None,
    rhf: str | None,
    indicator: str | None,
    data: tuple[str, ...],
    earlier: str | None,
    form: str,
    language: str,
) -> None:
    """Avregningen: endelig fordeling minus foreløpig fordeling, og hva forskjellen kommer av."""
    if indicator and not rhf:
        raise click.UsageError("Velg også region med --rhf.")
    shelf = options.chosen_shelf(name)
    prepared = prepare(shelf, next(iter(options.chosen_figures(shelf, None, data)[1]), None))
    if isinstance(prepared, tuple):
        options.stop(prepared, form, language)
    before, after = _both(prepared, data, earlier, form, language)
    found = settle(before, after)
    options.show(_document(found, rhf, indicator, language), form)
    for one in (before, after):
        options.warn(one, language)


def _document(found: Settlement, rhf: str | None, indicator: str | None, language: str) -> Document:
    if not rhf:
        return settlement(found, language)
    sets = found.later.checked.ruleset.sets
    region = sets[found.roles.among][chosen_member(sets[found.roles.among], rhf, "regionen")]
    if not indicator:
        return region_settlement(found, region, language)
    name = chosen_member(sets.get(INDICATOR), indicator, "indikatoren")
    return indicator_settlement(found, region, sets[INDICATOR][name], language)


def _rounds(prepared: Prepared) -> tuple[RoundDecl, RoundDecl]:
    """The first and the last round that the rules declare; wrong usage where there are not two, or nothing is paid."""
    ruleset = prepared.checked.ruleset
    if ruleset.payout is None:
        raise click.UsageError(f"{ruleset.title} har ingen utbetaling, og da er det ingen beløp å avregne.")
    rounds = tuple(ruleset.rounds.values())
    if len(rounds) < 2:
        raise click.UsageError(
            f"{ruleset.title} har ikke både en foreløpig og en endelig fordeling, og da er det ingenting å avregne."
        )
    return rounds[0], rounds[-1]


def _both(
    prepared: Prepared, data: tuple[str, ...], earlier: str | None, form: str, language: str
) -> tuple[Computed, Computed]:
    """Both rounds computed, the earlier first; where faults stop one, they are printed and the run ends."""
    shelf, rounds = prepared.shelf, _rounds(prepared)
    first = Path(earlier) if earlier else _file(shelf, data, rounds[0], is_last=False)
    if first is None:
        known = as_far_as_known(prepared)
        fault = earlier_missing(*rounds, shelf, None if isinstance(known, tuple) else known)
        options.stop((fault,), form, language)
    before = compute(prepared, library.round_name(rounds[0].name.text), first)
    if isinstance(before, tuple):
        options.stop(before, form, language)
    last = _file(shelf, data, rounds[1], is_last=True)
    if last is None:
        options.stop((later_missing(before, rounds[1], shelf),), form, language)
    more = tuple(map(Path, data[1:]))
    after = compute(prepared, library.round_name(rounds[1].name.text), last, earlier=first, beside=more)
    if isinstance(after, tuple):
        options.stop(after, form, language)
    return before, after


def _file(shelf: Shelf, data: tuple[str, ...], one: RoundDecl, is_last: bool) -> Path | None:
    """The observations of a round: made up for both, the file given for the last, else those that go with it."""
    if data and options.is_of_the_library(data[0]):
        return next(iter(options.chosen_figures(shelf, one.name.text, data[:1])[1]), None)
    if data and is_last:
        return Path(data[0])
    return shelf.beside(library.round_name(one.name.text), Path(data[0]) if data else None)
