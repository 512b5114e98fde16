"""Bounds that narrow a printed figure: `under 0,6 %`, `minst 50 %`.

Takes the text of a narrowing, gives the interval that it says.
"""

from __future__ import annotations

import re

from rbflang.characters import in_one_space
from rbflang.data.counts.counts_written import read_counts
from rbflang.data.printed import Printed, misprint_of, read_printed
from rbflang.data.stand_ins import known_bound
from rbflang.intervals import Interval, above, below
from rbflang.numerals import Fashion, Misprint
from rbflang.ruleset.signatures import ValueKind
from rbflang.wording import Words, percent, plain

_BOUND = re.compile(r"(under|minst|over|høyst|below|at least|above|at most)\s+(.+)")
_BOUNDS = {
    "under": (False, False), "below": (False, False), "minst": (True, True), "at least": (True, True),
    "over": (True, False), "above": (True, False), "høyst": (False, True), "at most": (False, True),
}  # fmt: skip


def misprint_of_bound(text: str, fashion: Fashion) -> Misprint | None:
    """Why the digits of a bound are no number; nothing where they are one, or where there is no bound."""
    match = _BOUND.fullmatch((known_bound(text) or text).strip().lower())
    return misprint_of(match.group(2), fashion) if match else None


def read_bound(text: str, kind: ValueKind, fashion: Fashion) -> Interval | None:
    """The interval that `under 0,6 %`, `minst …`, `over …` or `høyst …` says."""
    match = _BOUND.fullmatch(in_one_space(text).lower())
    if not match:
        return None
    upward, included = _BOUNDS[match.group(1)]
    limit = read_printed(match.group(2), kind, fashion)
    if not isinstance(limit, Printed):
        return None
    return above(limit.value, included) if upward else below(limit.value, included)


def read_alone(text: str, kind: ValueKind, fashion: Fashion) -> Interval | None:
    """The interval that a bound says where it is all that is known: of counts, `under 5/3850` is at most four."""
    counts = read_counts(text, fashion) if kind.unit.is_dimensionless else None
    return counts.share() if counts and counts.denominator else read_bound(text, kind, fashion)


def limits_said(limits: Interval, kind: ValueKind) -> Words:
    """`fra 0 % til 100 %`, `minst 0`: where the figures of a quantity lie."""
    spell = percent if kind.unit.is_share else plain
    low, high = (
        None if end is None else Words(spell(end), spell(end, language="en")) for end in (limits.low, limits.high)
    )
    if low and high:
        return Words(f"fra {low.nb} til {high.nb}", f"from {low.en} to {high.en}")
    if low:
        return Words(f"minst {low.nb}", f"at least {low.en}")
    return Words(f"høyst {high.nb}", f"at most {high.en}") if high else Words("hva som helst", "anything")
