"""What a measure hands out: the signatures of who takes part, parts and points, and of these over all measures.

Takes the reader of expressions. Whoever fails a requirement that says «ellers ingen deler» has no parts computed, so
such a requirement is known to hold where the parts are read. A sharing that cannot lapse hands out all its points,
so at least one of those it is shared between gets more than nothing.
"""

from __future__ import annotations

from attrs import evolve

from rbflang.intervals import Interval, hull, point
from rbflang.quantities import PARTS, POINTS, SHARE
from rbflang.ruleset import ranges
from rbflang.ruleset.applicability import applies_to, point_shares
from rbflang.ruleset.conditions import NONE
from rbflang.ruleset.findings import (
    MeasuresShareDifferently,
    MeasureUnit,
    MeasureVaries,
    NotOfTheRules,
    SharedPointsVary,
    UnknownName,
)
from rbflang.ruleset.model import GROUP, INDICATOR, MEASURE, PARTS_NAME, POINTS_NAME, Measure, Quantity, Ruleset
from rbflang.ruleset.order import names_an_indicator
from rbflang.ruleset.reader import YES_NO, Reader
from rbflang.ruleset.signatures import Signature, ValueKind
from rbflang.ruleset.values import exact, is_number
from rbflang.syntax.expressions import Expression, Name, Sharing
from rbflang.syntax.traversal import names_read

NO_INDICATOR = frozenset({""})


def over_all_measures(ruleset: Ruleset, quantity: Quantity, reader: Reader, sets: tuple[str, ...]) -> Signature | None:
    """Point shares, parts, points and lapsed points, per measure."""
    if quantity.role == "point_share":
        somebody = (MEASURE,) if _all_have_shares(ruleset, quantity) else None
        return Signature(sets, ValueKind("number", SHARE), _point_shares(ruleset, quantity), somewhere=somebody)
    part = POINTS_NAME if quantity.role == "lapsed" else quantity.name
    known = [reader.signatures.get(f"{name}.{part}") for name in ruleset.measures]
    unit = PARTS if quantity.name == PARTS_NAME else POINTS
    found = [one for one in known if one]
    if len(found) < len(known):
        return None
    wide = hull([one.range for one in found])
    if quantity.role == "lapsed":
        return Signature(sets, ValueKind("number", unit), ranges.with_zero([wide]))
    for measure in ruleset.measures.values():
        if quantity.name == POINTS_NAME and (differing := _shared_otherwise(ruleset, measure)):
            span = measure.points.among.span if isinstance(measure.points, Sharing) else measure.span
            reader.find(MeasuresShareDifferently(span, measure, differing))
    somewhere = _somewhere(found)
    if somewhere is None and quantity.name == POINTS_NAME:
        somewhere = _all_hand_out(ruleset, reader)
    return Signature(sets, ValueKind("number", unit), wide, somewhere=somewhere)


def _shared_otherwise(ruleset: Ruleset, measure: Measure) -> Measure | None:
    """The first measure, where this one is shared between other sets than that."""
    first = next(iter(ruleset.measures.values()))
    sets = [ruleset.quantities[f"{one.name}.{POINTS_NAME}"].sets for one in (first, measure)]
    return first if sets[0] != sets[1] else None


def _somewhere(found: list[Signature]) -> tuple[str, ...] | None:
    """Above zero somewhere in every measure, or else in one of them."""
    if not all(ranges.is_not_negative(one.range) for one in found):
        return None
    promises = [one for one in map(ranges.somewhere_of, found) if one is not None]
    if not promises:
        return None
    every = tuple(dict.fromkeys(name for one in promises for name in one))
    return every if len(promises) == len(found) else (*min(promises, key=len), MEASURE)


def _all_hand_out(ruleset: Ruleset, reader: Reader) -> tuple[str, ...] | None:
    """Where all measures share the same by their own point shares, and lose nothing: above zero in some measure.

    A measure that does not apply to an indicator has no share of its points; another has.
    """
    measures = tuple(ruleset.measures.values())
    sharings = [one.points for one in measures if isinstance(one.points, Sharing) and one.points.nobody != "lapse"]
    lost = any(gate.consequence for one in measures for gate in one.gates)
    if lost or len(sharings) < len(measures) or any(one.points != sharings[0].points for one in sharings):
        return None
    pot = Reader(ruleset, reader.signatures, []).read(sharings[0].points)
    somewhere = ranges.somewhere_of(pot) if pot else None
    if somewhere is None or MEASURE not in somewhere or sharings[0].among.text not in ruleset.space.axes:
        return None
    return ruleset.space.closure((*somewhere, sharings[0].among.text))


