"""What the commands have in common: options, and how an outcome is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from attrs import evolve

from rbflang import LANGUAGE, __version__, library
from rbflang.commands import spoken, wrong_usage
from rbflang.commands.command_given import command_given
from rbflang.commands.misuse import Misuse, meant
from rbflang.commands.report_file import file_asked, form_asked, output_option, put
from rbflang.data_faults import shortened
from rbflang.diagnostics import Fault, has_fatal
from rbflang.files_read import files_read
from rbflang.library import Shelf
from rbflang.nearest import nearest
from rbflang.render import FORMATS, content, is_text, needed, rendered
from rbflang.reports.document import Document, Evidence
from rbflang.wording import Words, listing

if TYPE_CHECKING:
    from rbflang.data.computed import Computed
    from rbflang.data.figures import Figures
    from rbflang.observations import ObservationFile, ObservationRow
    from rbflang.published.recorded_results import RecordedRow
    from rbflang.published.statements import PublishedRow
    from rbflang.ruleset.model import CheckedRuleset
    from rbflang.source import Source

ANSWERED, ONLY_OURS = "rbflang.answered", "rbflang.only_ours"
FEW_INSIDE = Words(
    "Rapporten kan inneholde små tall. Den skal ligge der episodene ligger.",
    "The report may hold small counts. It belongs where the episodes are.",
)
WIDEST = 120
MADE_UP, OBSERVATIONS = Words("syntetiske data", "made-up figures"), Words("observasjoner", "observations")
NO_FILES = Evidence(__version__, LANGUAGE, "", ())
ruleset_argument = click.argument("name", metavar="[REGELSETT]", required=False)
round_option = click.option("--round", "round_name", metavar="FORDELING", help="foreløpig eller endelig.")
data_option = click.option(
    "--data",
    "data",
    metavar="FIL",
    multiple=True,
    help="Observasjoner fra en egen fil (CSV, Excel eller Parquet; FIL#Ark for et ark, - for standard inn, "
    "STØRRELSE=FIL for en tabell med tall for én størrelse), eller «syntetisk» for tall som er laget for prøving. Kan "
    "gis flere ganger; da leses filene sammen.",
)
payee_option = click.option(
    "--rhf", "--for", "rhf", metavar="MOTTAKER", help="Den som får betalt, for eksempel en region, som skal forklares."
)
set_option = click.option(
    "--set",
    "settings",
    metavar="ADRESSE=VERDI",
    multiple=True,
    help='Bytt ut én celle, for eksempel "måloppnåelse.skjema.Vest=0,4 %".',
)
language_option = click.option(
    spoken.OPTION,
    "language",
    type=click.Choice(spoken.LANGUAGES),
    callback=spoken.spoken,
    help="Språk. Ellers språket til regelsettet.",
)


def common_options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options at once, in the order given."""

    def decorate(function: Any) -> Any:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


form_option = click.option("--format", "form", type=click.Choice(FORMATS), default="terminal", help="Utskriftsformat.")
format_option = common_options(form_option, output_option)


def chosen_shelf(name: str | None) -> Shelf:
    """The ruleset that a name or path means; the newest with observations where none is given."""
    found = library.find(name) if name else library.newest()
    if found:
        return _with_its_rounds(found) if found.has_other_tables else found
    names = [shelf.name for shelf in library.shelves()]
    near = nearest(name or "", names)
    hint, asked = meant(near[0] if near else ""), shortened(name or "")
    raise Misuse(
        Words(
            f"Det finnes ikke noe regelsett som heter «{asked}».{hint.nb} Regelsettene er {listing(names)}.",
            f"There is no ruleset called “{asked}”.{hint.en} The rulesets are {listing(names, 'en')}.",
        )
    )


def _with_its_rounds(shelf: Shelf) -> Shelf:
    """The shelf with the rounds that its text declares: a table of another name is not the ruleset's."""
    from rbflang.syntax.read import read
    from rbflang.syntax.tree import RoundDecl

    source = library.read(shelf.path)
    declared = () if isinstance(source, Fault) else read(source).tree.declarations
    return shelf.with_rounds(one.name.text for one in declared if isinstance(one, RoundDecl))


def chosen_figures(shelf: Shelf, name: str | None, data: Sequence[str] = ()) -> tuple[str, tuple[Path, ...]]:
    """The file name of a round, the first where none is given, and the data files where they are not the round's own.

    With a data file of one's own the round is called as the first file is; `syntetisk` is the made-up figures that
    ship.
    """
    if data and is_of_the_library(data[0]):
        wanted = _round_among(shelf.synthetic_rounds, shelf, name, MADE_UP)
        return wanted, (shelf.synthetic(wanted), *map(Path, data[1:]))
    if data:
        files = tuple(map(Path, data))
        return library.round_name(name) if name else library.round_of_file(files[0]), files
    if not shelf.rounds and (name is None or library.round_name(name) in shelf.incomplete_rounds):
        return library.round_name(name or ""), ()
    return _round_among(shelf.rounds, shelf, name, OBSERVATIONS), ()


