"""What of a ruleset can be lowered although something is amiss in it: the quantities and assertions that make sense.

Takes a ruleset and what is inferred of it; a quantity makes sense if nothing is found in its formula that hinders it,
and all that it reads makes sense.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.ruleset.findings import (
    GroupCanBeEmpty,
    MeasuresShareDifferently,
    MeasureUnit,
    OptionalUsed,
)
from rbflang.ruleset.model import PARTS_NAME, POINT_SHARE_NAME, POINTS_NAME, TAKING_PART_NAME, Quantity, Ruleset
from rbflang.ruleset.order import dependencies, target_of
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import interval_of, is_number
from rbflang.syntax.expressions import Between, Sharing
from rbflang.syntax.traversal import names_read

HARMLESS = (GroupCanBeEmpty, MeasureUnit, OptionalUsed)
OF_A_MEASURE = (TAKING_PART_NAME, PARTS_NAME, POINTS_NAME)


def sensible_quantities(ruleset: Ruleset, inference: Inference) -> tuple[str, ...]:
    """The names of the quantities that make sense, each after those it reads."""
    amiss = set(_amiss(ruleset, inference))
    found: dict[str, None] = {}
    for name in inference.order:
        quantity = ruleset.quantities[name]
        if name not in inference.signatures or name in amiss or _holds_no_number(quantity):
            continue
        if _is_rounded_well(ruleset, quantity) and all(read in found for read in dependencies(ruleset, quantity)):
            found[name] = None
    return tuple(found)


def sensible_assertions(ruleset: Ruleset, inference: Inference, names: tuple[str, ...]) -> tuple[int, ...]:
    """The numbers of the assertions that make sense, where only these quantities are known."""
    hindering = [one.span for one in inference.findings if not one.within and not isinstance(one, HARMLESS)]
    known, found = frozenset(names), []
    for number, one in enumerate(ruleset.assertions, 1):
        read = {target_of(ruleset, name.text, None) for side in (one.left, one.right) for name in names_read(side)}
        read.discard(None)  # a word
        is_hindered = any(one.span.start <= span.start and span.end <= one.span.end for span in hindering)
        if not is_hindered and read <= known:
            found.append(number)
    return tuple(found)


def _amiss(ruleset: Ruleset, inference: Inference) -> Iterator[str]:
    """The quantities in which something is found; what a measure hands out is amiss together."""
    own = {one.within for one in inference.findings if not isinstance(one, HARMLESS)}
    yield from own
    if inference.found(MeasuresShareDifferently):
        yield from (name for name, one in ruleset.quantities.items() if one.role == "gathered")
    for name, measure in ruleset.measures.items():
        parts = [f"{name}.{part}" for part in OF_A_MEASURE]
        is_known = measure.points is not None and set(parts) <= inference.signatures.keys()
        if isinstance(measure.points, Sharing) and measure.points.nobody is None:
            yield parts[-1]
        if not is_known or not own.isdisjoint(parts):
            yield from parts
            if measure.applies is not None:
                yield POINT_SHARE_NAME


def _is_rounded_well(ruleset: Ruleset, quantity: Quantity) -> bool:
    """True unless the sum is to be kept for members of sets that the quantity does not vary over."""
    per = {name.text for name in quantity.rounding.per} if quantity.rounding else set()
    return per <= set(ruleset.space.axes) and per <= set(ruleset.space.closure(quantity.sets))


def _holds_no_number(quantity: Quantity) -> bool:
    """True for a table with bounds in the wrong order, or with a print of nothing that its type allows."""
    is_rounded = quantity.typing is not None and quantity.typing.is_rounded
    values = [given.value for given in quantity.given.values()]
    loose = [one for one in values if isinstance(one, Between) or (is_rounded and is_number(one))]
    return any(interval_of(one, quantity).is_empty for one in loose)
