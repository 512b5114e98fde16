"""Which parts would give the published points: every pattern that a staircase can give, tried against what is printed.

Takes a computed ruleset and the rows of `publisert.csv`. Where the parts of an indicator were derived and given
directly, all sums of steps are searched, for one sub-area, two, and so on up to as many as the indicator has; points
are shared in proportion, so that a pattern gives the printed points or does not. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement, product

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.graph.domain import Key
from rbflang.published.published_cells import Target, target_of_row
from rbflang.published.statements import Print, PublishedRow, read_statement
from rbflang.ruleset.model import INDICATOR, PARTS_NAME, POINTS_NAME, SUBAREA, Measure
from rbflang.ruleset.values import exact
from rbflang.syntax.expressions import Aggregate, Call
from rbflang.syntax.traversal import every

MOST_REGIONS = 6
Pattern = tuple[Fraction, ...]


@frozen(eq=False, repr=False)
class Patterns:
    """The parts of an indicator in a measure: what was given, and for each number of sub-areas what would do as well.

    `steps` says for each part of what was given which steps add up to it.
    """

    measure: str
    indicator: str
    among: str
    members: tuple[str, ...]
    given: Pattern
    found: tuple[tuple[Pattern, ...], ...]
    steps: tuple[tuple[tuple[Fraction, ...], ...], ...]


def parts_patterns(computed: Computed, rows: Sequence[PublishedRow]) -> tuple[Patterns, ...]:
    """The patterns of every indicator whose parts are given directly and whose points are printed."""
    measures = computed.checked.ruleset.measures.values()
    return tuple(found for one in measures for found in _of_measure(computed, rows, one))


def _of_measure(computed: Computed, rows: Sequence[PublishedRow], measure: Measure) -> Iterator[Patterns]:
    results, name = _results(computed, measure), f"{measure.name}.{PARTS_NAME}"
    pinned = computed.figures.pinned().get(name, {})
    keys: dict[str, list[Key]] = {}
    for key in computed.valuation.graph.named[name].domain.keys:
        keys.setdefault(key[0], []).append(key)
    for indicator, cells in keys.items():
        prints = [_print(computed, rows, measure, key) for key in cells]
        given = tuple(cell for key in cells if isinstance(cell := pinned.get(key), Fraction))
        printed = [one for one in prints if one]
        if not results or len(given) < len(cells) or len(printed) < len(cells) or len(cells) > MOST_REGIONS:
            continue
        pot = _pot(computed, measure, cells)
        most = _most_subareas(computed, measure, indicator)
        found = tuple(tuple(_search(pot, printed, _sums(results, count))) for count in range(1, most + 1))
        steps = tuple(tuple(_adding_up(results, most, one)) for one in given)
        members = tuple(key[-1] for key in cells)
        yield Patterns(measure.name, indicator, measure.shared_among, members, given, found, steps)


def _results(computed: Computed, measure: Measure) -> tuple[Fraction, ...]:
    """What the steps of the measure's staircase give; nothing where there is no one staircase."""
    calls = {one.staircase.text for one in every(measure.parts) if isinstance(one, Call)} if measure.parts else set()
    if len(calls) != 1:
        return ()
    staircase = computed.checked.ruleset.staircases[calls.pop()]
    return tuple(sorted({exact(step.result) for step in staircase.steps}))


def _most_subareas(computed: Computed, measure: Measure, indicator: str) -> int:
    """How many sub-areas the parts are added up over."""
    assert measure.parts is not None
    adds_up = any(
        isinstance(one, Aggregate) and one.kind == "sum" and any(name.text == SUBAREA for name in one.over)
        for one in every(measure.parts)
    )
    under = [one for one in computed.checked.ruleset.sets[SUBAREA].members if one.above == indicator]
    return len(under) if adds_up else 1


def _pot(computed: Computed, measure: Measure, cells: Sequence[Key]) -> Fraction:
    points = computed.valuation.of(f"{measure.name}.{POINTS_NAME}")
    return sum((cell for key in cells if isinstance(cell := points[key], Fraction)), Fraction(0))


def _print(computed: Computed, rows: Sequence[PublishedRow], measure: Measure, key: Key) -> Print | None:
    """The points of a cell as they were printed."""
    node = computed.valuation.graph.named[f"{measure.name}.{POINTS_NAME}"]
    wanted = (node, node.domain.index[key])
    among = measure.shared_among
    for row in rows:
        members = row.named_members
        if row.text("quantity") == f"{measure.name}.{POINTS_NAME}" and {INDICATOR, among} <= set(members):
            target, statement = target_of_row(computed, row), read_statement(row, computed.checked.ruleset.currency)
            if isinstance(target, Target) and target.places == (wanted,) and isinstance(statement, Print):
                return statement
    return None


# the search


def _sums(results: Sequence[Fraction], count: int) -> frozenset[Fraction]:
    """What so many steps can add up to."""
    return frozenset(sum(steps, Fraction(0)) for steps in combinations_with_replacement(results, count))


def _adding_up(results: Sequence[Fraction], count: int, total: Fraction) -> Iterator[tuple[Fraction, ...]]:
    """The steps that add up to a number of parts, the highest first."""
    for steps in combinations_with_replacement(sorted(results, reverse=True), count):
        if sum(steps, Fraction(0)) == total:
            yield steps


def _search(pot: Fraction, printed: Sequence[Print], possible: frozenset[Fraction]) -> Iterator[Pattern]:
    """Every pattern of parts whose points print as they were printed."""
    for total in sorted(_totals(possible, len(printed))):
        fitting = [[one for one in sorted(possible) if print_.is_true_of(pot * one / total)] for print_ in printed]
        yield from (pattern for pattern in product(*fitting) if sum(pattern, Fraction(0)) == total)


def _totals(possible: frozenset[Fraction], count: int) -> frozenset[Fraction]:
    """What the parts of so many regions can add up to, zero left out."""
    totals = {Fraction(0)}
    for _ in range(count):
        totals = {before + one for before in totals for one in possible}
    return frozenset(totals - {Fraction(0)})
