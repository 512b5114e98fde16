"""The whole journey on one page: from a text to a valuation.

    text -> Source -> RulesetTree -> Ruleset -> CheckedRuleset -> Graph -> Valuation

Each stage takes the value the one before it made, or the faults that stopped it.
"""

from __future__ import annotations

from attrs import frozen

from rbflang import library
from rbflang.checks.run import check
from rbflang.diagnostics import Fault, has_fatal
from rbflang.evaluation.build import build
from rbflang.evaluation.computed import Computed
from rbflang.evaluation.figures import figures_of
from rbflang.evaluation.run import run
from rbflang.graph.graph import Graph
from rbflang.library import Shelf
from rbflang.observations import LARGEST_FILE, read_rows
from rbflang.ruleset.model import CheckedRuleset
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source
from rbflang.syntax.parse import parse


@frozen(eq=False)
class Prepared:
    """A ruleset ready to compute."""

    shelf: Shelf
    checked: CheckedRuleset
    graph: Graph


Faults = tuple[Fault, ...]


def checked(source: Source) -> tuple[CheckedRuleset | None, Faults]:
    """The checked ruleset of a text, and all faults and warnings."""
    parsed = parse(source)
    if parsed.faults:
        return None, parsed.faults
    found = check(resolve(parsed.tree))
    return found.ruleset, found.faults


def prepare(shelf: Shelf) -> Prepared | Faults:
    """A ruleset ready to compute, or the faults that stop it."""
    source = library.read(shelf.path)
    if isinstance(source, Fault):
        return (source,)
    ruleset, faults = checked(source)
    return Prepared(shelf, ruleset, build(ruleset)) if ruleset else faults


def compute(prepared: Prepared, round_name: str) -> Computed | Faults:
    """The valuation of a round, or the faults that stop it."""
    source = library.read(prepared.shelf.observations(round_name), LARGEST_FILE)
    if isinstance(source, Fault):
        return (source,)
    file = read_rows(source)
    figures = figures_of(prepared.checked, file.rows)
    found = (*file.faults, *figures.faults)
    if has_fatal(found):
        return found
    valuation = run(prepared.graph, figures.given(), figures.pinned())
    return Computed(prepared.checked, round_name, figures, valuation)
