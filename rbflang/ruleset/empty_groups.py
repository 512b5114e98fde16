"""Groups that may have nobody in them: then there is no mean, least or greatest, and no place for whoever is left out.

Takes a mean, least, greatest or rank with the sets it varies over, and what is known where it stands; tells whether
figures that are allowed can leave it without an answer. A condition that the rules alone settle is settled here; a
count of the same group that is known not to be zero says that somebody is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.ruleset.conditions import Facts, Lookup, is_known
from rbflang.ruleset.gatherings import Gathering, group_sizes
from rbflang.ruleset.known_values import known_value
from rbflang.ruleset.model import OWN_NAMES, TAKING_PART_NAME, Ruleset
from rbflang.syntax import expressions as ex
from rbflang.syntax.traversal import names_read


def can_be_empty(
    ruleset: Ruleset, one: ex.Aggregate, operand: Sequence[str], where: Sequence[str], kept: Sequence[str],
    facts: Facts,
) -> bool:  # fmt: skip
    """True if a mean, least or greatest of what varies over `operand` may have nothing to be computed from.

    So may one in order, where there may be fewer than its number from the least or the greatest.
    """
    space = ruleset.space
    wide, needed = space.closure((*operand, *where)), needed_by(one)
    if not needed or (needed == 1 and _is_counted(ruleset, one, wide, where, kept, facts)):
        return False
    known = [name for name in wide if not ruleset.sets[name].from_data]
    domain = space.domain(known)
    if any(ruleset.sets[name].from_data for name in (*domain.sets, *(name for name in wide if name not in kept))):
        return True
    groups = space.groups(domain, space.domain([name for name in kept if name in known]))
    let_in = [_is_let_in(ruleset, one, dict(zip(domain.sets, key, strict=True))) for key in domain.keys]
    return not all(sum(let_in[cell] for cell in group) >= needed for group in groups)


def members_at_most(ruleset: Ruleset, operand: Sequence[str], where: Sequence[str], kept: Sequence[str]) -> int | None:
    """How many there can be in a group; nothing where that comes with the data."""
    return group_sizes(ruleset, ruleset.space.closure((*operand, *where)), kept)[1]


def needed_by(one: ex.Aggregate) -> int:
    """How many there must be for an aggregate to be computed."""
    if one.kind in ("sum", "count"):
        return 0
    return int(one.place.value) if one.place and one.kind != "percentile" else 1


def can_be_left_out(ruleset: Ruleset, one: ex.Rank, measure: str | None, facts: Facts, of: Lookup) -> bool:
    """True if somebody may have no place in a ranking where that is not known to be asked."""
    if one.where is None or all(_is_asked(ruleset, part, measure, facts) for part in _parts(one.where)):
        return False
    asked = of(one.where)
    domain = ruleset.space.domain(asked.sets if asked else ())
    if asked is None or any(ruleset.sets[name].from_data for name in domain.sets):
        return True
    return not all(_is_let_in(ruleset, one, dict(zip(domain.sets, key, strict=True))) for key in domain.keys)


def named_ranking(ruleset: Ruleset, name: str) -> ex.Rank | None:
    """The ranking that a formula is, and nothing more: whoever reads it can ask whether there is a place."""
    quantity = ruleset.quantities.get(name)
    found = quantity.expression if quantity and quantity.role == "formula" else None
    return found if isinstance(found, ex.Rank) else None


def _is_asked(ruleset: Ruleset, condition: ex.Expression, measure: str | None, facts: Facts) -> bool:
    """True if a condition is known to hold; those who pass all the requirements of this measure take part in it."""
    if measure and isinstance(condition, ex.Name) and condition.text == TAKING_PART_NAME:
        required = ruleset.measures[measure].keeping_out
        return all(_is_held(facts, part) for one in required for part in _parts(one))
    return _is_held(facts, condition)


def _is_held(facts: Facts, condition: ex.Expression) -> bool:
    asked = isinstance(condition, ex.Exists) and is_known(facts, "exists", condition.operand)
    return asked or is_known(facts, "holds", condition)


def _parts(condition: ex.Expression) -> Iterator[ex.Expression]:
    """The conditions that must all hold."""
    if isinstance(condition, ex.Logic) and condition.operator == "and":
        yield from _parts(condition.left)
        yield from _parts(condition.right)
    else:
        yield condition


def _is_let_in(ruleset: Ruleset, one: Gathering, at: dict[str, str]) -> bool:
    if one.where is None:
        return True
    is_own = any(name.text in OWN_NAMES for name in names_read(one.where))
    return not is_own and known_value(ruleset, one.where, at) is True


def _is_counted(
    ruleset: Ruleset, one: ex.Aggregate, wide: Sequence[str], where: Sequence[str], kept: Sequence[str], facts: Facts
) -> bool:
    """True if a count of the same group is known not to be zero."""
    counted = ruleset.space.closure((*(name.text for name in one.over), *where))
    if set(wide) - set(counted) - set(kept):
        return False
    group = one.where, one.over, one.per
    counts = [_unfolded(ruleset, fact.expression) for fact in facts if fact.what == "nonzero"]
    return any(
        isinstance(count, ex.Aggregate) and count.kind == "count" and (count.where, count.over, count.per) == group
        for count in counts
    )


def _unfolded(ruleset: Ruleset, one: ex.Expression) -> ex.Expression | None:
    """What a formula that is named comes to, where it is not rounded."""
    quantity = ruleset.quantities.get(one.text) if isinstance(one, ex.Name) else None
    plain = quantity is not None and quantity.role == "formula" and quantity.rounding is None
    return quantity.expression if quantity and plain else one
