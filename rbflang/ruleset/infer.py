"""Sets and units of every formula, inferred from what it reads.

Takes a ruleset, gives the signature of each quantity and the findings that the checks word. Formulas are taken in an
order in which each comes after what it reads; formulas that go in a circle are found here and left without signature.
What a measure hands out is inferred in `handing_out`.
"""

from __future__ import annotations

from attrs import evolve

from rbflang.quantities import KRONER
from rbflang.ruleset import handing_out
from rbflang.ruleset.findings import CircularFormulas, FormulaVaries, NotANumber, PayoutNotInKroner, RoundedToOther
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.order import in_order
from rbflang.ruleset.reader import Reader
from rbflang.ruleset.signatures import Inference, Signature
from rbflang.ruleset.values import quantity_kind, rounded_unit
from rbflang.syntax.tree import Rounding


def infer(ruleset: Ruleset) -> Inference:
    """The signatures of all quantities, and what is amiss in their formulas."""
    order, circles = in_order(ruleset)
    reader = Reader(ruleset, {}, [CircularFormulas(one[0].span, one) for one in circles])
    going_round = {reading.reader for circle in circles for reading in circle}
    for name in order:
        reader.within = name
        signature = _signature(ruleset, ruleset.quantities[name], reader)
        if signature and name not in going_round:
            reader.signatures[name] = signature
    reader.within = ""
    for assertion in ruleset.assertions:
        reader.both_sides(assertion.left, assertion.right, assertion.span, "assertion")
    return Inference(dict(reader.signatures), order, tuple(dict.fromkeys(reader.findings)), reader.seen.values())


def _signature(ruleset: Ruleset, quantity: Quantity, reader: Reader) -> Signature | None:
    if any(name not in ruleset.space.axes for name in quantity.sets):
        return None
    sets = ruleset.space.closure(quantity.sets)
    if quantity.role in ("fixed", "table", "property", "input"):
        optional = bool(quantity.typing and quantity.typing.is_optional)
        return Signature(sets, quantity_kind(quantity), optional)
    if quantity.role in ("point_share", "gathered", "lapsed"):
        return handing_out.over_all_measures(ruleset, quantity, reader, sets)
    if quantity.role == "whole" and not all(one.name in reader.signatures for one in ruleset.payouts):
        return None
    if quantity.measure:
        return handing_out.of_one_measure(ruleset, quantity, reader, sets)
    return _formula(quantity, reader, sets)


def _formula(quantity: Quantity, reader: Reader, sets: tuple[str, ...]) -> Signature | None:
    expression = quantity.expression
    assert expression is not None
    found = reader.used(expression) if quantity.role == "payout" else reader.read(expression)
    if found is None:
        return None
    if found.kind.what not in ("number", "yes_no"):
        reader.find(NotANumber(expression.span, found.kind, expression.span.text))
        return None
    if sets != found.sets:
        reader.find(FormulaVaries(quantity.span, quantity, sets, found.sets))
        if not sets:
            return None
    if quantity.role == "payout" and not (found.kind.what == "number" and found.kind.unit.fits(KRONER)):
        reader.find(PayoutNotInKroner(expression.span, quantity, found.kind))
        return None
    found = evolve(found, sets=sets, bare=False)
    return _rounded(quantity.rounding, found, reader) if quantity.rounding else found


def _rounded(rounding: Rounding, found: Signature, reader: Reader) -> Signature:
    """What rounding leaves: only numbers can be rounded, and to kroner only kroner."""
    if found.kind.what != "number":
        reader.find(NotANumber(rounding.span, found.kind))
        return found
    unit = rounded_unit(rounding)
    if unit and not unit.fits(found.kind.unit):
        reader.find(RoundedToOther(rounding.span, found.kind, rounding, unit))
    return found
