"""`rbflang verify`: every published figure computed again, with its verdict; 1 if anything differs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

import click
from attrs import evolve

from rbflang import library
from rbflang.commands import options
from rbflang.commands.misuse import Misuse
from rbflang.data.computed import Computed
from rbflang.library import Shelf
from rbflang.published.recorded_results import RecordedResults, compared, data_files
from rbflang.published.rounds_printed import own_round, round_of_row
from rbflang.published.statements import PublishedRow
from rbflang.published.verdicts import Verification, verify
from rbflang.reports.verify.verification import verification
from rbflang.wording import Words


@click.command("verify")
@click.argument("names", metavar="[REGELSETT…]", nargs=-1)
@click.option("--only", type=click.Choice(("deviations",)), help="Vis bare tallene som ikke blir som de er trykt.")
@options.common_options(options.format_option, options.language_option)
def command(names: tuple[str, ...], only: str | None, form: str, language: str) -> None:
    """Publiserte tall etterprøvd, tall for tall."""
    shelves = [options.chosen_shelf(name) for name in names] or [
        one for one in library.shelves() if one.published.is_file()
    ]
    found = [_verified(shelf, form, language) for shelf in shelves]
    options.show(verification(found, language, only_deviations=only is not None), form)
    sys.exit(0 if all(one.holds for one in found) else 1)


def _verified(shelf: Shelf, form: str, language: str) -> Verification:
    """The verdicts of a ruleset's figures; where faults stop it, they are printed and the run ends."""
    if not (shelf.published.is_file() or shelf.recorded.is_file()):
        raise Misuse(Words(f"{shelf.name} har ingen publiserte tall.", f"{shelf.name} has no published figures."))
    rows = options.published_rows(shelf, form, language)
    recorded = tuple(_recorded(shelf, form, language))
    if shelf.rounds:
        computed = options.computed(str(shelf.path), form=form, language=language)
        others = _other_rounds(shelf, computed, rows, form, language)
        found = verify(computed, rows, recorded, others)
        return evolve(found, is_of_several_rounds=len(shelf.rounds) > 1)
    from rbflang.pipeline import as_far_as_known, prepare

    prepared = prepare(shelf)
    known = prepared if isinstance(prepared, tuple) else as_far_as_known(prepared)
    if isinstance(known, tuple):
        options.stop(known, form, language)
    return verify(known, rows, recorded, _other_rounds(shelf, known, rows, form, language))


def _other_rounds(
    shelf: Shelf, computed: Computed, rows: Sequence[PublishedRow], form: str, language: str
) -> Mapping[str, Computed | None]:
    """The other rounds that figures are said to be of, computed; `None` where one has no data."""
    ruleset = computed.checked.ruleset
    own, found = own_round(ruleset, computed.round), (round_of_row(ruleset, row) for row in rows)
    names = dict.fromkeys(one.name.text for one in found if one and one is not own)
    return {
        name: options.computed(str(shelf.path), name, form=form, language=language)
        if library.round_name(name) in shelf.rounds
        else None
        for name in names
    }


def _recorded(shelf: Shelf, form: str, language: str) -> Iterator[RecordedResults]:
    """The recorded results of each data file of made-up figures, beside what the rules give."""
    rows = options.recorded_rows(shelf, form, language)
    for data in data_files(rows):
        found = options.computed(str(shelf.path), data=(str(shelf.path.parent / data),), form=form, language=language)
        yield compared(found, data, rows)
