"""How shares are written: with a sign (`%`, `‰`, prosentpoeng) or without, and which shares must be written alike.

Takes a ruleset, gives the numbers that belong together and those that differ from the rest. Zero is
the same with and without a sign, and a fraction is always clear; neither counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import quoted, the_staircase
from rbflang.ruleset.values import kind_of
from rbflang.share_faults import sign_of_texts
from rbflang.syntax.expressions import Between, Negative, Number, Value
from rbflang.wording import Words

SIGNED = ("percent", "per_mille", "percentage_points")


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
    return number.mark in SIGNED and bool(number.value)


def is_bare(number: Number) -> bool:
    """True for a number that could be a share or so many per cent; counts that were set are none."""
    return not number.mark and bool(number.value) and "/" not in number.digits


def sign_of(numbers: Sequence[Number]) -> str:
    """The sign that numbers have."""
    return sign_of_texts(one.span.text for one in numbers)


def numbers_in(value: Value) -> tuple[Number, ...]:
    """The numbers of a value that a sign could stand behind; the two of a fraction are none."""
    if isinstance(value, Number):
        return (value,)
    if isinstance(value, Negative):
        return numbers_in(value.operand)  # type: ignore[arg-type]
    return (value.low, value.high) if isinstance(value, Between) else ()


def is_mixed(value: Value) -> bool:
    """True for bounds of which one has a sign and the other none."""
    numbers = numbers_in(value)
    return any(map(is_signed, numbers)) and any(map(is_bare, numbers))


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
        of = the_staircase(staircase)
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


def as_written(number: Number) -> str:
    """The digits as they stand in the text, on one line."""
    return " ".join(number.span.text.split())
