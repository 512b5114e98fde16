"""What stands over sets: sums, means, counts and ranks.

Takes the signatures of what is gathered and of the condition that lets it in; gives the signature of an aggregate or a
rank: which sets are left. `sum x over S` takes away S and every set above it; `per T` keeps
one of those above. It reads no expressions; what is amiss it tells to `find`. It also gives how many cells there are in
each of the groups that are gathered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rbflang.graph.domain import Space
from rbflang.quantities import COUNT
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Finding, Signature, ValueKind
from rbflang.syntax import expressions as ex

Find = Callable[[Finding], None]
Gathering = ex.Aggregate | ex.Rank


def sets_gone(ruleset: Ruleset, one: Gathering, find: Find) -> frozenset[str] | None:
    """The sets that are gathered over, and all above them."""
    axes = ruleset.space.axes
    for name in (*one.over, *one.per):
        if name.text not in axes:
            from rbflang.ruleset.findings import UnknownName

            find(UnknownName(name.span, name.text, "sets"))
            return None
    return ruleset.space.removed(name.text for name in one.over)


def aggregate(
    ruleset: Ruleset, one: ex.Aggregate, gone: frozenset[str], operand: Signature | None, where: Signature | None,
    find: Find,
) -> Signature | None:  # fmt: skip
    """The signature of a sum, mean, least, greatest or count; without an operand members are counted."""
    counted = tuple(name.text for name in one.over) if operand is None else operand.sets
    sets = ruleset.space.closure((*counted, *(where.sets if where else ())))
    kept = _kept(ruleset, one, sets, gone, find)
    if kept is None:
        return None
    if operand is None:
        return Signature(kept, ValueKind("number", COUNT))
    return Signature(kept, operand.kind, bare=operand.bare)


def rank(
    ruleset: Ruleset, one: ex.Rank, gone: frozenset[str], operand: Signature, where: Signature | None, find: Find
) -> Signature | None:
    """The signature of a place in a ranking: a count."""
    sets = ruleset.space.closure((*operand.sets, *(where.sets if where else ())))
    kept = _kept(ruleset, one, sets, gone, find)
    if kept is None:
        return None
    return Signature(sets, ValueKind("number", COUNT))


def _kept(
    ruleset: Ruleset, one: Gathering, sets: tuple[str, ...], gone: frozenset[str], find: Find
) -> tuple[str, ...] | None:
    """The sets that are left; `None` where the words `over` and `per` do not fit what varies."""
    axes = ruleset.space.axes
    for name in one.over:
        below = tuple(other for other in sets if name.text in axes[other].above and other not in gone)
        if name.text not in sets or below:
            from rbflang.ruleset.findings import GatheredOverOther

            find(GatheredOverOther(name.span, one, sets, below))
            return None
    for name in one.per:
        if name.text not in gone:
            from rbflang.ruleset.findings import KeptWithoutNeed

            find(KeptWithoutNeed(name.span, one, sets))
            return None
    return ruleset.space.closure([*(name for name in sets if name not in gone), *(one.text for one in one.per)])


# which cells are gathered


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
