"""`rbflang figures`: the figures of a round as a data file, or an empty form to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from rbflang import library
from rbflang.commands import options, wrong_usage
from rbflang.commands.misuse import Misuse
from rbflang.commands.report_file import file_asked, output_option, put_content
from rbflang.data_faults import shortened
from rbflang.library import Shelf
from rbflang.pipeline import prepare
from rbflang.reports.figures.as_csv import as_csv
from rbflang.reports.figures.as_sheet import as_sheet
from rbflang.reports.figures.form import Form, form_of
from rbflang.wording import Words


@click.command("figures")
@options.ruleset_argument
@options.common_options(options.round_option, options.data_option, output_option, options.language_option)
def command(name: str | None, round_name: str | None, data: tuple[str, ...], language: str) -> None:
    """Tallene i en fordeling som datafil (CSV eller .xlsx), eller et tomt skjema med det som mangler.

    Filen leses igjen med --data.
    """
    shelf = options.chosen_shelf(name)
    chosen, files = _chosen(shelf, round_name, data)
    prepared = prepare(shelf, next(iter(files), None))
    if isinstance(prepared, tuple):
        options.stop(prepared, "terminal", language)
    own = shelf.observations(chosen) if chosen in shelf.rounds else shelf.incomplete(chosen)
    paths = files or ((own,) if own.is_file() else ())
    _put(form_of(prepared.checked, options.figures_read(prepared.checked, paths, "terminal", language)), language)


def _chosen(shelf: Shelf, round_name: str | None, data: Sequence[str]) -> tuple[str, tuple[Path, ...]]:
    """The round and its files; a round that the ruleset declares and nobody has figures of has none."""
    wanted = library.round_name(round_name or "")
    if round_name is None or data or wanted in shelf.rounds:
        return options.chosen_figures(shelf, round_name, data)
    prepared = prepare(shelf, None)
    rounds = {} if isinstance(prepared, tuple) else prepared.checked.ruleset.rounds
    is_declared = wanted in map(library.round_name, rounds)
    return (wanted, ()) if is_declared else options.chosen_figures(shelf, round_name, data)


def _put(form: Form, language: str) -> None:
    """Write the form where it is asked for: as CSV, or as the workbook that the ending says."""
    path = file_asked()
    if path is None:
        wrong_usage.write_data(as_csv(form))
    elif path.suffix.lower() == ".csv":
        _put_anew(path, as_csv(form).encode("utf-8-sig"), form, language)
    elif path.suffix.lower() == ".xlsx":
        _put_anew(path, _workbook(form), form, language)
    else:
        raise Misuse(
            Words(
                f"Endelsen {shortened(path.suffix) or '(ingen)'} kan ikke brukes. Bruk .csv eller .xlsx.",
                f"The ending {shortened(path.suffix) or '(none)'} cannot be used. Use .csv or .xlsx.",
            )
        )


def _put_anew(path: Path, content: bytes, form: Form, language: str) -> None:
    """Write a file that is not there yet: what somebody has filled in is never lost.

    Nobody else may read one with counts of units, which may be small.
    """
    if path.is_file():
        shown = shortened(str(path))
        raise Misuse(
            Words(
                f"{shown} finnes allerede, og kan ha tall som noen har fylt inn. Den blir ikke skrevet over. Velg et "
                "annet navn, eller slett filen først.",
                f"{shown} exists, and may hold figures that somebody has filled in. It is not overwritten. Choose "
                "another name, or delete the file first.",
            )
        )
    put_content(path, content, language, is_only_ours=form.has_units)


def _workbook(form: Form) -> bytes:
    try:
        return as_sheet(form)
    except ImportError:
        raise Misuse(
            Words(
                "Regneark krever tilleggspakken xlsx: pip install 'rbflang[xlsx]'. Med endelsen .csv trengs den ikke.",
                "Workbooks need the extra xlsx: pip install 'rbflang[xlsx]'. With the ending .csv it is not needed.",
            )
        ) from None
