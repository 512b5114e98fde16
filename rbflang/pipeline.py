"""The whole journey on one page: from a text to a valuation.

    text -> Source -> RulesetTree -> Ruleset -> CheckedRuleset -> Graph -> Valuation

Each stage takes the value the one before it made, or the faults that stopped it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from attrs import evolve, frozen

from rbflang import cache, file_faults, library
from rbflang.data.between_rounds import round_of, with_earlier
from rbflang.data.computed import Computed
from rbflang.data.figures import Figures, Observation
from rbflang.data.given_in_vain import misused
from rbflang.data.rows import figures_of
from rbflang.data.without_data import led_on, no_rows
from rbflang.diagnostics import Fault, has_fatal
from rbflang.failures.stopped import not_computed, not_payable
from rbflang.graph.graph import Graph
from rbflang.library import Shelf
from rbflang.lowering.build import build
from rbflang.observations import LARGEST_FILE, ObservationFile, read_members, read_rows
from rbflang.ruleset.model import CheckedRuleset, Member, Ruleset
from rbflang.ruleset.registers import earlier_rounds
from rbflang.source import Source
from rbflang.syntax.read import read
from rbflang.syntax.tree import RulesetTree
from rbflang.syntax.vocabulary import written_name
from rbflang.tables.valuation import run


@frozen(eq=False, repr=False)
class Prepared:
    """A ruleset ready to compute."""

    shelf: Shelf
    checked: CheckedRuleset
    graph: Graph


Faults = tuple[Fault, ...]
WAITED_FOR = ("figure-missing", "known-only-by-a-bound", "bound-does-not-settle")
"""What is wrong where a figure is not in yet, or is known by a bound alone."""
NO_EARLIER: Mapping[str, Path] = MappingProxyType({})


def checked(source: Source, members_file: Path | None = None) -> tuple[CheckedRuleset | None, Faults]:
    """The checked ruleset of a text, and all faults and warnings; members from data are read from the file.

    A text that was checked before and has no members from data is not checked again.
    """
    known = cache.known(CheckedRuleset, source)
    if known:
        return known, known.warnings
    parsed = read(source, keeping=False)
    if parsed.faults:
        return None, parsed.faults
    members = _members(parsed.tree, members_file) if members_file else ()
    if has_fatal(one for one in members if isinstance(one, Fault)):
        return None, tuple(one for one in members if isinstance(one, Fault))
    from rbflang.checks.run import check
    from rbflang.data.members import sets_from_data
    from rbflang.ruleset.resolve import resolve

    found = check(resolve(parsed.tree, (one for one in members if isinstance(one, Member))))
    cache.keep(source, found.ruleset if found.ruleset and not sets_from_data(parsed.tree) else parsed.tree)
    return found.ruleset, found.faults


def _members(tree: RulesetTree, path: Path) -> tuple[Member, ...] | Faults:
    """The members that come with the data; nothing is read where no set asks for them."""
    from rbflang.data.members import members_from, sets_from_data

    asking = sets_from_data(tree)
    if not asking:
        return ()
    if not path.is_file():
        name, language = asking[0].name, tree.language
        file = library.MEMBERS_IN_ENGLISH if language == "en" else path.name
        return (file_faults.members_missing(name.span, written_name(name.text, language), file, language),)
    source = library.read_table(path, LARGEST_FILE)
    if isinstance(source, Fault):
        return (source,)
    found = members_from(tree, read_members(source))
    return found.faults or found.members


def understood(shelf: Shelf) -> Ruleset | Faults:
    """What a text means as far as it goes, also where checks find faults; or the faults that hinder reading it."""
    source = library.read(shelf.path)
    if isinstance(source, Fault):
        return (source,)
    known = cache.known(CheckedRuleset, source)
    if known:
        return known.ruleset
    from rbflang.ruleset.resolve import resolve

    parsed = read(source)
    return parsed.faults or resolve(parsed.tree)


def prepare(shelf: Shelf, data: Path | None = None) -> Prepared | Faults:
    """A ruleset ready to compute, or the faults that stop it; members that come with the data go with the data file."""
    source = library.read(shelf.path)
    if isinstance(source, Fault):
        return (source,)
    ruleset, faults = checked(source, shelf.members(data))
    if ruleset is None:
        return faults
    return Prepared(shelf.with_rounds(ruleset.ruleset.rounds), ruleset, build(ruleset))


def compute(
    prepared: Prepared,
    round_name: str,
    data: Path | None = None,
    settings: Iterable[str] = (),
    earlier: Mapping[str, Path] = NO_EARLIER,
    beside: Sequence[Path] = (),
    is_partial: bool = False,
) -> Computed | Faults:
    """The valuation of a round, or the faults that stop it; where it `is_partial`, no missing figures nor bounds do.

    The observations are those of the round, or of the file given and those `beside` it, which are read together;
    settings (`ADDRESS=VALUE`) are laid on them. Where the ruleset came without all observations of any round, the
    settings are laid on what is known. What the rules say is the same as in an earlier round comes from its file among
    `earlier`, else from the one that goes with the data.
    """
    shelf = prepared.shelf
    if data is None and not shelf.rounds:
        name, source = _known(prepared, round_name)
        if isinstance(source, Fault):
            return (source,)
        found = _computed(prepared, name, (read_rows(source),), settings, is_partial=is_partial)
        some, synthetic = bool(shelf.incomplete_rounds), bool(shelf.synthetic_rounds)
        ruleset = prepared.checked.ruleset
        return led_on(found, ruleset, source, some, synthetic) if isinstance(found, tuple) else found
    files = read_together((data or shelf.observations(round_name), *beside))
    if has_fatal(one for one in files if isinstance(one, Fault)):
        return tuple(one for one in files if isinstance(one, Fault))

    def file_of(other: str) -> Path | None:
        return earlier.get(library.round_name(other)) or shelf.beside(library.round_name(other), data)

    read = tuple(one for one in files if isinstance(one, ObservationFile))
    found = _computed(prepared, round_name, read, settings, file_of, is_partial)
    if isinstance(found, Computed):
        asked = (data, *beside) if data else ()
        return evolve(found, is_of_own_figures=data is None and not found.settings, asked_for=asked)
    return found


def compute_on(
    prepared: Prepared, round_name: str, files: Sequence[ObservationFile], data: Path | None = None
) -> Computed | Faults:
    """The valuation of a round on rows that are read already and go to the data file, or the faults that stop it."""
    return _computed(prepared, round_name, files, (), _going_with(prepared, data))


def taken_over(prepared: Prepared, round_name: str, data: Path | None = None) -> Figures:
    """The figures that a round has from earlier ones by the rules, out of the files that go with the data."""
    nothing = Figures({}, {}, (), prepared.checked)
    return _with_earlier(prepared.checked, round_name, _going_with(prepared, data), nothing)


def _going_with(prepared: Prepared, data: Path | None) -> Callable[[str], Path | None]:
    return lambda other: prepared.shelf.beside(library.round_name(other), data)


def read_together(paths: Iterable[Path]) -> tuple[ObservationFile | Fault, ...]:
    """The rows of each data file, or why it cannot be read."""
    asked = ((library.asked(path).quantity, library.read_table(path, LARGEST_FILE)) for path in paths)
    return tuple(one if isinstance(one, Fault) else read_rows(one, quantity) for quantity, one in asked)


def _known(prepared: Prepared, round_name: str) -> tuple[str, Source | Fault]:
    """A round that not all observations came with: its name, and what is known of it, if only that it has columns."""
    shelf = prepared.shelf
    name = round_name or next(iter(shelf.incomplete_rounds or prepared.checked.ruleset.rounds), "")
    if name in shelf.incomplete_rounds:
        return name, library.read_table(shelf.incomplete(name), LARGEST_FILE)
    return name, no_rows(prepared.checked)


def as_far_as_known(prepared: Prepared) -> Computed | Faults:
    """The ruleset computed on what is known: what its rules hold by themselves, and what rests on known results.

    All that rests on others is missing, which is no fault here.
    """
    checked = prepared.checked
    name, source = _known(prepared, "")
    if isinstance(source, Fault):
        return (source,)
    file = read_rows(source)
    figures = figures_of(checked, file)
    faults = (*file.faults, *figures.faults)
    valuation = run(prepared.graph, figures.given(), figures.pinned())
    return faults if has_fatal(faults) else Computed(checked, name, figures, valuation, (), file)


def _computed(
    prepared: Prepared,
    round_name: str,
    files: Sequence[ObservationFile],
    settings: Iterable[str],
    file_of: Callable[[str], Path | None] = lambda _: None,
    is_partial: bool = False,
) -> Computed | Faults:
    file = files[0]
    figures = _with_earlier(prepared.checked, round_name, file_of, figures_of(prepared.checked, *files))
    found = (*(fault for one in files for fault in one.faults), *figures.faults)
    if has_fatal(found):
        return found
    texts = tuple(settings)
    if texts:
        return _with_settings(prepared, round_name, figures, texts, file, is_partial)
    return valued(prepared.checked, prepared.graph, round_name, figures, (), file, is_partial)


def _with_settings(
    prepared: Prepared,
    round_name: str,
    figures: Figures,
    texts: Iterable[str],
    file: ObservationFile,
    is_partial: bool,
) -> Computed | Faults:
    from rbflang.data.settings import cured_where_set, laid_on, read_settings, with_rules

    given = read_settings(prepared.checked, texts, figures)
    if given.faults:
        return given.faults
    ruleset, graph = prepared.checked, prepared.graph
    if given.rules:
        from rbflang.checks.run import check

        changed = check(with_rules(ruleset, given.rules))
        if changed.ruleset is None:
            return cured_where_set(changed.faults, given.rules)
        ruleset = changed.ruleset
        graph = build(ruleset)
    outcome = valued(ruleset, graph, round_name, laid_on(figures, given), given.all, file, is_partial)
    return outcome if isinstance(outcome, Computed) else cured_where_set(outcome, given.rules)


def _with_earlier(
    checked: CheckedRuleset, round_name: str, file_of: Callable[[str], Path | None], figures: Figures
) -> Figures:
    """The figures of a round, with those that the rules say are the same as in an earlier one."""
    later = round_of(checked.ruleset, round_name)
    for name in dict.fromkeys(taken_from.text for _, taken_from in earlier_rounds(later)) if later else ():
        path = file_of(name)
        source = library.read_table(path, LARGEST_FILE) if path else None
        if later and isinstance(source, Source):
            kept = _with_earlier(checked, library.round_name(name), file_of, figures_of(checked, read_rows(source)))
            figures = with_earlier(figures, later, checked.ruleset.rounds[name], kept)
    return figures


def valued(
    ruleset: CheckedRuleset,
    graph: Graph,
    round_name: str,
    figures: Figures,
    settings: tuple[Observation, ...],
    file: ObservationFile,
    is_partial: bool,
) -> Computed | Faults:
    """The valuation of a graph on figures; or the faults for which nothing is paid."""
    valuation = run(graph, figures.given(), figures.pinned())
    computed = Computed(ruleset, round_name, figures, valuation, settings, file)
    faults = (*misused(computed), *not_computed(computed))
    if is_partial and any(fault.slug in WAITED_FOR for fault in faults):
        from rbflang.uncertainty.not_yet_known import are_bounded_by_rules

        rest = tuple(fault for fault in faults if fault.slug not in WAITED_FOR)
        return _with_outcomes(computed, faults) if are_bounded_by_rules(computed) else rest or computed
    return _with_outcomes(computed, faults) or not_payable(computed) or computed


def _with_outcomes(computed: Computed, faults: Faults) -> Faults:
    """The faults; those about bounds, with what each possibility would pay."""
    slugs = {fault.slug for fault in faults}
    if "bound-does-not-settle" in slugs:
        from rbflang.uncertainty.printed_value_on_a_step import with_outcomes

        return with_outcomes(computed, faults)
    if "known-only-by-a-bound" in slugs:
        from rbflang.uncertainty.within_bounds import with_spans

        return with_spans(computed, faults)
    return faults
