"""What a test fills in where a cure leaves a place open, `…`, and where such a cure is pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from rbflang.diagnostics import Fault

OPEN = "…"
MOST_FILLED = 64
# What may stand in each open place, in order; the last is for all the places that remain.
FILLINGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "counted-per-does-not-fit": (("regelverk 5", "rulebook 5"),),
    "denominator-is-zero": (("0", "0 %", "0 kr", "0 deler", "1"),),
    "key-does-not-add-up": (("1",), ("3",), ("regelverk 1",)),
    "measure-incomplete": (("samlet_antall_poeng × vekt × poengandel", "1 del", "a"),),
    "negative-parts": (("0 deler",),),
    "not-computable": (("NPR", "5 %", "ja", "1"), ("1",)),
    "not-ranked": (("plass",), ("(hvis plass er 1 så 2 ellers 1)",), ("1",)),
    "nothing-to-aggregate": (
        ("mål minst 50 %",), ("region",), ("0 %",), ("gjennomsnitt mål der mål minst 50 % over region",),
    ),
    "number-without-a-source": (("1",), ("prøve",)),
    "optional-used-without-asking": (("0", "1"),),
    "period-of-a-register": (("tid",),),
    "test-does-not-fit": (("video",),),
    "payout-missing": (("samlet_utbetaling",), ("1 kr × (sum andel_video over indikator)", "1 kr")),
    "payout-not-rounded": (("rules 2", "regelverk 4", "kontrakt 2"),),
    "payout-varies-over-more": (("1 kr × fordelingsnøkkel",),),
    "payouts-to-different-payees": (("1 kr",),),
    "point-share-row-missing": (("100", "40", "0"),),
    "property-missing": (("0.1", "0,1", "1"), ("regelverk",), ("1",)),
    "sets-differ": (("1",),),
    "source-not-declared": (("Prøve",),),
    "staircase-has-a-gap": (("0 deler", "0", "0 kr"),),
    "too-few-to-aggregate": (
        ("a mer enn 5",), ("region",), ("0",), ("3. største a der a mer enn 5 over region",),
    ),
}  # fmt: skip


def filled(slug: str, cure: str) -> Iterator[str]:
    """A cure with its open places filled in, one way after another; a whole cure is itself."""
    count = cure.count(OPEN)
    fillings = FILLINGS.get(slug, ())
    ways = [fillings[min(at, len(fillings) - 1)] for at in range(count)] if fillings else []
    pieces = cure.split(OPEN)
    for one in [*product(*ways)][:MOST_FILLED] if ways or not count else ():
        yield pieces[0] + "".join(f"{text}{piece}" for text, piece in zip(one, pieces[1:], strict=True))


def with_the_head(text: str, fault: Fault, cure: str) -> Iterator[str]:
    """The text with the head that ends in `= …` in place of the head of a line that the fault points at."""
    head, equals, _ = cure.partition(f"= {OPEN}")
    lines = text.split("\n")
    for row in {one.span.line - 1 for one in fault.labels} if equals else ():
        yield "\n".join([*lines[:row], re.sub(r"^[^=]*", head, lines[row], count=1), *lines[row + 1 :]])
