"""Sets, units and ranges of every formula, inferred from what it reads.

Takes a ruleset, gives the signature of each quantity and the findings that the checks word. Formulas are taken in an
order in which each comes after what it reads; formulas that go in a circle are found here and left without signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from attrs import evolve

from rbflang.intervals import EVERYTHING, Interval
from rbflang.quantities import KRONER, PARTS, POINTS, SHARE
from rbflang.ruleset.model import PARTS_NAME, Quantity, Ruleset
from rbflang.ruleset.reader import Reader, target_of
from rbflang.ruleset.signatures import Finding, Inference, Kind, Signature
from rbflang.ruleset.values import ZERO, given_range, quantity_kind
from rbflang.syntax.expressions import Expression, Name, Sharing
from rbflang.syntax.walk import names_read

NOT_NEGATIVE = Interval(ZERO, None, True, False)


def infer(ruleset: Ruleset) -> Inference:
    """The signatures of all quantities, and what is amiss in their formulas."""
    findings: list[Finding] = []
    order = _order(ruleset, findings)
    reader = Reader(ruleset, {}, findings)
    for name in order:
        quantity = ruleset.quantities[name]
        signature = _signature(ruleset, quantity, reader)
        if signature:
            reader.signatures[name] = signature
    for assertion in ruleset.assertions:
        reader.both_sides(assertion.left, assertion.right, assertion.span)
    return Inference(dict(reader.signatures), order, tuple(dict.fromkeys(findings)), reader.seen)


def expressions_of(ruleset: Ruleset, quantity: Quantity) -> Iterator[Expression]:
    """The expressions a quantity is computed by; of a measure's points, its gates too."""
    if quantity.expression is not None:
        yield quantity.expression
    if quantity.measure:
        yield from (gate.condition for gate in ruleset.measures[quantity.measure].gates)


def dependencies(ruleset: Ruleset, quantity: Quantity) -> dict[str, Name]:
    """The quantities that a quantity reads, each with a name that reads it."""
    found: dict[str, Name] = {}
    for expression in expressions_of(ruleset, quantity):
        for name in names_read(expression):
            target = target_of(ruleset, name.text, quantity.measure)
            if target:
                found.setdefault(target, name)
    if quantity.role == "points" and quantity.measure:
        found.setdefault(f"{quantity.measure}.deler", Name(quantity.span, "deler"))
    if quantity.role in ("gathered", "lapsed"):
        part = "poeng" if quantity.role == "lapsed" else quantity.name
        for measure in ruleset.measures:
            found[f"{measure}.{part}"] = Name(quantity.span, part)
    return found


def _order(ruleset: Ruleset, findings: list[Finding]) -> tuple[str, ...]:
    reads = {name: dependencies(ruleset, quantity) for name, quantity in ruleset.quantities.items()}
    while True:
        try:
            return tuple(TopologicalSorter({name: list(read) for name, read in reads.items()}).static_order())
        except CycleError as fault:
            circle: list[str] = list(reversed(fault.args[1]))
            pairs = list(zip(circle, circle[1:], strict=False))
            spans = [(name, reads[name][read].span) for name, read in pairs]
            findings.append(Finding("circular-formulas", spans[0][1], {"circle": tuple(spans)}))
            for name, read in pairs:
                reads[name].pop(read, None)


def _signature(ruleset: Ruleset, quantity: Quantity, reader: Reader) -> Signature | None:
    if any(name not in ruleset.space.axes for name in quantity.sets):
        return None
    sets = ruleset.space.closure(quantity.sets)
    if quantity.role in ("fixed", "table", "property", "input"):
        optional = bool(quantity.typing and quantity.typing.is_optional)
        return Signature(sets, quantity_kind(quantity), given_range(quantity), optional)
    if quantity.role in ("point_share", "gathered", "lapsed"):
        unit = {"point_share": SHARE, PARTS_NAME: PARTS}.get(quantity.role, POINTS)
        unit = PARTS if quantity.name == PARTS_NAME else unit
        return Signature(
            sets, Kind("number", unit), EVERYTHING if _may_be_negative(ruleset, quantity) else NOT_NEGATIVE
        )
    if quantity.measure:
        return _measure_signature(ruleset, quantity, reader, sets)
    found = reader.read(quantity.expression)  # type: ignore[arg-type]
    if found is None:
        return None
    _compare_sets(quantity, sets, found, reader)
    return evolve(found, sets=sets, bare=False)


def _may_be_negative(ruleset: Ruleset, quantity: Quantity) -> bool:
    shared = all(isinstance(measure.points, Sharing) for measure in ruleset.measures.values())
    return quantity.role != "point_share" and quantity.name != PARTS_NAME and not shared


def _compare_sets(quantity: Quantity, said: tuple[str, ...], found: Signature, reader: Reader) -> None:
    if said != found.sets:
        reader.find("sets-differ", quantity.span, quantity=quantity, said=said, found=found.sets)
    if quantity.role == "payout" and not found.kind.unit.fits(KRONER):
        reader.find("payout-not-in-kroner", quantity.span, quantity=quantity, unit=found.kind.unit)


def _measure_signature(ruleset: Ruleset, quantity: Quantity, outer: Reader, sets: tuple[str, ...]) -> Signature:
    """Parts or points of one measure; its gates are read with its points."""
    measure = ruleset.measures[quantity.measure or ""]
    reader = Reader(ruleset, outer.signatures, outer.findings, measure.name, outer.seen)
    unit = PARTS if quantity.role == "parts" else POINTS
    signature = Signature(sets, Kind("number", unit), NOT_NEGATIVE)
    if quantity.role == "points":
        for gate in measure.gates:
            reader.condition(gate.condition)
        for condition in measure.applies or ():
            reader.applicability(condition)
    if isinstance(quantity.expression, Sharing):
        _read_sharing(quantity.expression, reader)
        return signature
    found = reader.read(quantity.expression) if quantity.expression is not None else None
    if found is None:
        return signature
    if [name for name in found.sets if name not in sets]:
        reader.find("sets-differ", quantity.expression.span, quantity=quantity, said=sets, found=found.sets)  # type: ignore[union-attr]
    if not found.kind.unit.fits(unit) and not found.bare:
        reader.find("measure-unit", quantity.expression.span, quantity=quantity, unit=found.kind.unit)  # type: ignore[union-attr]
    if quantity.role == "parts" and found.range.low is not None and found.range.low < 0:
        reader.find("parts-below-zero", quantity.expression.span, range=found.range)  # type: ignore[union-attr]
    return signature if quantity.role == "parts" else evolve(signature, range=found.range)


def _read_sharing(sharing: Sharing, reader: Reader) -> None:
    points, parts = reader.read(sharing.points), reader.read(sharing.parts)
    if points and sharing.among.text in points.sets:
        reader.find("shared-points-vary", sharing.points.span, among=sharing.among.text, found=points.sets)
    if points and not points.kind.unit.fits(POINTS):
        reader.find("measure-unit", sharing.points.span, quantity=None, unit=points.kind.unit)
    if parts and parts.range.low is not None and parts.range.low < 0:
        reader.find("parts-below-zero", sharing.parts.span, range=parts.range)
