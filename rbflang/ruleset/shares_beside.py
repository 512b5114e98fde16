"""Which shares are put beside each other: compared, divided one by the other, or looked up in a staircase.

Takes a ruleset and its expressions, gives for each such place the numbers without a sign and what they have their
measure from. A number that is multiplied with is a weight, and stands beside nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from rbflang.quantities import SHARE
from rbflang.ruleset.model import Quantity, Ruleset, ShareNeighbours
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import quantity_kind
from rbflang.ruleset.written_shares import is_bare, is_signed, numbers_in, written_together
from rbflang.source import Span
from rbflang.syntax.expressions import (
    Aggregate,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Expression,
    Extreme,
    Name,
    Negative,
    Number,
)
from rbflang.syntax.traversal import every

GIVEN_ROLES = ("fixed", "table", "property")
Measure = tuple[Number | Quantity, ...]


def shares_beside(ruleset: Ruleset, inference: Inference) -> Iterator[ShareNeighbours]:
    """Each place where shares without a sign are put beside others; those that are told of as mixed are left out."""
    mixed = {one.span for together in written_together(ruleset) if together.is_mixed for one in together.bare}
    for expression, _ in inference.expressions.values():
        for place in _places(ruleset, inference, expression):
            limits = {one.span: one for one in place.limits if one.span not in mixed}
            if limits:
                yield evolve(place, limits=tuple(limits.values()))


def signed_beside(place: ShareNeighbours) -> Number | None:
    """The first number with a sign among what the others are put beside."""
    return next((one for one in place.measured if isinstance(one, Number) and is_signed(one)), None)


def untold(places: Iterable[tuple[ShareNeighbours, bool]]) -> Iterator[ShareNeighbours]:
    """The places that are amiss, each with the numbers that none before it had."""
    told: set[Span] = set()
    for place, is_amiss in places:
        limits = tuple(one for one in place.limits if one.span not in told) if is_amiss else ()
        told.update(one.span for one in limits)
        if limits:
            yield evolve(place, limits=limits)


def _places(ruleset: Ruleset, inference: Inference, one: Expression) -> Iterator[ShareNeighbours]:
    if isinstance(one, Comparison) and _are_shares(inference, (one.left, one.right)):
        limits, measured = zip(*(_side(ruleset, side) for side in (one.left, one.right)), strict=True)
        yield ShareNeighbours(sum(limits, ()), sum(measured, ()))
    elif isinstance(one, Arithmetic) and one.operator == "/" and _are_shares(inference, (one.left, one.right)):
        for side, other in ((one.left, one.right), (one.right, one.left)):
            shares = tuple(limits_of(ruleset, side, of_shares=True))
            yield ShareNeighbours(shares, tuple(measured_in(ruleset, other)))
    elif isinstance(one, Call) and _are_shares(inference, (one.argument,)):
        staircase = ruleset.staircases.get(one.staircase.text)
        ends = [end for step in staircase.steps for end in (step.limit, step.until)] if staircase else []
        numbers = (number for end in ends if end is not None for number in numbers_in(end))
        yield ShareNeighbours(tuple(filter(is_bare, numbers)), tuple(measured_in(ruleset, one.argument)))


def _side(ruleset: Ruleset, side: Expression) -> tuple[tuple[Number, ...], Measure]:
    return tuple(limits_of(ruleset, side)), tuple(measured_in(ruleset, side))


def _are_shares(inference: Inference, sides: Sequence[Expression]) -> bool:
    found = [inference.expressions.get(id(side)) for side in sides]
    return all(of and of[1].kind.what == "number" and of[1].kind.unit.is_dimensionless for of in found)


# numbers without a sign


def limits_of(
    ruleset: Ruleset, side: Expression, seen: frozenset[str] = frozenset(), of_shares: bool = False
) -> Iterator[Number]:
    """The numbers without a sign that a side is: written there or given by the rules; what is added is looked into.

    `of_shares` leaves out what may be how many rather than how large: a whole number, and what is called a number.
    """
    if isinstance(side, Number):
        yield from (side,) if is_bare(side) and not (of_shares and _is_whole(side)) else ()
    elif isinstance(side, Name):
        yield from _named(ruleset, side.text, seen, of_shares)
    elif isinstance(side, Arithmetic) and side.operator in "*/":
        yield from () if _is_measured(ruleset, side) else _of_a_constant(ruleset, side, seen)
    else:
        for one in _of_the_same_measure(side):
            if not _is_all(one):
                yield from limits_of(ruleset, one, seen, of_shares)


def _named(ruleset: Ruleset, name: str, seen: frozenset[str], of_shares: bool) -> Iterator[Number]:
    quantity = ruleset.quantities.get(name)
    if quantity is None or name in seen:
        return
    if quantity.role == "formula" and quantity.expression is not None and not _is_all(quantity.expression):
        yield from limits_of(ruleset, quantity.expression, seen | {name}, of_shares)
    elif quantity.role in GIVEN_ROLES and quantity_kind(quantity).unit.is_dimensionless:
        is_share = quantity.typing is not None and quantity_kind(quantity).unit == SHARE
        numbers = (number for one in quantity.given.values() for number in numbers_in(one.value) if is_bare(number))
        is_clear = of_shares and not is_share
        yield from (one for one in numbers if not is_clear or (quantity.typing is None and not _is_whole(one)))


def _of_a_constant(ruleset: Ruleset, one: Arithmetic, seen: frozenset[str]) -> Iterator[Number]:
    """The numbers of a product of the rules alone, those with a name before the literals that they are multiplied by.

    What is whole is a factor, and a fraction of literals is clear.
    """
    if one.operator == "/":
        is_fraction = isinstance(one.left, Number) and isinstance(one.right, Number)
        yield from () if is_fraction else limits_of(ruleset, one.left, seen)
        return
    factors = (one.left, one.right)
    named = [
        number for factor in factors if not isinstance(factor, Number) for number in limits_of(ruleset, factor, seen)
    ]
    literal = [factor for factor in factors if isinstance(factor, Number) and is_bare(factor)]
    yield from (number for number in named or literal if not _is_whole(number))


def _is_measured(ruleset: Ruleset, side: Expression, seen: frozenset[str] = frozenset()) -> bool:
    """True if a figure, or a number of the rules with a sign, has part in what an expression comes to."""
    for one in every(side):
        if isinstance(one, Number) and is_signed(one):
            return True
        quantity = ruleset.quantities.get(one.text) if isinstance(one, Name) and one.text not in seen else None
        if quantity is None:
            continue
        numbers = (number for given in quantity.given.values() for number in numbers_in(given.value))
        if quantity.role not in (*GIVEN_ROLES, "formula") or any(map(is_signed, numbers)):
            return True
        if quantity.expression is not None and _is_measured(ruleset, quantity.expression, seen | {quantity.name}):
            return True
    return False


def _is_whole(number: Number) -> bool:
    return number.value.denominator == 1


def _is_all(side: Expression) -> bool:
    """True for the 1 of `1 − x`, and of what is 1 by itself or in a choice: all there is."""
    return isinstance(side, Number) and is_bare(side) and side.value == 1


# what they are measured by


def measured_in(ruleset: Ruleset, side: Expression, seen: frozenset[str] = frozenset()) -> Iterator[Number | Quantity]:
    """The numbers and inputs that an expression has its measure from: what is added, chosen among, gathered.

    A quotient or a product has another measure than its parts.
    """
    if isinstance(side, Number):
        yield side
    elif isinstance(side, Name):
        quantity = ruleset.quantities.get(side.text)
        if quantity is None or quantity.name in seen:
            return
        if quantity.role == "input":
            yield quantity
        yield from (number for one in quantity.given.values() for number in numbers_in(one.value))
        if quantity.expression is not None and quantity.role == "formula":
            yield from measured_in(ruleset, quantity.expression, seen | {quantity.name})
    else:
        for one in _of_the_same_measure(side):
            yield from measured_in(ruleset, one, seen)


def _of_the_same_measure(side: Expression) -> tuple[Expression, ...]:
    if isinstance(side, Negative):
        return (side.operand,)
    if isinstance(side, Arithmetic) and side.operator in "+-":
        return side.left, side.right
    if isinstance(side, Extreme):
        return side.arguments
    if isinstance(side, Choice):
        return side.chosen, side.otherwise
    is_of_its_operand = isinstance(side, Aggregate) and side.operand is not None
    return (side.operand,) if is_of_its_operand else ()  # type: ignore[union-attr,return-value]
