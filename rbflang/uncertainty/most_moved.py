"""Those of very many whose possible amounts lie furthest apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from rbflang.graph.domain import Key

MOST_PAID = 8


def most_moved(keys: Sequence[Key], possible: Sequence[Mapping[Key, Fraction]]) -> tuple[Key, ...]:
    """All keys where they are few, else those that the possible payouts, in kroner, move most; in their order."""
    if len(keys) <= MOST_PAID:
        return tuple(keys)
    apart = {key: _span([one[key] for one in possible if key in one]) for key in keys}
    most = set(sorted(keys, key=lambda key: -apart[key])[:MOST_PAID])
    return tuple(key for key in keys if key in most)


def _span(amounts: Sequence[Fraction]) -> Fraction:
    return max(amounts) - min(amounts) if amounts else Fraction(0)
