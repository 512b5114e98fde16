"""The rule of the largest remainder, told as what must hold of its result."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell


def handed_to_the_largest_remainders(exact: Mapping[Key, Cell], paid: Mapping[Key, Cell]) -> bool:
    """Whether no region was rounded up past one that comes before it."""

    def standing(at: int, key: Key) -> tuple[Fraction, Fraction, int]:
        value = Fraction(exact[key])  # type: ignore[arg-type]
        return value - value.__floor__(), value, -at

    floors = {key: Fraction(value).__floor__() for key, value in exact.items()}  # type: ignore[arg-type]
    up = [standing(at, key) for at, key in enumerate(exact) if paid[key] == floors[key] + 1]
    down = [standing(at, key) for at, key in enumerate(exact) if paid[key] == floors[key]]
    return len(up) + len(down) == len(exact) and (not up or not down or min(up) > max(down))
