"""`rbflang compare`: what changed from one ruleset to another, and what each change moves in kroner."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve

from rbflang import library
from rbflang.commands import options
from rbflang.commands.command_given import PLACE
from rbflang.commands.compared_episodes import compared_episodes, engine_option
from rbflang.commands.kept_answers import Kept
from rbflang.commands.misuse import Misuse
from rbflang.comparison.differences import RulesetComparison, compare
from rbflang.comparison.moved_kroner import Case, MovedKroner, Stopped, case_of, moved
from rbflang.comparison.set_figures import set_figures, with_set
from rbflang.comparison.shared_figures import SharedFigures, of_files
from rbflang.diagnostics import has_fatal
from rbflang.library import Shelf
from rbflang.pipeline import Prepared, prepare
from rbflang.published.published_changes import published_changes, published_counts
from rbflang.published.rounds_printed import rows_of_round
from rbflang.reports.compare.difference import Published, difference
from rbflang.reports.compare.not_moved import nothing_moved, reason
from rbflang.reports.compare.told_changes import titles_of
from rbflang.reports.document import Document
from rbflang.reports.offered import case_at_hand, language_again, offered
from rbflang.wording import Voice, Words

if TYPE_CHECKING:
    from rbflang.from_episodes import CountedAlike


@click.command("compare", cls=Kept)
@click.argument("first", metavar="FØR")
@click.argument("second", metavar="ETTER")
@click.option(
    "--episodes", metavar="FIL", multiple=True,
    help="Tell resultatene i de samme episodene, slik hvert av regelsettene sier det. Kan gis flere ganger.",
)  # fmt: skip
@engine_option
@options.common_options(
    options.round_option, options.data_option, options.set_option, options.format_option, options.language_option
)
def command(
    first: str,
    second: str,
    episodes: tuple[str, ...],
    engine: str,
    round_name: str | None,
    data: tuple[str, ...],
    settings: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Hva som er endret fra ett regelsett til et annet, og hva endringene flytter i kroner."""
    shelves = options.chosen_shelf(first), options.chosen_shelf(second)
    files = _files(shelves, round_name, data)
    before, after = (
        _prepared(shelf, next(iter(own), None), form, language) for shelf, own in zip(shelves, files, strict=True)
    )
    comparison = compare(before.checked, after.checked)
    counted, figures = None, None
    if episodes or PLACE in engine:
        both, beside = (before, after), _not_lent(files, shelves)
        counted, figures = compared_episodes(both, comparison, round_name, episodes, engine, beside, form, language)
    else:
        figures = _figures(comparison, files, form, language)
    figures, own = _with_own(comparison, figures, settings, form, language)
    say, again = Voice(language), (first, second, *case_at_hand(data, round_name, settings))
    again += tuple(word for one in episodes for word in ("--episodes", one))
    told_of = _counted_basis(counted, files, say) if counted else _basis(files, say) if all(files) else ""
    found, basis = _moved(comparison, figures, shelves, told_of, again, say)
    if found and not found.parts:
        case = case_at_hand(data, round_name)
        basis, found = _nothing_moved(comparison, found, (first, second), case, say), None
    made_up = any(library.is_synthetic(one.name) for side in files for one in side)
    published = Published() if data or settings or counted else _published(comparison, shelves, form, language)
    told = difference(comparison, found, basis, language, made_up, published, again, own)
    options.show(_with_counts(told, comparison, counted, say) if counted else told, form)


def _with_counts(told: Document, comparison: RulesetComparison, counted: CountedAlike, say: Voice) -> Document:
    """The report, with what is counted in another way below it."""
    from rbflang.reports.compare.counted_differently import counted_data, counted_differently
    from rbflang.reports.measure.measurement_report import measured_notice

    both = (comparison, counted.before, counted.after)
    data = told.data() if callable(told.data) else told.data
    data = {**data, "counted": counted_data(*both)}
    notice = told.notice
    if counted.after.is_made_up and not data["synthetic"]:
        data, notice = {**data, "synthetic": True}, f"{measured_notice(counted.after, say)} {notice}".strip()
    return evolve(told, blocks=(*told.blocks, *counted_differently(*both, say)), data=data, notice=notice)


Both = tuple[SharedFigures, SharedFigures]


