"""Which indicators a performance measure applies to, and which share of the points it has, before any figure is known.

Takes a ruleset, gives names of indicators and cells; `None` where the rules alone do not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rbflang.quantities import SHARE
from rbflang.ruleset.known_values import known_value
from rbflang.ruleset.model import INDICATOR, Measure, Ruleset
from rbflang.ruleset.values import exact, is_number, unit_of
from rbflang.syntax.expressions import Between, Name, Value


def applies_to(ruleset: Ruleset, measure: Measure) -> frozenset[str] | None:
    """The indicators that a measure applies to; `None` where that is not known."""
    indicators = ruleset.sets.get(INDICATOR)
    names = frozenset(one.name for one in indicators.members) if indicators else frozenset({""})
    if measure.applies is None:
        return names
    found: set[str] = set()
    for condition in measure.applies:
        if isinstance(condition, Name) and condition.text in names:
            found.add(condition.text)
            continue
        answers = {at.get(INDICATOR, ""): known_value(ruleset, condition, at) for at in _each_indicator(ruleset)}
        if None in answers.values() or answers.keys() != names:  # one under nothing has no place among the answers
            return None
        found.update(name for name, answer in answers.items() if answer is True)
    return frozenset(found)


def _each_indicator(ruleset: Ruleset) -> Iterator[Mapping[str, str]]:
    """Each indicator with what it lies under; where the ruleset has none, the one that is nowhere."""
    domain = ruleset.space.domain((INDICATOR,) if INDICATOR in ruleset.space.axes else ())
    return (dict(zip(domain.sets, key, strict=True)) for key in domain.keys)


def point_share(measure: Measure, applying: frozenset[str] | None, indicator: str) -> Fraction | None:
    """The share of an indicator's points that a measure has; nothing where it does not apply."""
    if applying is None:
        return None
    if indicator not in applying:
        return Fraction(0)
    row = next((one for key, one in measure.share_rows.items() if key[-1] == indicator), None)
    value = row.value if row else measure.share
    return exact(value) if value is not None and is_share(value) else None


def is_share(value: Value) -> bool:
    """True for a number that can be a measure's share of the points."""
    unit = unit_of(value)
    is_exact = is_number(value) and not isinstance(value, Between)
    return is_exact and (unit is None or unit.fits(SHARE)) and exact(value) >= 0
