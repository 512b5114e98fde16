"""The names most like a misspelt one.

Compared without regard to case, to æ/ae, ø/o, å/aa, and to hyphens and underscores.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from rbflang.characters import SPACES

_ALIKE = str.maketrans({"æ": "ae", "ø": "o", "å": "aa", "-": None, "_": None} | dict.fromkeys(SPACES))
NEAR = Fraction(72, 100)
MOST = 3


def folded(name: str) -> str:
    """The name as it is compared, in composed form (NFC)."""
    return unicodedata.normalize("NFC", name).lower().translate(_ALIKE)


def nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """At most three names that are like this one, the likest first; none where none is near."""
    return Names(tuple(names)).nearest(name)


@frozen(eq=False, repr=False)
class Names:
    """Names among which misspelt ones are looked for, each of those once however often it is written."""

    names: tuple[str, ...]
    _found: dict[str, tuple[str, ...]] = field(factory=dict, init=False)

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """The names and how they are compared."""
        return {one: folded(one) for one in self.names}

    def nearest(self, name: str) -> tuple[str, ...]:
        """At most three of the names that are like this one, the likest first; none where none is near."""
        if name not in self._found:
            self._found[name] = self._looked_for(folded(name))
        return self._found[name]

    def _looked_for(self, wanted: str) -> tuple[str, ...]:
        letters = tuple(Counter(wanted).items())
        near = [
            (-_likeness(wanted, other), one)
            for one, other in self.folded.items()
            if _may_be_near(wanted, letters, other)
        ]
        return tuple(one for likeness, one in sorted(near)[:MOST] if -likeness >= NEAR)


def _may_be_near(one: str, letters: Sequence[tuple[str, int]], other: str) -> bool:
    """False where two words, from their lengths or from their letters in whatever order, are clearly unlike."""
    enough = NEAR.numerator * (len(one) + len(other))
    of_each = 2 * NEAR.denominator
    if of_each * len(one) < enough or of_each * len(other) < enough:
        return False
    common = 0
    for letter, times in letters:
        found = other.count(letter)
        common += times if times < found else found
    return of_each * common > enough


def _likeness(one: str, other: str) -> Fraction:
    """The part of both words that they have in common, in the same order."""
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, one, other).get_matching_blocks()
    return Fraction(2 * sum(block.size for block in blocks), len(one) + len(other))
