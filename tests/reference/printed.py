"""Numbers as they are printed, in rules and in data (docs/tour/numbers.md, docs/tour/figures.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rbflang.syntax import expressions as ex
from rbflang.syntax.tree import Typing

from .figures import EVERYTHING, HIGHEST, LOWEST, NOT_NEGATIVE, ONE, UP_TO_ONE, Figure, Interval, Refused, Value, exact

IN_A_HUNDRED = ("percent", "percentage_points", "%", "prosentpoeng", "percentage points")
MILLIONS = dict.fromkeys(("million_kr", "mill. kr", "million kr", "mill. £"), ONE * 10**6)
FACTORS = dict.fromkeys(IN_A_HUNDRED, ONE / 100) | MILLIONS
BOUNDS = {"under": -1, "below": -1, "høyst": 0, "at most": 0, "over": 1, "above": 1, "minst": 0, "at least": 0}


def number(value: Any) -> Any:
    """The number that a value of the rules is."""
    if isinstance(value, ex.Ratio):
        return number(value.numerator) / number(value.denominator)
    return -number(value.operand) if isinstance(value, ex.Negative) else value and value.value


def as_printed(value: Fraction, last_digit: Fraction) -> Interval:
    """All that prints so when halves are rounded away from zero."""
    return Interval((value - last_digit / 2, int(value <= 0)), (value + last_digit / 2, -int(value >= 0)))


def range_of(typing: Typing) -> Interval:
    """The least and the greatest that a figure may be (docs/tour/sets.md, Types and units)."""
    if typing.least is not None:
        return Interval((number(typing.least), 0), (number(typing.most), 0))
    return {("andel",): UP_TO_ONE, ("antall",): NOT_NEGATIVE}.get(typing.words, EVERYTHING)


def of_rules(value: ex.Value, typing: Typing | None) -> Value:
    """What a value of the rules is worth; one that was rounded in print may be all that prints so."""
    if isinstance(value, ex.Between):
        span = Interval((number(value.low), 0), (number(value.high), 0))
        return Figure(None if span.low != span.high else span.low[0], span)
    if isinstance(value, ex.YesNo | ex.Name | ex.Text):
        return value.value if isinstance(value, ex.YesNo) else value.text
    digits = value.operand if isinstance(value, ex.Negative) else value
    if typing is None or not typing.is_rounded or isinstance(digits, ex.Ratio):
        return exact(number(value))
    last_digit = FACTORS.get(digits.mark, ONE) / 10**digits.decimals
    return Figure(number(value), as_printed(number(value), last_digit).within(range_of(typing)))


def of_row(row: Mapping[str, str], typing: Typing | None) -> Value:
    """The figure of a row; what is given for a formula has no typing, and is exact."""
    text, narrowing = row["verdi"], row["presisering"]
    if text in ("ja", "yes", "nei", "no") or (typing and typing.words == ("ord",)):
        return {"ja": True, "yes": True, "nei": False, "no": False}.get(text, text)
    allowed = bounds = range_of(typing) if typing else EVERYTHING
    if said := re.fullmatch(rf"({'|'.join(BOUNDS)}) (.+)", narrowing):
        end = _read(said[2], row["decimal sign"])[0], BOUNDS[said[1]]
        is_upper = said[1] in ("under", "below", "høyst", "at most")
        bounds = bounds.within(Interval(LOWEST, end) if is_upper else Interval(end, HIGHEST))
    found = Figure(None, bounds)
    if text:
        value, last_digit = _read(text, row["decimal sign"])
        is_exact = not typing or typing.is_exact or typing.words == ("antall",) or narrowing in ("nøyaktig", "exact")
        span = as_printed(value, last_digit) if last_digit and not is_exact else exact(value).span
        found = Figure(value, span.within(bounds))
        if not allowed.holds(value):
            raise Refused("value-out-of-range")
    if found.span.is_empty:
        raise Refused("narrowing-empty")
    return found


def _read(text: str, decimal_sign: str) -> tuple[Fraction, Fraction]:
    """The value of a printed figure and one unit of its last digit; counts (`12/50`) are exact, and have none."""
    if "/" in text:
        over, under = (Fraction(re.sub(r"\s", "", one)) for one in text.split("/"))
        return over / under, Fraction(0)
    sign, digits, mark = re.fullmatch(r"([-−–]?)([\d.,\s]+)(.*)", text).groups()
    whole, _, decimals = "".join(one for one in digits if one.isdigit() or one == decimal_sign).partition(decimal_sign)
    factor = FACTORS.get(mark, ONE) / 10 ** len(decimals)
    return int(whole + decimals) * factor * (-1 if sign else 1), factor
