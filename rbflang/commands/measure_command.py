"""`rbflang measure`: the results of a round counted in episodes, as a data file, and a report of what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve

from rbflang import files_read, library
from rbflang.commands import options
from rbflang.commands.command_given import PLACE
from rbflang.commands.compared_episodes import engine_option
from rbflang.commands.extras import needs
from rbflang.commands.misuse import Misuse
from rbflang.commands.progress import done
from rbflang.commands.report_file import put_content, report_option
from rbflang.data.between_rounds import round_of
from rbflang.data.computed import Computed
from rbflang.data_faults import shortened
from rbflang.library import Shelf
from rbflang.pipeline import Prepared, prepare, taken_over
from rbflang.reports.offered import language_again, offered
from rbflang.wording import Voice, Words

if TYPE_CHECKING:
    from rbflang.measuring.rounds.measured_round import MeasuredRound

NO_EPISODES = Words(
    "Gi episodene med --episodes FIL, eller en database som har dem med --engine.",
    "Give the episodes by --episodes FILE, or a database that holds them by --engine.",
)
NOT_TOGETHER = Words(
    "--alternatives og --share kan ikke brukes sammen: det som flyttes, kan røpe små tall.",
    "--alternatives and --share cannot be used together: what is moved may tell small numbers.",
)
ENDINGS = (".csv", library.PARQUET)


@click.command("measure")
@options.ruleset_argument
@click.option(
    "--episodes", metavar="FIL", multiple=True,
    help="Episodene: Parquet eller CSV, en mappe eller et mønster, eller en tabell i databasen. Kan gis flere ganger.",
)  # fmt: skip
@engine_option
@click.option("--rest-of-data", is_flag=True, help="Ta med tallene som ikke telles, fra dataene.")
@click.option("--alternatives", is_flag=True, help="Tell også slik de andre lesningene i reglene gjør det.")
@click.option("--share", is_flag=True, help="Skriv små tall som grenser, så filen kan deles.")
@click.option(
    "-o", "--output", "target", metavar="FIL", help="Skriv det som er målt, som datafil (.csv eller .parquet)."
)
@options.common_options(
    options.round_option, options.data_option, report_option, options.form_option, options.language_option
)
def command(
    name: str | None,
    episodes: tuple[str, ...],
    engine: str,
    rest_of_data: bool,
    alternatives: bool,
    share: bool,
    target: str | None,
    round_name: str | None,
    data: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Resultatene i en fordeling, talt i episoder, og en rapport om det som er talt.

    Filen leses igjen med --data. Uten --share har den alle tall, og er bare for rommet der episodene ligger.
    """
    path = _target(target)
    if share and alternatives:
        raise Misuse(NOT_TOGETHER)
    if not episodes and PLACE not in engine:
        raise Misuse(NO_EPISODES)
    for package in ("ibis", "duckdb"):
        needs(package, "register")
    from rbflang.from_episodes import measure, other_readings, without_reports
    from rbflang.reports.measure.measurement_report import measurement_report

    shelf = options.chosen_shelf(name)
    beside = _beside(shelf, round_name, data) if rest_of_data or data else None
    prepared = _prepared(shelf, beside or (), form, language)
    chosen = library.round_name(round_name or next(iter(prepared.checked.ruleset.rounds), ""))
    if beside == ():
        _something_beside(prepared, chosen, path)
    found = measure(prepared, chosen, episodes, engine, beside, share, done, path)
    if isinstance(found, tuple):
        options.stop(found, form, language)
    others = other_readings(prepared, found, episodes, engine, done) if alternatives else []
    if isinstance(others, tuple):
        options.stop(others, form, language)
    missing = () if share else without_reports(prepared, found)
    for file in found.files:
        files_read.note_hashed(file.name, file.sha256)
    told = measurement_report(found, others, language, _more(prepared, found, path, language), missing)
    options.show(evolve(told, is_only_ours=not found.is_for_others), form)
    if path is not None:
        _write(path, found, language)


def _target(given: str | None) -> Path | None:
    """The file to write; wrong usage where it is there already, or ends in what no data file does."""
    if given is None:
        return None
    path, shown = Path(given), shortened(given)
    if path.suffix.lower() not in ENDINGS:
        raise Misuse(
            Words(
                f"{shown}: filen må ende på .csv eller .parquet. Rapporten skrives med --report.",
                f"{shown}: the file must end in .csv or .parquet. The report is written by --report.",
            )
        )
    if path.exists():
        raise Misuse(
            Words(
                f"{shown} finnes allerede, og blir ikke skrevet over. Velg et annet navn, eller slett filen først.",
                f"{shown} exists, and is not overwritten. Choose another name, or delete the file first.",
            )
        )
    if path.suffix.lower() == library.PARQUET:
        needs("pyarrow", "register")
    return path


def _prepared(shelf: Shelf, beside: Sequence[Path], form: str, language: str) -> Prepared:
    """The ruleset, with the members that go with the data; where faults stop it, they are printed and the run ends."""
    prepared = prepare(shelf, next(iter(beside), None))
    if isinstance(prepared, tuple):
        options.stop(prepared, form, language)
    return prepared


def _beside(shelf: Shelf, round_name: str | None, data: Sequence[str]) -> tuple[Path, ...]:
    """The files of what is not counted: those given, else those of the round; none where it has none of its own."""
    if not data and shelf.rounds and round_name and library.round_name(round_name) not in shelf.rounds:
        return ()
    chosen, files = options.chosen_figures(shelf, round_name, data)
    return files or (shelf.observations(chosen),)


def _something_beside(prepared: Prepared, chosen: str, path: Path | None) -> None:
    """Wrong usage where a round that the rules declare has no figures of its own, and none from an earlier one."""
    ruleset = prepared.checked.ruleset
    if round_of(ruleset, chosen) and not taken_over(prepared, chosen, path).observations:
        name = library.written_round(chosen, ruleset.tree.language)
        raise Misuse(
            Words(
                f"{ruleset.argument} har ingen tall for «{name}» å ta med. Gi dem med --data FIL, eller la være å be "
                "om --rest-of-data: da sier rapporten hvilke som mangler.",
                f"{ruleset.argument} has no figures for “{name}” to take in. Give them by --data FILE, or do not ask "
                "for --rest-of-data: then the report says which are lacking.",
            )
        )


def _more(prepared: Prepared, found: MeasuredRound, path: Path | None, language: str) -> tuple[str, ...]:
    """The command that pays by what was written; with what is missing open, where not all results are there."""
    if path is None:
        return ()
    from rbflang.from_episodes import computed_on

    say = Voice(language)
    ruleset = prepared.checked.ruleset
    is_whole = isinstance(computed_on(prepared, found, path), Computed)
    words = ["allocate", ruleset.argument, "--round", library.written_round(found.round, ruleset.tree.language)]
    words += ["--data", str(path), *(() if is_whole else ("--partial",)), *language_again(say, ruleset.tree.language)]
    return (f"{say('Mer:', 'More:')} {offered(*words)}",)


def _write(path: Path, found: MeasuredRound, language: str) -> None:
    """Write the observations; a file with small numbers so that nobody else can read it."""
    from rbflang.reports.measure.observation_table import observation_table

    table = observation_table(found)
    if path.suffix.lower() == library.PARQUET:
        from rbflang.workbooks import as_parquet_rows

        content = as_parquet_rows(table.headings, table.rows, table.about)
    else:
        content = table.as_csv().encode("utf-8-sig")
    put_content(path, content, language, is_only_ours=not found.is_for_others)
