"""What units and kinds of values are called in a sentence, and how a number in a unit is written in a ruleset.

Takes units and signatures, gives words; it decides nothing.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.intervals import Interval
from rbflang.quantities import COUNT, NUMBER, PARTS, POINTS, Unit
from rbflang.ruleset.signatures import ValueKind
from rbflang.ruleset.values import rounded_unit
from rbflang.syntax.tree import Rounding
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words, in_both, percent, plain, same

MANY: dict[str, Words] = {
    "poeng": Words("poeng", "points"),
    "del": Words("deler", "parts"),
    "antall": Words("antall", "counts"),
}
ONE: dict[str, Words] = {
    "poeng": Words("poeng", "point"),
    "del": Words("del", "part"),
    "antall": Words("enhet", "unit counted"),
}
KINDS: dict[str, Words] = {
    "word": Words("et ord", "a word"),
    "text": Words("tekst", "text"),
    "yes_no": Words("ja eller nei", "yes or no"),
}
_SUFFIX = {POINTS: "POINTS", PARTS: "PARTS"}


def unit_name(unit: Unit) -> Words:
    """`kroner`, `kroner per poeng`, `andeler`, `tall uten enhet`."""
    if unit.is_dimensionless:
        return Words("andeler", "shares") if unit.is_share else Words("tall uten enhet", "plain numbers")
    money = unit.currency
    over = [MANY.get(base, money.named) for base, power in unit.powers for _ in range(power)]
    under = [ONE.get(base, same(money.one)) for base, power in unit.powers for _ in range(-power)]
    top = _times(over) if over else Words("tall", "a number")
    return Words(f"{top.nb} per {_times(under).nb}", f"{top.en} per {_times(under).en}") if under else top


def _times(words: list[Words]) -> Words:
    return Words(" ganger ".join(one.nb for one in words), " times ".join(one.en for one in words))


def kind_name(kind: ValueKind) -> Words:
    """What values of the kind are called: `kroner`, `et ord`, `ja eller nei`."""
    return unit_name(kind.unit) if kind.what == "number" else KINDS[kind.what]


def is_what(kind: ValueKind) -> Words:
    """`er i kroner`, `er en andel`, `er ja eller nei`: the end of a sentence about one value."""
    if kind.what != "number":
        return Words(f"er {KINDS[kind.what].nb}", f"is {KINDS[kind.what].en}")
    if kind.unit.is_dimensionless:
        return Words("er en andel", "is a share") if kind.unit.is_share else Words("er uten enhet", "has no unit")
    if kind.unit == COUNT:
        return Words("er et antall", "is a count")
    name = unit_name(kind.unit)
    return Words(f"er i {name.nb}", f"is in {name.en}")


def figure(value: Fraction, unit: Unit | None, language: str = "nb") -> str:
    """The number as a ruleset writes it: `20 %`, `1 000 kr`, `0 deler`."""
    if unit is not None and unit.is_money:
        return unit.currency.amount(plain(value, language), language)
    if unit is None or unit.is_dimensionless or unit not in _SUFFIX:
        is_share = unit is not None and unit.is_share
        return percent(value, language=language).rstrip("% ") + " %" if is_share else plain(value, language)
    word = "PART" if unit == PARTS and value == 1 else _SUFFIX[unit]
    return f"{plain(value, language)} {BY_NAME[word].spelled(language)}"


def left_open(unit: Unit | None, language: str) -> str:
    """A figure that is not known, with its unit as a ruleset writes it: `… %`."""
    if unit is None or (not unit.is_share and not can_be_written(unit)) or unit == NUMBER:
        return "…"
    if unit.is_money:
        return unit.currency.amount("…", language)
    return f"… {'%' if unit.is_share else BY_NAME[_SUFFIX[unit]].spelled(language)}"


def limits_in(unit: Unit | None) -> Words:
    """`i prosent`, `i kroner`, `uten enhet`: how the limits of a staircase are given."""
    if unit is None:
        return Words("uten enhet", "without unit")
    name = Words("prosent", "per cent") if unit.is_share else unit_name(unit)
    return Words(f"i {name.nb}", f"in {name.en}")


def can_be_written(unit: Unit) -> bool:
    """True if a number in this unit can be written in a formula."""
    return unit.is_dimensionless or unit.is_money or unit in _SUFFIX


def shown(value: Fraction, unit: Unit | None) -> Words:
    """The number in a sentence, in both languages."""
    if unit is not None and unit.is_share:
        return in_both(lambda language: percent(value, language=language))
    if unit == POINTS and value == 1:
        return Words("1 poeng", "1 point")
    return in_both(lambda language: figure(value, unit, language))


def rounded_to(rounding: Rounding) -> Words:
    """What a formula is rounded to: `hele kroner`, `nærmeste 100 kr`."""
    if rounding.to == "nearest":
        unit = shown(rounding.unit, rounded_unit(rounding))
        return Words(f"nærmeste {unit.nb}", f"the nearest {unit.en}")
    many = rounding.currency.named if rounding.to == "kroner" else MANY["poeng"]
    return Words(f"hele {many.nb}", f"whole {many.en}")


def of_whole_units(rounding: Rounding) -> Words:
    """What the sum is that largest remainders keep."""
    if rounding.to != "nearest":
        return Words("et helt antall enheter", "a whole number of units")
    unit = shown(rounding.unit, rounded_unit(rounding))
    return Words(f"delelig med {unit.nb}", f"a multiple of {unit.en}")


def apart_words(difference: Fraction, unit: Unit | None) -> Words:
    """How far two numbers lie apart: `20 prosentpoeng`, `250 kr`."""
    if unit is None or not unit.is_share:
        return shown(abs(difference), unit)
    size = in_both(lambda language: plain(abs(difference) * 100, language))
    return Words(f"{size.nb} prosentpoeng", f"{size.en} percentage point{'' if size.en == '1' else 's'}")


def span_of(range_: Interval, unit: Unit | None) -> Words:
    """`fra 0 % til 40 %`, `under 20 %`, `fra 100 % og oppover`: the numbers of an interval."""
    low = shown(range_.low, unit) if range_.low is not None else None
    high = shown(range_.high, unit) if range_.high is not None else None
    until = Words("til og med" if range_.high_included else "opp til", "through" if range_.high_included else "up to")
    begin = Words("fra" if range_.low_included else "over", "from" if range_.low_included else "above")
    if low and high and range_.is_point:
        return Words(f"nøyaktig {low.nb}", f"exactly {low.en}")
    if low and high:
        return Words(f"{begin.nb} {low.nb} {until.nb} {high.nb}", f"{begin.en} {low.en} {until.en} {high.en}")
    if low:
        tail = Words(" og oppover", " upwards") if range_.low_included else Words("", "")
        return Words(f"{begin.nb} {low.nb}{tail.nb}", f"{begin.en} {low.en}{tail.en}")
    if high:
        lead = Words("til og med", "up to and including") if range_.high_included else Words("under", "below")
        return Words(f"{lead.nb} {high.nb}", f"{lead.en} {high.en}")
    return Words("hvilket som helst tall", "any number")
