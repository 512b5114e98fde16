"""Which way a value moves when one figure improves: the four places that matter, and how changes combine.

A change is told for the region whose figure it is and for the others, at its indicator and at all other indicators.
Each is `STILL`, `UP` (does not fall), `DOWN` (does not rise) or `UNKNOWN`. It knows nothing of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from rbflang.intervals import Interval

STILL, UP, DOWN, UNKNOWN = 0, 1, -1, 9


@frozen(repr=False)
class Change:
    """How the cells of a quantity move: own and others', here (at the indicator) and away (at the others)."""

    own: int = STILL
    others: int = STILL
    own_away: int = STILL
    others_away: int = STILL

    @property
    def is_still(self) -> bool:
        """True if nothing moves anywhere."""
        return self == NO_CHANGE

    def each(self, work: Callable[..., int], *more: Change) -> Change:
        """The change made of these, place by place."""
        return Change(*(work(*moves) for moves in zip(*(one.places for one in (self, *more)), strict=True)))

    @property
    def places(self) -> tuple[int, int, int, int]:
        """The four places in order."""
        return self.own, self.others, self.own_away, self.others_away

    def over_regions(self) -> Change:
        """The change of a sum over the regions."""
        here, away = joined(self.own, self.others), joined(self.own_away, self.others_away)
        return Change(here, here, away, away)

    def over_indicators(self) -> Change:
        """The change of a sum over the indicators."""
        own, others = joined(self.own, self.own_away), joined(self.others, self.others_away)
        return Change(own, others, own, others)


NO_CHANGE = Change()
ANY_CHANGE = Change(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)


def joined(*moves: int) -> int:
    """What moves as all of these do together."""
    kinds = {move for move in moves if move != STILL}
    return kinds.pop() if len(kinds) == 1 else UNKNOWN if kinds else STILL


def turned(move: int) -> int:
    """The opposite way."""
    return move if move == UNKNOWN else -move


def sign_of(limits: Interval) -> int:
    """`UP` for numbers not below zero, `DOWN` for numbers not above it, else `UNKNOWN`."""
    if limits.low is not None and limits.low >= 0:
        return UP
    return DOWN if limits.high is not None and limits.high <= 0 else UNKNOWN


def scaled(move: int, sign: int) -> int:
    """The move of something times a number of this sign."""
    if STILL in (move, sign):
        return STILL
    return UNKNOWN if UNKNOWN in (move, sign) else move * sign


def join(changes: Iterable[Change]) -> Change:
    """What moves as all of these do together, place by place."""
    found = NO_CHANGE
    for one in changes:
        found = found.each(joined, one)
    return found


def in_proportion(own: int, others: int) -> tuple[int, int]:
    """How shares of a fixed total move with the parts they are shared by, nobody's parts below zero.

    Who gets more parts while nobody else does, gets more and all others less. Where several others move, one of them
    may gain on another.
    """
    if own == others == STILL:
        return STILL, STILL
    if own in (STILL, UP) and others in (STILL, DOWN):
        return UP, DOWN if others == STILL else UNKNOWN
    if own in (STILL, DOWN) and others in (STILL, UP):
        return DOWN, UP if others == STILL else UNKNOWN
    return UNKNOWN, UNKNOWN


def ranked(own: int, others: int, highest_first: bool) -> tuple[int, int]:
    """How places in a ranking move; place 1 is the best."""
    if own == others == STILL:
        return STILL, STILL
    if others != STILL or own == UNKNOWN:
        return UNKNOWN, UNKNOWN
    own = -own if highest_first else own
    return own, -own
