"""A ramp in a formula whose points do not rise for some member, where they are numbers of the rules."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.known_values import known_value
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import shown
from rbflang.source import Span
from rbflang.syntax.expressions import Choice, Expression, RampOf
from rbflang.syntax.traversal import every
from rbflang.wording import Words

KIND = Kind(
    "points-do-not-rise",
    Severity.FAULT,
    Words("Punktene på en rampe stiger ikke", "The points of a ramp do not rise"),
    Words(
        "Mellom punktene på en rampe går det rette linjer. Da må hvert punkt ligge høyere enn det forrige, for hvert "
        "medlem som punktene gjelder for.",
        "Straight lines run between the points of a ramp. So each point must lie higher than the one before, for each "
        "member that the points are of.",
    ),
    Words(
        "tabell gulv per region : andel [regelverk 4] { Nord: 45 %  Vest: 90 % }\n"
        "formel oppnådd per region = rampe av (nådd; ved gulv gir 0 poeng; ved 90 % gir 10 poeng) [regelverk 4]",
        "table floor per region : proportion [rulebook 4] { North: 45 %  West: 90 % }\n"
        "formula earned per region = ramp of (reached; at floor gives 0 points; at 90 % gives 10 points) [rulebook 4]",
    ),
    Words(
        "tabell gulv per region : andel [regelverk 4] { Nord: 45 %  Vest: 50 % }\n"
        "formel oppnådd per region = rampe av (nådd; ved gulv gir 0 poeng; ved 90 % gir 10 poeng) [regelverk 4]",
        "table floor per region : proportion [rulebook 4] { North: 45 %  West: 50 % }\n"
        "formula earned per region = ramp of (reached; at floor gives 0 points; at 90 % gives 10 points) [rulebook 4]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for the first two points of each ramp that are known not to rise, at the first member where it is so."""
    told: dict[Span, Fault | None] = dict.fromkeys(_in_a_branch(inference))
    for expression, _ in inference.expressions.values():
        if isinstance(expression, RampOf) and expression.span not in told:
            told[expression.span] = next(_not_rising(ruleset, inference, expression), None)
    yield from filter(None, told.values())


def _in_a_branch(inference: Inference) -> Iterator[Span]:
    """The ramps that a choice may pass by: of those the run tells."""
    for expression, _ in inference.expressions.values():
        branches = (expression.chosen, expression.otherwise) if isinstance(expression, Choice) else ()
        yield from (part.span for one in branches for part in every(one) if isinstance(part, RampOf))


def _not_rising(ruleset: Ruleset, inference: Inference, ramp: RampOf) -> Iterator[Fault]:
    for before, place in pairwise(ramp.places):
        read = [inference.expressions.get(id(one)) for one in (before, place)]
        sets = [name for one in read if one is not None for name in one[1].sets]
        domain = ruleset.space.domain(ruleset.space.closure(sets))
        for key in domain.keys:
            at = dict(zip(domain.sets, key, strict=True))
            low, high = (known_value(ruleset, one, at) for one in (before, place))
            if isinstance(low, Fraction) and isinstance(high, Fraction) and low >= high:
                unit = next(one[1].kind.unit for one in read if one is not None)
                titles = [ruleset.sets[name][one].title for name, one in at.items() if one]
                who = Words(", ".join(titles), ", ".join(titles))
                yield _fault((before, place), who, (shown(low, unit), shown(high, unit)))


def _fault(places: tuple[Expression, Expression], who: Words, ends: tuple[Words, Words]) -> Fault:
    for_nb, for_en = (f" for {who.nb}", f" for {who.en}") if who.nb else ("", "")
    low, high = ends
    return Fault(
        KIND,
        Words(
            f"Punktene på rampen stiger ikke{for_nb}: {high.nb} kommer etter {low.nb}",
            f"The points of the ramp do not rise{for_en}: {high.en} comes after {low.en}",
        ),
        (
            Label(places[1].span, Words("dette punktet", "this point")),
            Label(places[0].span, Words("etter dette", "after this")),
        ),
        (Words("Mellom to punkter går det en rett linje.", "A straight line runs between two points."),),
        Words(
            "Sett punktene i rekkefølge, det laveste først, eller rett tallene.",
            "Put the points in order, the lowest first, or correct the numbers.",
        ),
    )
