"""What a measure hands out: the signatures of who takes part, parts and points, and of these over all measures.

Takes the reader of expressions. Whoever fails a requirement that says «ellers ingen deler» has no parts computed, so
such a requirement is known to hold where the parts are read.
"""

from __future__ import annotations

from attrs import evolve

from rbflang.quantities import PARTS, POINTS, SHARE
from rbflang.ruleset.conditions import NONE
from rbflang.ruleset.findings import (
    MeasuresShareDifferently,
    MeasureUnit,
    MeasureVaries,
    NotOfTheRules,
    SharedPointsVary,
    UnknownName,
)
from rbflang.ruleset.model import GROUP, INDICATOR, PARTS_NAME, POINTS_NAME, Measure, Quantity, Ruleset
from rbflang.ruleset.order import names_an_indicator
from rbflang.ruleset.reader import YES_NO, Reader
from rbflang.ruleset.signatures import Signature, ValueKind
from rbflang.syntax.expressions import Expression, Name, Sharing
from rbflang.syntax.traversal import names_read


def over_all_measures(ruleset: Ruleset, quantity: Quantity, reader: Reader, sets: tuple[str, ...]) -> Signature | None:
    """Point shares, parts, points and lapsed points, per measure."""
    if quantity.role == "point_share":
        return Signature(sets, ValueKind("number", SHARE))
    part = POINTS_NAME if quantity.role == "lapsed" else quantity.name
    known = [reader.signatures.get(f"{name}.{part}") for name in ruleset.measures]
    unit = PARTS if quantity.name == PARTS_NAME else POINTS
    found = [one for one in known if one]
    if len(found) < len(known):
        return None
    for measure in ruleset.measures.values():
        if quantity.name == POINTS_NAME and (differing := _shared_otherwise(ruleset, measure)):
            span = measure.points.among.span if isinstance(measure.points, Sharing) else measure.span
            reader.find(MeasuresShareDifferently(span, measure, differing))
    return Signature(sets, ValueKind("number", unit))


def _shared_otherwise(ruleset: Ruleset, measure: Measure) -> Measure | None:
    """The first measure, where this one is shared between other sets than that."""
    first = next(iter(ruleset.measures.values()))
    sets = [ruleset.quantities[f"{one.name}.{POINTS_NAME}"].sets for one in (first, measure)]
    return first if sets[0] != sets[1] else None


def of_one_measure(ruleset: Ruleset, quantity: Quantity, outer: Reader, sets: tuple[str, ...]) -> Signature | None:
    """Who takes part in one measure, its parts or its points; its requirements are read with them."""
    measure = ruleset.measures[quantity.measure or ""]
    if quantity.role == "taking_part":
        return _who_takes_part(ruleset, measure, outer, sets)
    reader = Reader(ruleset, outer.signatures, outer.findings, measure.name, outer.seen, quantity.name)
    _requirements(measure, "lapse" if quantity.role == "points" else None, quantity, reader, sets)
    facts = reader.known_of_those_taking_part() if quantity.role == "parts" else NONE
    expression = quantity.expression
    if quantity.role == "points":
        for condition in measure.applies or ():
            _applicability(ruleset, condition, reader)
    if isinstance(expression, Sharing):
        return _shared(ruleset, measure, expression, reader, sets)
    unit = PARTS if quantity.role == "parts" else POINTS
    if expression is None:
        return Signature(sets, ValueKind("number", unit))
    found = reader.number(expression, facts)
    if found is None:
        return None
    if set(found.sets) - set(sets) and _among(ruleset, measure):
        _too_wide(reader, expression, sets, found)
    if not found.kind.unit.fits(unit):
        reader.find(MeasureUnit(expression.span, expression, unit, found.kind))
    return Signature(sets, ValueKind("number", unit))


def _among(ruleset: Ruleset, measure: Measure) -> bool:
    """True unless the points are shared between something that is no set, which is a fault of its own."""
    return not isinstance(measure.points, Sharing) or measure.points.among.text in ruleset.space.axes


def _requirements(
    measure: Measure, consequence: str | None, quantity: Quantity, reader: Reader, sets: tuple[str, ...]
) -> None:
    """Read the requirements, each once: those of the points with the points, all others before anything rests on them.

    One without a consequence, which is a fault of its own, is read with the parts.
    """
    for gate in measure.gates:
        if gate.consequence == consequence:
            found = reader.condition(gate.condition)
            if found and set(found.sets) - set(sets):
                _too_wide(reader, gate.condition, sets, found)


def _who_takes_part(ruleset: Ruleset, measure: Measure, outer: Reader, sets: tuple[str, ...]) -> Signature:
    """A yes/no; its requirements may vary over what the parts vary over."""
    parts = ruleset.quantities[f"{measure.name}.{PARTS_NAME}"]
    reader = Reader(ruleset, outer.signatures, outer.findings, measure.name, outer.seen, parts.name)
    _requirements(measure, "no_parts", parts, reader, ruleset.space.closure(parts.sets))
    return evolve(YES_NO, sets=sets)


def _applicability(ruleset: Ruleset, condition: Expression, reader: Reader) -> None:
    """What stands behind `gjelder`: the name of an indicator, or a condition on what the rules give it."""
    if names_an_indicator(ruleset, condition):
        return
    if isinstance(condition, Name) and condition.text not in ruleset.quantities:
        reader.find(UnknownName(condition.span, condition.text, "indicators"))
        return
    found = reader.condition(condition)
    for name in names_read(condition):
        is_read = reader.signature_of(name) is not None
        if is_read and ruleset.quantities[name.text].role not in ("fixed", "table", "property"):
            reader.find(NotOfTheRules(name.span, name.text))
    if found and set(found.sets) - {INDICATOR, GROUP}:
        sets = ruleset.space.closure((INDICATOR,)) if INDICATOR in ruleset.space.axes else ()
        _too_wide(reader, condition, sets, found)


def _too_wide(reader: Reader, expression: Expression, sets: tuple[str, ...], found: Signature) -> None:
    """Note that an expression of a measure varies over more than it may."""
    reader.find(MeasureVaries(expression.span, expression, sets, found.sets))


def _shared(
    ruleset: Ruleset, measure: Measure, sharing: Sharing, reader: Reader, sets: tuple[str, ...]
) -> Signature | None:
    among = sharing.among
    points, parts = reader.number(sharing.points), reader.number(sharing.parts)
    if among.text not in ruleset.space.axes:
        return None
    if points:
        _points_to_share(ruleset, sharing, points, reader)
    if parts:
        if not parts.kind.unit.fits(PARTS):
            reader.find(MeasureUnit(sharing.parts.span, sharing.parts, PARTS, parts.kind))
        if set(parts.sets) - set(sets):
            _too_wide(reader, sharing.parts, sets, parts)
    return Signature(sets, ValueKind("number", POINTS))


def _points_to_share(ruleset: Ruleset, sharing: Sharing, points: Signature, reader: Reader) -> None:
    upper = ruleset.space.closure((INDICATOR,)) if INDICATOR in ruleset.space.axes else ()
    if extra := tuple(name for name in points.sets if name not in upper):
        reader.find(SharedPointsVary(sharing.points.span, sharing, extra))
    if not points.kind.unit.fits(POINTS):
        reader.find(MeasureUnit(sharing.points.span, sharing.points, POINTS, points.kind))
