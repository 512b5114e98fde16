"""What the values in a ruleset are worth: literals as exact numbers, intervals, words and yes/no.

Takes a value of the tree and the typing of its quantity, gives the number or interval it stands for.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from operator import truediv
from typing import TypeAlias

from rbflang.graph.domain import Key
from rbflang.intervals import EVERYTHING, Interval, hull, point
from rbflang.quantities import COUNT, KRONER, MARKS, NUMBER, PARTS, POINTS, SHARE, Unit, rounding_interval
from rbflang.ruleset.model import OWN_NAMES, Quantity, Ruleset
from rbflang.ruleset.signatures import ValueKind
from rbflang.syntax.expressions import Between, Expression, Missing, Name, Negative, Number, Ratio, Text, Value, YesNo
from rbflang.syntax.tree import Rounding, Typing

TYPE_UNITS: dict[str, Unit] = {
    "kr": KRONER,
    "poeng": POINTS,
    "deler": PARTS,
    "antall": COUNT,
    "andel": SHARE,
    "tall": NUMBER,
}
SPECIAL_KINDS = {"ja/nei": ValueKind("yes_no"), "ord": ValueKind("word"), "tekst": ValueKind("text")}
ZERO = Fraction(0)

Outside: TypeAlias = tuple[tuple[Key, Value], ...]


def kind_of(typing: Typing) -> ValueKind:
    """The kind that a typing says."""
    if typing.words[0] in SPECIAL_KINDS:
        return SPECIAL_KINDS[typing.words[0]]
    first, *others = (TYPE_UNITS[word].counted_in(typing.currency) for word in typing.words)
    return ValueKind("number", reduce(truediv, others, first))


def default_range(unit: Unit) -> Interval:
    """The range of a quantity that is given: shares lie from 0 to 100 %, counts at or above 0."""
    if unit == SHARE:
        return Interval(ZERO, Fraction(1))
    return Interval(ZERO, None, True, False) if unit == COUNT else EVERYTHING


def range_of(typing: Typing) -> Interval:
    """The range that a typing says, or else the one its unit has."""
    kind = kind_of(typing)
    if typing.least is None or typing.most is None:
        return default_range(kind.unit) if kind.what == "number" else EVERYTHING
    return Interval(exact(typing.least), exact(typing.most))


def exact(value: Value) -> Fraction:
    """The number that a literal is computed with; bounds have none, so it is their lower one."""
    if isinstance(value, Number):
        return value.value
    if isinstance(value, Ratio):
        return value.numerator.value / value.denominator.value
    if isinstance(value, Negative):
        return -exact(value.operand)  # type: ignore[arg-type]
    return value.low.value if isinstance(value, Between) else ZERO


def is_number(value: Value) -> bool:
    """True if the value is a number, a fraction or bounds."""
    return isinstance(value, Number | Ratio | Between | Negative)


def interval_of(value: Value, quantity: Quantity) -> Interval:
    """What the value may stand for: itself, what it was rounded from in print, or all between its bounds."""
    if isinstance(value, Between):
        return Interval(value.low.value, value.high.value)
    digits = value.operand if isinstance(value, Negative) else value
    if isinstance(digits, Number) and quantity.typing and quantity.typing.is_rounded:
        mark = digits.mark or _mark_of_nought(digits, quantity)
        last = MARKS[mark].factor if mark else Fraction(1)
        wide = rounding_interval(exact(value), last / 10**digits.decimals)
        return wide.within(range_of(quantity.typing))
    return point(exact(value))


def _mark_of_nought(value: Number, quantity: Quantity) -> str:
    """The mark of the others: 0 among per cents is printed as they are, though it needs no sign."""
    others = (one.value for one in quantity.given.values()) if not value.value else ()
    return next((one.mark for one in others if isinstance(one, Number) and one.mark), "")


def unit_of(value: Value) -> Unit | None:
    """The unit that the marks of a literal give; `None` for a bare number."""
    if isinstance(value, Number):
        return MARKS[value.mark].unit.counted_in(value.currency) if value.mark else None
    if isinstance(value, Between):
        return unit_of(value.low) or unit_of(value.high)
    if isinstance(value, Negative):
        return unit_of(value.operand)  # type: ignore[arg-type]
    if isinstance(value, Ratio):
        over, under = unit_of(value.numerator), unit_of(value.denominator)
        return None if over is None and under is None else (over or NUMBER) / (under or NUMBER)
    return None


def rounded_unit(rounding: Rounding) -> Unit | None:
    """The unit that a formula is rounded in; `None` where it is to so many decimals."""
    if rounding.to == "nearest":
        unit = unit_of(rounding.number) if rounding.number else None
        return unit or NUMBER
    return {"kroner": KRONER.counted_in(rounding.currency), "points": POINTS}.get(rounding.to)


def quantity_kind(quantity: Quantity) -> ValueKind:
    """The kind of a quantity that is given; for `fastsatt` without a type, the unit of its number."""
    if quantity.typing:
        return kind_of(quantity.typing)
    value = quantity.given[()].value if () in quantity.given else None
    if isinstance(value, YesNo):
        return ValueKind("yes_no")
    if isinstance(value, Text | Name):
        return ValueKind("text" if isinstance(value, Text) else "word")
    return ValueKind("number", (unit_of(value) if value else None) or NUMBER)


def given_range(quantity: Quantity) -> Interval:
    """The hull of all values that the rules give a quantity; for inputs the declared range."""
    if quantity.role == "input" and quantity.typing:
        return range_of(quantity.typing)
    kind, values = quantity_kind(quantity), (one.value for one in quantity.given.values())
    known = [interval_of(one, quantity) for one in values if is_number(one) and fits_type(one, kind)]
    if known:
        return hull(known)
    return range_of(quantity.typing) if quantity.typing else EVERYTHING


def fits_type(value: Value, kind: ValueKind) -> bool:
    """True if a literal can be a value of the kind: a number in its unit, or bare where no unit is written."""
    if isinstance(value, Missing):
        return True
    if kind.what != "number":
        wanted = {"word": Name, "text": Text, "yes_no": YesNo}[kind.what]
        return isinstance(value, wanted)
    unit = unit_of(value)
    is_bare = kind.unit.is_dimensionless or not (kind.unit.is_money or kind.unit in (POINTS, PARTS))
    return is_number(value) and (is_bare if unit is None else unit.fits(kind.unit))


def outside_of(quantity: Quantity) -> Outside:
    """The cells of a table or a property with a number that the range of its type does not hold."""
    if quantity.role not in ("table", "property") or not quantity.typing or quantity_kind(quantity).what != "number":
        return ()
    range_ = range_of(quantity.typing)
    cells = ((key, one.value) for key, one in quantity.written if fits_type(one.value, kind_of(quantity.typing)))
    return tuple(
        (key, value) for key, value in cells if is_number(value) and not all(map(range_.holds, ends_of(value)))
    )


def ends_of(value: Value) -> tuple[Fraction, ...]:
    """The number of a literal, or both its bounds."""
    return (value.low.value, value.high.value) if isinstance(value, Between) else (exact(value),)


def is_word_quantity(ruleset: Ruleset, expression: Expression, measure: str | None = None) -> bool:
    """True for the name of a quantity whose cells are words; only such a name is compared with a word."""
    if not isinstance(expression, Name) or (measure and expression.text in OWN_NAMES):
        return False
    quantity = ruleset.quantities.get(expression.text)
    return quantity is not None and quantity.expression is None and quantity_kind(quantity).what == "word"
