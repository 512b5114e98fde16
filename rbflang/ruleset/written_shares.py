"""How shares are written: with a sign (`%`, `‰`, prosentpoeng) or without, and which shares must be written alike.

Takes a ruleset and its expressions, gives the numbers that belong together and those that differ from the rest. Zero is
the same with and without a sign, and a fraction is always clear; neither counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import quoted
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import kind_of, quantity_kind
from rbflang.syntax.expressions import (
    Aggregate,
    Arithmetic,
    Between,
    Choice,
    Comparison,
    Expression,
    Extreme,
    Name,
    Negative,
    Number,
    Value,
)
from rbflang.wording import Words

SIGNS = {"percent": "%", "per_mille": "‰", "percentage_points": "%"}


@frozen(eq=False, repr=False)
class Together:
    """Numbers that must be written alike, and what they are the numbers of."""

    what: Words
    numbers: tuple[Number, ...]

    @property
    def signed(self) -> tuple[Number, ...]:
        """Those with a sign."""
        return tuple(one for one in self.numbers if is_signed(one))

    @property
    def bare(self) -> tuple[Number, ...]:
        """Those without."""
        return tuple(one for one in self.numbers if is_bare(one))

    @property
    def is_mixed(self) -> bool:
        """True if some have a sign and some have none."""
        return bool(self.signed and self.bare)


def is_signed(number: Number) -> bool:
    """True for a number with a sign that makes it a share."""
    return number.mark in SIGNS and bool(number.value)


def is_bare(number: Number) -> bool:
    """True for a number that could be a share or so many per cent; counts that were set are none."""
    return not number.mark and bool(number.value) and "/" not in number.digits


def sign_of(numbers: Sequence[Number]) -> str:
    """The sign that numbers have: `‰` where all have that one, else `%`."""
    return "‰" if {one.mark for one in numbers} == {"per_mille"} else "%"


def numbers_in(value: Value) -> tuple[Number, ...]:
    """The numbers of a value that a sign could stand behind; the two of a fraction are none."""
    if isinstance(value, Number):
        return (value,)
    if isinstance(value, Negative):
        return numbers_in(value.operand)  # type: ignore[arg-type]
    return (value.low, value.high) if isinstance(value, Between) else ()


def written_together(ruleset: Ruleset) -> Iterator[Together]:
    """The shares of each table, property, range, point share and staircase; what was set by hand is not among them."""
    for quantity in ruleset.quantities.values():
        if quantity.typing and _is_number(quantity):
            ends = tuple(one for one in (quantity.typing.least, quantity.typing.most) if one is not None)
            name = quoted(quantity.name)
            yield _shares(ruleset, Words(f"området for {name.nb}", f"the range of {name.en}"), ends)
            yield _shares(ruleset, name, [one.value for one in quantity.given.values()])
    for measure in ruleset.measures.values():
        of = Words(f"poengandelen i «{measure.name}»", f"the point share of “{measure.name}”")
        yield _shares(ruleset, of, [one.value for one in measure.share_rows.values()])
    for staircase in ruleset.staircases.values():
        of = Words(f"trappen «{staircase.name.text}»", f"the staircase “{staircase.name.text}”")
        limits = [one for step in staircase.steps for one in (step.limit, step.until) if one is not None]
        yield _shares(ruleset, of, limits)
        yield _shares(ruleset, of, [step.result for step in staircase.steps])


def written_alike(ruleset: Ruleset, quantity: Quantity) -> bool:
    """True if all numbers of a table or a property have a sign, or none has."""
    given = [one.value for one in quantity.given.values()]
    return not _shares(ruleset, quoted(quantity.name), given).is_mixed


def _is_number(quantity: Quantity) -> bool:
    assert quantity.typing
    kind = kind_of(quantity.typing)
    return kind.what == "number" and kind.unit.is_dimensionless


def _shares(ruleset: Ruleset, what: Words, values: Sequence[Value]) -> Together:
    numbers = {number.span: number for value in values for number in numbers_in(value)}
    return Together(what, tuple(one for span, one in numbers.items() if span.source.name == ruleset.source.name))


# comparisons


def limits_of(ruleset: Ruleset, side: Expression) -> Iterator[Number]:
    """The numbers without a sign that a side of a comparison is: written there, or fixed by the rules."""
    if isinstance(side, Number):
        yield from (side,) if is_bare(side) else ()
    elif isinstance(side, Negative):
        yield from limits_of(ruleset, side.operand)
    elif isinstance(side, Extreme):
        for one in side.arguments:
            yield from limits_of(ruleset, one)
    elif isinstance(side, Choice):
        yield from limits_of(ruleset, side.chosen)
        yield from limits_of(ruleset, side.otherwise)
    elif isinstance(side, Name):
        quantity = ruleset.quantities.get(side.text)
        if quantity and quantity.role == "fixed" and quantity_kind(quantity).unit.is_dimensionless:
            yield from (
                number for one in quantity.given.values() for number in numbers_in(one.value) if is_bare(number)
            )


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


def compared_shares(ruleset: Ruleset, inference: Inference) -> Iterator[tuple[Number, tuple[Number | Quantity, ...]]]:
    """Each number without a sign that a share is compared with, and what the comparison has its measure from."""
    for expression, _ in inference.expressions.values():
        if not isinstance(expression, Comparison) or not _is_of_shares(expression, inference):
            continue
        sides = (expression.left, expression.right)
        limits = [one for side in sides for one in limits_of(ruleset, side)]
        if limits:
            measured = tuple(one for side in sides for one in measured_in(ruleset, side))
            yield from ((limit, measured) for limit in limits)


def _is_of_shares(one: Comparison, inference: Inference) -> bool:
    found = [inference.expressions.get(id(side)) for side in (one.left, one.right)]
    return all(of and of[1].kind.what == "number" and of[1].kind.unit.is_dimensionless for of in found)


def as_written(number: Number) -> str:
    """The digits as they stand in the text, on one line."""
    return " ".join(number.span.text.split())
