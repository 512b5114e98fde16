"""Numbers of a table or a property that lie outside what their type allows.

Takes a ruleset, gives one fault for each quantity with such numbers, with the percent sign where it is what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.intervals import Interval
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import begun, the_quantities, the_quantity
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import shown
from rbflang.ruleset.values import Outside, exact, outside_of, quantity_kind, range_of
from rbflang.ruleset.written_shares import as_written, is_mixed, numbers_in
from rbflang.syntax.expressions import Between, Negative, Number, Value
from rbflang.wording import Words, counted

KIND = Kind(
    "number-out-of-range",
    Severity.FAULT,
    Words("Et tall ligger utenfor det mulige", "A number lies outside what is possible"),
    Words(
        "En andel i en tabell eller en egenskap ligger fra 0 % til 100 %, og et antall er minst 0, hvis typen ikke "
        "sier noe annet med «fra … til …». Uten prosenttegn er 15 det samme som 1 500 %.",
        "A share in a table or a property lies from 0% to 100%, and a count is at least 0, unless the type says "
        "otherwise with “from … to …”. Without a percent sign, 15 is 1,500%.",
    ),
    Words(
        "egenskap dekning per region : andel\ntabell per region {\n    dekning [regelverk 2]\n    Nord: 15\n}",
        "property coverage per region : proportion\ntable per region {\n    coverage [rulebook 2]\n    North: 15\n}",
    ),
    Words(
        "egenskap dekning per region : andel\ntabell per region {\n    dekning [regelverk 2]\n    Nord: 15 %\n}",
        "property coverage per region : proportion\ntable per region {\n    coverage [rulebook 2]\n    North: 15 %\n}",
    ),
)
HUNDREDTH = Fraction(1, 100)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each table or property with numbers outside its range."""
    for quantity in ruleset.quantities.values():
        outside = tuple(cell for cell in outside_of(quantity) if not is_mixed(cell[1]))
        if outside:
            yield _fault(ruleset, quantity, outside)


def _fault(ruleset: Ruleset, quantity: Quantity, outside: Outside) -> Fault:
    assert quantity.typing
    limits = _limits(quantity, range_of(quantity.typing))
    key, value = outside[0]
    bare = [one for _, one in outside if _is_bare(quantity, one)]
    return Fault(
        KIND,
        _title(quantity, outside, limits),
        tuple(Label(one.span, _worth(quantity, one)) for _, one in outside),
        (),
        _tip(len(bare) == len(outside)),
        (_cured(value),) if bare and bare[0] is value else (),
        address=".".join((quantity.name, *key)),
    )


def _title(quantity: Quantity, outside: Outside, limits: Words) -> Words:
    if len(outside) > 1:
        what = the_quantities(quantity.name) if quantity.role == "property" else the_quantity(quantity.name)
        return begun(
            Words(
                f"{what.nb} har {counted(len(outside))} tall som ikke er {limits.nb}",
                f"{what.en} have {len(outside)} numbers that are not {limits.en}",
            )
        )
    what, members = the_quantity(quantity.name), ", ".join(filter(None, outside[0][0]))
    worth = _figure(quantity, outside[0][1])
    return begun(
        Words(
            f"{what.nb} for «{members}» er {worth.nb}, men skal være {limits.nb}",
            f"{what.en} of “{members}” is {worth.en}, but should be {limits.en}",
        )
    )


def _figure(quantity: Quantity, value: Value) -> Words:
    written = " ".join(value.span.text.split())
    is_between = isinstance(value, Between)
    return Words(written, f"“{written}”") if is_between else shown(exact(value), quantity_kind(quantity).unit)


def _limits(quantity: Quantity, range_: Interval) -> Words:
    unit = quantity_kind(quantity).unit
    low = shown(range_.low, unit) if range_.low is not None else None
    high = shown(range_.high, unit) if range_.high is not None else None
    if low and high:
        return Words(f"fra {low.nb} til {high.nb}", f"from {low.en} to {high.en}")
    if low:
        return Words(f"minst {low.nb}", f"at least {low.en}")
    return Words(f"høyst {high.nb}", f"at most {high.en}") if high else Words("hva som helst", "anything")


def _is_bare(quantity: Quantity, value: Value) -> bool:
    """True if the number, or both bounds, would do with a percent sign behind."""
    assert quantity.typing
    possible, numbers = range_of(quantity.typing), numbers_in(value)
    is_bare = bool(numbers) and not isinstance(value, Negative) and not any(one.mark for one in numbers)
    is_share = quantity_kind(quantity).unit.is_share
    return is_share and is_bare and all(possible.holds(one.value * HUNDREDTH) for one in numbers)


def _worth(quantity: Quantity, value: Value) -> Words:
    if not isinstance(value, Number) or value.mark or not quantity_kind(quantity).unit.is_share:
        return Words("utenfor det mulige", "outside what is possible")
    worth = shown(value.value, quantity_kind(quantity).unit)
    return Words(f"uten prosenttegn er dette {worth.nb}", f"without a percent sign this is {worth.en}")


def _tip(is_percent: bool) -> Words:
    if is_percent:
        return Words("Skriv prosenttegnet bak tallet:", "Write the percent sign behind the number:")
    return Words(
        "Rett tallet. Er det riktig, så utvid området bak typen med «fra … til …».",
        "Correct the number. If it is right, widen the range behind the type with “from … to …”.",
    )


def _cured(value: Value) -> str:
    text = " ".join(value.span.text.split())
    for one in numbers_in(value):
        text = text.replace(as_written(one), f"{as_written(one)} %", 1) if isinstance(value, Between) else f"{text} %"
    return text