def is_of_the_library(data: str) -> bool:
    """True for the word that asks for the made-up figures that ship, where no file is called so."""
    return data in library.LEADS[library.SYNTHETIC] and not Path(data).exists()


def _round_among(rounds: Sequence[str], shelf: Shelf, name: str | None, what: Words) -> str:
    wanted = library.round_name(name) if name else next(iter(rounds), "")
    if wanted in rounds:
        return wanted
    cases = [library.shown(one) for one in shelf.edge_cases] if what is MADE_UP else []
    nb, en = (f" for «{shortened(name)}»", f" for “{shortened(name)}”") if name else ("", "")
    nb, en = f"{shelf.name} har ingen {what.nb}{nb}.", f"{shelf.name} has no {what.en}{en}."
    if rounds:
        nb += f" Fordelinger med {what.nb}: {listing(rounds)}."
        en += f" Rounds with {what.en}: {listing([library.written_round(one, 'en') for one in rounds], 'en')}."
    if cases:
        nb += f" Grensetilfeller med syntetiske data: {listing(cases)}. Gi en av dem med --data."
        en += f" Edge cases with made-up figures: {listing(cases, 'en')}. Give one of them with --data."
    raise Misuse(Words(nb, en))


def computed(
    name: str | None,
    round_name: str | None = None,
    data: Sequence[str] = (),
    settings: Sequence[str] = (),
    form: str = "terminal",
    language: str = "nb",
    is_partial: bool = False,
) -> Computed:
    """The ruleset computed on the figures of a round; where faults stop it, they are printed and the run ends.

    Where it `is_partial`, missing figures are none.
    """
    found = computing(name, round_name, data, form, language, is_partial)(settings)
    if isinstance(found, tuple):
        stop(found, form, language)
    return found


def computing(
    name: str | None, round_name: str | None, data: Sequence[str], form: str, language: str, is_partial: bool = False
) -> Callable[[Sequence[str]], Computed | tuple[Fault, ...]]:
    """How the ruleset is computed with settings; where it is not in order, that is printed and the run ends."""
    from rbflang.pipeline import compute, prepare

    shelf = chosen_shelf(name)
    chosen, files = chosen_figures(shelf, round_name, data)
    file = next(iter(files), None)
    prepared = prepare(shelf, file)
    if isinstance(prepared, tuple):
        stop(prepared, form, language)

    def compute_with(settings: Sequence[str]) -> Computed | tuple[Fault, ...]:
        return minded(compute(prepared, chosen, file, settings, beside=files[1:], is_partial=is_partial))

    return compute_with


def minded(found: Computed | tuple[Fault, ...]) -> Computed | tuple[Fault, ...]:
    """What was computed; a report of counts so small that they tell of single persons is then the user's alone."""
    if not isinstance(found, tuple) and found.figures.has_few:
        click.get_current_context().meta[ONLY_OURS] = True
    return found


def read_together(paths: Sequence[Path], form: str, language: str) -> tuple[ObservationFile, ...]:
    """The rows of data files; where one cannot be read, that is printed and the run ends."""
    from rbflang import pipeline

    found = pipeline.read_together(paths)
    faults = [one for one in found if isinstance(one, Fault)]
    if faults:
        stop(faults, form, language)
    return tuple(one for one in found if not isinstance(one, Fault))


def figures_read(checked: CheckedRuleset, paths: Sequence[Path], form: str, language: str) -> Figures:
    """What data files give a ruleset together; where that cannot be read, it is printed and the run ends."""
    from rbflang.data.rows import figures_of

    read = read_together(paths, form, language)
    figures = figures_of(checked, *read)
    faults = (*(fault for one in read for fault in one.faults), *figures.faults)
    if has_fatal(faults):
        stop(faults, form, language)
    return figures


def paid(
    name: str | None,
    round_name: str | None = None,
    data: Sequence[str] = (),
    settings: Sequence[str] = (),
    form: str = "terminal",
    language: str = "nb",
    is_partial: bool = False,
) -> Computed:
    """The ruleset computed as `computed` does; wrong usage where it pays nothing, for then there are no kroner."""
    found = computed(name, round_name, data, settings, form, language, is_partial)
    must_pay(found)
    return found


def must_pay(found: Computed) -> None:
    """Wrong usage where a ruleset pays nothing, for then there are no kroner."""
    if found.checked.ruleset.payout is None:
        title = found.checked.ruleset.title
        raise Misuse(
            Words(
                f"{title} har ingen utbetaling, og da er det ingen beløp å vise. "
                "Det som betales, skrives som «utbetaling … per region = …».",
                f"{title} has no payout, so there are no amounts to show. What is paid is written as “payout … per "
                "region = …”.",
            )
        )


def published_rows(shelf: Shelf, form: str, language: str) -> tuple[PublishedRow, ...]:
    """The rows of a ruleset's published figures, none where there is no file; where it has faults, the run ends."""
    from rbflang.published.published_file import read_published

    def read(source: Source) -> ObservationFile:
        file = read_published(source)
        return read_published(source, sets=_sets_given(shelf)) if file.faults else file

    return _rows_of(shelf.published, read, form, language)


