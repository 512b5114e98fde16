"""Whose figures moved the points between two rounds: the mean over all orders in which they can be replaced.

Takes a ruleset computed on both rounds and the figures that moved; gives points by mover: the members of a set, and the
common figures, which belong to none of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.graph.nodes import printed_of
from rbflang.questions.moved_figures import MovedFigure
from rbflang.questions.orders import MOST_MOVERS, in_every_order
from rbflang.questions.replaced_figures import replacing, rounds_asked
from rbflang.ruleset.model import INDICATOR, POINTS_NAME
from rbflang.tables.valuation import Valuation

Points = Mapping[tuple[str, str], Fraction]


@frozen(eq=False, repr=False)
class MovedShares:
    """What each mover moved of every indicator's points for every region; `None` where that cannot be told.

    `apart` are the common figures that may have moved points by themselves, `with_regions` those that were replaced
    together with the figures of each region; one that reaches the points by both ways is among both.
    """

    moved: Mapping[str, Points] | None
    apart: tuple[MovedFigure, ...] = ()
    with_regions: tuple[MovedFigure, ...] = ()


def points_of(valuation: Valuation, among: str, of: str = INDICATOR) -> Points:
    """The points per indicator and region, of all measures together; empty where some could not be computed.

    `of` is another set than that of indicators, as of measures: then they are of all indicators together.
    """
    if POINTS_NAME not in valuation.graph.named:
        return {}
    sets = valuation.graph.named[POINTS_NAME].domain.sets
    if of not in sets or among not in sets:
        return {}
    at = (sets.index(of), sets.index(among))
    found: dict[tuple[str, str], Fraction] = {}
    for key, cell in valuation.of(POINTS_NAME).items():
        value = printed_of(cell)
        if not isinstance(value, Fraction):
            return {}
        place = (key[at[0]], key[at[1]])
        found[place] = found.get(place, Fraction(0)) + value
    return found


def shares(earlier: Computed, later: Computed, among: str, moved: Sequence[MovedFigure]) -> MovedShares:
    """What each mover moved; `None` where too many did, or where in every order the way is barred."""
    found = replacing(rounds_asked(earlier, later, POINTS_NAME, among), moved)
    if len(found.movers) > MOST_MOVERS:
        return MovedShares(None)
    mean = in_every_order(found, lambda valuation: points_of(valuation, among))
    return MovedShares(mean.moved, found.apart, found.with_movers) if mean is not None else MovedShares(None)
