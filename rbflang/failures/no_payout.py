"""Why there is no payout: the cells that failed, followed down to where each failure arose.

Takes a computed ruleset, gives faults. Only what the payout rests on counts: a comparison with figures that nobody has
published stops nothing, nor does an assertion about it; an assertion that its own figures make impossible does. Each
kind of failure is worded by a function of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from rbflang.data.computed import Computed, payout_places
from rbflang.diagnostics import Fault
from rbflang.failures.root_causes import Arisen, arisen
from rbflang.graph.origin import assertion_name
from rbflang.tables.reads import Place

UNPUBLISHED = ("figure-missing", "known-only-by-a-bound", "bound-does-not-settle")
Wording = Callable[[Computed, tuple[Arisen, ...]], Iterable[Fault]]


def failures_of(computed: Computed) -> tuple[Fault, ...]:
    """The faults that keep the payout from being computed; where it is, those that keep an assertion from being."""
    of_payout = tuple(arisen(computed.valuation, payout_places(computed), is_all_told=True))
    return _worded(computed, of_payout or _in_assertions(computed))


def failures_at(computed: Computed, places: Iterable[Place]) -> tuple[Fault, ...]:
    """The faults that keep these cells from being computed, whether the payout rests on them or not."""
    return _worded(computed, arisen(computed.valuation, tuple(places), is_all_told=True))


def _worded(computed: Computed, failed: Iterable[Arisen]) -> tuple[Fault, ...]:
    by_slug: dict[str, list[Arisen]] = {}
    for one in failed:
        by_slug.setdefault(one.failure.slug, []).append(one)
    return tuple(fault for slug, those in by_slug.items() for fault in _wording(slug)(computed, tuple(those)))


def _in_assertions(computed: Computed) -> Iterable[Arisen]:
    """What keeps an assertion from being computed although all its figures are there: it is not shown to hold."""
    graph = computed.valuation.graph
    nodes = [graph.named[assertion_name(at)] for at, _ in enumerate(computed.checked.ruleset.assertions, 1)]
    places = [(node, cell) for node in nodes for cell in range(node.domain.size)]
    return (one for one in arisen(computed.valuation, places) if one.failure.slug not in UNPUBLISHED)


def _wording(slug: str) -> Wording:
    """The function that words a kind of failure; it is imported only where something failed."""
    module, function = WORDS[slug]
    found: Wording = getattr(import_module(f"rbflang.failures.{module}"), function)
    return found


WORDS: dict[str, tuple[str, str]] = {
    "figure-missing": ("missing", "figure_missing"),
    "division-by-zero": ("impossible", "division_by_zero"),
    "bound-does-not-settle": ("known_by_bounds", "bound_does_not_settle"),
    "known-only-by-a-bound": ("known_by_bounds", "known_only_by_a_bound"),
    "no-step": ("impossible", "no_step"),
    "points-do-not-rise": ("points_not_rising", "points_do_not_rise"),
    "parts-below-zero": ("impossible", "parts_below_zero"),
    "nothing-to-aggregate": ("too_few", "nothing_to_aggregate"),
    "too-few-to-aggregate": ("too_few", "too_few_to_aggregate"),
    "sum-is-not-whole": ("unpayable", "sum_is_not_whole"),
    "not-ranked": ("impossible", "not_ranked"),
    "too-many-digits": ("too_long", "too_many_digits"),
}
