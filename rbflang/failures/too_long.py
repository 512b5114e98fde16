"""The fault of numbers that grow beyond what can be computed and shown."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.failures.root_causes import Arisen
from rbflang.failures.told_of_cells import spelled
from rbflang.tables.digits import MOST_DIGITS
from rbflang.wording import Words, in_both, number

MOST = in_both(partial(number, Fraction(MOST_DIGITS), 0))
TOO_MANY_DIGITS = Kind(
    "too-many-digits",
    Severity.FAULT,
    Words("Et tall får for mange sifre", "A number gets too many digits"),
    Words(
        f"Alt regnes ut eksakt, og et tall kan ha høyst {MOST.nb} sifre over og under brøkstreken. Tall som ganges med "
        "seg selv i formel etter formel, får dobbelt så mange sifre hver gang. Rund av underveis, så holder tallene "
        "seg korte.",
        f"Everything is computed exactly, and a number may have at most {MOST.en} digits above and below the line of "
        "the fraction. Numbers multiplied by themselves in formula after formula double their digits each time. Round "
        "on the way, and they stay short.",
    ),
)


def too_many_digits(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for the first formula whose numbers grow too long."""
    one = found[0]
    span = one.place[0].span
    formula, rounded, decimals = (spelled(computed, word) for word in ("FORMULA", "ROUND_TO", "DECIMALS"))
    yield Fault(
        TOO_MANY_DIGITS,
        Words(f"«{one.inside}» får mer enn {MOST.nb} sifre", f"“{one.inside}” gets more than {MOST.en} digits"),
        (Label(span, Words("her blir tallet for langt", "here the number gets too long")),) if span else (),
        (
            Words(
                "Utbetalingen regnes ut eksakt, og så lange tall kan verken regnes med eller vises.",
                "The payout is computed exactly; numbers as long as this can be neither computed with nor shown.",
            ),
        ),
        Words("Rund av underveis:", "Round on the way:"),
        (f"{formula} {one.inside} … {rounded} 6 {decimals}",),
        address=one.inside,
    )
