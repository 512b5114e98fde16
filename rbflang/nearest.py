"""The names most like a misspelt one.

Compared without regard to case, to æ/ae, ø/o, å/aa, and to hyphens and underscores.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from rbflang.characters import SPACES

_ALIKE = str.maketrans({"æ": "ae", "ø": "o", "å": "aa", "-": None, "_": None} | dict.fromkeys(SPACES))
NEAR = Fraction(72, 100)
MOST = 3


def folded(name: str) -> str:
    """The name as it is compared, in composed form (NFC)."""
    return unicodedata.normalize("NFC", name).lower().translate(_ALIKE)


def nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """At most three names that are like this one, the likest first; none where none is near."""
    wanted = folded(name)
    scored = [(_likeness(wanted, folded(one)), one) for one in dict.fromkeys(names)]
    near = sorted((pair for pair in scored if pair[0] >= NEAR), key=lambda pair: (-pair[0], pair[1]))
    return tuple(one for _, one in near[:MOST])


def _likeness(one: str, other: str) -> Fraction:
    """The part of both words that they have in common, in the same order; 0 where that is clearly too little."""
    from difflib import SequenceMatcher

    both = len(one) + len(other) or 1
    if Fraction(2 * min(len(one), len(other)), both) < NEAR:
        return Fraction(0)
    found = SequenceMatcher(None, one, other)
    if found.quick_ratio() < NEAR:
        return Fraction(0)
    return Fraction(2 * sum(block.size for block in found.get_matching_blocks()), both)
