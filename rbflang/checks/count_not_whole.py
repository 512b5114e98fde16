"""Counts of the rules that are not whole: a number of patients with decimals.

Takes a ruleset, gives one fault for each such value; what formulas compute, ranks and means among them, need not be
whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.quantities import COUNT
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import begun, the_quantity
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import ends_of, fits_type, is_number, quantity_kind
from rbflang.syntax.expressions import Number, Value
from rbflang.wording import Words, number

ROLES = ("fixed", "table", "property")
KIND = Kind(
    "count-not-whole",
    Severity.FAULT,
    Words("Et antall er ikke et helt tall", "A count is not a whole number"),
    Words(
        "Et antall som er gitt, er helt: så mange er talt opp. Det som ikke er talt opp, men målt eller beregnet, "
        "har typen «tall».",
        "A count that is given is whole: so many were counted. What was not counted, but measured or computed, has "
        "the type “number”.",
    ),
    Words(
        "tabell opphold per region : antall [regelverk 2] { Nord: 2,5  Vest: 40 }",
        "table stays per region : count [rulebook 2] { North: 2.5  West: 40 }",
    ),
    Words(
        "tabell opphold per region : antall [regelverk 2] { Nord: 25  Vest: 40 }",
        "table stays per region : count [rulebook 2] { North: 25  West: 40 }",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each given count with decimals."""
    for quantity in ruleset.quantities.values():
        if quantity.role in ROLES and quantity.typing and quantity_kind(quantity).unit == COUNT:
            for key, given in quantity.written:
                if _is_broken(quantity, given.value):
                    yield _fault(ruleset, quantity, key, given.value)


def _is_broken(quantity: Quantity, value: Value) -> bool:
    return (
        fits_type(value, quantity_kind(quantity))
        and is_number(value)
        and any(end.denominator > 1 for end in ends_of(value))
    )


def _fault(ruleset: Ruleset, quantity: Quantity, key: tuple[str, ...], value: Value) -> Fault:
    what, members = the_quantity(quantity.name), ", ".join(filter(None, key))
    written = " ".join(value.span.text.split())
    of = Words(f" for «{members}»", f" of “{members}”") if members else Words("", "")
    tip = Words(
        "Rett tallet. Er det ikke talt opp, men målt eller beregnet, så skriv typen «tall» i stedet for «antall».",
        "Correct the number. If it was measured or computed, not counted, write the type “number” for “count”.",
    )
    grouped = _without_sign(value, ruleset.tree.language)
    return Fault(
        KIND,
        begun(Words(f"{what.nb}{of.nb} er {written}, og et antall er helt",
                    f"{what.en}{of.en} is “{written}”, and a count is whole")),
        (Label(value.span, Words("et antall er et helt tall", "a count is a whole number")),),
        (),
        Words(f"Er det {grouped}, så skriv det. {tip.nb}", f"If it is “{grouped}”, write that. {tip.en}")
        if grouped
        else tip,
        address=".".join((quantity.name, *key)),
    )  # fmt: skip


def _without_sign(value: Value, language: str) -> str:
    """The number that is meant where a sign before three digits was to group them."""
    if not isinstance(value, Number) or value.decimals != 3 or value.value < 1:
        return ""
    return number(value.value * 1000, language=language)
