"""What a gathering gathers: which sets it takes away, and how many cells there are in each of its groups."""

from __future__ import annotations

from collections.abc import Iterable

from rbflang.graph.domain import Space
from rbflang.ruleset.model import Ruleset
from rbflang.syntax import expressions as ex

Gathering = ex.Aggregate | ex.Rank


def removed_by(space: Space, one: Gathering) -> frozenset[str]:
    """The sets that a gathering takes away: what `over` says and all above, but what `per` keeps and all above that."""
    return space.removed((name.text for name in one.over), (name.text for name in one.per))


def group_sizes(ruleset: Ruleset, wide: Iterable[str], narrow: Iterable[str]) -> tuple[int, int | None]:
    """How many cells of the wide domain lie in a cell of the narrow one, at least and at most.

    Nothing is known of sets whose members come with the data.
    """
    sets = tuple(wide)
    if any(ruleset.sets[name].from_data for name in sets):
        return 0, None
    space = ruleset.space
    sizes = [len(group) for group in space.groups(space.domain(sets), space.domain(narrow))]
    return (min(sizes), max(sizes)) if sizes else (0, 0)