def _with_own(
    comparison: RulesetComparison, both: Both | None, settings: tuple[str, ...], form: str, language: str
) -> tuple[Both | None, tuple[str, ...]]:
    """The figures with what was set in them, and how that is told; where it cannot be set, the run ends."""
    if not settings:
        return both, ()
    if both is None:
        raise Misuse(
            Words(
                "Ingen av regelsettene har observasjoner å sette tall i. Gi dem med --data FIL.",
                "Neither ruleset has observations to set figures in. Give them with --data FILE.",
            )
        )
    found = set_figures(comparison, both, settings)
    if found.faults:
        options.stop(found.faults, form, language)
    if found.of_rules:
        raise Misuse(
            Words(
                f"«{found.of_rules[0]}» er et tall i reglene, og det er reglene som sammenlignes. Sett tall som kommer "
                "med dataene.",
                f"“{found.of_rules[0]}” is a number of the rules, and it is the rules that are compared. Set figures "
                "that come with the data.",
            )
        )
    return (with_set(both[0], found), with_set(both[1], found)), found.told


def _published(comparison: RulesetComparison, shelves: tuple[Shelf, Shelf], form: str, language: str) -> Published:
    """What was published of the two; nothing of that is told beside figures of one's own."""
    sides = (comparison.before, comparison.after)
    before, after = (
        (side.ruleset, rows_of_round(side.ruleset, "", options.published_rows(shelf, form, language)))
        for side, shelf in zip(sides, shelves, strict=True)
    )
    return Published(
        published_changes(before, after, comparison.before.names.member),
        (published_counts(*before), published_counts(*after)),
    )


Files = tuple[tuple[Path, ...], tuple[Path, ...]]


def _files(shelves: tuple[Shelf, Shelf], round_name: str | None, data: tuple[str, ...]) -> Files:
    """The data files of each: those given for both; else its own of the round, or the other's where it has none."""
    if data and not options.is_of_the_library(data[0]):
        return tuple(map(Path, data)), tuple(map(Path, data))
    wanted = library.round_name(round_name) if round_name else None
    found = [_own(shelf, wanted, is_synthetic=bool(data)) for shelf in shelves]
    if (wanted or data) and not any(found):
        what = Words("syntetiske data", "made-up figures") if data else Words("observasjoner", "observations")
        nb, en = (f" for «{round_name}»", f" for “{round_name}”") if round_name else ("", "")
        raise Misuse(Words(f"Ingen av regelsettene har {what.nb}{nb}.", f"Neither ruleset has {what.en}{en}."))
    own = found[0] or found[1], found[1] or found[0]
    return own[0] + tuple(map(Path, data[1:])), own[1] + tuple(map(Path, data[1:]))


def _not_lent(files: Files, shelves: tuple[Shelf, Shelf]) -> Files:
    """The data files of each, without the round of the other where it has none of its own."""
    folders = [shelf.path.parent for shelf in shelves]
    before, after = (
        tuple(one for one in own if other == folder or one.parent != other)
        for own, folder, other in zip(files, folders, folders[::-1], strict=True)
    )
    return before, after


def _own(shelf: Shelf, wanted: str | None, is_synthetic: bool) -> tuple[Path, ...]:
    rounds = shelf.synthetic_rounds if is_synthetic else shelf.rounds
    name = wanted or next(iter(rounds), "")
    if name not in rounds:
        return ()
    return (shelf.synthetic(name) if is_synthetic else shelf.observations(name),)


def _prepared(shelf: Shelf, data: Path | None, form: str, language: str) -> Prepared:
    """The ruleset; where faults stop it, they are printed and the run ends."""
    prepared = prepare(shelf, data)
    if isinstance(prepared, tuple):
        options.stop(prepared, form, language)
    return prepared


def _figures(
    comparison: RulesetComparison, files: Files, form: str, language: str
) -> tuple[SharedFigures, SharedFigures] | None:
    """The figures of both; files that are the same for both are read once."""
    if not all(files):
        return None
    both = [_read(comparison, own, form, language) for own in dict.fromkeys(files)]
    return both[0], both[-1]


def _read(comparison: RulesetComparison, paths: Sequence[Path], form: str, language: str) -> SharedFigures:
    found, faults = of_files(comparison, options.read_together(paths, form, language))
    if found is None or has_fatal(faults):
        options.stop(faults, form, language)
    return found