def _sets_given(shelf: Shelf) -> Sequence[str]:
    """The sets that the inputs and payouts of a ruleset vary over; none where it has faults."""
    from rbflang.pipeline import prepare

    prepared = prepare(shelf)
    if isinstance(prepared, tuple):
        return ()
    found = prepared.checked.ruleset.quantities.values()
    return tuple(dict.fromkeys(name for one in found if one.role in ("input", "payout") for name in one.sets))


def recorded_rows(shelf: Shelf, form: str, language: str) -> tuple[RecordedRow, ...]:
    """The rows of a ruleset's recorded results, none where there is no file; where it has faults, the run ends."""
    from rbflang.published.recorded_results import read_recorded

    return _rows_of(shelf.recorded, read_recorded, form, language)


def _rows_of(
    path: Path, read: Callable[[Source], ObservationFile], form: str, language: str
) -> tuple[ObservationRow, ...]:
    if not path.is_file():
        return ()
    source = library.read(path)
    if isinstance(source, Fault):
        stop((source,), form, language)
    file = read(source)
    if file.faults:
        stop(file.faults, form, language)
    return tuple(file.rows)


def published_beside(shelf: Shelf, found: Computed, names: Sequence[str]) -> Sequence[PublishedRow]:
    """The published figures of these quantities in the round that was computed, of all where the one name is empty.

    None where there is no file, or it is no text; made-up results are not compared with what was published.
    """
    from rbflang.published.rounds_printed import rows_of_round

    return rows_of_round(found.checked.ruleset, found.round, published_of_every_round(shelf, found, names))


def published_of_every_round(shelf: Shelf, found: Computed, names: Sequence[str]) -> Sequence[PublishedRow]:
    """The published figures of these quantities in any round, as `published_beside` reads them."""
    from rbflang.published.published_file import read_published

    if found.is_synthetic or not shelf.published.is_file():
        return ()
    source = library.read(shelf.published)
    return () if isinstance(source, Fault) else read_published(source, names).rows


def warn(found: Computed, language: str) -> None:
    """Print, beside the report, what is open in the figures and odd in what was set; the exit status stays."""
    from rbflang.data.figures import OPTION

    told = [one for one in found.checked.warnings if any(label.span.source.name == OPTION for label in one.labels)]
    if found.valuation.open:
        from rbflang.uncertainty.printed_value_on_a_step import warnings_of

        told += warnings_of(found)
    tell(told, language)


def tell(told: Sequence[Fault], language: str) -> None:
    """Print what is told beside a report."""
    if told:
        from rbflang.render.faults import render_faults

        _heard(*told)
        wrong_usage.write(render_faults(told, language, page_width()), err=True)


def _heard(*parts: Document | Fault) -> None:
    """Note what a command answers, as it is printed."""
    click.get_current_context().meta.setdefault(ANSWERED, []).extend(parts)


def page_width() -> int:
    """The width of the page: the terminal's, at most 120; 120 where there is none."""
    return min(WIDEST, _columns_of_terminal() or WIDEST)


def _columns_of_terminal() -> int:
    """How wide `COLUMNS` says that the terminal is, else the terminal itself; 0 where there is none."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
    except (OSError, ValueError):  # it is closed, or no terminal
        return 0


def must_have_for(form: str) -> None:
    """Wrong usage where a format needs a package that is not installed."""
    missing = needed(form)
    if missing:
        from rbflang.commands.extras import needs

        needs(*missing)


def show(document: Document, form: str, of_files: bool = True) -> None:
    """Print a report, or write it to the file that is asked for; one that is `of_files` says which it was made of."""
    asked = form_asked(form)
    must_have_for(asked)
    data = (document.data() if callable(document.data) else document.data) if asked == "json" else {}
    is_only_ours = document.is_only_ours or ONLY_OURS in click.get_current_context().meta
    kept, foot = evidence(document.evidence if of_files else NO_FILES), document.foot
    if is_only_ours and foot is not None and file_asked() and FEW_INSIDE.say(document.language) not in foot:
        foot = (*foot, FEW_INSIDE.say(document.language))
    made = evolve(document, data=data, evidence=kept, foot=foot, is_only_ours=is_only_ours)
    _heard(made)
    lay_out = rendered if is_text(asked) else content
    put(lay_out(made, asked, page_width()), asked, document.language, is_only_ours)


def evidence(kept: Evidence | None = None) -> Evidence:
    """By what the answer to this command can be made again; of an answer that was kept, with its files."""
    from rbflang.reports.offered import offered

    return Evidence(
        __version__,
        LANGUAGE,
        offered(*command_given(click.get_current_context())),
        kept.files if kept else files_read(),
    )


def stop(faults: Sequence[Fault], form: str, language: str) -> NoReturn:
    """Print faults and leave: 1 if any of them stops the ruleset."""
    from rbflang.render.faults import faults_as_json, render_faults

    if form == "json":
        wrong_usage.write_data(faults_as_json(faults, language, evidence()))
    else:
        wrong_usage.write(render_faults(faults, language, page_width()), err=True)
    sys.exit(1 if has_fatal(faults) else 0)
