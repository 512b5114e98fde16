"""`rbflang settle`: the later round of a ruleset against the earlier one: what each region is due, and why."""

from __future__ import annotations

from pathlib import Path

import click

from rbflang import library
from rbflang.commands import options
from rbflang.commands.chosen import chosen_member, chosen_round
from rbflang.commands.kept_answers import Kept
from rbflang.commands.misuse import Misuse
from rbflang.data.between_rounds import round_of
from rbflang.data.computed import Computed
from rbflang.library import Shelf
from rbflang.pipeline import Prepared, as_far_as_known, compute, prepare
from rbflang.questions.round_without_observations import earlier_missing, later_missing
from rbflang.questions.settlement import Settlement, settle
from rbflang.reports.document import Document
from rbflang.reports.settle.indicator_settlement import indicator_settlement
from rbflang.reports.settle.region_settlement import region_settlement
from rbflang.reports.settle.settlement_report import settlement
from rbflang.ruleset.model import INDICATOR, Ruleset
from rbflang.ruleset.nouns import payee_noun, the_one
from rbflang.syntax.tree import RoundDecl
from rbflang.wording import Words

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
from_option = click.option(
    "--from", "from_round", metavar="FORDELING", help="Fordelingen det regnes fra. Uten: den før den siste."
)
to_option = click.option("--to", "to_round", metavar="FORDELING", help="Fordelingen det regnes til. Uten: den siste.")


@click.command("settle", cls=Kept)
@options.ruleset_argument
@options.payee_option
@click.option("--indicator", metavar="INDIKATOR", help="Bare denne indikatoren, med regnestykket. Krever --for.")
@options.common_options(
    from_option, to_option, later_option, earlier_option, options.format_option, options.language_option
)
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
    shelf = options.chosen_shelf(name)
    prepared = prepare(shelf, next(iter(options.chosen_figures(shelf, None, data)[1]), None))
    if isinstance(prepared, tuple):
        options.stop(prepared, form, language)
    rounds = _rounds(prepared.checked.ruleset, (from_round, earlier), (to_round, next(iter(data), None)))
    before, after = _both(prepared, rounds, data, earlier, form, language)
    found = settle(before, after)
    options.show(_document(found, rhf, indicator, language), form)
    for one in (before, after):
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


def _rounds(
    ruleset: Ruleset, first: tuple[str | None, str | None], last: tuple[str | None, str | None]
) -> tuple[RoundDecl, RoundDecl]:
    """Both rounds, each by the name or by the file given, else the last two that the rules declare.

    Wrong usage where there are not two, where they are not in order, or where nothing is paid.
    """
    if ruleset.payout is None:
        raise Misuse(
            Words(
                f"{ruleset.title} har ingen utbetaling, og da er det ingen beløp å avregne.",
                f"{ruleset.title} has no payout, so there are no amounts to settle.",
            )
        )
    rounds = tuple(ruleset.rounds.values())
    if len(rounds) < 2:
        raise Misuse(
            Words(
                f"{ruleset.title} har ikke både en foreløpig og en endelig fordeling, og da er det "
                "ingenting å avregne.",
                f"{ruleset.title} has not two rounds, so there is nothing to settle.",
            )
        )
    later = _asked_for(ruleset, *last) or rounds[-1]
    before = rounds[: rounds.index(later)]
    earlier = _asked_for(ruleset, *first) or (before[-1] if before else None)
    if earlier not in before:
        order = " → ".join(one.name.text for one in rounds)
        last_name = later.name.text
        what = Words(f"«{last_name}» er den første fordelingen", f"“{last_name}” is the first round")
        if earlier:
            what = Words(
                f"«{last_name}» kommer ikke etter «{earlier.name.text}»",
                f"“{last_name}” does not come after “{earlier.name.text}”",
            )
        raise Misuse(
            Words(
                f"{what.nb}, og da er det ingenting å avregne. Fordelingene i {ruleset.title}: {order}. Velg den "
                "tidligste med --from og den seneste med --to.",
                f"{what.en}, so there is nothing to settle. The rounds of {ruleset.title}: {order}. Choose the "
                "earliest with --from and the latest with --to.",
            )
        )
    return earlier, later


def _asked_for(ruleset: Ruleset, name: str | None, file: str | None) -> RoundDecl | None:
    """The round that is named, else the one that the file given is called after."""
    if name is not None:
        return chosen_round(ruleset, name)
    if file is None or options.is_of_the_library(file):
        return None
    return round_of(ruleset, library.round_of_file(Path(file)))


def _both(
    prepared: Prepared,
    rounds: tuple[RoundDecl, RoundDecl],
    data: tuple[str, ...],
    earlier: str | None,
    form: str,
    language: str,
) -> tuple[Computed, Computed]:
    """Both rounds computed, the earlier first; where faults stop one, they are printed and the run ends."""
    shelf, names = prepared.shelf, [library.round_name(one.name.text) for one in rounds]
    first = Path(earlier) if earlier else _file(shelf, data, rounds[0], is_last=False)
    if first is None:
        known = as_far_as_known(prepared)
        fault = earlier_missing(*rounds, shelf, None if isinstance(known, tuple) else known)
        options.stop((fault,), form, language)
    before = compute(prepared, names[0], first)
    if isinstance(before, tuple):
        options.stop(before, form, language)
    last = _file(shelf, data, rounds[1], is_last=True)
    if last is None:
        options.stop((later_missing(before, rounds[1], shelf),), form, language)
    more = tuple(map(Path, data[1:]))
    after = compute(prepared, names[1], last, earlier={names[0]: first}, beside=more)
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
