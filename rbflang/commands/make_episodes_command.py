"""`rbflang make-episodes`: episodes that nobody lies behind, with results as in the data of a round where wished."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rbflang import library
from rbflang.characters import SPACES
from rbflang.commands import options, wrong_usage
from rbflang.commands.extras import needs
from rbflang.commands.misuse import Misuse
from rbflang.commands.progress import done
from rbflang.commands.report_file import file_asked, made_option, written_whole
from rbflang.data_faults import shortened
from rbflang.diagnostics import Fault
from rbflang.harmless import harmless
from rbflang.library import Shelf
from rbflang.pipeline import Prepared, prepare
from rbflang.reports.offered import language_again, offered
from rbflang.wording import Voice, Words, listing, number

if TYPE_CHECKING:
    from rbflang.data.figures import Figures
    from rbflang.measuring.made_up.asked_for import EpisodesAsked
    from rbflang.measuring.made_up.episode_plan import EpisodePlan

ENDINGS = (".parquet", ".csv")
MOST = 10**9
NO_TARGET = Words("Gi filen som skal skrives, med -o.", "Give the file to write by -o.")


def _rows(context: click.Context, parameter: click.Parameter, value: str) -> int:
    """How many rows are asked for: `1000000`, `1 000 000` or `10^6`."""
    plain = re.sub(f"[{SPACES}]", "", value)
    found = re.fullmatch(r"([0-9]{1,12})(?:\^([0-9]{1,2}))?", plain)
    rows = int(found[1]) ** int(found[2] or 1) if found else 0
    if not 1 <= rows <= MOST:
        shown = shortened(value)
        raise Misuse(
            Words(
                f"«{shown}» er ikke et antall rader fra 1 til 10^9. Skriv for eksempel --rows 1000000 eller "
                "--rows 10^6.",
                f"“{shown}” is no number of rows from 1 to 10^9. Write for example --rows 1000000 or --rows 10^6.",
            ),
            context,
        )
    return rows


@click.command("make-episodes")
@options.ruleset_argument
@click.option(
    "--rows", metavar="ANTALL", default="10^6", callback=_rows, help="Antall episoder, for eksempel 10^6. Ellers 10^6."
)
@click.option("--seed", metavar="TALL", type=click.IntRange(0), default=1, help="Frøet: samme frø, samme episoder.")
@click.option("--any-results", is_flag=True, help="La resultatene bli som de blir, ikke som i dataene.")
@click.option("--workers", metavar="ANTALL", type=click.IntRange(1), help="Antall tråder. Filen blir den samme.")
@options.common_options(made_option, options.round_option, options.data_option, options.language_option)
def command(
    name: str | None,
    rows: int,
    seed: int,
    any_results: bool,
    workers: int | None,
    round_name: str | None,
    data: tuple[str, ...],
    language: str,
) -> None:
    """Syntetiske episoder til et regelsett som teller episoder: åpne, etter et frø, så mange som ønsket.

    Har fordelingen tall, blir resultatene som dem når episodene telles, ned til siste trykte siffer.
    """
    target = _target(file_asked())
    for package in ("numpy", "pyarrow"):
        needs(package, "register")
    from rbflang.measuring.made_up.row_kinds import NotMade

    shelf = options.chosen_shelf(name)
    named, files = options.chosen_figures(shelf, round_name, data) if data else ("", ())
    prepared = _prepared(shelf, files, language)
    rounds = prepared.checked.ruleset.rounds
    chosen = named or library.round_name(round_name or next(iter(rounds), ""))
    if not files and chosen in shelf.rounds:
        files = (shelf.observations(chosen),)
    figures = options.figures_read(prepared.checked, files, "terminal", language) if files and not any_results else None
    try:
        plan = _plan(_asked(prepared, chosen, figures, rows, seed, language), language)
    except NotMade as refused:
        raise Misuse(refused.words) from None
    _write(target, plan, workers or os.cpu_count() or 1)
    wrong_usage.tell(_told(target, plan, figures, language))
    round_written = library.written_round(chosen, prepared.checked.ruleset.tree.language)
    words = ["measure", prepared.checked.ruleset.argument, "--episodes", str(target), "--round", round_written]
    again = language_again(Voice(language), prepared.checked.ruleset.tree.language)
    wrong_usage.tell(f"{Voice(language)('Mer:', 'More:')} {offered(*words, *again)}")


def _target(path: Path | None) -> Path:
    """The file to write; wrong usage where none is named, it is there already, or ends in what cannot be written."""
    if path is None:
        raise Misuse(NO_TARGET)
    shown = harmless(str(path))
    if path.suffix.lower() not in ENDINGS:
        raise Misuse(
            Words(f"{shown}: filen må ende på .parquet eller .csv.", f"{shown}: the file must end in .parquet or .csv.")
        )
    if path.is_file():
        raise Misuse(
            Words(
                f"{shown} finnes allerede, og kan være noe annet enn syntetiske episoder. Den blir ikke skrevet over. "
                "Velg et annet navn, eller slett filen først.",
                f"{shown} exists, and may be something else than made-up episodes. It is not overwritten. Choose "
                "another name, or delete the file first.",
            )
        )
    return path


def _prepared(shelf: Shelf, files: Sequence[Path], language: str) -> Prepared:
    """The ruleset, with the members that go with the data; where faults stop it, they are printed and the run ends."""
    prepared = prepare(shelf, next(iter(files), None))
    if isinstance(prepared, tuple):
        options.stop(prepared, "terminal", language)
    return prepared


def _asked(
    prepared: Prepared, chosen: str, figures: Figures | None, rows: int, seed: int, language: str
) -> EpisodesAsked:
    """What is to be made; where the rules do not say what is counted, that is printed and the run ends."""
    from rbflang.measuring.made_up.for_a_round import episodes_asked
    from rbflang.measuring.rounds.round_to_count import round_to_count

    counted = round_to_count(prepared.checked, chosen)
    faults = [one for one in counted if isinstance(one, Fault)]
    if faults:
        options.stop(faults, "terminal", language)
    return episodes_asked(prepared.checked, [one for one in counted if not isinstance(one, Fault)], figures, rows, seed)


def _plan(asked: EpisodesAsked, language: str) -> EpisodePlan:
    from rbflang.measuring.made_up.planned import planned, rows_enough

    plan = planned(asked)
    if plan is not None:
        return plan
    rows, enough = asked.rows, rows_enough(asked)
    why = (
        Words(
            f"{grouped(rows)} rader er for få til at resultatene kan bli som i dataene. Det går med "
            f"{grouped(enough)}: --rows {enough}. Eller la resultatene bli som de blir, med --any-results.",
            f"{grouped(rows, 'en')} rows are too few for results as in the data. It can be done with "
            f"{grouped(enough, 'en')}: --rows {enough}. Or let the results be what they come to, by --any-results.",
        )
        if enough
        else Words(
            "Fant ingen episoder som gir alle resultatene i dataene, uansett hvor mange rader som ble prøvd. La "
            "resultatene bli som de blir, med --any-results.",
            "No episodes were found that give all the results in the data, however many rows were tried. Let the "
            "results be what they come to, by --any-results.",
        )
    )
    raise Misuse(why)


def _write(target: Path, plan: EpisodePlan, workers: int) -> None:
    from rbflang.measuring.made_up.episode_files import parts, schema, written_csv, written_parquet

    write = written_csv if target.suffix.lower() == ".csv" else written_parquet
    with written_whole(target) as beside:
        write(beside, schema(plan), _telling(parts(plan, workers=workers), plan.asked.rows))


def _telling(batches: Iterable[Any], rows: int) -> Iterator[Any]:
    """The same batches; how much of the work is done is told."""
    written = 0
    for batch in batches:
        yield batch
        written += batch.num_rows
        done(Fraction(written, rows))


def _told(target: Path, plan: EpisodePlan, figures: Figures | None, language: str) -> str:
    """How many episodes were written, and whether results are as in the data."""
    say, rows, shown = Voice(language), plan.asked.rows, harmless(str(target))
    told = [say(f"{grouped(rows)} syntetiske episoder er skrevet til {shown}.",
                f"{grouped(rows, 'en')} made-up episodes are written to {shown}.")]  # fmt: skip
    exact = plan.asked.exact
    wished = dict.fromkeys((*(key for key, _ in plan.asked.wanted), *exact))
    free = [".".join(filter(None, key)) for key in wished if key not in plan.fitted or key in exact]
    if figures and plan.fitted:
        files = listing([harmless(one.name) for one in figures.sources], language)
        told.append(say(f"Telles de, blir resultatene som i {files}.", f"Counted, they give the results of {files}."))
    if free:
        told.append(say(f"Disse er ikke styrt, og ble som de ble: {listing(free)}.",
                        f"These are not steered, and came out by chance: {listing(free, 'en')}."))  # fmt: skip
    return " ".join(told)


def grouped(rows: int, language: str = "nb") -> str:
    """A number of rows as it is written: 1 000 000, or 1,000,000 in English."""
    return number(Fraction(rows), 0, language)
