"""`rbflang compare`: what changed from one ruleset to another, and what each change moves in kroner."""

from __future__ import annotations

from pathlib import Path

import click

from rbflang import library
from rbflang.commands import options
from rbflang.diagnostics import Fault, has_fatal
from rbflang.library import Shelf
from rbflang.observations import LARGEST_FILE, ObservationFile, read_rows
from rbflang.pipeline import prepare
from rbflang.reports.difference import difference
from rbflang.reports.moved_amounts import reason
from rbflang.ruleset.comparison import Comparison, compare
from rbflang.ruleset.model import CheckedRuleset
from rbflang.scenarios.moved_kroner import Case, Moved, Stopped, case_of, moved
from rbflang.scenarios.shared_figures import SharedFigures, of_one_file
from rbflang.wording import Voice


@click.command("compare")
@click.argument("first", metavar="FØR")
@click.argument("second", metavar="ETTER")
@options.common_options(options.round_option, options.data_option, options.format_option, options.language_option)
def command(first: str, second: str, round_name: str | None, data: str | None, form: str, language: str) -> None:
    """Hva som er endret fra ett regelsett til et annet, og hva endringene flytter i kroner."""
    shelves = options.chosen_shelf(first), options.chosen_shelf(second)
    before, after = (_checked(shelf, form, language) for shelf in shelves)
    comparison, say = compare(before, after), Voice(language)
    files = _files(shelves, round_name, data)
    figures = _figures(comparison, files, form, language)
    found, basis = _moved(comparison, figures, files, say)
    options.show(difference(comparison, found, basis, language), form)


def _checked(shelf: Shelf, form: str, language: str) -> CheckedRuleset:
    prepared = prepare(shelf)
    if isinstance(prepared, tuple):
        options.stop(prepared, form, language)
    return prepared.checked


Files = tuple[Path | None, Path | None]


def _files(shelves: tuple[Shelf, Shelf], round_name: str | None, data: str | None) -> Files:
    """The data file of each: the one given for both, else each its own of the round, where it has one."""
    if data:
        return Path(data), Path(data)
    wanted = library.round_name(round_name) if round_name else None
    found = [_own(shelf, wanted) for shelf in shelves]
    if wanted and not any(found):
        raise click.UsageError(f"Ingen av regelsettene har observasjoner for «{round_name}».")
    return found[0], found[1]


def _own(shelf: Shelf, wanted: str | None) -> Path | None:
    rounds = shelf.rounds
    name = wanted or (rounds[0] if rounds else "")
    return shelf.observations(name) if name in rounds else None


def _figures(
    comparison: Comparison, files: Files, form: str, language: str
) -> tuple[SharedFigures, SharedFigures] | None:
    """The figures of both; a file that only one of them has is read for both."""
    first, second = files[0] or files[1], files[1] or files[0]
    if first is None or second is None:
        return None
    both = [_read(comparison, path, form, language) for path in dict.fromkeys((first, second))]
    return both[0], both[-1]


def _read(comparison: Comparison, path: Path, form: str, language: str) -> SharedFigures:
    source = library.read_table(path, LARGEST_FILE)
    if isinstance(source, Fault):
        options.stop((source,), form, language)
    file: ObservationFile = read_rows(source)
    found, faults = of_one_file(comparison, file)
    if found is None or has_fatal(faults):
        options.stop(faults, form, language)
    return found


def _moved(
    comparison: Comparison, figures: tuple[SharedFigures, SharedFigures] | None, files: Files, say: Voice
) -> tuple[Moved | None, str]:
    """What the changes move, and which figures that rests on; or why it is not computed."""
    if figures is None:
        return None, say(
            "Ingen av regelsettene har observasjoner, så kronene kan ikke regnes ut. Gi dem med --data FIL.",
            "Neither ruleset has observations, so kroner cannot be computed. Give them with --data FILE.",
        )
    case = case_of(comparison, *figures)
    if not case.switches:
        return None, ""
    found = moved(case)
    return found, _basis(files, say) if found else _not_computed(case, say)


def _basis(files: Files, say: Voice) -> str:
    names = list(dict.fromkeys(library.shown(one) for one in files if one))
    if len(names) == 1:
        return say(
            f"Begge regelsett er regnet med resultatene i {names[0]}.",
            f"Both rulesets are computed on the results in {names[0]}.",
        )
    return say(
        f"Før er regnet med resultatene i {names[0]}, etter med resultatene i {names[1]}.",
        f"Before is computed on the results in {names[0]}, after on the results in {names[1]}.",
    )


def _not_computed(case: Case, say: Voice) -> str:
    ends = (case.outcome(frozenset()), case.outcome(frozenset(range(len(case.switches)))))
    told = dict.fromkeys(reason(case.comparison, one, say) for one in ends if isinstance(one, Stopped))
    return " ".join([say("Kronene kan ikke regnes ut.", "Kroner cannot be computed."), *told])