def _moved(
    comparison: RulesetComparison,
    figures: tuple[SharedFigures, SharedFigures] | None,
    shelves: tuple[Shelf, Shelf],
    told_of: str,
    again: Sequence[str],
    say: Voice,
) -> tuple[MovedKroner | None, str]:
    """What the changes move, and which figures that rests on, as it is `told_of`; or why it is not computed."""
    if figures is None:
        return None, "" if comparison.is_empty else _without_figures(shelves, again, say)
    without = [side.ruleset.title for side in (comparison.before, comparison.after) if side.ruleset.payout is None]
    if without:
        return None, say(f"{without[0]} har ingen utbetaling.", f"{without[0]} has no payout.")
    before, after = comparison.before.ruleset.currency, comparison.after.ruleset.currency
    if before != after:
        return None, say(
            f"Det ene regelsettet regner i {before.many} og det andre i {after.many}, så beløpene kan ikke "
            "sammenlignes.",
            f"One ruleset counts in {before.many} and the other in {after.many}, so the amounts cannot be compared.",
        )
    case = case_of(comparison, *figures)
    if not case.switches:
        return None, ""
    found = moved(case)
    return found, told_of if found else _not_computed(case, say)


def _without_figures(shelves: tuple[Shelf, Shelf], again: Sequence[str], say: Voice) -> str:
    """That there are no observations, and what there is to try instead."""
    if any(shelf.synthetic_rounds for shelf in shelves):
        command = offered(
            "compare", *again, "--data", say(library.SYNTHETIC, library.SYNTHETIC_IN_ENGLISH), *language_again(say)
        )
        return say(
            "Ingen av regelsettene har observasjoner, så beløpene kan ikke regnes ut. Gi dem med --data FIL, eller "
            f"prøv reglene på tall som er laget for det: {command}",
            "Neither ruleset has observations, so the amounts cannot be computed. Give them with --data FILE, or try "
            f"the rules on figures made for it: {command}",
        )
    return say(
        "Ingen av regelsettene har observasjoner, så beløpene kan ikke regnes ut. Gi dem med --data FIL.",
        "Neither ruleset has observations, so the amounts cannot be computed. Give them with --data FILE.",
    )


def _counted_basis(counted: CountedAlike, files: Files, say: Voice) -> str:
    """That each ruleset counts in the same episodes, and where what is not counted comes from."""
    told = say(
        f"Før og etter er regnet med det hvert av regelsettene teller i de samme episodene, fra {counted.after.basis}. "
        "Det som er flyttet med resultatene, er hvordan det telles.",
        "Before and after are computed on what each of the rulesets counts in the same episodes, from "
        f"{counted.after.basis}. What the results move is how that is counted.",
    )
    names = list(dict.fromkeys(library.shown(one) for own in files for one in own))
    given = say(f" Det som ikke telles, står i {say.listing(names)}.",
                f" What is not counted stands in {say.listing(names)}.")  # fmt: skip
    return told + given if names else told


def _basis(files: Files, say: Voice) -> str:
    paths = tuple(dict.fromkeys(one.resolve() for own in files for one in own))
    names = [library.shown(one) for one in paths]
    if len(set(names)) < len(names):
        names = [f"{one.parent.name}/{one.name}" for one in paths]
    if len(names) == 1:
        return say(
            f"Både før og etter er regnet med de samme resultatene, de i {names[0]}.",
            f"Before and after are computed on the same results, those in {names[0]}.",
        )
    return say(
        f"Før er regnet med resultatene i {names[0]}, etter med resultatene i {names[1]}.",
        f"Before is computed on the results in {names[0]}, after on the results in {names[1]}.",
    )


def _nothing_moved(
    comparison: RulesetComparison, found: MovedKroner, named: tuple[str, str], case: Sequence[str], say: Voice
) -> str:
    """Why no change is computed, and the command that shows the lines of the figures that are missing."""
    lacking = dict.fromkeys(named[not one.is_made] for one in found.left_out if one.because.missing)
    commands = (offered("allocate", name, *case, *language_again(say)) for name in lacking)
    shown = (
        say(f"«{command}» viser linjene som mangler.", f"“{command}” shows the lines that are missing.")
        for command in commands
    )
    return " ".join([nothing_moved(comparison, found, say), *shown])


def _not_computed(case: Case, say: Voice) -> str:
    """Which of the rulesets is stopped, and by what."""
    ends = (case.outcome(frozenset()), case.outcome(frozenset(range(len(case.switches)))))
    told = [
        f"{title}: {reason(case.comparison, one, say)}"
        for title, one in zip(titles_of(case.comparison), ends, strict=True)
        if isinstance(one, Stopped)
    ]
    return " ".join([say("Beløpene kan ikke regnes ut.", "The amounts cannot be computed."), *told])
