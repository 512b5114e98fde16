"""In which order the quantities can be computed: each after those it reads, and which of them go in a circle.

Takes a ruleset; follows chains of formulas step by step, never by recursion, so that no chain is too long. Where
formulas go in a circle one reading is left out of the order, and the circle is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from rbflang.graph.closure import behind
from rbflang.ruleset.model import INDICATOR, OWN_NAMES, PARTS_NAME, POINTS_NAME, TAKING_PART_NAME, Quantity, Ruleset
from rbflang.source import Span
from rbflang.syntax.expressions import Expression, Name, Sharing
from rbflang.syntax.traversal import names_read


@frozen(repr=False)
class Reading:
    """That one quantity reads another, and where."""

    reader: str
    read: str
    span: Span


def target_of(ruleset: Ruleset, name: str, measure: str | None) -> str | None:
    """The quantity that a name means where it stands; `None` if there is none."""
    if measure and name in OWN_NAMES:
        name = f"{measure}.{name}"
    return name if name in ruleset.quantities else None


def expressions_of(ruleset: Ruleset, quantity: Quantity) -> Iterator[Expression]:
    """The expressions a quantity is computed by; what a measure makes rests on its requirements too."""
    if quantity.expression is not None:
        yield quantity.expression
    if quantity.measure:
        measure = ruleset.measures[quantity.measure]
        for gate in measure.gates:
            if quantity.role == "points" or gate.consequence != "lapse":
                yield gate.condition
        if quantity.role == "points":
            yield from (one for one in measure.applies or () if not names_an_indicator(ruleset, one))


def names_an_indicator(ruleset: Ruleset, expression: Expression) -> bool:
    """True for the name of an indicator, where a measure says what it applies to."""
    indicators = ruleset.sets.get(INDICATOR)
    named = expression.text if isinstance(expression, Name) else None
    return indicators is not None and any(one.name == named for one in indicators.members)


def dependencies(ruleset: Ruleset, quantity: Quantity) -> dict[str, Name]:
    """The quantities that a quantity reads, each with a name that reads it."""
    found: dict[str, Name] = {}
    for expression in expressions_of(ruleset, quantity):
        for name in names_read(expression):
            target = target_of(ruleset, name.text, quantity.measure)
            if target:
                found.setdefault(target, name)
    if quantity.role in ("parts", "points") and ruleset.measures[quantity.measure or ""].keeping_out:
        found.setdefault(f"{quantity.measure}.{TAKING_PART_NAME}", Name(quantity.span, TAKING_PART_NAME))
    if quantity.role == "points" and isinstance(quantity.expression, Sharing):
        found.setdefault(f"{quantity.measure}.{PARTS_NAME}", Name(quantity.span, PARTS_NAME))
    if quantity.role in ("gathered", "lapsed"):
        part = POINTS_NAME if quantity.role == "lapsed" else quantity.name
        for measure in ruleset.measures.values():
            of = ruleset.quantities[f"{measure.name}.{part}"]
            found[of.name] = Name(of.expression.span if of.expression is not None else measure.span, part)
    return found


def resting_on(ruleset: Ruleset, names: Iterable[str]) -> dict[str, None]:
    """The quantities and all that they rest on."""
    return behind(names, lambda name: dependencies(ruleset, ruleset.quantities[name]))


def in_order(ruleset: Ruleset) -> tuple[tuple[str, ...], tuple[tuple[Reading, ...], ...]]:
    """The names of all quantities, each after those it reads; and the circles, as what reads what all the way round."""
    reads = {name: dependencies(ruleset, quantity) for name, quantity in ruleset.quantities.items()}
    done: dict[str, None] = {}
    circles: list[tuple[Reading, ...]] = []
    told: set[str] = set()
    for root in reads:
        if root not in done:
            _descend(root, reads, done, circles, told)
    return tuple(done), tuple(circles)


def _descend(
    root: str,
    reads: Mapping[str, Mapping[str, Name]],
    done: dict[str, None],
    circles: list[tuple[Reading, ...]],
    told: set[str],
) -> None:
    """Depth first from one quantity; a name met again on the way down closes a circle. Each name is in one at most."""
    path = {root: iter(reads[root])}
    while path:
        name, left = next(reversed(path.items()))
        read = next(left, None)
        if read is None:
            done[name] = None
            del path[name]
        elif read in path:
            if not {name, read} & told:
                names = list(path)
                circle = names[names.index(read) :]
                told.update(circle)
                pairs = zip(circle, [*circle[1:], read], strict=True)
                circles.append(tuple(Reading(a, b, reads[a][b].span) for a, b in pairs))
        elif read not in done:
            path[read] = iter(reads[read])