def _all_have_shares(ruleset: Ruleset, quantity: Quantity) -> bool:
    """True if each indicator has a measure with a share of its points, and none has less than nothing."""
    shares = point_shares(ruleset, quantity)
    keys = ruleset.space.domain(quantity.sets).keys
    at = ruleset.space.closure(quantity.sets).index(MEASURE)
    having = {key[:at] + key[at + 1 :] for key, share in zip(keys, shares or (), strict=False) if share > 0}
    return shares is not None and min(shares) >= 0 and len(having) == len({key[:at] + key[at + 1 :] for key in keys})


def _point_shares(ruleset: Ruleset, quantity: Quantity) -> Interval:
    """The hull of all measures' shares; where a measure does not apply it is zero."""
    known = point_shares(ruleset, quantity)
    if known:
        return hull([point(value) for value in known])
    given = [measure.share for measure in ruleset.measures.values() if measure.share is not None]
    given += [one.value for measure in ruleset.measures.values() for one in measure.share_rows.values()]
    return ranges.with_zero([point(exact(value)) for value in given if is_number(value)])


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
        return Signature(sets, ValueKind("number", unit), ranges.NOT_NEGATIVE)
    found = reader.number(expression, facts)
    if found is None:
        return None
    if set(found.sets) - set(sets) and _among(ruleset, measure):
        _too_wide(reader, expression, sets, found)
    if not found.kind.unit.fits(unit):
        reader.find(MeasureUnit(expression.span, expression, unit, found.kind))
    everywhere = measure.applies is None and not measure.gates
    range_ = found.range if everywhere else ranges.with_zero([found.range])
    if quantity.role == "parts":
        range_ = range_.within(ranges.NOT_NEGATIVE) if not found.range.within(ranges.NOT_NEGATIVE).is_empty else range_
    return Signature(sets, ValueKind("number", unit), range_, somewhere=found.somewhere if everywhere else None)


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
    if points is None:
        return Signature(sets, ValueKind("number", POINTS))
    range_ = ranges.with_zero([points.range])
    handed = _handed_out(ruleset, measure, sharing, points, parts)
    return Signature(sets, ValueKind("number", POINTS), range_, somewhere=handed)


def _points_to_share(ruleset: Ruleset, sharing: Sharing, points: Signature, reader: Reader) -> None:
    upper = ruleset.space.closure((INDICATOR,)) if INDICATOR in ruleset.space.axes else ()
    if extra := tuple(name for name in points.sets if name not in upper):
        reader.find(SharedPointsVary(sharing.points.span, sharing, extra))
    if not points.kind.unit.fits(POINTS):
        reader.find(MeasureUnit(sharing.points.span, sharing.points, POINTS, points.kind))


def _handed_out(
    ruleset: Ruleset, measure: Measure, sharing: Sharing, points: Signature, parts: Signature | None
) -> tuple[str, ...] | None:
    """Over which sets somebody certainly gets points: nothing may take them away, and all must not go without."""
    among = ruleset.space.closure((sharing.among.text,))
    somebody = ranges.somewhere_of(parts) if parts else None
    # What the text leaves open is a fault of its own, told elsewhere; here it takes nothing away.
    settled = sharing.nobody != "lapse" or (somebody is not None and set(somebody) <= set(among))
    if any(gate.consequence for gate in measure.gates) or not settled or not ranges.is_positive(points.range):
        return None
    applying = applies_to(ruleset, measure)
    if measure.applies is None or applying == _all_indicators(ruleset):
        return among
    return ruleset.space.closure((sharing.among.text, INDICATOR)) if applying else None


def _all_indicators(ruleset: Ruleset) -> frozenset[str]:
    """The names of the indicators; where the ruleset has none, what it has is for the one without a name."""
    return frozenset(one.name for one in ruleset.sets[INDICATOR].members) if INDICATOR in ruleset.sets else NO_INDICATOR
